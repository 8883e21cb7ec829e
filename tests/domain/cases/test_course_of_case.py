"""Needs, reviews, hands, and the states of a case."""

from datetime import date, timedelta

import pytest

from lgnet.domain.cases import operations, queries
from lgnet.domain.cases.enums import CASE_MOVES, NEED_MOVES, CaseState, NeedState
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.ledger.models import Fact
from lgnet.domain.people import operations as people
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, Refused
from tests.builders import acting, make_user
from tests.people_builders import AT, ON, a_case, a_person


def _closed_total():
    return sum(Fact.objects.filter(kind="cases.case_closed").values_list("quantity", flat=True))


@pytest.mark.django_db
def test_closed_reopened_and_closed_again_counts_once():
    with acting():
        case = a_case()
        operations.close_case(case_id=case.id, reason="AUTONOMY", at=AT)
        assert _closed_total() == 1
        operations.reopen_case(case_id=case.id, at=AT + timedelta(days=1))
        assert _closed_total() == 0
        operations.close_case(case_id=case.id, reason="MOVED", at=AT + timedelta(days=2))
        assert _closed_total() == 1
        stored = CaseFile.objects.get(pk=case.pk)
        assert (stored.state, stored.state_reason) == ("CLOSED", "MOVED")


@pytest.mark.django_db
def test_reopening_gives_way_to_a_newer_open_case():
    with acting():
        person = a_person()
        first = a_case(person)
        operations.close_case(case_id=first.id, reason="NO_CONTACT", at=AT)
        second = a_case(person)
        with pytest.raises(Refused) as refused:
            operations.reopen_case(case_id=first.id, at=AT)
        assert refused.value.params == {"case": second.code}


@pytest.mark.django_db
@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("to", CaseState)
def test_only_moves_of_the_table_are_made(state, to):
    moves = {
        CaseState.OPEN: lambda c: operations.reopen_case(case_id=c.id, at=AT),
        CaseState.SUSPENDED: lambda c: operations.suspend_case(case_id=c.id, reason="AWAY", at=AT),
        CaseState.CLOSED: lambda c: operations.close_case(case_id=c.id, reason="MOVED", at=AT),
    }
    with acting():
        case = a_case()
        if state != CaseState.OPEN:
            moves[state](case)
        if to in CASE_MOVES[state]:
            assert moves[to](case).state == to
        else:
            with pytest.raises(Refused):
                moves[to](case)


@pytest.mark.django_db
@pytest.mark.parametrize("to", NeedState)
def test_need_moves_by_its_table(to):
    with acting():
        case = a_case()
        need = operations.add_need(case_id=case.id, kind="HOUSING", urgent=True, at=AT, note="x")
        if to in NEED_MOVES[NeedState.OPEN]:
            operations.move_need(need_id=need.id, to=to, at=AT)
            assert queries.needs_of(case_id=case.id)[0].state == to
        else:
            with pytest.raises(Refused):
                operations.move_need(need_id=need.id, to=to, at=AT)


@pytest.mark.django_db
def test_closed_case_takes_nothing_more():
    with acting() as actor:
        case = a_case()
        operations.close_case(case_id=case.id, reason="MOVED", at=AT)
        writes = [
            lambda: operations.add_need(case_id=case.id, kind="WORK", at=AT),
            lambda: operations.set_review(case_id=case.id, on=ON, at=AT),
            lambda: operations.reassign(case_id=case.id, to=actor.user_id, at=AT),
        ]
        for write in writes:
            with pytest.raises(Refused):
                write()


@pytest.mark.django_db
def test_case_goes_only_to_a_case_worker_of_the_city():
    with acting() as actor:
        case = a_case()
        assert operations.reassign(case_id=case.id, to=actor.user_id, at=AT)
    stranger = make_user(Role.CASE_WORKER, "037006")
    other_role = make_user(Role.TEAM_MEMBER)
    with acting():
        for user in (stranger, other_role):
            with pytest.raises(Invalid):
                operations.reassign(case_id=case.id, to=user, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2029, 1, 1)])
def test_review_day_must_be_near_and_to_come(on):
    with acting():
        case = a_case()
        with pytest.raises(Invalid):
            operations.set_review(case_id=case.id, on=on, at=AT)


@pytest.mark.django_db
def test_reviews_due_and_titles_that_end_soon_are_listed():
    with acting():
        case = a_case()
        operations.set_review(case_id=case.id, on=ON + timedelta(days=3), at=AT)
        assert [c.id for c in queries.list_reviews_due(until=ON + timedelta(days=7))] == [case.id]
        assert queries.list_reviews_due(until=ON) == []
        until = ON + timedelta(days=60)
        people.add_title(
            person_id=case.person_id, title="SUSS", to_on=ON + timedelta(days=52), at=AT
        )
        assert [one.code for one in queries.list_expiring_titles(on=ON, until=until)] == [case.code]
        people.add_title(
            person_id=case.person_id, title="SUSS", to_on=ON + timedelta(days=900), at=AT
        )
        assert queries.list_expiring_titles(on=ON, until=until) == []


@pytest.mark.django_db
def test_list_is_narrowed_sorted_and_paged():
    with acting() as actor:
        cases = [a_case(at=AT + timedelta(minutes=n)) for n in range(30)]
        operations.close_case(case_id=cases[0].id, reason="MOVED", at=AT)
        first = queries.list_cases(filters=queries.CaseFilter())
        rest = queries.list_cases(filters=queries.CaseFilter(), cursor=first.next_cursor)
        assert (len(first.rows), len(rest.rows), rest.next_cursor) == (25, 5, None)
        assert first.rows[0].id == cases[-1].id
        assert queries.count_by_state(filters=queries.CaseFilter()) == {"OPEN": 29, "CLOSED": 1}
        for filters, many in (
            (queries.CaseFilter(state="CLOSED"), 1),
            (queries.CaseFilter(worker=actor.user_id), 30),
            (queries.CaseFilter(code="0007"), 1),
            (queries.CaseFilter(review_until=ON), 0),
            (queries.CaseFilter(review_until=ON + timedelta(days=90)), 29),
        ):
            assert queries.count_cases(filters=filters) == many
        by_code = queries.list_cases(filters=queries.CaseFilter(), sort="code", size=2)
        assert [c.code for c in by_code.rows] == ["FI-2026-0001", "FI-2026-0002"]
        assert queries.list_cases(filters=queries.CaseFilter(), sort="review").rows


@pytest.mark.django_db
def test_role_without_the_permission_is_refused():
    with acting() as actor:
        case = a_case()
        need = operations.add_need(case_id=case.id, kind="WORK", at=AT)
        worker = actor.user_id
    writes = [
        lambda: operations.add_need(case_id=case.id, kind="WORK", at=AT),
        lambda: operations.move_need(need_id=need.id, to="MET", at=AT),
        lambda: operations.suspend_case(case_id=case.id, reason="AWAY", at=AT),
        lambda: operations.close_case(case_id=case.id, reason="MOVED", at=AT),
        lambda: operations.reopen_case(case_id=case.id, at=AT),
        lambda: operations.set_review(case_id=case.id, on=ON, at=AT),
        lambda: operations.reassign(case_id=case.id, to=worker, at=AT),
    ]
    with acting(Role.HOUSING_COORDINATOR):
        for write in writes:
            with pytest.raises(NotAllowed):
                write()
