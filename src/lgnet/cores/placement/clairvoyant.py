"""What nobody can pass: the year solved by somebody who knows all of it beforehand.

Beds of alike units are counted together and rooms of either sex mix, so the linear optimum is
above what any policy could do, the clairvoyant one included.
"""

from __future__ import annotations

import numpy as np

from lgnet.cores.placement.highs import INFINITY, Programme, Row, Rows, relax
from lgnet.cores.placement.scenario import Scenario
from lgnet.cores.placement.unit_classes import unit_classes
from lgnet.cores.placement.world import Book


def clairvoyant_bound(scenario: Scenario, *, seconds: float = 300.0) -> float:
    """Return an upper bound on the value of any policy over a scenario."""
    book = Book(scenario, scenario.arrivals)
    classes = unit_classes(scenario.units)
    weeks = scenario.assumptions.weeks
    columns: list[tuple[int, int, float, int, int]] = []
    values: list[float] = []
    for who, arrival in enumerate(book.arrivals):
        last = min(weeks, arrival.week + arrival.patience)
        for c, members in enumerate(classes.members):
            fitting = members[book.admits[who, members]]
            if not len(fitting):
                continue
            best = float(book.values[who, fitting].max())
            beds = float(book.beds[who, fitting].min())
            for week in range(arrival.week, last):
                columns.append((who, c, beds, week, min(weeks, week + arrival.stay)))
                values.append(best)
    if not columns:
        return 0.0
    programme = Programme(
        np.ones(len(columns)),
        np.zeros(len(columns), dtype=np.bool_),
        Rows.of(_rows(columns, classes.beds, weeks)),
    )
    found = relax(programme, np.array(values), seconds=seconds, seed=0)
    if found is None:
        raise TimeoutError("the bound was not found in time")
    return found.value


def _rows(
    columns: list[tuple[int, int, float, int, int]], beds: np.ndarray, weeks: int
) -> list[Row]:
    of_household: dict[int, list[int]] = {}
    of_class: dict[int, list[int]] = {}
    for i, (who, c, _, _, _) in enumerate(columns):
        of_household.setdefault(who, []).append(i)
        of_class.setdefault(c, []).append(i)
    rows: list[Row] = [(ids, [1.0] * len(ids), -INFINITY, 1.0) for ids in of_household.values()]
    for c, ids in of_class.items():
        index = np.array(ids)
        taken = np.array([columns[i][2] for i in ids])
        first = np.array([columns[i][3] for i in ids])
        end = np.array([columns[i][4] for i in ids])
        for week in range(weeks):
            there = (first <= week) & (week < end)
            if taken[there].sum() > beds[c]:
                rows.append((index[there], taken[there], -INFINITY, float(beds[c])))
    return rows
