"""What a plan optimises, most important first; no level gives up anything of those before it."""

from __future__ import annotations

import numpy as np

from lgnet.cores.placement.columns import Columns
from lgnet.cores.placement.engine import Level
from lgnet.cores.placement.highs import Floats
from lgnet.cores.placement.problem import BatchProblem

URGENT_CLASSES = (0, 1)


def levels(problem: BatchProblem, columns: Columns) -> tuple[Level, ...]:
    """Return the levels over the stays of a problem that change anything.

    Persons of class 0 placed, then of class 1; overdue person-days avoided, each further day of
    one person weighing one more than the day before; persons placed at all; days they enter
    earlier; wishes met, less what the beds are worth to those still to come; released promises
    kept; rare features and beds not wasted.
    """
    found = [*urgent(problem, columns), *_others(problem, columns)]
    return tuple(level for level in found if level.coefficients.any())


def urgent(problem: BatchProblem, columns: Columns) -> tuple[Level, ...]:
    """Return the levels nothing else, fairness included, may take from."""
    size = np.array([h.size for h in problem.households], dtype=np.float64)
    classes = np.array([h.priority_class for h in problem.households])
    return tuple(
        Level(
            f"PERSONS_OF_CLASS_{wanted}",
            np.where(classes[columns.household] == wanted, size[columns.household], 0.0),
        )
        for wanted in URGENT_CLASSES
    )


def _others(problem: BatchProblem, columns: Columns) -> tuple[Level, ...]:
    households = problem.households
    horizon = problem.params.horizon_nights
    size = np.array([h.size for h in households], dtype=np.float64)[columns.household]
    never = np.array(
        [
            -1 if h.needed_by is None else max(0, horizon - (h.needed_by - problem.on).days)
            for h in households
        ],
        dtype=np.float64,
    )[columns.household]
    overdue = np.where(
        never >= 0, _steeper(never) - _steeper(columns.without.astype(np.float64)), 0.0
    )
    return (
        Level("OVERDUE_DAYS_AVOIDED", np.asarray(size * overdue, dtype=np.float64)),
        Level("PERSONS_PLACED", size),
        Level("DAYS_SAVED", size * np.asarray(horizon - columns.start, dtype=np.float64)),
        _match(problem, columns),
        Level("PROMISES_KEPT", _promised(problem, columns)),
        Level("NOTHING_WASTED", np.asarray(-10.0 * columns.scarce - columns.spare)),
    )


def _steeper(days: Floats) -> Floats:
    """Return the sum 1 + 2 + … of the days: the longer somebody is late, the more a day weighs."""
    return np.asarray(days * (days + 1) / 2, dtype=np.float64)


def _match(problem: BatchProblem, columns: Columns) -> Level:
    """Wishes unmet count against a stay; class 0 never pays for what others may want later."""
    points = -columns.unmet.astype(np.float64)
    if not problem.prices:
        return Level("WISHES_MET", points)
    price = dict(problem.prices)
    of_unit = np.array([price.get(unit.id, 0.0) for unit in problem.units])
    pays = np.array([h.size * (h.priority_class > 0) for h in problem.households])
    weeks = columns.nights / 7
    cost = of_unit[columns.unit] * pays[columns.household] * weeks
    return Level("WISHES_MET", points - cost, whole=False)


def _promised(problem: BatchProblem, columns: Columns) -> Floats:
    kept = {
        (promise.household_id, promise.unit_id, (promise.span.start - problem.on).days)
        for promise in problem.promises
        if promise.household_id in problem.released
    }
    found = np.zeros(len(columns))
    if kept:
        for i in range(len(columns)):
            stay = (
                problem.households[columns.household[i]].id,
                problem.units[columns.unit[i]].id,
                int(columns.start[i]),
            )
            found[i] = stay in kept
    return found
