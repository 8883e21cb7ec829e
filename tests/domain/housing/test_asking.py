"""Classes from the published table, needs, terms, cards, absences, and reception's lists."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.classes import TABLES, table_on
from lgnet.domain.housing.models import (
    Absence,
    CardReading,
    EarlierClass,
    HousingRequest,
    PresenceCard,
    ReceptionExit,
    RequestNeed,
)
from lgnet.domain.people.models import HouseholdMember, Person
from lgnet.domain.security.enums import Role
from lgnet.flows import reception_exit
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.sheets import ROW
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def test_a_class_follows_from_a_line_and_keeps_what_it_was() -> None:
    with acting():
        request = make_request(MAN)
        place = request.opened_at
        changed = operations.set_class(
            request_id=request.pk, class_line="ILLNESS_WEEK", reason="certificato", at=later(days=1)
        )
        assert (changed.priority_class, changed.class_rules) == ("1", table_on(TODAY).version)
        assert HousingRequest.objects.get().opened_at == place
        before = EarlierClass.objects.get()
        assert (before.priority_class, before.reason) == ("2", "ospitalità in scadenza")
        with pytest.raises(Refused, match="same_class"):
            operations.set_class(
                request_id=request.pk, class_line="ILLNESS_WEEK", reason="x", at=later(days=2)
            )


@pytest.mark.parametrize(
    ("line", "reason", "code"),
    [("NONSENSE", "x", "class_line"), ("VIOLENCE", " ", "class_reason")],
)
def test_a_class_of_no_line_or_no_reason_changes_nothing(line: str, reason: str, code: str) -> None:
    with acting():
        request = make_request(MAN)
        with pytest.raises(Invalid, match=code):
            operations.set_class(request_id=request.pk, class_line=line, reason=reason, at=NOW)
        with pytest.raises(Invalid, match="class_line"):
            make_request(MAN, priority_class="3", class_line="VIOLENCE")
        assert not EarlierClass.objects.exists()


def test_tables_follow_each_other_without_a_gap() -> None:
    for before, after in pairwise(TABLES):
        assert before.to_on == after.from_on
    assert TABLES[-1].to_on is None
    assert len({table.version for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize(
    ("p50", "p90", "planned"), [(120, None, 120), (90, 240, 151), (30, 30, 30)]
)
def test_a_stay_is_planned_between_its_percentiles(p50: int, p90: int | None, planned: int) -> None:
    with acting():
        request = make_request(MAN, expected_nights=p50, nights_p90=p90)
        assert HousingRequest.objects.get(pk=request.pk).expected_nights == planned
        with pytest.raises(Invalid, match="nights_p90"):
            make_request(WOMAN, expected_nights=90, nights_p90=60)
        with pytest.raises(IntegrityError), transaction.atomic():
            HousingRequest.objects.update(nights_p90=1, nights_p50=2)


def test_who_is_past_the_term_of_its_class_comes_first() -> None:
    with acting():
        late = make_request(MAN, priority_class="2", at=later(days=-40))
        urgent = make_request(MAN, priority_class="1")
        terms = queries.settings_now()
        page = queries.list_late_first(terms=terms, at=NOW, size=1)
        assert [row.pk for row in page.rows] == [late.pk]
        rest = queries.list_late_first(terms=terms, at=NOW, size=1, cursor=page.next_cursor or "")
        assert [row.pk for row in rest.rows] == [urgent.pk]
        assert queries.days_left(late, terms, at=NOW) == -10
    with acting(Role.CITY_MANAGER):
        operations.save_settings(at=NOW, target_days_2=60)
        with pytest.raises(Invalid, match="term_order"):
            operations.save_settings(at=NOW, target_days_1=80)
        with pytest.raises(Invalid, match="term"):
            operations.save_settings(at=NOW, absence_nights=0)
        assert queries.settings_now().target_days_1 == 7
        assert queries.days_left(late, queries.settings_now(), at=NOW) == 20


def _need(request: HousingRequest, kind: str, value: str, **more: Any) -> RequestNeed:
    told = {"purpose": "COHABITATION", "demand": "WISH", "at": NOW} | more
    return operations.note_need(request_id=request.pk, kind=kind, value=value, **told)


def test_special_needs_are_shown_to_who_needs_them_and_that_is_written_down() -> None:
    with acting():
        request = make_request(MAN)
        _need(request, "SMOKING", "NO_SMOKE")
        _need(request, "FAITH", "SIKH")
        shown, special = queries.needs_of(request_id=request.pk)
        assert ([row.value for row in shown], special) == (["NO_SMOKE"], 1)
        request = queries.get_request(request_id=request.pk)
        assert [row.value for row in queries.special_needs_of(request=request, at=NOW)] == ["SIKH"]
        actions = [event["action"] for event in current_frame().events]
        assert "housing.special_needs_read" in actions
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        queries.special_needs_of(request=request, at=NOW)


def test_a_need_said_again_ends_what_was_said_and_can_be_taken_back() -> None:
    with acting():
        request = make_request(MAN)
        _need(request, "SMOKING", "NO_SMOKE")
        second = _need(request, "SMOKING", "SMOKES")
        assert [row.value for row in queries.needs_of(request_id=request.pk)[0]] == ["SMOKES"]
        operations.end_need(need_id=second.pk, at=NOW)
        assert queries.needs_of(request_id=request.pk) == ([], 0)
        assert RequestNeed.objects.count() == 2
        with pytest.raises(Refused, match="need_over"):
            operations.end_need(need_id=second.pk, at=NOW)


@pytest.mark.parametrize(
    ("kind", "value", "more", "code"),
    [
        ("DIAGNOSIS", "HIV", {}, "need_kind"),
        ("HEALTH", "HIV", {"purpose": "ROOM"}, "need_value"),
        ("FAITH", "SIKH", {"purpose": "ROOM"}, "need_purpose"),
        ("LANGUAGE", "zzz", {}, "need_value"),
        ("SMOKING", "SMOKES", {"demand": "PERHAPS"}, "need_demand"),
    ],
)
def test_what_is_not_in_the_lists_is_not_kept(
    kind: str, value: str, more: dict[str, str], code: str
) -> None:
    with acting():
        with pytest.raises(Invalid, match=code):
            _need(make_request(MAN), kind, value, **more)
        assert not RequestNeed.objects.exists()


def test_a_card_says_who_is_in_and_a_lost_one_says_nothing() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        person, facility = stay.request.case.person_id, stay.unit.facility_id
        first = operations.make_card(person_id=person, at=NOW)
        assert first.code.encode() not in bytes(PresenceCard.objects.get().code_token)
        operations.record_evening(night=TODAY, facility_ids=[facility], absent=[person], at=NOW)
        operations.read_card(code=f"lg{queries.printed(first.code)}\n".lower(), at=NOW)
        operations.read_card(code=first.code, at=later(hours=1))
        assert not Absence.objects.exists()
        assert CardReading.objects.count() == 1
        second = operations.make_card(person_id=person, at=NOW)
        for code in (first.code, "AAAA-AAAA-AAAA", "", second.code[:-1]):
            with pytest.raises(NotFound, match="no_such_card"):
                operations.read_card(code=code, at=NOW)
        assert operations.revoke_card(person_id=person, at=NOW) == 1
        with pytest.raises(NotFound):
            operations.read_card(code=second.code, at=NOW)
    with acting(Role.HOUSING_COORDINATOR, BOLOGNA), pytest.raises(NotFound):
        operations.read_card(code=second.code, at=NOW)


def test_nights_away_become_a_task_and_never_an_end() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        person, facility = stay.request.case.person_id, stay.unit.facility_id
        for days in range(3):
            operations.record_evening(
                night=night(days), facility_ids=[facility], absent=[person], at=later(days=days)
            )
            operations.record_bed_nights(night_from=night(days), night_to=night(days + 1))
        assert queries.list_away(night=night(1), at_least=3) == []
        (away,) = queries.list_away(night=night(2), at_least=3)
        assert (away.nights, away.since, away.stay.pk) == (3, TODAY, stay.pk)
        stay.refresh_from_db()
        assert stay.state == "ACTIVE"
        assert queries.nights_of(stay_id=stay.pk) == (0, None)


def _row(code: str = "P-1", **cells: Any) -> dict[str, Any]:
    return {
        ROW: 2,
        "tipo": "SAI",
        "centro": "Ponte",
        "codice": code,
        "nome": "Selam",
        "cognome": "Weldu",
        "anno_nascita": 1994,
        "sesso": "F",
        "lingua": "TIR",
        "persone": 3,
        "uscita": night(20),
    } | cells


def test_a_list_is_tried_read_and_read_again() -> None:
    with acting():
        rows = [_row(), _row("P-2", persone=None)]
        tried = operations.import_reception_exits(rows=rows, dry_run=True, at=NOW)
        assert (tried.created, ReceptionExit.objects.count()) == (2, 0)
        operations.import_reception_exits(rows=rows, at=NOW)
        again = operations.import_reception_exits(
            rows=[_row(uscita=night(30), nome=None), _row("P-2", persone=None)], at=later(days=1)
        )
        assert (again.created, again.updated, again.unchanged) == (0, 1, 1)
        found = ReceptionExit.objects.get(size=3)
        assert (found.exit_on, found.given_name, found.language) == (night(30), "Selam", "tir")


@pytest.mark.parametrize("cells", [{"lingua": "zzz"}, {"anno_nascita": 2090}])
def test_a_wrong_row_keeps_the_whole_list_out(cells: dict[str, Any]) -> None:
    with acting():
        rows = [_row("P-0"), _row(**cells)]
        outcome = operations.import_reception_exits(rows=rows, at=NOW)
        assert len(outcome.problems) == 1
        assert not ReceptionExit.objects.exists()


def test_a_household_of_the_list_becomes_a_request_large_enough() -> None:
    with acting():
        operations.import_reception_exits(rows=[_row()], at=NOW)
        found = ReceptionExit.objects.get()
        done = reception_exit.plan(exit_id=found.pk, reason="fine progetto SAI", at=NOW)
        request = HousingRequest.objects.get(pk=done.request_id)
        assert (request.persons, request.from_on, request.class_line) == (
            3,
            night(20),
            "RECEPTION_EXIT",
        )
        found.refresh_from_db()
        assert (found.state, found.vault_key) == (
            "PLANNED",
            Person.objects.get(pk=done.person_id).vault_key,
        )
        assert found.given_name == "Selam"
        with pytest.raises(Refused, match="reception_settled"):
            reception_exit.plan(exit_id=found.pk, reason="x", at=NOW)
        moved = operations.import_reception_exits(rows=[_row(uscita=night(40))], at=NOW)
        assert [one.code for one in moved.problems] == ["housing.reception_settled"]


def test_somebody_who_may_be_the_same_is_looked_at_first() -> None:
    with acting():
        operations.import_reception_exits(rows=[_row(), _row("P-9", persone=1)], at=NOW)
        first, second = ReceptionExit.objects.order_by("-size")
        known = reception_exit.plan(exit_id=first.pk, reason="x", at=NOW).person_id
        _found, similar = reception_exit.who_it_may_be(exit_id=second.pk, at=NOW)
        assert [one.person.pk for one in similar] == [known]
        before = Person.objects.count()
        with pytest.raises(Refused, match="reception_look"):
            reception_exit.plan(exit_id=second.pk, reason="x", at=NOW)
        assert Person.objects.count() == before
        done = reception_exit.plan(exit_id=second.pk, looked_at=[known], reason="x", at=NOW)
        assert done.person_id != known
        assert HouseholdMember.objects.filter(household_id=done.household_id).count() == 1
