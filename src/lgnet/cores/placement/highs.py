"""A thin door to HiGHS: a 0/1 programme over arrays, relaxed or searched under a stop rule.

References
----------
Q. Huangfu, J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical
Programming Computation 10 (2018), 119-142, doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

INFINITY = highspy.kHighsInf
DUAL = 1
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Numbers = Sequence[int] | Sequence[float] | NDArray[Any]
Row = tuple[Numbers, Numbers, float, float]
"""``lower ≤ Σ value·x ≤ upper``: columns, values, lower, upper."""


class SolverError(RuntimeError):
    """The solver refused the model or failed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When the search may end.

    Attributes
    ----------
    seconds : float
        Time given to one answer, seconds of wall clock.
    relative_gap : float
        Distance to the bound at which it may stop; 0 asks for a proof.
    """

    seconds: float = 30.0
    relative_gap: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a stop rule that cannot be kept."""
        if not (0 < self.seconds < float("inf") and 0 <= self.relative_gap < 1):
            raise ValueError("seconds must be positive and the gap between 0 and 1")


@dataclass(frozen=True, slots=True)
class Rows:
    """``lower ≤ A x ≤ upper``, row by row: those of row ``r`` are ``[starts[r], starts[r+1])``."""

    starts: Indices
    columns: Indices
    values: Floats
    lower: Floats
    upper: Floats

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Rows:
        """Lay rows one after another."""
        every = list(rows)
        starts = np.zeros(len(every) + 1, dtype=np.int64)
        starts[1:] = np.cumsum([len(row[0]) for row in every], dtype=np.int64)
        nothing: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
        return cls(
            starts,
            np.concatenate([np.asarray(r[0], dtype=np.int64) for r in every] or nothing),
            np.concatenate([np.asarray(r[1], dtype=np.float64) for r in every] or nothing),
            np.array([row[2] for row in every], dtype=np.float64),
            np.array([row[3] for row in every], dtype=np.float64),
        )

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.lower)

    def followed_by(self, more: Rows) -> Rows:
        """Return these rows and some more."""
        return Rows(
            np.concatenate([self.starts, self.starts[-1] + more.starts[1:]]),
            np.concatenate([self.columns, more.columns]),
            np.concatenate([self.values, more.values]),
            np.concatenate([self.lower, more.lower]),
            np.concatenate([self.upper, more.upper]),
        )

    def among(self, chosen: Indices, columns: int) -> Rows:
        """Return the rows over some of ``columns`` columns, all others 0; empty rows left out."""
        place = np.full(columns, -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        found = place[self.columns]
        inside = found >= 0
        row = np.repeat(np.arange(len(self)), np.diff(self.starts))[inside]
        counts = np.bincount(row, minlength=len(self))
        kept = counts > 0
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts[kept])])
        return Rows(starts, found[inside], self.values[inside], self.lower[kept], self.upper[kept])


@dataclass(frozen=True, slots=True)
class Programme:
    """Columns between 0 and ``upper``, whole or not, under rows.

    Attributes
    ----------
    upper : array of float
    whole : array of bool
    rows : Rows
    """

    upper: Floats
    whole: NDArray[np.bool_]
    rows: Rows

    @property
    def size(self) -> int:
        """Return how many columns there are."""
        return len(self.upper)

    def among(self, chosen: Indices) -> Programme:
        """Return the programme over some columns, all others 0."""
        return Programme(self.upper[chosen], self.whole[chosen], self.rows.among(chosen, self.size))

    def with_least(self, kept: Iterable[tuple[Floats, float]]) -> Programme:
        """Return the programme with rows ``coefficients · x ≥ least`` added."""
        extra = Rows.of(
            (columns, coefficients[columns], least, INFINITY)
            for coefficients, least in kept
            if len(columns := np.flatnonzero(coefficients))
        )
        return Programme(self.upper, self.whole, self.rows.followed_by(extra))

    def holds(self, columns: Floats) -> bool:
        """Say whether values of the columns keep every row, within a millionth."""
        rows = self.rows
        row = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
        terms = rows.values * columns[rows.columns]
        total = np.bincount(row, weights=terms, minlength=len(rows))
        return bool(np.all(total >= rows.lower - 1e-6) and np.all(total <= rows.upper + 1e-6))


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Optimum of the linear relaxation: value, columns, their reduced costs, duals of the rows."""

    value: float
    columns: Floats
    reduced_costs: Floats
    duals: Floats


@dataclass(frozen=True, slots=True)
class Integral:
    """Best whole solution found and the bound proven; ``columns`` is ``None`` if none was found."""

    columns: Floats | None
    bound: float
    proven: bool


def solver_version() -> str:
    """Return the name and version of the solver, to be recorded with results."""
    return f"HiGHS {highspy.Highs().version()}"


def _open(seed: int, **more: bool | int | float | str) -> highspy.Highs:
    highs = highspy.Highs()
    options = {"output_flag": False, "random_seed": seed % (2**31 - 1), "threads": 1, **more}
    for name, value in options.items():
        if highs.setOptionValue(name, value) == highspy.HighsStatus.kError:
            raise SolverError(f"the solver does not know the option {name}")
    return highs


def _pass(highs: highspy.Highs, programme: Programme, objective: Floats, *, integral: bool) -> None:
    rows = programme.rows
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = programme.size, len(rows)
    model.col_cost_ = objective
    model.col_lower_ = np.zeros(programme.size)
    model.col_upper_ = programme.upper
    model.row_lower_, model.row_upper_ = rows.lower, rows.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = programme.size, len(rows)
    model.a_matrix_.start_ = rows.starts.astype(np.int32)
    model.a_matrix_.index_ = rows.columns.astype(np.int32)
    model.a_matrix_.value_ = rows.values
    model.sense_ = highspy.ObjSense.kMaximize
    if integral:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in programme.whole.tolist()]
    if highs.passModel(model) == highspy.HighsStatus.kError:
        raise SolverError("the solver refused the model")


def relax(programme: Programme, objective: Floats, *, seconds: float, seed: int) -> Relaxed | None:
    """Maximise the linear relaxation by the dual simplex method; ``None`` when time ran out.

    Raises
    ------
    SolverError
        When the solver refuses or fails.
    """
    highs = _open(seed, solver="simplex", simplex_strategy=DUAL, time_limit=seconds)
    _pass(highs, programme, objective, integral=False)
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kTimeLimit:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise SolverError(f"the relaxation ended as {highs.modelStatusToString(status)}")
    solution = highs.getSolution()
    return Relaxed(
        value=float(highs.getInfo().objective_function_value),
        columns=np.array(solution.col_value, dtype=np.float64),
        reduced_costs=np.array(solution.col_dual, dtype=np.float64),
        duals=np.array(solution.row_dual, dtype=np.float64),
    )


def search(
    programme: Programme, objective: Floats, *, incumbent: Floats | None, stop: Stop, seed: int
) -> Integral:
    """Maximise over whole columns, starting from a feasible incumbent when there is one.

    Raises
    ------
    SolverError
        When the solver refuses, fails, or calls a programme infeasible that has an incumbent.
    """
    highs = _open(
        seed,
        time_limit=stop.seconds,
        mip_rel_gap=stop.relative_gap,
        mip_abs_gap=0.0 if stop.relative_gap == 0 else 1e-6,
    )
    _pass(highs, programme, objective, integral=True)
    if incumbent is not None:
        solution = highspy.HighsSolution()
        solution.col_value = incumbent.tolist()
        highs.setSolution(solution)
    highs.run()
    status = highs.getModelStatus()
    if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
        raise SolverError(f"the programme ended as {highs.modelStatusToString(status)}")
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    columns = np.array(highs.getSolution().col_value) if found else None
    if columns is not None:
        columns[programme.whole] = np.round(columns[programme.whole])
    return Integral(
        columns=columns,
        bound=float(info.mip_dual_bound),
        proven=status == highspy.HighsModelStatus.kOptimal,
    )
