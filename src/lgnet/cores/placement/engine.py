"""The one engine: levels of importance over a 0/1 programme, each optimised in turn.

For each level: the linear relaxation by the simplex method gives the bound; a search among the
columns it likes, and those of the incumbent, gives nearly always the answer; a proof looks at
every column that could still be part of a better one: a column whose reduced cost exceeds the
distance between bound and incumbent cannot, and is left out without losing exactness. No level
gives up anything of those before it, and no large weights are mixed.

References
----------
M. Savelsbergh, "Preprocessing and probing techniques for mixed integer programming problems",
ORSA Journal on Computing 6 (1994), 445-454, doi:10.1287/ijoc.6.4.445 (reduced cost fixing).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.placement.highs import (
    Floats,
    Indices,
    Programme,
    Stop,
    relax,
    search,
)
from lgnet.cores.placement.results import LevelOutcome

TOLERANCE = 1e-7
SCALED_TO = 1024.0
LEAST_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Level:
    """One level: a name, a coefficient for each column, to maximise.

    Attributes
    ----------
    name : str
    coefficients : array of float
    whole : bool
        Whether only whole values can be reached, so that a bound is rounded down.
    """

    name: str
    coefficients: Floats
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Columns chosen so far and the levels settled; ``proven`` when each reached its bound."""

    columns: Floats
    levels: tuple[LevelOutcome, ...]
    proven: bool


Watch = Callable[[Found], None]
"""Told the best answer each time a level is settled."""
Complete = Callable[[Floats], Floats]


def optimise(
    *,
    programme: Programme,
    levels: Sequence[Level],
    incumbent: Floats,
    stop: Stop,
    seed: int = 0,
    watch: Watch | None = None,
    complete: Complete | None = None,
) -> Found:
    """Optimise the levels in turn, from a feasible incumbent.

    Parameters
    ----------
    programme : Programme
    levels : sequence of Level
        Most important first.
    incumbent : array of float
        Values of the columns that keep all rows: no level ends below it.
    stop : Stop
        Stop rule of the whole answer; a level uses at most half of the seconds left.
    seed : int
        Seed of the solver; the same seed gives the same answer unless the clock cuts.
    watch : callable, optional
    complete : callable, optional
        Adds to an answer what costs nothing, so that levels cut by the clock are not left bare.

    Returns
    -------
    Found
    """
    run = _Run(programme, incumbent, stop, seed, complete)
    outcomes: list[LevelOutcome] = []
    proven = True
    for done, level in enumerate(levels):
        # Early levels matter most and leave less to those after: each may use half of what is left.
        outcome = run.settle(level, share=run.left / min(2, len(levels) - done))
        outcomes.append(outcome)
        proven = proven and outcome.value == outcome.bound
        if watch is not None:
            watch(Found(run.chosen.copy(), tuple(outcomes), proven))
    return Found(run.chosen, tuple(outcomes), proven)


@dataclass(frozen=True, slots=True)
class _Relaxed:
    """The relaxation of one level, unscaled: value, and over all columns what each loses."""

    value: float
    columns: Floats
    lost: Floats


class _Run:
    """What the levels of one answer share: incumbent, clock, columns still allowed, rows kept."""

    def __init__(
        self,
        programme: Programme,
        incumbent: Floats,
        stop: Stop,
        seed: int,
        complete: Complete | None,
    ) -> None:
        self._programme = programme
        self.chosen = np.asarray(incumbent, dtype=np.float64)
        self._allowed = np.ones(programme.size, dtype=np.bool_)
        self._kept: list[tuple[Floats, float]] = []
        self._end = time.monotonic() + stop.seconds
        self._gap = stop.relative_gap
        self._seed = seed
        self._complete = complete

    @property
    def left(self) -> float:
        """Return the seconds left, at least a moment."""
        return max(LEAST_SECONDS, self._end - time.monotonic())

    def settle(self, level: Level, *, share: float) -> LevelOutcome:
        """Optimise one level and keep what it reached for those after it."""
        end = time.monotonic() + share
        largest = float(np.abs(level.coefficients).max(initial=0.0))
        # A power of two keeps the scaled values exact.
        scale = 2.0 ** round(math.log2(SCALED_TO / largest)) if largest else 1.0
        bound = self._loose_bound(level)
        relaxed = self._relax(level, scale, share)
        if relaxed is not None:
            bound = min(bound, self._rounded(level, relaxed.value))
            bound = self._improve(level, relaxed, bound, scale, end)
        value = self._value(level, self.chosen)
        bound = max(bound, value)
        if bound - value <= TOLERANCE * max(1.0, abs(value)):
            bound = value
        self._keep(level, value, relaxed)
        return LevelOutcome(level.name, value, bound)

    def _among(self, columns: Indices) -> Programme:
        """Return the programme over some columns, with what the levels before keep."""
        kept = [(coefficients[columns], least) for coefficients, least in self._kept]
        return self._programme.among(columns).with_least(kept)

    def _relax(self, level: Level, scale: float, seconds: float) -> _Relaxed | None:
        columns = np.flatnonzero(self._allowed)
        objective = level.coefficients[columns] * scale
        found = relax(self._among(columns), objective, seconds=seconds, seed=self._seed)
        if found is None:
            return None
        values, lost = np.zeros(self._programme.size), np.full(self._programme.size, np.inf)
        values[columns] = found.columns
        lost[columns] = -found.reduced_costs / scale
        return _Relaxed(found.value / scale, values, lost)

    def _loose_bound(self, level: Level) -> float:
        upper = np.where(self._allowed, np.minimum(self._programme.upper, 1e6), 0.0)
        return math.fsum((np.maximum(level.coefficients, 0.0) * upper).tolist())

    def _rounded(self, level: Level, bound: float) -> float:
        return math.floor(bound + 1e-5) if level.whole else bound

    def _value(self, level: Level, columns: Floats) -> float:
        used = np.flatnonzero(columns)
        value = math.fsum((level.coefficients[used] * columns[used]).tolist())
        return float(round(value)) if level.whole else value

    def _close(self, level: Level, bound: float) -> bool:
        return bound - self._value(level, self.chosen) <= self._gap * abs(bound) + TOLERANCE

    def _improve(
        self, level: Level, relaxed: _Relaxed, bound: float, scale: float, end: float
    ) -> float:
        """Search among the columns liked, then among all that could matter; return the bound."""
        if self._close(level, bound):
            return bound
        liked = (relaxed.columns > TOLERANCE) | (self.chosen > 0) | ~self._programme.whole
        self._search(level, np.flatnonzero(liked), scale, end)
        if self._close(level, bound):
            return bound
        possible = self._possible(relaxed, self._value(level, self.chosen)) | liked
        searched = self._search(level, np.flatnonzero(possible), scale, end)
        if math.isfinite(searched):
            reached = self._value(level, self.chosen)
            bound = min(bound, max(self._rounded(level, searched), reached))
        return bound

    def _possible(self, relaxed: _Relaxed, value: float) -> NDArray[np.bool_]:
        """Return the columns with which ``value`` can still be reached or passed.

        In a maximisation a column at 0 lowers the relaxed value by its reduced cost when taken.
        """
        slack = relaxed.value - value + 10 * TOLERANCE * max(1.0, abs(relaxed.value))
        return self._allowed & ((relaxed.lost <= slack) | (relaxed.columns > TOLERANCE))

    def _search(self, level: Level, columns: Indices, scale: float, end: float) -> float:
        """Search among some columns, keep what is better; return the bound among them."""
        seconds = end - time.monotonic()
        if seconds <= 0 or not len(columns):
            return math.inf
        found = search(
            self._among(columns),
            level.coefficients[columns] * scale,
            incumbent=self.chosen[columns],
            stop=Stop(seconds, self._gap),
            seed=self._seed,
        )
        if found.columns is not None:
            better = np.zeros(self._programme.size)
            better[columns] = found.columns
            self._take(level, better)
        return found.bound / scale

    def _take(self, level: Level, better: Floats) -> None:
        """Take an answer that is better on the level, and completed if that costs nothing."""
        reached = self._value(level, better)
        if reached <= self._value(level, self.chosen) or not self._holds(better):
            return
        self.chosen = better
        if self._complete is not None:
            more = self._complete(better)
            if self._value(level, more) >= reached and self._holds(more):
                self.chosen = more

    def _holds(self, columns: Floats) -> bool:
        kept = all(float(c @ columns) >= least - TOLERANCE for c, least in self._kept)
        return kept and self._programme.holds(columns)

    def _keep(self, level: Level, value: float, relaxed: _Relaxed | None) -> None:
        least = value - (0.5 if level.whole else TOLERANCE * max(1.0, abs(value)))
        if relaxed is not None:
            used = ~self._programme.whole | (self.chosen > 0)
            self._allowed &= self._possible(relaxed, value) | used
        self._kept.append((level.coefficients, least))
