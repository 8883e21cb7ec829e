"""Segnalazioni: inbox, decision, merge, close, export; another city's report is a 404."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.response import operations
from lgnet.domain.response.models import Report, TriageDecision
from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, acting, sign_in
from tests.domain.response.build import receive
from tests.web.response_pages import post

pytestmark = pytest.mark.django_db


def now_received(**given) -> Report:
    return receive(at=timezone.now() - timedelta(minutes=5), **given)


def assessed(**given) -> Report:
    report = now_received(**given)
    return operations.confirm_triage(
        report_id=report.pk, priority=report.urgency, at=timezone.now()
    )


def tonight(name: str = "Unità 1"):
    team, at = operations.form_team(name=name, languages=["ti"]), timezone.now()
    return operations.plan_shift(
        team_id=team.pk, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=6), at=at
    )


def test_inbox_shows_the_most_urgent_first_and_the_proposal_with_reasons(client):
    with acting():
        now_received(place="Stazione", signs=["BASICS"])
        urgent = now_received(place="Novoli", what="Donna al settimo mese")
    page = sign_in(client).get(reverse("desk:reports")).content.decode()
    assert page.index("Novoli") < page.index("Stazione")
    page = client.get(reverse("desk:report", args=[urgent.pk])).content.decode()
    for words in (
        "Donna al settimo mese",
        "Gravidanza, riferita da chi segnala",
        "regola 4",
        "non note: non abbassano la classe",
        "senza gravidanza sarebbe P2",
        "triage-1",
    ):
        assert words in page


def test_decide_confirms_and_entrusts_to_the_team_in_one_act(client):
    with acting():
        report, shift = now_received(), tonight()
    sign_in(client)
    answer = post(
        client, reverse("desk:report_decide", args=[report.pk]), priority="P1", to=str(shift.pk)
    )
    assert answer.status_code == 302
    with acting():
        assert Report.objects.get().state == "PLANNED"
    page = client.get(answer["Location"]).content.decode()
    assert "classe P1 confermata, affidata" in page
    assert "Unità 1" in client.get(reverse("desk:shifts")).content.decode()


def test_decide_to_lower_without_a_reason_keeps_what_was_typed_and_says_why(client):
    with acting():
        report = now_received()
    answer = post(
        sign_in(client), reverse("desk:report_decide", args=[report.pk]), priority="P3", to="desk"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Per abbassare la classe proposta (P1) scrivi il motivo." in page
    assert 'value="desk" checked' in page
    with acting():
        assert not TriageDecision.objects.exists()


def test_decide_sent_twice_is_done_once(client):
    with acting():
        report = now_received()
    sign_in(client)
    key, url = str(uuid4()), reverse("desk:report_decide", args=[report.pk])
    for _ in range(2):
        assert post(client, url, key=key, priority="P1", to="desk").status_code == 302
    with acting():
        assert TriageDecision.objects.count() == 1


def test_merge_close_and_reopen_from_the_page(client):
    with acting():
        first, second, third = now_received(), now_received(), now_received()
    sign_in(client)
    page = client.get(reverse("desk:report", args=[second.pk])).content.decode()
    assert "Forse lo stesso luogo" in page
    assert f"Unisci a {first.code}" in page
    post(client, reverse("desk:report_merge", args=[second.pk]), into=str(first.pk))
    post(client, reverse("desk:report_close", args=[third.pk]), reason="RESOLVED")
    with acting():
        states = dict(Report.objects.values_list("code", "state"))
    assert states == {first.code: "RECEIVED", second.code: "MERGED", third.code: "CLOSED"}
    post(client, reverse("desk:report_reopen", args=[third.pk]))
    with acting():
        assert Report.objects.get(pk=third.pk).state == "RECEIVED"
    assert second.code in client.get(reverse("desk:reports") + "?vista=unite").content.decode()


def test_close_without_a_reason_changes_nothing(client):
    with acting():
        report = now_received()
    answer = post(sign_in(client), reverse("desk:report_close", args=[report.pk]))
    assert answer.status_code == 422
    with acting():
        assert Report.objects.get().state == "RECEIVED"


def test_new_report_asks_the_least_and_keeps_what_was_typed(client):
    sign_in(client)
    url = reverse("desk:report_new")
    assert client.get(url).status_code == 200
    answer = post(client, url, channel="PHONE", what="Due uomini al freddo")
    page = answer.content.decode()
    assert "Scrivi dove: una via, una piazza, un punto conosciuto." in page
    assert "Due uomini al freddo" in page
    answer = post(client, url, channel="PHONE", what="Due uomini", place="Cure")
    assert answer.status_code == 302
    with acting():
        assert Report.objects.get().place == "Cure"


@pytest.mark.parametrize(
    "name", ["report", "report_decide", "report_merge", "report_close", "report_reopen"]
)
def test_report_of_another_city_is_not_there(client, name):
    with acting(city=BOLOGNA):
        report = now_received()
    sign_in(client)
    url = reverse(f"desk:{name}", args=[report.pk])
    answer = (
        client.get(url)
        if name == "report"
        else post(client, url, priority="P1", to="desk", into=str(report.pk), reason="OUTSIDE")
    )
    assert answer.status_code in ((404,) if name != "report_merge" else (404, 409))
    assert report.code not in client.get(reverse("desk:reports")).content.decode()


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.HOUSING_COORDINATOR])
def test_reports_are_closed_to_roles_without_them(client, role):
    assert sign_in(client, role).get(reverse("desk:reports")).status_code == 403


def test_city_manager_reads_but_is_offered_no_act(client):
    with acting():
        report = now_received()
    page = sign_in(client, Role.CITY_MANAGER).get(reverse("desk:report", args=[report.pk]))
    assert page.status_code == 200
    assert "Conferma la classe" not in page.content.decode()
    answer = post(client, reverse("desk:report_decide", args=[report.pk]), priority="P1")
    assert answer.status_code == 403


def test_filters_live_in_the_address_and_export_what_is_on_screen(client):
    with acting():
        now_received(place="Novoli")
        now_received(place="=cmd()", signs=["BASICS"], channel="PUBLIC")
    sign_in(client)
    page = client.get(reverse("desk:reports") + "?canale=PUBLIC").content.decode()
    assert "Novoli" not in page
    answer = client.get(reverse("desk:reports_export", args=["csv"]) + "?canale=PUBLIC")
    table = answer.content.decode("utf-8-sig")
    assert "Novoli" not in table
    assert not re.search(r"[\n;,\"]=cmd", table)
    assert client.get(reverse("desk:reports_export", args=["exe"])).status_code == 404


def test_reports_do_not_ask_the_database_more_for_more_rows(client):
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("desk:reports")).status_code == 200
        return len(seen)

    with acting():
        shift = tonight()
        for _ in range(3):
            now_received(latitude=None, longitude=None)
        for _ in range(3):
            made = assessed()
            operations.assign(report_id=made.pk, shift_id=shift.pk, at=timezone.now())
    sign_in(client)
    client.get(reverse("desk:reports"))
    few = statements()
    with acting():
        for _ in range(15):
            now_received(latitude=None, longitude=None)
            made = assessed()
            operations.assign(report_id=made.pk, shift_id=shift.pk, at=timezone.now())
    assert statements() == few


def test_reports_in_english(client):
    with acting():
        now_received()
    sign_in(client)
    client.cookies["django_language"] = client.cookies["language"] = "en"
    page = client.get(reverse("desk:reports"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Who risks most first" in page or "Prima chi rischia" in page


def test_shifts_plan_move_and_take_out(client):
    with acting():
        one, two = tonight("U1"), tonight("U2")
        report = assessed()
        visit = operations.assign(report_id=report.pk, shift_id=one.pk, at=timezone.now())
    sign_in(client)
    post(client, reverse("desk:visit_move", args=[visit.pk]), shift=str(two.pk))
    with acting():
        moved = report.visits.get(state="PLANNED")
        assert moved.shift_id == two.pk
    post(client, reverse("desk:visit_cancel", args=[moved.pk]))
    with acting():
        assert Report.objects.get().state == "ASSESSED"
    answer = post(
        client,
        reverse("desk:shift_new"),
        team_id=str(one.team_id),
        starts_at="2026-01-01T10:00",
        ends_at="2026-01-01T09:00",
    )
    assert "Un turno finisce dopo l’inizio" in answer.content.decode()
    answer = post(client, reverse("desk:team_new"), name="Unità 3", skills=["NURSE"])
    assert answer.status_code == 302
    assert "Unità 3" in client.get(reverse("desk:shifts")).content.decode()
