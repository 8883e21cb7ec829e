"""What a plan for all who wait is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lgnet.cores.placement.results import Assignment
from lgnet.cores.placement.types import (
    Household,
    Occupancy,
    PlacementInputError,
    PlacementParams,
    Unit,
    ordered_households,
    ordered_units,
)


@dataclass(frozen=True, slots=True)
class TransferQuota:
    """How many persons in the care of one city may be placed in another, as the two agreed."""

    origin: str
    destination: str
    persons: int


@dataclass(frozen=True, slots=True)
class Group:
    """Households a municipality wants to see treated in proportion, under a name."""

    name: str
    household_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fairness:
    """The share ``alpha`` of its own proportional optimum each group must reach.

    The municipality chooses it, in writing: 0 asks for nothing, 1 for all.
    """

    alpha: float
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not 0 <= self.alpha <= 1:
            raise PlacementInputError("the share of fairness lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """All who wait and all units, on one day; sorted so that input order never matters.

    Attributes
    ----------
    households : tuple of Household
    units : tuple of Unit
    on : date
    params : PlacementParams
    promises : tuple of Assignment
        Places promised to some who wait; frozen unless a person releases them.
    released : frozenset of str
        Households whose promise a person released: moving them is still avoided.
    conflicts : tuple of (household id, household id)
        Households that must not be sent to one site.
    quotas : tuple of TransferQuota
        Between two cities without one, nobody is moved beyond what consent allows.
    fairness : Fairness or None
    prices : tuple of (unit id, price)
        What a bed-week there is worth to those still to come, in wishes of one household.
    """

    households: tuple[Household, ...]
    units: tuple[Unit, ...]
    on: date
    params: PlacementParams
    promises: tuple[Assignment, ...] = ()
    released: frozenset[str] = frozenset()
    conflicts: tuple[tuple[str, str], ...] = ()
    quotas: tuple[TransferQuota, ...] = ()
    fairness: Fairness | None = None
    prices: tuple[tuple[str, float], ...] = ()

    @classmethod
    def checked(
        cls,
        *,
        households: Iterable[Household],
        units: Iterable[Unit],
        on: date,
        params: PlacementParams | None = None,
        promises: Iterable[Assignment] = (),
        released: Iterable[str] = (),
        conflicts: Iterable[tuple[str, str]] = (),
        quotas: Iterable[TransferQuota] = (),
        fairness: Fairness | None = None,
        prices: Iterable[tuple[str, float]] = (),
    ) -> BatchProblem:
        """Validate once and sort.

        Raises
        ------
        PlacementInputError
            When an id appears twice or names nobody, or a waiting household already occupies
            a unit.
        """
        queue = ordered_households(tuple(households))
        sorted_units = ordered_units(tuple(units))
        housed = {o.household_id for unit in sorted_units for o in unit.occupancies}
        already = sorted(household.id for household in queue if household.id in housed)
        if already:
            raise PlacementInputError(f"household {already[0]} waits and has a place already")
        kept = tuple(sorted(promises, key=lambda promise: promise.household_id))
        pairs = tuple(sorted({(min(pair), max(pair)) for pair in conflicts}))
        known = {household.id for household in queue}
        named = {promise.household_id for promise in kept} | {who for pair in pairs for who in pair}
        if named - known or len({promise.household_id for promise in kept}) != len(kept):
            raise PlacementInputError("a promise or a conflict names nobody, or somebody twice")
        if {promise.unit_id for promise in kept} - {unit.id for unit in sorted_units}:
            raise PlacementInputError("a promise names a unit that is not there")
        return cls(
            households=queue,
            units=sorted_units,
            on=on,
            params=params or PlacementParams(),
            promises=kept,
            released=frozenset(released),
            conflicts=pairs,
            quotas=tuple(sorted(quotas, key=lambda quota: (quota.origin, quota.destination))),
            fairness=fairness,
            prices=tuple(sorted(prices)),
        )

    @property
    def frozen(self) -> tuple[Assignment, ...]:
        """Return the promises nobody released."""
        return tuple(p for p in self.promises if p.household_id not in self.released)

    def with_frozen_inside(self) -> BatchProblem:
        """Return the problem of the others: who has a frozen promise is there already."""
        if not self.frozen:
            return self
        by_id = {household.id: household for household in self.households}
        there: dict[str, list[Occupancy]] = {}
        for promise in self.frozen:
            occupancy = Occupancy.of(by_id[promise.household_id], promise.span)
            there.setdefault(promise.unit_id, []).append(occupancy)
        promised = {promise.household_id for promise in self.frozen}
        return replace(
            self,
            households=tuple(h for h in self.households if h.id not in promised),
            units=tuple(
                replace(u, occupancies=(*u.occupancies, *there[u.id])) if u.id in there else u
                for u in self.units
            ),
        )
