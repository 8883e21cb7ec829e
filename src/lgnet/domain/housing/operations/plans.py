"""Asking for a plan for all who wait, stopping it, and what its worker writes on the way.

A city's desk asks for the city's plan; the network's coordinator for the network's. What is said
here holds for both: which one is meant is where the actor stands.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import PLAN_MOVES, PlanState
from lgnet.domain.housing.models import NetworkPlan, PlanRun
from lgnet.domain.housing.queries.drafts import CityPart, PlanDraft
from lgnet.lib import audit, outbox
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import NotFound
from lgnet.lib.states import can_move, move

UNDER_WAY = (PlanState.ASKED, PlanState.RUNNING)
SILENT = timedelta(minutes=3)
"""A plan nobody wrote about for this long has lost its worker."""


Plan = PlanRun | NetworkPlan
_KEPT = ("rule_set", "solver", "seed", "input_hash", "proven", "figures", "first_come")


def _model() -> type[Plan]:
    """Return the plans of where the actor stands."""
    return PlanRun if current_actor().municipality_id else NetworkPlan


def is_silent(run: Plan, *, at: datetime) -> bool:
    """Tell whether a plan under way has lost its worker: nothing was written for too long."""
    return run.state in UNDER_WAY and run.moved_at < at - SILENT


@operation
def ask_plan(*, at: datetime) -> Plan:
    """Let a worker plan everybody who waits; a plan under way is the answer to a second question."""
    access.check_can_plan()
    model, city = _model(), current_actor().municipality_id
    for run in model._default_manager.filter(state__in=UNDER_WAY):
        if not is_silent(run, at=at):
            return run
        move(run, PlanState.FAILED, moves=PLAN_MOVES, at=at, also={"ended_at": at})
    run = model._default_manager.create(asked_at=at, moved_at=at, asked_by=current_actor().user_id)
    audit.record("housing.plan_asked", run, at=at)
    outbox.defer("housing.make_plan", municipality_id=city, run_id=run.pk)
    return run


@operation
def stop_plan(*, run_id: UUID, at: datetime) -> Plan:
    """Ask that a plan be ended with the best found so far; one that has ended stays as it is.

    Raises
    ------
    NotFound
    """
    access.check_can_plan()
    run = _locked(run_id)
    if run.state == PlanState.ASKED:
        move(run, PlanState.STOPPED, moves=PLAN_MOVES, at=at, also={"ended_at": at})
    elif run.state == PlanState.RUNNING and run.stop_asked_at is None:
        run.stop_asked_at = at
        run.save(update_fields=["stop_asked_at"])
        audit.record("housing.plan_stop_asked", run, at=at)
    return run


# The worker's


@operation
def begin_plan(*, run_id: UUID, waiting: int, at: datetime) -> bool:
    """Take a plan up; false when it was stopped, or taken up, before."""
    access.check_is_job()
    run = _locked(run_id)
    if run.state != PlanState.ASKED:
        return False
    also = {"began_at": at, "moved_at": at, "waiting": waiting}
    move(run, PlanState.RUNNING, moves=PLAN_MOVES, at=at, also=also)
    return True


@operation
def note_plan(*, run_id: UUID, seconds: float, best: PlanDraft | None = None, at: datetime) -> bool:
    """Write how far a plan is; return whether somebody wants it stopped."""
    access.check_is_job()
    run = _locked(run_id)
    if run.state != PlanState.RUNNING:
        return True
    values: dict[str, Any] = {"seconds": seconds, "moved_at": at}
    if best is not None:
        values |= {"figures": asdict(best.figures), "first_come": asdict(best.first_come)}
    _model()._default_manager.filter(pk=run.pk).update(**values)
    return run.stop_asked_at is not None


@operation
def finish_plan(
    *, run_id: UUID, found: PlanDraft, parts: Sequence[CityPart], seconds: float, at: datetime
) -> None:
    """Keep a plan, whole or as far as it came before it was stopped.

    A city's keeps who would go where; the network's what it does for each city, and never who.
    """
    access.check_is_job()
    run = _locked(run_id)
    to = PlanState.DONE if run.stop_asked_at is None else PlanState.STOPPED
    if not can_move(run, to, moves=PLAN_MOVES):
        return
    also = _kept(found) | {"seconds": seconds, "moved_at": at, "ended_at": at}
    if isinstance(run, PlanRun):
        (part,) = parts
        also["lines"] = [asdict(line) for line in part.lines]
    else:
        also["cities"] = [
            {
                "city": part.city,
                "waiting": part.waiting,
                "figures": asdict(part.figures),
                "first_come": asdict(part.first_come),
            }
            for part in parts
        ]
        also["moves"] = [asdict(way) for way in found.moves]
    move(run, to, moves=PLAN_MOVES, at=at, also=also)


def _kept(found: PlanDraft) -> dict[str, Any]:
    plain = asdict(found)
    return {name: plain[name] for name in _KEPT}


@operation
def keep_part(*, part: CityPart, found: PlanDraft, seconds: float, at: datetime) -> PlanRun:
    """Keep, in the current city, its part of a plan of the network: who would go where."""
    access.check_is_job()
    figures = {"figures": asdict(part.figures), "first_come": asdict(part.first_come)}
    run = PlanRun.objects.create(
        state=PlanState.DONE,
        of_network=True,
        asked_at=at,
        moved_at=at,
        ended_at=at,
        seconds=seconds,
        waiting=part.waiting,
        lines=[asdict(line) for line in part.lines],
        arrivals=[asdict(arrival) for arrival in part.arrivals],
        **_kept(found) | figures,
    )
    audit.record("housing.plan_part_kept", run, at=at)
    return run


@operation
def fail_plan(*, run_id: UUID, at: datetime) -> None:
    """Say that a plan could not be made."""
    access.check_is_job()
    run = _locked(run_id)
    if can_move(run, PlanState.FAILED, moves=PLAN_MOVES):
        move(run, PlanState.FAILED, moves=PLAN_MOVES, at=at, also={"ended_at": at})


def _locked(run_id: UUID) -> Plan:
    run = _model()._default_manager.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None:
        raise NotFound("housing.no_such_plan")
    return run
