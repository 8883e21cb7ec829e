"""Addresses of Oggi, people and case files."""

from django.urls import path

from lgnet.web.desk import (
    case_acts,
    cases,
    household_acts,
    people,
    people_import,
    place_acts,
    register,
    splitting,
    today,
)

IMPORTERS = (people_import,)  # importing it offers the table

_CASE = "persone/cartelle/<uuid:case_id>/"

urlpatterns = [
    path("", today.today, name="today"),
    path("persone/", people.people_list, name="people"),
    path("persone/cerca/", people.search, name="search"),
    path("persone/nuova/", people.person_new, name="person_new"),
    path("persone/azione-di-gruppo/", case_acts.group_action, name="group_action"),
    path("persone/azioni/", case_acts.my_day, name="my_day"),
    path("persone/cartelle/", cases.case_list, name="cases"),
    path("persone/cartelle/scarica/<str:kind>/", cases.case_export, name="case_export"),
    path(_CASE, cases.case, name="case"),
    path(f"{_CASE}azione/", case_acts.log_action, name="log_action"),
    path(f"{_CASE}azione/<uuid:action_id>/annulla/", case_acts.undo_action, name="undo_action"),
    path(f"{_CASE}bisogni/", case_acts.add_need, name="add_need"),
    path(f"{_CASE}bisogni/<uuid:need_id>/", case_acts.move_need, name="move_need"),
    path(f"{_CASE}verifica/", case_acts.set_review, name="set_review"),
    path(f"{_CASE}operatore/", case_acts.reassign, name="reassign"),
    path(f"{_CASE}stato/<str:to>/", case_acts.change_state, name="change_state"),
    path(f"{_CASE}titoli/", case_acts.add_title, name="add_title"),
    path(f"{_CASE}accoglienza/", place_acts.add_place, name="add_place"),
    path(
        f"{_CASE}accoglienza/<uuid:place_id>/togli/",
        place_acts.withdraw_place,
        name="withdraw_place",
    ),
    path(f"{_CASE}numeri/", case_acts.add_identifier, name="add_identifier"),
    path(f"{_CASE}vulnerabilita/", case_acts.add_vulnerability, name="add_vulnerability"),
    path(
        f"{_CASE}vulnerabilita/<uuid:vulnerability_id>/termina/",
        case_acts.end_vulnerability,
        name="end_vulnerability",
    ),
    path(f"{_CASE}nucleo/nuovo/", case_acts.form_household, name="form_household"),
    path(f"{_CASE}nucleo/aggiungi/", case_acts.join_household, name="join_household"),
    path(f"{_CASE}nucleo/dividi/", household_acts.split_household, name="split_household"),
    path(f"{_CASE}nucleo/unisci/", household_acts.join_households, name="join_households"),
    path(
        f"{_CASE}nucleo/<uuid:person_id>/esce/",
        case_acts.leave_household,
        name="leave_household",
    ),
    path(f"{_CASE}scheda/access/", cases.case_access, name="case_access"),
    path(f"{_CASE}scheda/<str:tab>/", cases.case_tab, name="case_tab"),
    path("persone/somiglianze/", register.pairs, name="pairs"),
    path("persone/unioni/<uuid:act_id>/annulla/", register.unmerge, name="unmerge"),
    path("persone/decisioni/<uuid:decision_id>/ritira/", register.withdraw, name="withdraw"),
    path("persone/<uuid:person_id>/confronta/", register.compare_with, name="compare_with"),
    path("persone/<uuid:person_id>/confronta/<uuid:other_id>/", register.compare, name="compare"),
    path("persone/<uuid:person_id>/unisci/<uuid:other_id>/", register.merge, name="merge"),
    path("persone/<uuid:person_id>/separa/", splitting.split, name="split"),
    path("persone/<uuid:person_id>/", people.person, name="person"),
    path("persone/<uuid:person_id>/modifica/", people.person_edit, name="person_edit"),
    path("persone/<uuid:person_id>/presa-in-carico/", people.take_in_charge, name="take_in_charge"),
]
