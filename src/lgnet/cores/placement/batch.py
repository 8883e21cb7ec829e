"""Plan all who wait on one day, exactly, and compare with first come, first served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

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
from lgnet.cores.placement.queue import QueueServer
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
        Stop rule of the whole plan; its seconds are shared equally by the levels. A level cut
        by the clock is not proven, and only then could another run end differently.
    seed : int
        Seed of the solver; the same seed gives the same plan.

    Returns
    -------
    BatchResult
        Never worse, in the order of the levels, than the queue served by class and days
        waited, nor than first come, first served.
    """
    stop = stop or Stop(seconds=12.0)
    by_class = _serve(problem, problem.households)
    by_arrival = _serve(problem, sorted(problem.households, key=lambda h: (h.waiting_since, h.id)))
    columns = stays(problem, [*by_class, *by_arrival])
    chosen, outcomes, proven = _optimise(problem, columns, (by_class, by_arrival), stop, seed)
    assignments = tuple(_assignment(columns[i]) for i in chosen)
    first_come = tuple(_assignment(candidate) for candidate in by_arrival)
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


def _assignment(candidate: Candidate) -> Assignment:
    return Assignment(candidate.household.id, candidate.unit.id, candidate.span)


def _serve(problem: BatchProblem, order: Sequence[Household]) -> list[Candidate]:
    server = QueueServer(
        households=order, units=problem.units, on=problem.on, params=problem.params
    )
    units = {unit.id: unit for unit in problem.units}
    served = server.serve()
    return [
        Candidate(household, units[served[household.id].unit_id], served[household.id].span)
        for household in sorted(order, key=lambda household: household.id)
        if household.id in served
    ]


def _optimise(
    problem: BatchProblem,
    columns: tuple[Candidate, ...],
    starts: Sequence[Sequence[Candidate]],
    stop: Stop,
    seed: int,
) -> tuple[list[int], list[LevelOutcome], bool]:
    if not columns:
        return [], [], True
    goals = levels(problem, columns)
    position = {_assignment(column): i for i, column in enumerate(columns)}
    # The better of the two queues is the incumbent: no level can end below it.
    chosen = max(
        (sorted(position[_assignment(c)] for c in start) for start in starts),
        key=lambda ids: [sum(goal.coefficients[i] for i in ids) for goal in goals],
    )
    bound_rows, switches = rows(columns)
    share = replace(stop, seconds=stop.seconds / max(1, len(goals)))
    outcomes: list[LevelOutcome] = []
    proven = True
    for goal in goals:
        objective = [float(c) for c in goal.coefficients] + [0.0] * len(switches)
        found = solve_integral(
            Program(objective, bound_rows),
            incumbent=_values(chosen, len(columns), switches),
            stop=share,
            seed=seed,
        )
        if len(found.columns):
            chosen = [i for i in range(len(columns)) if found.columns[i] > 0.5]
        reached = sum(goal.coefficients[i] for i in chosen)
        proven = proven and found.proven
        bound = float(reached) if found.proven else max(found.bound, reached)
        outcomes.append(LevelOutcome(goal.name, float(reached), bound))
        kept = [i for i, c in enumerate(goal.coefficients) if c]
        bound_rows.append(
            Row(
                tuple(kept),
                tuple(float(goal.coefficients[i]) for i in kept),
                reached - 0.5,
                INFINITY,
            )
        )
    return chosen, outcomes, proven


def _values(chosen: list[int], columns: int, switches: list[tuple[int, ...]]) -> list[float]:
    taken = set(chosen)
    values = [1.0 if i in taken else 0.0 for i in range(columns)]
    return values + [1.0 if taken.intersection(members) else 0.0 for members in switches]
