"""The best each unit could offer at all: a bound that is cheap and never too late.

Most units are full for weeks, and beds are what they are full by: counting beds night by night,
once for all households of the same size, spares asking every rule of every unit for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lgnet.cores.kernel import Span
from lgnet.cores.placement.candidates import first_night_wanted, possible_starts
from lgnet.cores.placement.preferences import spare_beds
from lgnet.cores.placement.types import Candidate, Household, PlacementParams, Unit

Order = tuple[date, int, str]
"""How good a place is: its first night, the beds it wastes, its id."""

_Shape = tuple[int, bool, date]
"""What the bound depends on: persons, whether they need the unit whole, first night wanted."""


class Hopes:
    """Per household, the orders no unit can do better than."""

    def __init__(self, *, units: Sequence[Unit], on: date, params: PlacementParams) -> None:
        """Keep the units as they stand before the queue takes anything."""
        self._units = units
        self._on = on
        self._params = params
        self._inside = {taken.household_id for unit in units for taken in unit.occupancies}
        self._of_shape: dict[_Shape, dict[str, Order]] = {}

    def of(self, household: Household, *, among: Iterable[str] | None = None) -> Iterator[Order]:
        """Yield a bound per unit with any hope, the best first; of some units in their order.

        What the queue takes meanwhile only makes places later: the bounds stay bounds.
        """
        hopes = self._for(household)
        if among is None:
            yield from hopes.values()
        else:
            yield from (hopes[unit_id] for unit_id in among if unit_id in hopes)

    def _for(self, household: Household) -> dict[str, Order]:
        if household.id in self._inside:  # their own nights are no obstacle to them
            return self._bounds(household)
        shape = (
            household.size,
            household.needs_whole_unit,
            first_night_wanted(household, self._on),
        )
        if shape not in self._of_shape:
            self._of_shape[shape] = self._bounds(household)
        return self._of_shape[shape]

    def _bounds(self, household: Household) -> dict[str, Order]:
        found = []
        for unit in self._units:
            start = self._first_night_with_beds(household, unit)
            if start is not None:
                tonight = Candidate(household, unit, Span.of_nights(start, 1))
                found.append((start, spare_beds(tonight), unit.id))
        return {order[2]: order for order in sorted(found)}

    def _first_night_with_beds(self, household: Household, unit: Unit) -> date | None:
        if household.size > unit.capacity:
            return None
        alone = unit.exclusive or household.needs_whole_unit
        starts = possible_starts(household, unit, on=self._on, params=self._params)
        return next(
            (
                night
                for night in starts
                if _beds_taken(household, unit, night, alone=alone) + household.size
                <= unit.capacity
            ),
            None,
        )


def _beds_taken(household: Household, unit: Unit, night: date, *, alone: bool) -> int:
    """Return the beds nobody of the household can have that night."""
    taken = 0
    for other in unit.occupancies:
        if other.household_id != household.id and other.span.contains(night):
            if alone or other.whole_unit:
                return unit.capacity
            taken += other.persons
    for block in unit.blocked:
        if block.span.contains(night):
            if block.beds is None:
                return unit.capacity
            taken += block.beds
    return taken
