"""Rows to the cores and back: triage proposals and the order of a round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.cores.kernel import AgeRange
from lgnet.cores.kernel.geo import Point, TravelModel, haversine_metres
from lgnet.cores.triage import Assessment, Priority, ReportFacts, assess, table_on
from lgnet.domain.response.enums import Sign

SERVICE_MINUTES = 25
_TRAVEL = TravelModel()
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
    return assess(facts=facts_of(signs=signs, persons=persons), on=on)


def answer_by(*, priority: str, received_at: datetime, on: date) -> datetime:
    """Return when a report of a class must be answered, by the table in force on a day."""
    minutes = table_on(on).params.minutes_to_answer(Priority[priority])
    return received_at + timedelta(minutes=minutes)


def reasons_as_json(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the reasons as they are kept with the decision."""
    return [dict(reason.as_dict()) for reason in (*assessment.reasons, *assessment.unknowns)]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit to be put into a round; without a position it comes after its class."""

    id: UUID
    priority: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop in its place in the round."""

    id: UUID
    position: int
    at: datetime
    metres: int | None


def _metres(start: Point, stop: Stop) -> float | None:
    if stop.latitude is None or stop.longitude is None:
        return None
    return haversine_metres(start, Point(stop.latitude, stop.longitude))


def order_round(*, stops: Sequence[Stop], start: Point, free_at: datetime) -> list[Leg]:
    """Order a team's stops: the most urgent class first, in it the nearest next.

    Parameters
    ----------
    stops
        What is left of the round.
    start
        Where the team is.
    free_at
        When it can leave.
    """
    left, here, clock, legs = list(stops), start, free_at, []
    while left:

        def cost(stop: Stop, here: Point = here) -> tuple[str, float, str]:
            metres = _metres(here, stop)
            return (stop.priority or "P3", float("inf") if metres is None else metres, str(stop.id))

        stop = min(left, key=cost)
        left.remove(stop)
        metres = _metres(here, stop)
        if metres is not None and stop.latitude is not None and stop.longitude is not None:
            there = Point(stop.latitude, stop.longitude)
            clock += timedelta(minutes=_TRAVEL.driving_minutes(here, there))
            here = there
        legs.append(Leg(stop.id, len(legs) + 1, clock, None if metres is None else round(metres)))
        clock += timedelta(minutes=SERVICE_MINUTES)
    return legs
