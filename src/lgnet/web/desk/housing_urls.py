"""Addresses of the housing pages."""

from django.urls import path

from lgnet.web.desk import (
    housing_agreements,
    housing_batch,
    housing_board,
    housing_consent,
    housing_evening,
    housing_facility,
    housing_imports,
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
    path("piano/calcola/", housing_batch.make, name="make_plan"),
    path("piano/<uuid:run_id>/ferma/", housing_batch.stop, name="stop_plan"),
    path("accordi/", housing_agreements.agreements, name="agreements"),
    path("accordi/scrivi/", housing_agreements.state, name="state_term"),
    path("accordi/<uuid:term_id>/ritira/", housing_agreements.end, name="end_term"),
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
    path("richieste/<uuid:request_id>/consenso/", housing_consent.consent, name="consent"),
    path("richieste/<uuid:request_id>/ritiro/", housing_request.withdraw, name="withdraw"),
    path("strutture/<uuid:facility_id>/", housing_facility.facility, name="facility"),
    path("strutture/<uuid:facility_id>/blocco/", housing_facility.block, name="block"),
    path("strutture/<uuid:facility_id>/sblocco/", housing_facility.unblock, name="unblock"),
    path("permanenze/<uuid:stay_id>/", housing_stay.stay, name="stay"),
    path("permanenze/<uuid:stay_id>/uscita/", housing_stay.end, name="stay_end"),
    path("permanenze/<uuid:stay_id>/proroga/", housing_stay.extend, name="stay_extend"),
    path("permanenze/<uuid:stay_id>/annulla/", housing_stay.cancel, name="stay_cancel"),
]
