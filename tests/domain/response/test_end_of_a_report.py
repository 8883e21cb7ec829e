"""Merging, closing, reopening; which moves exist."""

import pytest

from lgnet.domain.ledger.models import Fact
from lgnet.domain.response import operations, queries
from lgnet.domain.response.enums import REPORT_MOVES, VISIT_MOVES, ReportState, VisitState
from lgnet.domain.response.models import Report, Visit
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.states import move
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, assess, planned, receive

pytestmark = pytest.mark.django_db


def test_merge_keeps_the_shorter_clock_and_every_sign_and_counts_once():
    with acting():
        first = receive(signs=["BASICS"])
        second = receive(signs=["PREGNANT"])
        operations.merge(report_id=second.pk, into_id=first.pk, at=EVENING)
        first, second = Report.objects.get(pk=first.pk), Report.objects.get(pk=second.pk)
        assert (second.state, second.merged_into_id) == ("MERGED", first.pk)
        assert (first.urgency, first.signs) == ("P1", ["PREGNANT", "BASICS"])
        assert first.answer_by == second.answer_by
        assert sum(Fact.objects.values_list("quantity", flat=True)) == 1


def test_merge_is_refused_into_itself_into_an_ended_one_and_across_cities():
    with acting():
        first, second, ended = receive(), receive(), receive()
        operations.close_report(report_id=ended.pk, reason="OUTSIDE", at=EVENING)
        with pytest.raises(Refused, match="into_itself"):
            operations.merge(report_id=first.pk, into_id=first.pk, at=EVENING)
        with pytest.raises(Refused, match="into_ended"):
            operations.merge(report_id=first.pk, into_id=ended.pk, at=EVENING)
    with acting(city=BOLOGNA):
        other = receive()
        with pytest.raises(NotFound):
            operations.merge(report_id=other.pk, into_id=first.pk, at=EVENING)
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.merge(report_id=first.pk, into_id=second.pk, at=EVENING)


def test_close_report_needs_a_reason_of_the_list_and_the_right():
    with acting():
        report = receive()
        with pytest.raises(Invalid) as refused:
            operations.close_report(report_id=report.pk, reason="boh", at=EVENING)
        assert refused.value.params["field"] == "reason"
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.close_report(report_id=report.pk, reason="OUTSIDE", at=EVENING)
    with acting():
        closed = operations.close_report(report_id=report.pk, reason="OUTSIDE", at=EVENING)
        assert (closed.state, closed.close_reason) == ("CLOSED", "OUTSIDE")


def test_close_report_of_an_entrusted_one_is_refused():
    with acting():
        visit = planned()
        with pytest.raises(Refused):
            operations.close_report(report_id=visit.report_id, reason="OUTSIDE", at=EVENING)


def test_reopen_asks_for_a_new_class_on_a_new_clock():
    with acting():
        report = assess(receive())
        operations.close_report(report_id=report.pk, reason="RESOLVED", at=EVENING)
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.reopen(report_id=report.pk, at=EVENING)
    with acting():
        again = operations.reopen(report_id=report.pk, at=EVENING)
        assert (again.state, again.priority, again.assessed_at) == ("RECEIVED", "", None)
        assert [row.pk for row in queries.list_waiting(at=EVENING).rows] == [report.pk]


@pytest.mark.parametrize("before", ReportState.values)
@pytest.mark.parametrize("to", ReportState.values)
def test_report_moves_only_along_its_table(before, to):
    with acting():
        other, report = receive(), receive()
        also = {"priority": "P1", "merged_into": other}
        Report.objects.filter(pk=report.pk).update(state=before, **also)
        report.refresh_from_db()
        if to in REPORT_MOVES[before]:
            move(report, to, moves=REPORT_MOVES, at=EVENING)
            assert Report.objects.get(pk=report.pk).state == to
        else:
            with pytest.raises(Refused, match="no_such_move"):
                move(report, to, moves=REPORT_MOVES, at=EVENING)


@pytest.mark.parametrize("before", VisitState.values)
@pytest.mark.parametrize("to", VisitState.values)
def test_visit_moves_only_along_its_table(before, to):
    with acting():
        visit = planned()
        Visit.objects.filter(pk=visit.pk).update(state=before)
        visit.refresh_from_db()
        if to in VISIT_MOVES[before]:
            move(visit, to, moves=VISIT_MOVES, at=EVENING)
            assert Visit.objects.get(pk=visit.pk).state == to
        else:
            with pytest.raises(Refused, match="no_such_move"):
                move(visit, to, moves=VISIT_MOVES, at=EVENING)
