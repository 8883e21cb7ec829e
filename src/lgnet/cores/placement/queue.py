"""The queue served in order: who would go where if each took the earliest place left.

It is the plain yardstick: a proposal is explained by what it changes for those behind it, and
a batch plan by what it gains over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lgnet.cores.kernel import Span
from lgnet.cores.placement.candidates import free_spans, suits
from lgnet.cores.placement.hopes import Hopes, Order
from lgnet.cores.placement.preferences import spare_beds
from lgnet.cores.placement.types import (
    Candidate,
    Household,
    Occupancy,
    PlacementParams,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Served:
    """Where one household of the queue goes."""

    unit_id: str
    span: Span


class QueueServer:
    """Serves a queue again and again over the same units, redoing only what changes.

    The first round is kept step by step. When somebody outside takes a unit, a household whose
    place is untouched has to look again only at the units that differ from the first round.
    """

    def __init__(
        self,
        *,
        households: Sequence[Household],
        units: Sequence[Unit],
        on: date,
        params: PlacementParams,
    ) -> None:
        """Keep households in the order given and serve them a first time."""
        self._households = tuple(households)
        self._units = {unit.id: unit for unit in units}
        self._on = on
        self._params = params
        # Units of the first round by identity: alive as long as this server, so ids are safe.
        self._known: dict[int, Unit] = {id(unit): unit for unit in units}
        self._earliest_known: dict[tuple[str, int], Span | None] = {}
        self._suitable: dict[tuple[str, str], bool] = {}
        self._hopes = Hopes(units=units, on=on, params=params)
        self._steps: list[tuple[Served, Unit] | None] = []
        self._first_round()

    def _first_round(self) -> None:
        units = dict(self._units)
        for household in self._households:
            served = self._best(household, units, None)
            if served is None:
                self._steps.append(None)
                continue
            unit = _with(units[served.unit_id], household, served.span)
            self._known[id(unit)] = unit
            units[served.unit_id] = unit
            self._steps.append((served, unit))

    def _earliest(self, household: Household, unit: Unit) -> Span | None:
        key = (household.id, id(unit))
        known = id(unit) in self._known
        if known and key in self._earliest_known:
            return self._earliest_known[key]
        span = None
        if self._suits(household, unit):
            spans = free_spans(household, unit, on=self._on, params=self._params, limit=1)
            span = spans[0] if spans else None
        if known:
            self._earliest_known[key] = span
        return span

    def _suits(self, household: Household, unit: Unit) -> bool:
        key = (household.id, unit.id)
        if key not in self._suitable:
            self._suitable[key] = suits(household, unit, on=self._on, params=self._params)
        return self._suitable[key]

    def _best(
        self,
        household: Household,
        units: Mapping[str, Unit],
        best: Served | None,
        *,
        among: Iterable[str] | None = None,
    ) -> Served | None:
        """Return the earliest place, then the one that wastes fewest beds, then by id.

        A unit is looked at only while the best known is worse than all it could offer.
        """
        key = None if best is None else _order(household, self._units[best.unit_id], best.span)
        for hoped in self._hopes.of(household, among=among):
            if key is not None and hoped >= key:
                if among is None:
                    break
                continue
            unit = units[hoped[2]]
            span = self._earliest(household, unit)
            if span is None:
                continue
            order = _order(household, unit, span)
            if key is None or order < key:
                best, key = Served(unit.id, span), order
        return best

    def serve(self, taken: Mapping[str, Occupancy] | None = None) -> dict[str, Served]:
        """Give each household the earliest place left, then the one that wastes fewest beds.

        Parameters
        ----------
        taken : mapping of unit id to Occupancy, optional
            Nights somebody outside the queue takes first.

        Returns
        -------
        dict of household id to Served
            Households without a place within the horizon are missing.
        """
        units = dict(self._units)
        differ: set[str] = set()
        for unit_id, occupancy in (taken or {}).items():
            unit = units[unit_id]
            units[unit_id] = replace(unit, occupancies=(*unit.occupancies, occupancy))
            differ.add(unit_id)
        served: dict[str, Served] = {}
        for household, step in zip(self._households, self._steps, strict=True):
            before = None if step is None else step[0]
            if before is not None and before.unit_id in differ:
                choice = self._best(household, units, None)
            else:
                choice = self._best(household, units, before, among=differ) if differ else before
            if choice is not None:
                served[household.id] = choice
            if step is not None and choice == before and step[0].unit_id not in differ:
                units[step[0].unit_id] = step[1]
                continue
            if choice != before and before is not None:
                differ.add(before.unit_id)
            if choice is not None:
                differ.add(choice.unit_id)
                units[choice.unit_id] = _with(units[choice.unit_id], household, choice.span)
        return served


def _order(household: Household, unit: Unit, span: Span) -> Order:
    return span.start, spare_beds(Candidate(household, unit, span)), unit.id


def _with(unit: Unit, household: Household, span: Span) -> Unit:
    return replace(unit, occupancies=(*unit.occupancies, Occupancy.of(household, span)))
