"""Rows to the cores and back: triage proposals and the order of a round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.cores.dispatch import Visit, plan
from lgnet.cores.kernel import AgeRange, Point
from lgnet.cores.triage import ActivePlans, Assessment, Priority, ReportFacts, assess, table_on
from lgnet.domain.response.enums import PlanKind, Sign, VisitState
from lgnet.domain.response.models import Report, Shift
from lgnet.domain.response.queries import plans_on

SERVICE_MINUTES = 25
_FACTS: dict[str, dict[str, Any]] = {
    Sign.DANGER: {"danger": True},
    Sign.PREGNANT: {"pregnancy": True},
    Sign.ILL: {"illness": True},
    Sign.DISTRESS: {"mental_distress": True},
    Sign.VIOLENCE: {"violence": True},
    Sign.DISABLED: {"disability": True},
    Sign.OUTDOORS: {"sleeping_outdoors": True},
    Sign.LONE_MINOR: {"alone": True, "youngest_age": AgeRange(0, 17)},
    Sign.CHILD: {"alone": False, "youngest_age": AgeRange(6, 17)},
    Sign.SMALL_CHILD: {"youngest_age": AgeRange(0, 5)},
    Sign.ELDERLY: {"oldest_age": AgeRange(65)},
}


def facts_of(*, signs: Sequence[str], persons: int | None) -> ReportFacts:
    """Return what triage is told: a ticked sign is known, one not ticked is not known.

    "Asks for basics only" and "is well" say something only when no sign of trouble is ticked.
    """
    facts = ReportFacts(persons=persons)
    for sign, known in _FACTS.items():
        if sign in signs:
            facts = replace(facts, **known)
    if Sign.LONE_MINOR in signs:
        facts = replace(facts, alone=True)
    if Sign.WELL in signs:
        facts = replace(facts, danger=facts.danger or False, illness=facts.illness or False)
    if Sign.BASICS in signs and not set(signs) & set(_FACTS):
        facts = replace(facts, basic_services_only=True)
    return facts


def propose_class(*, signs: Sequence[str], persons: int | None, on: date) -> Assessment:
    """Return the class the table in force proposes, with reasons and what would change it."""
    return assess(facts=facts_of(signs=signs, persons=persons), plans=active_plans(on), on=on)


def active_plans(on: date) -> ActivePlans:
    """Return what triage is told of the municipality's cold and heat plans on a day."""
    degrees = {plan.kind: plan.celsius for plan in plans_on(on=on)}
    return ActivePlans(
        cold=PlanKind.COLD in degrees,
        heat=PlanKind.HEAT in degrees,
        minimum_celsius=degrees.get(PlanKind.COLD),
        maximum_celsius=degrees.get(PlanKind.HEAT),
    )


def answer_by(*, priority: str, received_at: datetime, on: date) -> datetime:
    """Return when a report of a class must be answered, by the table in force on a day."""
    minutes = table_on(on).params.minutes_to_answer(Priority[priority])
    return received_at + timedelta(minutes=minutes)


def reasons_as_json(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the reasons as they are kept with the decision."""
    return [dict(reason.as_dict()) for reason in (*assessment.reasons, *assessment.unknowns)]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit to be put into a round."""

    id: UUID
    priority: str
    latitude: float | None
    longitude: float | None
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop in its place in the round; ``fits`` is False when the shift ends before."""

    id: UUID
    position: int
    at: datetime
    late_minutes: int
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """What one more stop would do to a round: when it is reached, and whom it delays."""

    at: datetime
    late_minutes: int
    fits: bool
    moved: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Round:
    """Where a team stands: what is left, where it is, when it can leave, how much is done."""

    stops: tuple[Stop, ...]
    start: Point
    depart_at: datetime
    end_at: datetime
    done: int


def stop_of(report: Report, *, id: UUID) -> Stop:
    """Return a report as a stop under the id of its visit."""
    return Stop(
        id, report.priority or report.urgency, report.latitude, report.longitude, report.answer_by
    )


def round_of(shift: Shift, *, at: datetime) -> Round:
    """Return the round of a shift as it stands; uses ``shift.round`` when it was fetched."""
    fetched = getattr(shift, "round", None)
    if fetched is None:
        fetched = list(
            shift.visits.exclude(state=VisitState.CANCELLED)
            .select_related("report")
            .order_by("position", "planned_at", "id")
        )
    start, depart_at = Point(shift.latitude, shift.longitude), max(at, shift.starts_at)
    been = [visit for visit in fetched if visit.state != VisitState.PLANNED]
    been.sort(key=lambda visit: visit.arrived_at or visit.closed_at or visit.planned_at)
    for visit in been:
        if visit.report.latitude is not None and visit.report.longitude is not None:
            start = Point(visit.report.latitude, visit.report.longitude)
        if visit.state == VisitState.ARRIVED and visit.arrived_at is not None:
            leaves = visit.arrived_at + timedelta(minutes=SERVICE_MINUTES)
            depart_at = max(depart_at, leaves)
    stops = tuple(
        stop_of(visit.report, id=visit.pk) for visit in fetched if visit.state == VisitState.PLANNED
    )
    return Round(stops, start, depart_at, shift.ends_at, len(been))


def order_round(round_: Round) -> list[Leg]:
    """Order what is left of a round: the most urgent class first, in it the nearest next.

    A stop whose position is not known keeps its class and is reckoned where the team sets out:
    a person in danger is not put last for want of coordinates. Stops the shift has no time for
    come last and do not fit.
    """
    if round_.depart_at >= round_.end_at:
        ordered = sorted(round_.stops, key=lambda stop: (stop.priority, stop.answer_by))
        return [
            Leg(s.id, place, round_.end_at, 0, fits=False) for place, s in enumerate(ordered, 1)
        ]
    planned = plan(
        visits=[
            Visit(
                id=str(stop.id),
                point=round_.start
                if stop.latitude is None or stop.longitude is None
                else Point(stop.latitude, stop.longitude),
                priority=Priority[stop.priority],
                service_minutes=SERVICE_MINUTES,
                answer_by=stop.answer_by,
            )
            for stop in round_.stops
        ],
        start=round_.start,
        depart_at=round_.depart_at,
        end_at=round_.end_at,
    )
    legs = [
        Leg(UUID(stop.visit_id), stop.sequence, stop.arrive_at, stop.late_minutes)
        for stop in planned.stops
    ]
    return legs + [
        Leg(UUID(left.visit_id), len(legs) + place, round_.end_at, 0, fits=False)
        for place, left in enumerate(planned.not_served, 1)
    ]


def preview(shift: Shift, report: Report, *, at: datetime) -> Preview:
    """Return when a shift would reach one more report, and what that costs the others."""
    round_ = round_of(shift, at=at)
    before = {leg.id: leg for leg in order_round(round_)}
    legs = order_round(replace(round_, stops=(*round_.stops, stop_of(report, id=report.pk))))
    mine = next(leg for leg in legs if leg.id == report.pk)
    delays = [
        int((leg.at - before[leg.id].at).total_seconds() // 60)
        for leg in legs
        if leg.id != report.pk and leg.at > before[leg.id].at
    ]
    return Preview(mine.at, mine.late_minutes, mine.fits, len(delays), max(delays, default=0))
