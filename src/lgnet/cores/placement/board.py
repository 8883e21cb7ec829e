"""The price board: what one more place of each kind would bring, as a manager reads it."""

from __future__ import annotations

from dataclasses import dataclass

from lgnet.cores.placement.prices import Forecast, estimate
from lgnet.cores.placement.unit_classes import UnitClass
from lgnet.cores.placement.world import World

WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One kind of place.

    Attributes
    ----------
    place : UnitClass
    places : int
        How many there are.
    worth_a_month : float
        Placements of a person of the last class one more such place would be worth in a month,
        averaged over the time looked ahead.
    """

    place: UnitClass
    places: int
    worth_a_month: float


def price_board(forecast: Forecast, world: World) -> tuple[BoardLine, ...]:
    """Return the kinds of places, those most wanted first.

    The dual value of a bed over a part of the time ahead is what the whole plan gains when there
    is one more; their sum over the time looked ahead, divided by its months, is a rate. A flat
    counts as one place, a bed of a shared room as one.
    """
    duals = estimate(forecast, world).duals
    unit_worth = min(forecast.assumptions.class_weights)
    months = float(forecast.edges[-1]) / WEEKS_A_MONTH
    lines = [
        BoardLine(key, round(float(stock)), float(duals[c].sum()) / unit_worth / months)
        for c, (key, stock) in enumerate(zip(forecast.classes.keys, forecast.stock, strict=True))
    ]
    return tuple(sorted(lines, key=lambda line: (-line.worth_a_month, str(line.place))))
