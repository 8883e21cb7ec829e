"""A thin door to HiGHS: a 0/1 programme with rows, solved as LP or MIP under a stop rule.

References
----------
Q. Huangfu, J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical
Programming Computation 10 (2018), 119-142.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

INFINITY = highspy.kHighsInf


class SolverError(RuntimeError):
    """The solver refused the model or failed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """When the search may end.

    Attributes
    ----------
    seconds : float
        Time given to one call of the solver, seconds of wall clock.
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
class Row:
    """``lower ≤ Σ coefficient·x ≤ upper`` over the columns named."""

    columns: tuple[int, ...]
    coefficients: tuple[float, ...]
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Program:
    """A maximisation over columns between 0 and 1.

    Attributes
    ----------
    objective : sequence of float
        One coefficient a column.
    rows : sequence of Row
    """

    objective: Sequence[float]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Optimum of the linear relaxation: its value, the columns, their reduced costs."""

    value: float
    columns: NDArray[np.float64]
    reduced_costs: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Integral:
    """Best 0/1 solution found and the bound proven; ``columns`` is empty if none was found."""

    columns: NDArray[np.float64]
    bound: float
    proven: bool


def solver_version() -> str:
    """Return the name and version of the solver, to be recorded with results."""
    return f"HiGHS {highspy.Highs().version()}"


def _open(stop: Stop, seed: int) -> highspy.Highs:
    highs = highspy.Highs()
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "random_seed": seed % (2**31 - 1),
        "threads": 1,
        "time_limit": stop.seconds,
        "mip_rel_gap": stop.relative_gap,
        "mip_abs_gap": 0.0 if stop.relative_gap == 0 else 1e-6,
    }
    for name, value in options.items():
        if highs.setOptionValue(name, value) == highspy.HighsStatus.kError:
            raise SolverError(f"the solver does not know the option {name}")
    return highs


def _pass(highs: highspy.Highs, program: Program, *, integral: bool) -> None:
    columns = len(program.objective)
    starts = np.zeros(len(program.rows) + 1, dtype=np.int32)
    starts[1:] = np.cumsum([len(row.columns) for row in program.rows])
    model = highspy.HighsLp()
    model.num_col_ = columns
    model.num_row_ = len(program.rows)
    model.col_cost_ = np.asarray(program.objective, dtype=np.float64)
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.ones(columns)
    model.row_lower_ = np.array([row.lower for row in program.rows], dtype=np.float64)
    model.row_upper_ = np.array([row.upper for row in program.rows], dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_ = columns
    model.a_matrix_.num_row_ = len(program.rows)
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = np.array(
        [column for row in program.rows for column in row.columns], dtype=np.int32
    )
    model.a_matrix_.value_ = np.array(
        [value for row in program.rows for value in row.coefficients], dtype=np.float64
    )
    model.sense_ = highspy.ObjSense.kMaximize
    if integral:
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    if highs.passModel(model) == highspy.HighsStatus.kError:
        raise SolverError("the solver refused the model")


def solve_relaxed(program: Program, *, stop: Stop, seed: int) -> Relaxed | None:
    """Solve the linear relaxation; ``None`` when time ran out before its optimum.

    Raises
    ------
    SolverError
        When the solver refuses or fails.
    """
    highs = _open(stop, seed)
    _pass(highs, program, integral=False)
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
    )


def solve_integral(
    program: Program, *, incumbent: Sequence[float] | None, stop: Stop, seed: int
) -> Integral:
    """Solve the 0/1 programme, starting from a feasible incumbent when there is one.

    Raises
    ------
    SolverError
        When the solver refuses, fails, or calls a model infeasible that has an incumbent.
    """
    highs = _open(stop, seed)
    _pass(highs, program, integral=True)
    if incumbent is not None:
        solution = highspy.HighsSolution()
        solution.col_value = [float(value) for value in incumbent]
        highs.setSolution(solution)
    highs.run()
    status = highs.getModelStatus()
    if status not in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kTimeLimit,
    ):
        raise SolverError(f"the programme ended as {highs.modelStatusToString(status)}")
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    columns = np.round(np.array(highs.getSolution().col_value)) if found else np.zeros(0)
    return Integral(
        columns=columns,
        bound=float(info.mip_dual_bound),
        proven=status == highspy.HighsModelStatus.kOptimal,
    )
