"""Writing work down, for one or for many, and taking it back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lgnet.domain.cases import operations, queries
from lgnet.domain.cases.models import Action, CaseAction
from lgnet.domain.ledger.models import Fact
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, ON, a_case

LATER = AT + timedelta(hours=1)


def _log(*cases, **told):
    values = {"kind": "INTERVIEW", "minutes": 30, "case_ids": [c.id for c in cases], "at": AT}
    return operations.log_action(**values | told)


def _course(case):
    return queries.timeline_items(
        case=case, needs=[], before=LATER, limit=5, groups=frozenset({"actions"})
    )


def _total():
    return sum(Fact.objects.filter(kind="cases.action_logged").values_list("quantity", flat=True))


@pytest.mark.django_db
def test_group_action_is_one_entry_with_one_time_and_a_fact_each():
    with acting() as actor:
        cases = [a_case() for _ in range(3)]
        _log(*cases, kind="GROUP", minutes=90, note="Prove di lettura")
        assert queries.work_day(user_id=actor.user_id, on=ON) == queries.WorkDay(90, 1, 3)
        assert _total() == 3
        assert {part.note for part in CaseAction.objects.all()} == {"Prove di lettura"}
        item = _course(cases[0])[0]
        assert (item.params["kind"], item.params["minutes"], item.params["others"]) == (
            "GROUP",
            90,
            2,
        )


@pytest.mark.django_db
def test_group_of_twenty_costs_the_statements_of_a_group_of_two():
    with acting():
        cases = [a_case() for _ in range(20)]
        counts = []
        for group in (cases[:2], cases):
            with CaptureQueriesContext(connection) as statements:
                _log(*group, note="insieme")
            counts.append(len(statements))
        assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"minutes": 0}, "cases.minutes"),
        ({"minutes": 1441}, "cases.minutes"),
        ({"minutes": -5}, "cases.minutes"),
        ({"case_ids": []}, "cases.no_cases"),
        ({"case_ids": [uuid4() for _ in range(201)]}, "cases.too_many_cases"),
        ({"kind": "COFFEE"}, "cases.not_a_choice"),
        ({"note": "x" * 4001}, "people.too_long"),
    ],
)
def test_wrong_entry_is_refused_and_changes_nothing(told, code):
    with acting():
        case = a_case()
        with pytest.raises(Invalid) as refused:
            _log(case, **told)
        assert refused.value.code == code
        assert not Action.objects.exists()


@pytest.mark.django_db
def test_one_closed_case_refuses_the_whole_group():
    with acting():
        open_one, closed = a_case(), a_case()
        operations.close_case(case_id=closed.id, reason="AUTONOMY", at=AT)
        with pytest.raises(Refused) as refused:
            _log(open_one, closed)
        assert refused.value.params == {"case": closed.code}
        assert not Action.objects.exists()


@pytest.mark.django_db
def test_another_citys_case_cannot_be_slipped_in():
    with acting():
        stranger = a_case()
    with acting(city=BOLOGNA):
        mine = a_case()
        with pytest.raises(NotFound):
            _log(mine, stranger)


@pytest.mark.django_db
def test_taken_back_action_stays_readable_and_counts_nothing():
    with acting() as actor:
        case = a_case()
        action = _log(case)
        operations.reverse_action(action_id=action.id, reason="scritta due volte", at=LATER)
        assert _total() == 0
        assert queries.work_day(user_id=actor.user_id, on=ON).minutes == 0
        item = _course(case)[0]
        assert (item.reversed, item.params["reason"]) == (True, "scritta due volte")
        with pytest.raises(Refused):
            operations.reverse_action(action_id=action.id, reason="ancora", at=LATER)


@pytest.mark.django_db
def test_taking_back_needs_a_reason():
    with acting():
        action = _log(a_case())
        with pytest.raises(Invalid):
            operations.reverse_action(action_id=action.id, reason="  ", at=LATER)


@pytest.mark.django_db
def test_role_without_the_permission_is_refused():
    with acting():
        case = a_case()
        action = _log(case)
    with acting(Role.HOUSING_COORDINATOR):
        with pytest.raises(NotAllowed):
            _log(case)
        with pytest.raises(NotAllowed):
            operations.reverse_action(action_id=action.id, reason="x", at=LATER)
