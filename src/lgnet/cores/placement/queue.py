"""The queue served in order: who would go where if each took the earliest place left.

It is the plain yardstick: a proposal is explained by what it changes for those behind it, and
a batch plan by what it gains over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lgnet.cores.kernel import Span
from lgnet.cores.placement.candidates import free_spans, suits
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
    """Serves a queue again and again over the same units, remembering what did not change."""

    def __init__(
        self,
        *,
        households: Sequence[Household],
        units: Sequence[Unit],
        on: date,
        params: PlacementParams,
    ) -> None:
        """Keep households in the order given; units are tried earliest place first."""
        self._households = tuple(households)
        self._units = {unit.id: unit for unit in units}
        self._on = on
        self._params = params
        self._suitable = {
            household.id: tuple(
                unit.id for unit in units if suits(household, unit, on=on, params=params)
            )
            for household in households
        }
        self._first: dict[tuple[str, str], Span | None] = {}

    def _earliest(self, household: Household, unit: Unit) -> Span | None:
        untouched = unit is self._units[unit.id]
        key = (household.id, unit.id)
        if untouched and key in self._first:
            return self._first[key]
        spans = free_spans(household, unit, on=self._on, params=self._params, limit=1)
        span = spans[0] if spans else None
        if untouched:
            self._first[key] = span
        return span

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
        for unit_id, occupancy in (taken or {}).items():
            unit = units[unit_id]
            units[unit_id] = replace(unit, occupancies=(*unit.occupancies, occupancy))
        served: dict[str, Served] = {}
        for household in self._households:
            best: tuple[date, int, str, Span] | None = None
            for unit_id in self._suitable[household.id]:
                unit = units[unit_id]
                # What was taken since can only make a place later: skip it if it was too late.
                hoped = self._earliest(household, self._units[unit_id])
                if hoped is None or (best is not None and hoped.start > best[0]):
                    continue
                span = hoped if unit is self._units[unit_id] else self._earliest(household, unit)
                if span is None:
                    continue
                waste = spare_beds(Candidate(household, unit, span))
                offer = (span.start, waste, unit_id, span)
                if best is None or offer[:3] < best[:3]:
                    best = offer
            if best is None:
                continue
            unit = units[best[2]]
            units[best[2]] = replace(
                unit, occupancies=(*unit.occupancies, Occupancy.of(household, best[3]))
            )
            served[household.id] = Served(best[2], best[3])
        return served
