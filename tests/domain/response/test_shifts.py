"""Shifts and rounds: plan, assign, reassign, cancel."""

from datetime import timedelta

import pytest

from lgnet.domain.response import bridge, operations, queries
from lgnet.domain.response.models import Report, Shift, Visit
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, assess, receive, shift

pytestmark = pytest.mark.django_db


def test_plan_shift_sets_out_from_the_city_centre_when_not_told():
    with acting():
        assert (shift().latitude, shift("U2").longitude) == (43.7696, 11.2558)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (0, 0, "ends_at"),
        (0, -1, "ends_at"),
        (0, 17, "ends_at"),
        (24 * 400, 24 * 400 + 4, "starts_at"),
    ],
)
def test_plan_shift_refuses_absurd_times(start, end, field):
    with acting():
        team = operations.form_team(name="Unità 1")
        with pytest.raises(Invalid) as refused:
            operations.plan_shift(
                team_id=team.pk,
                starts_at=EVENING + timedelta(hours=start),
                ends_at=EVENING + timedelta(hours=end),
                at=EVENING,
            )
        assert refused.value.params["field"] == field
        assert not Shift.objects.exists()


def test_plan_shift_refuses_a_team_that_is_already_out():
    with acting():
        first = shift()
        with pytest.raises(Refused, match="team_is_out"):
            operations.plan_shift(
                team_id=first.team_id,
                starts_at=EVENING + timedelta(hours=3),
                ends_at=EVENING + timedelta(hours=6),
                at=EVENING,
            )


def test_plan_shift_is_for_who_may_and_of_this_city():
    with acting():
        team = operations.form_team(name="Unità 1")
    given = {
        "team_id": team.pk,
        "starts_at": EVENING,
        "ends_at": EVENING + timedelta(hours=4),
        "at": EVENING,
    }
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.plan_shift(**given)
    with acting(city=BOLOGNA), pytest.raises(NotFound):
        operations.plan_shift(**given)


def test_form_team_refuses_no_name_unknown_skill_and_who_may_not():
    with acting():
        with pytest.raises(Invalid):
            operations.form_team(name=" ")
        with pytest.raises(Invalid):
            operations.form_team(name="U", skills=["MAGIC"])
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.form_team(name="U")


def test_assign_puts_the_most_urgent_first_and_then_the_nearest():
    with acting():
        round_ = shift(hours=8)
        far = assess(receive(signs=["BASICS"], latitude=43.83, longitude=11.20))
        near = assess(receive(signs=["BASICS"], latitude=43.7700, longitude=11.2560))
        urgent = assess(receive(latitude=43.82, longitude=11.30))
        for report in (far, near, urgent):
            operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)
        visits = list(Visit.objects.order_by("position"))
        assert [visit.report_id for visit in visits] == [urgent.pk, near.pk, far.pk]
        assert visits[0].planned_at < visits[1].planned_at < visits[2].planned_at
        assert Report.objects.get(pk=far.pk).state == "PLANNED"


def test_assign_keeps_an_urgent_report_first_even_without_a_position():
    with acting():
        round_ = shift(hours=8)
        calm = assess(receive(signs=["BASICS"]))
        urgent = assess(receive(latitude=None, longitude=None))
        for report in (calm, urgent):
            operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)
        assert Visit.objects.get(report=urgent).position == 1


def test_assign_needs_an_assessed_report_a_shift_still_on_and_the_right():
    with acting():
        round_, raw = shift(), receive()
        with pytest.raises(Refused):
            operations.assign(report_id=raw.pk, shift_id=round_.pk, at=EVENING)
        done = assess(raw)
        with pytest.raises(Refused, match="shift_over"):
            operations.assign(
                report_id=done.pk, shift_id=round_.pk, at=EVENING + timedelta(hours=5)
            )
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.assign(report_id=done.pk, shift_id=round_.pk, at=EVENING)
    with acting(city=BOLOGNA):
        with pytest.raises(NotFound):
            operations.assign(report_id=done.pk, shift_id=round_.pk, at=EVENING)
        other = assess(receive())
        with pytest.raises(NotFound):
            operations.assign(report_id=other.pk, shift_id=round_.pk, at=EVENING)


def test_assign_beyond_the_end_of_the_shift_is_planned_last_and_says_so():
    with acting():
        round_ = shift(hours=1)
        for _ in range(4):
            report = assess(receive())
            operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)
        legs = bridge.order_round(bridge.round_of(round_, at=EVENING))
        assert [leg.fits for leg in legs] == [True, True, False, False]
        assert Visit.objects.filter(planned_at=round_.ends_at).count() == 2


def test_preview_tells_arrival_and_whom_it_delays():
    with acting():
        round_ = shift(hours=8)
        calm = assess(receive(signs=["BASICS"]))
        operations.assign(report_id=calm.pk, shift_id=round_.pk, at=EVENING)
        urgent = receive(latitude=43.79, longitude=11.24)
        seen = bridge.preview(round_, urgent, at=EVENING)
    assert (seen.fits, seen.moved) == (True, 1)
    assert seen.minutes >= 25
    assert EVENING < seen.at < EVENING + timedelta(minutes=30)


def test_reassign_leaves_the_first_visit_written_and_moves_the_report():
    with acting():
        one, two, report = shift("U1"), shift("U2"), assess(receive())
        visit = operations.assign(report_id=report.pk, shift_id=one.pk, at=EVENING)
        with pytest.raises(Refused, match="same_shift"):
            operations.reassign(visit_id=visit.pk, shift_id=one.pk, at=EVENING)
        moved = operations.reassign(visit_id=visit.pk, shift_id=two.pk, at=EVENING)
        assert Visit.objects.get(pk=visit.pk).state == "CANCELLED"
        assert (moved.shift_id, moved.state) == (two.pk, "PLANNED")
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.reassign(visit_id=moved.pk, shift_id=one.pk, at=EVENING)


def test_cancel_visit_puts_the_report_back_among_those_waiting():
    with acting():
        report = assess(receive())
        visit = operations.assign(report_id=report.pk, shift_id=shift().pk, at=EVENING)
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.cancel_visit(visit_id=visit.pk, at=EVENING)
    with acting():
        operations.cancel_visit(visit_id=visit.pk, at=EVENING)
        assert [row.pk for row in queries.list_waiting(at=EVENING).rows] == [report.pk]


def test_assign_to_desk_answers_the_report_without_a_team():
    with acting():
        report = assess(receive(signs=["BASICS"]))
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.assign_to_desk(report_id=report.pk, at=EVENING)
    with acting():
        operations.assign_to_desk(report_id=report.pk, at=EVENING)
        again = Report.objects.get()
        assert (again.state, again.answered_at) == ("DESK", EVENING)
