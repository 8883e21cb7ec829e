"""What forcing one placement costs everybody else: a plan's relaxation solved again with it.

The first solution is kept in the solver; forcing one stay changes a few bounds, and the dual
simplex method starts again from the corner where it stands.

References
----------
As :mod:`lgnet.cores.placement.highs`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lgnet.cores.placement.highs import DUAL, Floats, Programme, Resolver


@dataclass(frozen=True, slots=True)
class ForcedCost:
    """What a forced column takes from the best plan, and who pays.

    Attributes
    ----------
    cost : float
        Loss of the objective, never below 0 but for rounding.
    losers : array of int
        Columns used before and less used now, the most first.
    """

    cost: float
    losers: np.ndarray


class WhatIfs:
    """Answers about one programme, one after another, from the optimum found once."""

    def __init__(self, programme: Programme, objective: Floats, *, seed: int = 0) -> None:
        """Find the optimum once."""
        self._resolver = Resolver(programme, objective, method=DUAL, seed=seed)
        self._best, self._columns = self._resolver.solve()

    def forced(self, column: int) -> ForcedCost:
        """Return what it costs to choose one column, whatever else must change."""
        value, columns = self._resolver.solve_with(column)
        lost = self._columns - columns
        losers = np.flatnonzero(lost > 0.5)
        return ForcedCost(self._best - value, losers[np.argsort(-lost[losers], kind="stable")])
