"""Addresses of the housing pages."""

from django.urls import path

from lgnet.web.desk import (
    housing_batch,
    housing_board,
    housing_evening,
    housing_facility,
    housing_facility_acts,
    housing_imports,
    housing_register,
    housing_request,
    housing_requests,
    housing_stay,
)

app_name = "housing"
__all__ = ["app_name", "housing_imports", "urlpatterns"]
urlpatterns = [
    path("", housing_board.board, name="board"),
    path("conferma/", housing_board.confirm, name="confirm"),
    path("opzioni/", housing_board.hold, name="hold"),
    path("piano/", housing_batch.batch, name="batch"),
    path("stasera/", housing_evening.presence, name="presence"),
    path("stasera/registra/", housing_evening.record, name="record_evening"),
    path("richieste/", housing_requests.requests, name="requests"),
    path("richieste/esporta.csv", housing_requests.export, name="requests_export"),
    path("richieste/nuova/", housing_requests.request_new, name="request_new"),
    path("richieste/<uuid:request_id>/", housing_request.request_page, name="request"),
    path("richieste/<uuid:request_id>/decisione/", housing_request.decide, name="decide"),
    path("richieste/<uuid:request_id>/lascia/", housing_request.release, name="release"),
    path("richieste/<uuid:request_id>/proroga/", housing_request.prolong, name="prolong"),
    path("richieste/<uuid:request_id>/accetta/", housing_request.concede, name="concede"),
    path("richieste/<uuid:request_id>/ritiro/", housing_request.withdraw, name="withdraw"),
    path("strutture/", housing_register.facilities, name="facilities"),
    path("strutture/esporta.<str:fmt>", housing_register.export, name="facilities_export"),
    path("strutture/nuova/", housing_register.facility_new, name="facility_new"),
    *[
        path(f"strutture/<uuid:facility_id>/{where}", view, name=name)
        for where, view, name in (
            ("", housing_facility.facility, "facility"),
            ("registro/", housing_facility.facility_register, "facility_register"),
            ("conferme/", housing_facility.facility_picture, "facility_picture"),
            ("passo/", housing_facility_acts.step, "facility_step"),
            ("dati/", housing_facility_acts.facts, "facility_facts"),
            ("convenzione/", housing_facility_acts.convention, "convention"),
            ("convenzione/fine/", housing_facility_acts.convention_end, "convention_end"),
            ("camera/", housing_facility_acts.unit_new, "unit_new"),
            ("letto/", housing_facility_acts.bed_add, "bed_add"),
            ("letto/sposta/", housing_facility_acts.bed_move, "bed_move"),
            ("lavori/", housing_facility_acts.upkeep, "upkeep"),
            ("lavori/chiudi/", housing_facility_acts.upkeep_close, "upkeep_close"),
            ("link/", housing_facility_acts.link_new, "link_new"),
            ("link/revoca/", housing_facility_acts.link_revoke, "link_revoke"),
            ("chiarimento/", housing_facility_acts.discrepancy, "discrepancy"),
            ("blocco/", housing_facility_acts.block, "block"),
            ("sblocco/", housing_facility_acts.unblock, "unblock"),
        )
    ],
    path("permanenze/<uuid:stay_id>/", housing_stay.stay, name="stay"),
    path("permanenze/<uuid:stay_id>/uscita/", housing_stay.end, name="stay_end"),
    path("permanenze/<uuid:stay_id>/proroga/", housing_stay.extend, name="stay_extend"),
    path("permanenze/<uuid:stay_id>/annulla/", housing_stay.cancel, name="stay_cancel"),
]
