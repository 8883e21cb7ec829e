"""What is done once the year is played: nights, the picture of tonight, figures."""

from datetime import date, datetime, time, timedelta
from typing import Any

from lgnet.domain.cases.operations import REVIEW_AFTER, set_review
from lgnet.domain.cases.queries import list_reviews_due
from lgnet.domain.grants.operations import snapshot_indicators
from lgnet.domain.grants.periods import periods_since
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.enums import BlockReason
from lgnet.domain.housing.queries import list_facilities, list_units
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.calendar import DAYS
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.facilities import facilities_of
from lgnet.flows.demo.play.homes import silent_days
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as
from lgnet.lib.errors import Refused

_NIGHTS_AT_ONCE = 92
_ALL = 1_000_000


def record_nights(troupe: Troupe, memory: Memory) -> None:
    """Record who slept where, the next months; up to last night."""
    today = memory.until.date()
    begin = (
        date.fromisoformat(memory.nights_to)
        if memory.nights_to
        else today - timedelta(days=DAYS + 1)
    )
    end = min(today, begin + timedelta(days=_NIGHTS_AT_ONCE))
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        housing.record_bed_nights(night_from=begin, night_to=end)
    memory.nights_to = end.isoformat()


def look_at_plans(troupe: Troupe, memory: Memory, *, seed: object) -> None:
    """Look at every plan again when its day comes; some wait a few days past it, as they do."""
    today = memory.until.date()
    with speak_as(troupe.actor(troupe.first(Role.CASE_WORKER))):
        for case in list_reviews_due(until=today, limit=_ALL):
            patience = timedelta(days=stream(seed, "review", case.code).choice((0, 0, 0, 1, 3, 6)))
            due = case.next_review_on
            while due < today - patience:
                due += REVIEW_AFTER
            if due != case.next_review_on:
                set_review(case_id=case.pk, on=due, at=aware(_morning(due - REVIEW_AFTER)))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(11, 30))


def last_touches(troupe: Troupe, memory: Memory, *, seed: object, scale: float) -> None:
    """Take rooms out of use that are, confirm the picture of whoever answers these days, ask for a plan."""
    now = memory.until
    reasons = {
        unit.key: unit.out_of_use
        for facility in facilities_of(troupe.city, seed=seed, scale=scale)
        for unit in facility.units
        if unit.out_of_use
    }
    blocked = 0
    spare: list[Any] = []
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        for card in list_facilities(at=aware(now)):
            rng = stream(seed, "fresh", card.facility.external_id)
            if silent_days(card.facility.pk, seed=seed) == 0:
                hours = rng.choice((1, 2, 3, 4, 5, 7, 9, 12))
                housing.confirm_facility(
                    facility_id=card.facility.pk, at=aware(now - timedelta(hours=hours))
                )
            for unit in list_units(facility_id=card.facility.pk):
                reason = reasons.get(unit.external_id)
                if reason is None:
                    spare.append(unit)
                else:
                    blocked += _block(unit, reason, now.date() + timedelta(days=18), memory)
        while not blocked and spare:
            blocked += _block(
                spare.pop(), BlockReason.PAINTING, now.date() + timedelta(days=6), memory
            )
        housing.ask_plan(at=aware(now))


def _block(unit: Any, reason: str, until: date, memory: Memory) -> int:
    """Block the beds of a room, up to the first that somebody has; return how many."""
    at = aware(memory.until)
    for count, bed in enumerate(unit.beds.all()):
        try:
            housing.block_bed(bed_id=bed.pk, from_on=at.date(), to_on=until, reason=reason, at=at)
        except Refused:
            return count
    return unit.beds.count()


def count_up(troupe: Troupe, memory: Memory) -> None:
    """Keep the figures of every quarter and year since the year began, as the city's manager."""
    now = memory.until
    first = now.date() - timedelta(days=DAYS)
    with speak_as(troupe.actor(troupe.first(Role.CITY_MANAGER))):
        for period in periods_since(first=first, on=now.date()):
            snapshot_indicators(
                period_from=period.starts_on, period_to=period.ends_on, at=aware(now)
            )
