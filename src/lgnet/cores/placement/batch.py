"""Plan all who wait on one day, exactly, and compare with first come, first served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lgnet.cores.kernel import canonical_hash
from lgnet.cores.placement.batch_model import BatchProblem, levels, rows, stays
from lgnet.cores.placement.highs import (
    INFINITY,
    Program,
    Row,
    Stop,
    solve_integral,
    solver_version,
)
from lgnet.cores.placement.queue import QueueServer, Served
from lgnet.cores.placement.results import Assignment, BatchResult, LevelOutcome, PlanFigures
from lgnet.cores.placement.rules import HARD_RULES_VERSION
from lgnet.cores.placement.types import Candidate, Household


def solve(*, problem: BatchProblem, stop: Stop | None = None, seed: int = 0) -> BatchResult:
    """Find the best plan, level by level, starting from the queue served in order.

    Parameters
    ----------
    problem : BatchProblem
        Validated input.
    stop : Stop, optional
        Stop rule of each level.
    seed : int
        Seed of the solver; the same seed gives the same plan.

    Returns
    -------
    BatchResult
        Never worse, in the order of the levels, than the queue served by class and days
        waited among the stays considered.
    """
    stop = stop or Stop()
    columns = stays(problem)
    by_class = _serve(problem, problem.households)
    chosen, outcomes, proven = _optimise(problem, columns, by_class, stop, seed)
    assignments = tuple(
        Assignment(columns[i].household.id, columns[i].unit.id, columns[i].span) for i in chosen
    )
    first_come = tuple(
        Assignment(household_id, served.unit_id, served.span)
        for household_id, served in sorted(
            _serve(
                problem, sorted(problem.households, key=lambda h: (h.waiting_since, h.id))
            ).items()
        )
    )
    placed = {assignment.household_id for assignment in assignments}
    return BatchResult(
        assignments=tuple(sorted(assignments, key=lambda a: a.household_id)),
        unplaced=tuple(h.id for h in problem.households if h.id not in placed),
        levels=tuple(outcomes),
        proven=proven,
        figures=plan_figures(problem, assignments),
        first_come=plan_figures(problem, first_come),
        first_come_assignments=first_come,
        seed=seed,
        solver=solver_version(),
        ruleset_version=HARD_RULES_VERSION,
        problem_hash=canonical_hash(problem),
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


def _serve(problem: BatchProblem, order: Sequence[Household]) -> dict[str, Served]:
    server = QueueServer(
        households=order, units=problem.units, on=problem.on, params=problem.params
    )
    return server.serve()


def _optimise(
    problem: BatchProblem,
    columns: tuple[Candidate, ...],
    start: Mapping[str, Served],
    stop: Stop,
    seed: int,
) -> tuple[list[int], list[LevelOutcome], bool]:
    wanted = [
        i
        for i, column in enumerate(columns)
        if start.get(column.household.id) == Served(column.unit.id, column.span)
    ]
    if not columns:
        return [], [], True
    bound_rows, switches = rows(columns)
    # A queue that used a night the batch does not consider is no feasible start.
    values: Sequence[float] | None = None
    chosen: list[int] = []
    if len(wanted) == len(start) and not switches:
        chosen = wanted
        values = [1.0 if i in set(wanted) else 0.0 for i in range(len(columns))]
    outcomes: list[LevelOutcome] = []
    proven = True
    for level in levels(problem, columns):
        objective = [float(c) for c in level.coefficients] + [0.0] * switches
        found = solve_integral(
            Program(objective, bound_rows), incumbent=values, stop=stop, seed=seed
        )
        if len(found.columns):
            values = [float(value) for value in found.columns]
            chosen = [i for i in range(len(columns)) if values[i] > 0.5]
        reached = sum(level.coefficients[i] for i in chosen)
        proven = proven and found.proven
        bound = float(reached) if found.proven else max(found.bound, reached)
        outcomes.append(LevelOutcome(level.name, float(reached), bound))
        kept = [i for i, c in enumerate(level.coefficients) if c]
        bound_rows.append(
            Row(
                tuple(kept),
                tuple(float(level.coefficients[i]) for i in kept),
                reached - 0.5,
                INFINITY,
            )
        )
    return chosen, outcomes, proven
