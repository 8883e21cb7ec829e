"""open_request, accept_concession, withdraw_request."""

from datetime import timedelta

import pytest

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import RequestState
from lgnet.domain.housing.models import HousingRequest
from lgnet.domain.ledger.models import Fact
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_hold,
    make_household,
    make_request,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def test_request_takes_its_size_from_the_household() -> None:
    with acting():
        request = make_request(WOMAN, GIRL, BOY)
        assert (request.persons, request.state) == (3, RequestState.WAITING)


def test_request_is_counted_once_per_person_under_a_pseudonym() -> None:
    with acting():
        request = make_request(WOMAN, GIRL)
        facts = Fact.objects.filter(kind="housing.request_opened", object_id=request.pk)
        ages = sorted(fact.dimensions["age"] for fact in facts)
        assert ages == ["18-60", "<18"]
        assert request.case.person.pseudonym in {fact.subject for fact in facts}
        assert request.case.person_id not in {fact.subject for fact in facts}


def test_household_has_one_open_request() -> None:
    with acting():
        household, case = make_household(MAN)
        values = {"case_id": case.pk, "household_id": household.pk, "at": NOW}
        values |= {"priority_class": "1", "class_reason": "minori", "from_on": TODAY}
        operations.open_request(**values)
        with pytest.raises(Refused, match="request_open_already"):
            operations.open_request(**values)
        assert HousingRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("priority_class", "9"),
        ("class_reason", "  "),
        ("from_on", night(-1)),
        ("from_on", night(500)),
        ("needed_by", night(-500)),
        ("expected_nights", 0),
        ("expected_nights", 5000),
        ("max_minutes", 0),
        ("near", (91.0, 0.0)),
    ],
)
def test_request_refuses_what_cannot_be(field: str, value: object) -> None:
    with acting():
        household, case = make_household(MAN)
        values = {"priority_class": "1", "class_reason": "minori", "from_on": TODAY, field: value}
        with pytest.raises(Invalid) as refused:
            operations.open_request(case_id=case.pk, household_id=household.pk, at=NOW, **values)
        assert refused.value.params["field"] == field
        assert not HousingRequest.objects.exists()


def test_request_for_nobody_is_refused() -> None:
    with acting():
        household, case = make_household(MAN)
        household.members.update(to_on=TODAY)
        with pytest.raises(Invalid, match="nobody"):
            operations.open_request(
                case_id=case.pk,
                household_id=household.pk,
                at=NOW,
                priority_class="1",
                class_reason="minori",
                from_on=TODAY,
            )


def test_request_for_another_citys_household_does_not_exist() -> None:
    with acting(city=BOLOGNA):
        household, case = make_household(MAN)
    with acting(), pytest.raises(NotFound):
        operations.open_request(
            case_id=case.pk,
            household_id=household.pk,
            at=NOW,
            priority_class="1",
            class_reason="minori",
            from_on=TODAY,
        )


def test_queue_goes_by_class_then_days_waited() -> None:
    with acting():
        third = make_request(MAN, priority_class="2", at=later(days=-1))
        first = make_request(WOMAN, priority_class="0", class_reason="violenza")
        second = make_request(MAN, priority_class="2", at=later(days=-9))
        rows = queries.list_waiting(size=2)
        assert [row.pk for row in rows.rows] == [first.pk, second.pk]
        rest = queries.list_waiting(size=2, cursor=rows.next_cursor or "")
        assert [row.pk for row in rest.rows] == [third.pk]
        before, after, place, length = queries.queue_neighbours(request=second)
        assert (before, after, place, length) == (first.pk, third.pk, 2, 3)


def test_waiting_is_counted_by_size() -> None:
    with acting():
        make_request(MAN)
        make_request(WOMAN, GIRL, BOY)
        counts = queries.count_waiting_by_size()
        assert (counts[1], counts[3], counts[2]) == (1, 1, 0)


def test_concession_is_written_into_the_request() -> None:
    with acting():
        request = make_request(MAN, wants_kitchen=True, needed_by=night(5))
        operations.accept_concession(request_id=request.pk, code="ACCEPT_SHARED_KITCHEN", at=NOW)
        operations.accept_concession(request_id=request.pk, code="ENTER_LATER", at=NOW)
        request.refresh_from_db()
        assert not request.wants_kitchen
        assert (request.from_on, request.needed_by) == (night(3), night(8))
        with pytest.raises(Invalid):
            operations.accept_concession(request_id=request.pk, code="ANYTHING", at=NOW)


def test_withdrawn_request_lets_its_hold_go() -> None:
    with acting():
        unit = make_unit()
        held = make_hold(unit, MAN)
        request = operations.withdraw_request(
            request_id=held.request_id, reason="ha trovato casa", at=later(minutes=1)
        )
        assert request.state == RequestState.WITHDRAWN
        assert not queries.taken(from_on=TODAY, to_on=None, at=NOW)
        with pytest.raises(Refused):
            operations.withdraw_request(request_id=request.pk, reason="ancora", at=NOW)
        again = operations.open_request(
            case_id=request.case_id,
            household_id=request.household_id,
            at=later(days=1),
            priority_class="2",
            class_reason="di nuovo",
            from_on=TODAY + timedelta(days=1),
        )
        assert again.state == RequestState.WAITING


def test_withdrawing_wants_a_reason_and_a_permission() -> None:
    with acting():
        request = make_request(MAN)
        with pytest.raises(Invalid, match="reason"):
            operations.withdraw_request(request_id=request.pk, reason=" ", at=NOW)
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.withdraw_request(request_id=request.pk, reason="x", at=NOW)
