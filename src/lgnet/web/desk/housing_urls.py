"""Addresses of the housing pages."""

from django.urls import path

from lgnet.web.desk import (
    housing_batch,
    housing_board,
    housing_evening,
    housing_facility,
    housing_imports,
    housing_needs,
    housing_reception,
    housing_request,
    housing_requests,
    housing_seen,
    housing_settings,
    housing_stay,
    housing_stay_acts,
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
    path("richieste/<uuid:request_id>/classe/", housing_needs.set_class, name="set_class"),
    path("richieste/<uuid:request_id>/bisogni/", housing_needs.note_need, name="note_need"),
    path("richieste/<uuid:request_id>/bisogni/togli/", housing_needs.end_need, name="end_need"),
    path("richieste/<uuid:request_id>/offerta/", housing_needs.make_offer, name="offer"),
    path(
        "richieste/<uuid:request_id>/offerta/<uuid:offer_id>/",
        housing_needs.offer_paper,
        name="offer_paper",
    ),
    path(
        "richieste/<uuid:request_id>/offerta/<uuid:offer_id>/risposta/",
        housing_needs.answer_offer,
        name="offer_answer",
    ),
    path(
        "richieste/<uuid:request_id>/offerta/<uuid:offer_id>/ritira/",
        housing_needs.withdraw_offer,
        name="offer_withdraw",
    ),
    path("richieste/<uuid:request_id>/visto/<uuid:run_id>/", housing_seen.seen, name="seen"),
    path("classi/", housing_needs.class_table, name="classes"),
    path("impostazioni/", housing_settings.settings, name="settings"),
    path("accoglienza/", housing_reception.receptions, name="receptions"),
    path("accoglienza/<uuid:reception_id>/", housing_reception.reception, name="reception"),
    path(
        "accoglienza/<uuid:reception_id>/richiesta/", housing_reception.plan, name="reception_plan"
    ),
    path("accoglienza/<uuid:reception_id>/scarta/", housing_reception.drop, name="reception_drop"),
    path("stasera/tessera/", housing_evening.read_card, name="read_card"),
    path("stasera/tessera/nuova/", housing_evening.make_card, name="make_card"),
    path("stasera/tessera/annulla/", housing_evening.revoke_card, name="revoke_card"),
    path("strutture/<uuid:facility_id>/", housing_facility.facility, name="facility"),
    path("strutture/<uuid:facility_id>/blocco/", housing_facility.block, name="block"),
    path("strutture/<uuid:facility_id>/sblocco/", housing_facility.unblock, name="unblock"),
    path("permanenze/<uuid:stay_id>/", housing_stay.stay, name="stay"),
    path("permanenze/<uuid:stay_id>/uscita/", housing_stay.end, name="stay_end"),
    path("permanenze/<uuid:stay_id>/proroga/", housing_stay.extend, name="stay_extend"),
    path("permanenze/<uuid:stay_id>/annulla/", housing_stay.cancel, name="stay_cancel"),
    path("permanenze/<uuid:stay_id>/ingresso/", housing_stay_acts.check_in, name="check_in"),
    path(
        "permanenze/<uuid:stay_id>/ingresso/togli/",
        housing_stay_acts.undo_check_in,
        name="undo_check_in",
    ),
    path("permanenze/<uuid:stay_id>/uscita/togli/", housing_stay_acts.undo_exit, name="undo_exit"),
    path("permanenze/<uuid:stay_id>/sposta/", housing_stay_acts.transfer, name="transfer"),
    path("permanenze/<uuid:stay_id>/contributo/", housing_stay_acts.add_money, name="add_money"),
    path(
        "permanenze/<uuid:stay_id>/contributo/togli/",
        housing_stay_acts.undo_money,
        name="undo_money",
    ),
    path("permanenze/<uuid:stay_id>/notte/", housing_stay_acts.correct_night, name="correct_night"),
    path(
        "permanenze/<uuid:stay_id>/questionario/",
        housing_stay_acts.questionnaire,
        name="questionnaire",
    ),
    path(
        "permanenze/<uuid:stay_id>/dopo/<uuid:follow_up_id>/",
        housing_stay_acts.follow_up,
        name="follow_up",
    ),
    path(
        "permanenze/<uuid:stay_id>/dopo/<uuid:follow_up_id>/togli/",
        housing_stay_acts.undo_follow_up,
        name="undo_follow_up",
    ),
]
