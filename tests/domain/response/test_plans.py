"""Seasonal plans: opened, closed, one of a kind at a time, and what triage makes of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lgnet.domain.response import bridge, operations, queries
from lgnet.domain.response.models import SeasonalPlan
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, FIRENZE, acting

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def _open(kind: str = "COLD", **told: object) -> SeasonalPlan:
    return operations.open_plan(**({"kind": kind, "from_on": TODAY, "at": NOW} | told))


def _classes(*signs: str) -> str:
    return bridge.propose_class(signs=signs, persons=1, on=TODAY).priority.name


def _codes(*signs: str) -> set[str]:
    found = bridge.propose_class(signs=signs, persons=1, on=TODAY)
    return {reason.code for reason in found.reasons}


def test_a_cold_plan_speaks_for_who_sleeps_out() -> None:
    with acting(Role.CITY_MANAGER):
        assert "COLD_PLAN_ACTIVE" not in _codes("OUTDOORS")
        _open(celsius=1)
        assert "COLD_PLAN_ACTIVE" in _codes("OUTDOORS")


def test_a_report_of_somebody_who_asks_for_basics_moves_up() -> None:
    with acting(Role.CITY_MANAGER):
        before = _classes("BASICS")
        _open()
        assert (before, _classes("BASICS")) == ("P3", "P2")


def test_a_report_from_outside_is_judged_by_the_plan() -> None:
    with acting(Role.CITY_MANAGER):
        _open("HEAT", celsius=38)
    with act_as(public_actor(municipality_id=FIRENZE)):
        assert "HEAT_PLAN_ACTIVE" in _codes("OUTDOORS")


def test_another_citys_plan_counts_for_nothing() -> None:
    with acting(Role.CITY_MANAGER, BOLOGNA):
        plan = _open()
    with acting(Role.CITY_MANAGER):
        assert bridge.active_plans(TODAY).cold is False
        with pytest.raises(NotFound):
            operations.close_plan(plan_id=plan.pk, on=TODAY, at=NOW)


def test_the_last_day_is_in_force_and_the_next_is_not() -> None:
    with acting(Role.CITY_MANAGER):
        _open(last_on=TODAY + timedelta(days=2))
        days = [bool(queries.plans_on(on=TODAY + timedelta(days=n))) for n in (-1, 0, 2, 3)]
    assert days == [False, True, True, False]


def test_closed_means_from_today() -> None:
    with acting(Role.CITY_MANAGER):
        plan = _open(from_on=TODAY - timedelta(days=9))
        operations.close_plan(plan_id=plan.pk, on=TODAY, at=NOW)
        assert not queries.plans_on(on=TODAY)
        assert queries.plans_on(on=TODAY - timedelta(days=1))
        with pytest.raises(Refused, match="plan_over"):
            operations.close_plan(plan_id=plan.pk, on=TODAY, at=NOW)


def test_one_taken_back_before_it_began_leaves_its_days_free() -> None:
    with acting(Role.CITY_MANAGER):
        plan = _open(from_on=TODAY + timedelta(days=5))
        operations.close_plan(plan_id=plan.pk, on=TODAY, at=NOW)
        assert _open(from_on=TODAY + timedelta(days=5)).pk != plan.pk


def test_two_of_a_kind_on_one_day_are_refused_and_two_kinds_are_not() -> None:
    with acting(Role.CITY_MANAGER):
        _open(last_on=TODAY + timedelta(days=10))
        with pytest.raises(Refused, match="plan_open"):
            _open(from_on=TODAY + timedelta(days=10))
        _open("HEAT")
        assert SeasonalPlan.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "RAIN"}, "kind"),
        ({"last_on": TODAY - timedelta(days=1)}, "last_on"),
        ({"last_on": TODAY + timedelta(days=800)}, "last_on"),
        ({"celsius": 90}, "celsius"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(told: dict[str, object], field: str) -> None:
    with acting(Role.CITY_MANAGER):
        with pytest.raises(Invalid) as wrong:
            _open(**told)
        assert wrong.value.params["field"] == field
        assert not SeasonalPlan.objects.exists()


def test_only_the_manager_declares() -> None:
    with acting(Role.CITY_MANAGER):
        plan = _open()
    with acting(Role.CASE_WORKER):
        with pytest.raises(NotAllowed):
            _open("HEAT")
        with pytest.raises(NotAllowed):
            operations.close_plan(plan_id=plan.pk, on=TODAY, at=NOW)
