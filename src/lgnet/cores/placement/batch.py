"""Plan all who wait on one day, and compare with first come, first served."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from lgnet.cores.kernel import canonical_hash
from lgnet.cores.placement.columns import stays
from lgnet.cores.placement.completion import Completion
from lgnet.cores.placement.engine import Found, Level, optimise
from lgnet.cores.placement.fairness import proportional_optimum, with_shortfalls
from lgnet.cores.placement.highs import Floats, Indices, Stop, solver_version
from lgnet.cores.placement.levels import levels, urgent
from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.queue import QueueServer
from lgnet.cores.placement.results import Assignment, BatchResult, PlanFigures
from lgnet.cores.placement.rows import model
from lgnet.cores.placement.rules import HARD_RULES_VERSION
from lgnet.cores.placement.together import Together
from lgnet.cores.placement.types import Household
from lgnet.cores.placement.view import View

Report = Callable[[BatchResult], None]


def solve(
    *,
    problem: BatchProblem,
    stop: Stop | None = None,
    seed: int = 0,
    report: Report | None = None,
) -> BatchResult:
    """Find the best plan, level by level, starting from the queue served in order.

    Parameters
    ----------
    problem : BatchProblem
        Validated input.
    stop : Stop, optional
        Stop rule of the whole plan. A level cut by the clock is not proven, and only then could
        another run end differently.
    seed : int
        Seed of the solver; the same seed gives the same plan.
    report : callable, optional
        Told the queue's plan first, then the best plan each time a level is settled.

    Returns
    -------
    BatchResult
        Never worse, in the order of the levels, than the queue served by class and days
        waited, nor than first come, first served.
    """
    plan = _Plan(problem, stop or Stop(seconds=12.0), seed)
    if report is not None:
        report(plan.result(plan.first()))
    watch = None if report is None else lambda found: report(plan.result(found))
    return plan.result(plan.best(watch))


def served_in_order(*, problem: BatchProblem, seed: int = 0) -> BatchResult:
    """Return the better of the two queues served in order: an answer at once, nothing proven."""
    plan = _Plan(problem, Stop(), seed)
    return plan.result(plan.first())


class _Plan:
    """The columns, rows and levels of one problem, and the queues to start from."""

    def __init__(self, problem: BatchProblem, stop: Stop, seed: int) -> None:
        self._end = time.monotonic() + stop.seconds
        self._stop = stop
        self._seed = seed
        self._asked = problem
        self._hash = canonical_hash(problem)
        self._problem = problem.with_frozen_inside()
        problem = self._problem
        self._view = View(
            units=problem.units, households=problem.households, on=problem.on, params=problem.params
        )
        by_class = self._serve(problem.households)
        arrived = sorted(problem.households, key=lambda h: (h.waiting_since, h.id))
        self._by_arrival = self._serve(arrived)
        self._columns = stays(problem, self._view, [*by_class, *self._by_arrival])
        self._model = model(problem, self._columns)
        self._programme = self._model.programme
        self._wanted: list[tuple[Indices, float]] = []
        self._values: Floats = np.zeros(0)
        self._levels = self._all_levels()
        starts = [self._start(queue) for queue in (by_class, self._by_arrival)]
        # The better of the two queues is the incumbent: no level can end below it.
        self._incumbent = max(
            starts, key=lambda x: [round(float(g.coefficients @ x), 6) for g in self._levels]
        )

    def _serve(self, order: Sequence[Household]) -> list[Assignment]:
        """Serve a queue; who would break a row between households is left out."""
        problem = self._problem
        served = QueueServer(
            households=order,
            units=problem.units,
            on=problem.on,
            params=problem.params,
            view=self._view,
        ).serve()
        together = Together(problem)
        return [
            Assignment(household.id, place.unit_id, place.span)
            for household in order
            if (place := served.get(household.id)) and together.admits(household, place.unit_id)
        ]

    def _all_levels(self) -> tuple[Level, ...]:
        problem, columns = self._problem, self._columns
        found = levels(problem, columns)
        extra = self._programme.size - len(columns)
        if problem.fairness is not None and problem.fairness.groups and len(columns):
            shortfall = self._with_fairness(extra)
            first = len([goal for goal in urgent(problem, columns) if goal.coefficients.any()])
            found = (*found[:first], shortfall, *found[first:])
        size = self._programme.size
        return tuple(
            Level(g.name, np.append(g.coefficients, np.zeros(size - len(g.coefficients))), g.whole)
            for g in found
        )

    def _with_fairness(self, switches: int) -> Level:
        """Add what each group lacks as columns; return the level that makes it least."""
        problem, columns = self._problem, self._columns
        assert problem.fairness is not None
        sizes = np.array([h.size for h in problem.households], dtype=np.float64)
        values = np.append(sizes[columns.household], np.zeros(switches))
        nobodys = np.arange(len(columns), len(columns) + switches)
        wanted: list[tuple[Indices, float]] = []
        left = self._end - time.monotonic()
        for group in problem.fairness.groups:
            inside = np.array([h.id in group.household_ids for h in problem.households])
            members = np.flatnonzero(inside[columns.household])
            optimum = proportional_optimum(
                self._programme,
                values,
                np.concatenate([members, nobodys]),
                share=float(sizes[inside].sum() / sizes.sum()),
                shared_rows=self._model.shared_rows,
                seconds=max(0.05, left / 4 / len(problem.fairness.groups)),
                seed=self._seed,
            )
            wanted.append((members, problem.fairness.alpha * optimum))
        before = self._programme.size
        self._programme = with_shortfalls(self._programme, values, wanted)
        self._wanted, self._values = wanted, values
        lacking = np.zeros(self._programme.size)
        lacking[before:] = -1.0
        return Level("FAIRNESS_SHORTFALL", lacking, whole=False)

    def _start(self, queue: Sequence[Assignment]) -> Floats:
        columns, problem, view = self._columns, self._problem, self._view
        index = {household.id: i for i, household in enumerate(problem.households)}
        known = {
            (int(h), int(u), int(s)): i
            for i, (h, u, s) in enumerate(
                zip(columns.household, columns.unit, columns.start, strict=True)
            )
        }
        chosen = [
            known[index[a.household_id], view.index[a.unit_id], (a.span.start - problem.on).days]
            for a in queue
        ]
        values = self._model.values(chosen, len(columns))
        lacking = [
            max(0.0, least - float(self._values[members] @ values[members]))
            for members, least in self._wanted
        ]
        return np.append(values, lacking)

    def first(self) -> Found:
        """Return the incumbent, nothing settled."""
        return Found(self._incumbent, (), proven=not self._levels)

    def best(self, watch: Callable[[Found], None] | None) -> Found:
        """Return the best answer found in the time given."""
        if not self._levels:
            return self.first()
        seconds = max(0.05, self._end - time.monotonic())
        return optimise(
            programme=self._programme,
            levels=self._levels,
            incumbent=self._incumbent,
            stop=Stop(seconds, self._stop.relative_gap),
            seed=self._seed,
            watch=watch,
            complete=Completion(self._problem, self._view, self._columns, self._model),
        )

    def result(self, found: Found) -> BatchResult:
        """Return an answer with its figures, frozen promises among the assignments."""
        chosen = np.flatnonzero(found.columns[: len(self._columns)] > 0.5)
        frozen = self._asked.frozen
        planned = [self._columns.assignment(self._problem, int(i)) for i in chosen]
        assignments = tuple(sorted([*planned, *frozen], key=lambda a: a.household_id))
        first_come = tuple(sorted([*self._by_arrival, *frozen], key=lambda a: a.household_id))
        placed = {assignment.household_id for assignment in assignments}
        return BatchResult(
            assignments=assignments,
            unplaced=tuple(h.id for h in self._asked.households if h.id not in placed),
            levels=found.levels,
            proven=found.proven,
            figures=plan_figures(self._asked, assignments),
            first_come=plan_figures(self._asked, first_come),
            first_come_assignments=first_come,
            seed=self._seed,
            solver=solver_version(),
            ruleset_version=HARD_RULES_VERSION,
            problem_hash=self._hash,
        )


def plan_figures(problem: BatchProblem, assignments: Sequence[Assignment]) -> PlanFigures:
    """Return what a plan achieves."""
    horizon = problem.params.horizon_nights
    start = {a.household_id: a.span.start for a in assignments}
    placed = [h for h in problem.households if h.id in start]
    by_class: Counter[int] = Counter()
    for household in placed:
        by_class[household.priority_class] += household.size
    waited = without_roof = 0
    for household in problem.households:
        wait = (start[household.id] - problem.on).days if household.id in start else horizon
        waited += wait * household.size
        if household.needed_by is not None:
            grace = (household.needed_by - problem.on).days
            without_roof += max(0, wait - grace) * household.size
    return PlanFigures(
        households=len(placed),
        persons=sum(household.size for household in placed),
        protected_persons=sum(h.size for h in placed if h.protected_category),
        persons_by_class=tuple(sorted(by_class.items())),
        days_waited=waited,
        nights_without_place=without_roof,
    )
