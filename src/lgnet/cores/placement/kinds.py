"""Households the rules cannot tell apart, and the units that would do for them on some night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.kernel import Point
from lgnet.cores.placement.candidates import first_night_wanted
from lgnet.cores.placement.nights import Guests
from lgnet.cores.placement.rules.daily_way import minutes_between
from lgnet.cores.placement.types import (
    Demand,
    Household,
    PlacementParams,
    Sex,
    Unit,
    UnitSex,
)

Mask = NDArray[np.bool_]
FOREVER = 10**6
"""Last open night of a unit without one, nights from the day of the proposal."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All the hard rules see of a household.

    Attributes
    ----------
    guests : Guests
    sexes : frozenset of UnitSex
        Units kept for somebody that would take every member.
    nights, min_stay, wanted : int
        Planned stay, shortest stay, first night wanted after the day of the proposal.
    way : (Point, int or None) or None
        Where the daily way goes and its limit, when that is a condition.
    own : str
        The household's id when it sleeps in one of the units already, else empty.
    """

    guests: Guests
    sexes: frozenset[UnitSex]
    nights: int
    min_stay: int
    wanted: int
    step_free: bool
    protected_address: bool
    women_setting: bool
    bathroom: bool
    kitchen: bool
    municipalities: frozenset[str]
    home: str | None
    transfer_to: frozenset[str]
    avoid: frozenset[str]
    way: tuple[Point | None, int] | None
    own: str

    @classmethod
    def of(cls, household: Household, *, on: date, own: bool) -> Kind:
        """Return the kind of a household on a day."""
        must_be_near = household.near_demand is Demand.MUST and household.max_minutes is not None
        return cls(
            guests=Guests.of(household),
            sexes=_kept_for(household),
            nights=household.nights,
            min_stay=household.min_stay_nights,
            wanted=(first_night_wanted(household, on) - on).days,
            step_free=any(member.step_free for member in household.members),
            protected_address=household.protected_address,
            women_setting=household.women_setting,
            bathroom=household.private_bathroom is Demand.MUST,
            kitchen=household.private_kitchen is Demand.MUST,
            municipalities=household.municipalities,
            home=household.home,
            transfer_to=household.transfer_to if household.home is not None else frozenset(),
            avoid=household.avoid_facilities,
            way=(household.near, household.max_minutes or 0) if must_be_near else None,
            own=household.id if own else "",
        )


def _kept_for(household: Household) -> frozenset[UnitSex]:
    members = household.members
    found = {UnitSex.ANY}
    if household.size > 1:
        found.add(UnitSex.FAMILIES)
    if all(member.sex is Sex.MALE for member in members):
        found.add(UnitSex.MEN)
    if all(member.sex is Sex.FEMALE for member in members):
        found.add(UnitSex.WOMEN)
    if all(member.sex is Sex.FEMALE for member in members if member.may_be_adult):
        found.add(UnitSex.WOMEN_AND_CHILDREN)
    return frozenset(found)


class Traits:
    """What the rules that do not look at nights see of many units, one array each."""

    def __init__(self, units: Sequence[Unit], params: PlacementParams, on: date) -> None:
        """Read the units once."""
        self._units = units
        self._travel = params.travel
        self.capacity = np.array([u.capacity for u in units], dtype=np.int64)
        self.exclusive = _mask(u.exclusive for u in units)
        self.step_free = _mask(u.step_free for u in units)
        self.protected = _mask(u.protected_address for u in units)
        self.bathroom = _mask(u.private_bathroom for u in units)
        self.kitchen = _mask(u.private_kitchen for u in units)
        self.max_stay = np.array([u.max_stay_nights or 0 for u in units], dtype=np.int64)
        self.open_until = np.array(
            [
                FOREVER if u.open is None or u.open.end is None else (u.open.end - on).days
                for u in units
            ],
            dtype=np.int64,
        )
        self.municipality = np.array([u.municipality for u in units], dtype=object)
        self.facility = np.array([u.facility_id for u in units], dtype=object)
        within = params.confirm_within_hours
        self._confirmed = _mask(
            u.hours_since_confirmed is not None and u.hours_since_confirmed <= within for u in units
        )
        self._kept_for = {sex: _mask(u.sex is sex for u in units) for sex in UnitSex}
        women = self._kept_for[UnitSex.WOMEN] | self._kept_for[UnitSex.WOMEN_AND_CHILDREN]
        self._women_setting = self.exclusive | women
        self._minutes: dict[Point, NDArray[np.float64]] = {}

    def minutes(self, near: Point | None) -> NDArray[np.float64]:
        """Return the daily way to a point from each unit, whole minutes; ``nan`` if unknown."""
        if near is None:
            return np.full(len(self._units), np.nan)
        if near not in self._minutes:
            known: dict[Point, float] = {}
            for point in {unit.point for unit in self._units}:
                if point is not None:
                    known[point] = minutes_between(point, near, self._travel)
            self._minutes[near] = np.array(
                [np.nan if u.point is None else known[u.point] for u in self._units]
            )
        return self._minutes[near]

    def speaks(self, languages: frozenset[str]) -> Mask:
        """Return the units where somebody speaks one of the languages."""
        return _mask(bool(languages & unit.languages) for unit in self._units)

    def admit(self, kind: Kind) -> Mask:
        """Return the units that would do on some night: every rule that looks at no nights."""
        fits = self._confirmed & (self.capacity >= kind.guests.size)
        fits &= (self.max_stay == 0) | (self.max_stay >= kind.min_stay)
        for sex, kept in self._kept_for.items():
            if sex not in kind.sexes:
                fits &= ~kept
        for needed, have in (
            (kind.step_free, self.step_free),
            (kind.protected_address, self.protected),
            (kind.bathroom, self.bathroom),
            (kind.kitchen, self.kitchen),
            (kind.women_setting, self._women_setting),
        ):
            if needed:
                fits &= have
        if kind.municipalities:
            fits &= _mask(place in kind.municipalities for place in self.municipality)
        if kind.home is not None:
            reach = kind.transfer_to | {kind.home}
            fits &= _mask(place in reach for place in self.municipality)
        if kind.avoid:
            fits &= _mask(place not in kind.avoid for place in self.facility)
        if kind.way is not None:
            # An unknown way compares as false, as the rule asks.
            fits &= self.minutes(kind.way[0]) <= kind.way[1]
        return fits


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=np.bool_)
