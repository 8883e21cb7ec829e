"""Terms of retention: a job finds whose is over, a person answers, another authorises."""

from datetime import date, timedelta

import pytest

from lgnet.domain.cases import operations as cases
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Erasure, Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import Notice, RetentionDue, RetentionTerm
from lgnet.domain.privacy.operations.terms import months_before
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotAllowed, NotFound
from tests.builders import FIRENZE, acting
from tests.domain.privacy.builders import a_colleague, seclude
from tests.people_builders import AT, ON, a_case, a_person

pytestmark = pytest.mark.django_db
LONG_AGO = AT - timedelta(days=800)
BASIS = "Massimario di scarto del Comune, voce 7.3"


def _term(kind: str = "CLOSED", months: int = 24) -> RetentionTerm:
    with acting(Role.CITY_MANAGER):
        return privacy.set_term(
            kind=kind, months=months, legal_basis=BASIS, from_on=ON - timedelta(days=5), at=AT
        )


def _find() -> int:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        return privacy.find_due(at=AT)


def _closed(at: object = LONG_AGO) -> Person:
    with acting():
        case = a_case(a_person(at=at), at=at)
        cases.close_case(case_id=case.id, reason="MOVED", at=at)  # type: ignore[arg-type]
        return case.person


def test_only_those_whose_last_file_closed_long_ago_are_found() -> None:
    _term()
    over, _recent = _closed(), _closed(AT - timedelta(days=90))
    again = _closed()
    with acting():
        a_case(again, at=AT)
        a_person(at=LONG_AGO)
    assert _find() == 1
    assert list(_due()) == [over.pk]
    assert _find() == 0


def _due() -> list[object]:
    with acting():
        return list(RetentionDue.objects.filter(answer="").values_list("person_id", flat=True))


def test_who_was_never_in_charge_has_a_term_of_their_own() -> None:
    _term("NEVER", 12)
    _closed()
    with acting():
        old = a_person(at=LONG_AGO)
        a_person(at=AT)
    _find()
    assert _due() == [old.pk]


def test_nothing_is_erased_by_the_job_and_the_desk_is_told() -> None:
    _term()
    person = _closed()
    _find()
    with acting():
        assert Person.objects.get(pk=person.pk).erased_at is None
        assert not Erasure.objects.exists()
        assert Notice.objects.get().to_role == Role.CASE_WORKER


def test_a_person_proposes_and_another_authorises() -> None:
    _term()
    person = _closed()
    _find()
    with acting():
        row = privacy.propose_due(due_id=RetentionDue.objects.get().pk, at=AT)
        assert row.reason == "EXPIRED"
    assert _due() == []
    assert _find() == 0
    with acting(Role.CITY_MANAGER):
        people.authorise_erasure(erasure_id=row.pk, at=AT)
        assert Person.objects.get(pk=person.pk).erased_at == AT


def test_kept_it_is_asked_again_on_its_day() -> None:
    _term()
    _closed()
    _find()
    with acting():
        due = RetentionDue.objects.get().pk
        privacy.keep_due(due_id=due, until=ON + timedelta(days=30), at=AT)
        with pytest.raises(NotFound):
            privacy.keep_due(due_id=due, until=ON + timedelta(days=30), at=AT)
        with pytest.raises(Invalid, match="privacy"):
            privacy.keep_due(due_id=due, until=ON, at=AT)
    assert _find() == 0
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert privacy.find_due(at=AT + timedelta(days=31)) == 1


def test_who_is_held_or_proposed_is_not_listed_and_who_is_secluded_only_to_theirs() -> None:
    _term()
    held, proposed, hidden = _closed(), _closed(), _closed()
    with acting():
        people.propose_erasure(person_id=proposed.pk, reason="REQUEST", at=AT)
        seclude(hidden.pk)
    with acting(Role.CITY_MANAGER):
        people.place_hold(person_id=held.pk, reason="CLAIM", at=AT)
    assert _find() == 1
    assert _due() == [hidden.pk]
    with act_as(a_colleague()):
        assert not RetentionDue.objects.exists()


def test_a_new_term_ends_the_one_before() -> None:
    first = _term()
    with acting(Role.CITY_MANAGER):
        second = privacy.set_term(kind="CLOSED", months=60, legal_basis=BASIS, from_on=ON, at=AT)
        first.refresh_from_db()
        assert (first.to_on, second.to_on) == (ON, None)
        for told in (
            {"months": 0},
            {"legal_basis": "boh"},
            {"from_on": ON - timedelta(days=400)},
        ):
            with pytest.raises(Invalid):
                privacy.set_term(
                    **{"kind": "CLOSED", "months": 9, "legal_basis": BASIS, "from_on": ON, "at": AT}
                    | told  # type: ignore[arg-type]
                )
    with acting(), pytest.raises(NotAllowed):
        privacy.set_term(kind="CLOSED", months=1, legal_basis=BASIS, from_on=ON, at=AT)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
        (date(2026, 5, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
