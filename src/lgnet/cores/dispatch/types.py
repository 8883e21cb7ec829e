"""Visits to make, assumptions of a round, and the round planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lgnet.cores.kernel import Point, Reason, TravelModel


class DispatchInputError(ValueError):
    """The visits or the shift given cannot be planned with."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A place to go to.

    Attributes
    ----------
    id : str
    point : Point or None
        ``None`` when the place is not known: such a visit cannot be put in a round.
    priority : int
        Class, 1 first.
    service_minutes : int
        Minutes needed there.
    answer_by : datetime or None
        Moment by which somebody should be there; later is still served, and told.
    not_before, not_after : datetime or None
        Moments outside of which the visit makes no sense.
    """

    id: str
    point: Point | None
    priority: int = 3
    service_minutes: int = 20
    answer_by: datetime | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse impossible figures."""
        if self.priority < 1 or self.service_minutes < 0:
            raise DispatchInputError(f"visit {self.id} has an impossible class or duration")


@dataclass(frozen=True, slots=True)
class DispatchParams:
    """Assumptions of a round.

    Attributes
    ----------
    travel : TravelModel
    max_stops : int or None
        Most visits in one round.
    urgent_first : bool
        Whether a more urgent class goes before a nearer place.
    """

    travel: TravelModel = field(default_factory=TravelModel)
    max_stops: int | None = None
    urgent_first: bool = True


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One stop: when the team arrives, starts and leaves, and how late that is.

    ``late_minutes`` counts from ``answer_by``; 0 when in time or without a limit.
    """

    visit_id: str
    sequence: int
    arrive_at: datetime
    start_at: datetime
    leave_at: datetime
    travel_minutes: int
    late_minutes: int


@dataclass(frozen=True, slots=True)
class NotServed:
    """A visit left out of the round, and why."""

    visit_id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A round: stops in order, visits left out, minutes on the way, the seed recorded."""

    stops: tuple[PlannedStop, ...]
    not_served: tuple[NotServed, ...]
    travel_minutes: int
    seed: int
    engine: str
    problem_hash: str
