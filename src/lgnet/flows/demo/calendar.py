"""The year of life of a city: when people come, are met, taken in charge, housed, and leave.

Arrivals are a Poisson process conditioned on its total: intensity by season, a rise towards
today, and shocks (a landing, an eviction, a fire, a cold spell: days that bring many).
Stays are lognormal, median 17.5 weeks, sigma 0.5; who waits too long gives up, patience
exponential by class (science: scenario generator). A small cast of last arrivals is placed
so that today shows every state: open reports, some late, visits tonight, holds about to
run out, households waiting, exits soon.

Events are drawn story by story and merged on the fly, in order of time: a city of many
thousands of people is never held in memory at once.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import accumulate
from math import cos, pi
from random import Random

from lgnet.flows.demo.cities import City, persons_for
from lgnet.flows.demo.dice import poisson, stream
from lgnet.flows.demo.events import Event, Moment
from lgnet.flows.demo.stories import Stage, Stories

DAYS = 365
PERSONS_PER_HOUSEHOLD = 1.74
REGISTERED_SHARE = 0.87
"""Of the households reported, how many end up registered; the rest is never met or refuses."""
SHOCKS_A_YEAR = 5.0
SHOCK_KINDS = ("LANDING", "EVICTION", "FIRE", "COLD")
LARGEST_SHOCK_SHARE = 0.10
_NIGHT = 23 * 60 + 30
_SIZES = (1, 3, 1, 2, 5, 1, 4)


@dataclass(frozen=True)
class Shock:
    """A day that brings many people at once; `persons` is how many it is drawn to bring."""

    day: date
    kind: str
    persons: int


@dataclass(frozen=True)
class Cast:
    """How many last arrivals stand at each stage now, beside those that are there anyhow."""

    open_reports: int
    late_reports: int
    visits_tonight: int
    waiting: int
    holds_expiring: int
    exits_soon: int

    @property
    def stages(self) -> tuple[Stage, ...]:
        """List one stage per household of the cast."""
        return (
            (Stage.LATE_REPORT,) * self.late_reports
            + (Stage.OPEN_REPORT,) * self.open_reports
            + (Stage.VISIT_TONIGHT,) * self.visits_tonight
            + (Stage.WAITING,) * self.waiting
            + (Stage.HOLD_EXPIRING,) * self.holds_expiring
            + (Stage.EXIT_SOON,) * self.exits_soon
        )


def cast_for(city: City, *, scale: float = 1.0) -> Cast:
    """Size the cast of a city: a fifth of a small city's people, then with the square root."""
    unit = max(1.0, (persons_for(city, scale=scale) / 26) ** 0.5)
    return Cast(
        open_reports=round(1.0 * unit),
        late_reports=max(1, round(0.7 * unit)),
        visits_tonight=round(1.2 * unit),
        waiting=round(3.0 * unit),
        holds_expiring=round(1.0 * unit),
        exits_soon=round(1.2 * unit),
    )


def households_for(city: City, *, scale: float = 1.0) -> int:
    """Return how many households are reported in the year, to register the persons wanted."""
    registered = persons_for(city, scale=scale) / PERSONS_PER_HOUSEHOLD
    return max(14, round(registered / REGISTERED_SHARE))


def shocks_of(city: City, *, seed: object, now: datetime, scale: float = 1.0) -> tuple[Shock, ...]:
    """Draw the shocks of a city's year, never more than a tenth of its people each."""
    rng = stream(seed, "shocks", city.istat)
    ceiling = LARGEST_SHOCK_SHARE * persons_for(city, scale=scale)
    shocks = []
    for _ in range(min(8, max(3, poisson(rng, SHOCKS_A_YEAR)))):
        day = now.date() - timedelta(days=rng.randrange(10, DAYS - 10))
        cold = day.month in {11, 12, 1, 2, 3}
        kind = rng.choice(SHOCK_KINDS if cold else SHOCK_KINDS[:3])
        shocks.append(Shock(day, kind, max(2, round(min(ceiling, rng.randint(10, 80) * scale)))))
    return tuple(sorted(shocks, key=lambda shock: (shock.day, shock.kind)))


def arrivals(city: City, *, seed: object, now: datetime, scale: float = 1.0) -> list[datetime]:
    """Draw when each household is first reported, in order; the cast comes apart."""
    rng = stream(seed, "arrivals", city.istat)
    count = households_for(city, scale=scale) - len(cast_for(city, scale=scale).stages)
    first = now.date() - timedelta(days=DAYS)
    days = [first + timedelta(days=offset) for offset in range(DAYS)]
    weights = _intensity(days, shocks_of(city, seed=seed, now=now, scale=scale), city, scale)
    steps = list(accumulate(weights))
    moments = []
    for _ in range(max(0, count)):
        day = days[min(DAYS - 1, bisect(steps, rng.random() * steps[-1]))]
        moments.append(datetime.combine(day, datetime.min.time()) + _time_of_day(rng))
    return sorted(moments)


def year_of(city: City, *, seed: object, now: datetime, scale: float = 1.0) -> Iterator[Event]:
    """Yield every event of a city from a year ago until now, in order of time.

    Parameters
    ----------
    now : naive local time of the city; no event is later, though payloads plan ahead
    scale : 1 gives some 2,700 persons over the network; 10 and 100 work
    """
    stories = Stories(city=city, seed=seed, now=now, scale=scale)
    waiting: list[tuple[Moment, int, Event]] = []
    for number, at, stage, smallest in _openings(city, seed, now, scale):
        while waiting and waiting[0][0] <= (at.date(), at.hour * 60 + at.minute):
            yield heappop(waiting)[2]
        for order, event in enumerate(stories.tell(number, at, stage, smallest=smallest)):
            if event.at <= now:
                heappush(waiting, (event.moment, number * 64 + order, event))
    while waiting:
        yield heappop(waiting)[2]


def _openings(
    city: City, seed: object, now: datetime, scale: float
) -> Iterator[tuple[int, datetime, Stage, int]]:
    rng = stream(seed, "cast", city.istat)
    stages = cast_for(city, scale=scale).stages
    opened = [(at, Stage.FREE, 1) for at in arrivals(city, seed=seed, now=now, scale=scale)]
    for order, stage in enumerate(stages):
        smallest = _SIZES[order % len(_SIZES)] if stage is Stage.WAITING else 1
        opened.append((_opening_of(rng, stage, now), stage, smallest))
    opened.sort(key=lambda opening: opening[0])
    for number, (at, stage, smallest) in enumerate(opened, start=1):
        yield number, at, stage, smallest


def _opening_of(rng: Random, stage: Stage, now: datetime) -> datetime:
    minutes = {
        Stage.OPEN_REPORT: (3, 26),
        Stage.LATE_REPORT: (260, 520),
        Stage.VISIT_TONIGHT: (60, 400),
        Stage.WAITING: (9 * 1440, 70 * 1440),
        Stage.HOLD_EXPIRING: (12 * 1440, 40 * 1440),
        Stage.EXIT_SOON: (110 * 1440, 170 * 1440),
    }[stage]
    return now - timedelta(minutes=rng.randint(*minutes))


def _intensity(
    days: list[date], shocks: tuple[Shock, ...], city: City, scale: float
) -> list[float]:
    weights = []
    for offset, day in enumerate(days):
        season = 1.0 + 0.25 * cos(2 * pi * (day.timetuple().tm_yday - 20) / 365)
        rise = 0.25 + 2.2 * (offset / DAYS) ** 2.2
        weekend = 0.75 if day.weekday() >= 5 else 1.0
        weights.append(season * rise * weekend)
    per_person = sum(weights) / persons_for(city, scale=scale)
    for shock in shocks:
        offset = (shock.day - days[0]).days
        if 0 <= offset < len(weights):
            weights[offset] += shock.persons * per_person
    return weights


def _time_of_day(rng: Random) -> timedelta:
    """Reports come all day, most between late afternoon and midnight."""
    minute = int(rng.triangular(6 * 60, 24 * 60 - 1, 18 * 60 + 30))
    return timedelta(minutes=min(_NIGHT, minute))
