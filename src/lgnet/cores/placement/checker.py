"""An independent check of answers, written from the statement of the problem alone.

It shares no code with the rules or the solvers, so that a mistake there is seen here.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from lgnet.cores.placement.tables import TablesProblem, TablesResult


def check_tables(problem: TablesProblem, result: TablesResult) -> tuple[str, ...]:
    """Return what is wrong with an answer on tables; empty when nothing is."""
    wrong: list[str] = []
    sizes = {family.id: family.persons for family in problem.families}
    rooms = {place.id: place.capacity for place in problem.places}
    values = {(pair.family, pair.place): pair.value for pair in problem.pairs}
    times = Counter(family for family, _ in result.assignments)
    wrong += [f"family {family} placed {n} times" for family, n in times.items() if n > 1]
    used: dict[str, int] = defaultdict(int)
    total = 0.0
    for family, place in result.assignments:
        if (family, place) not in values:
            wrong.append(f"{family}, {place} is not a pair")
            continue
        used[place] += sizes[family]
        total += values[family, place]
    wrong += [
        f"place {place} holds {persons} of {rooms[place]}"
        for place, persons in used.items()
        if persons > rooms[place]
    ]
    if abs(total - result.value) > 1e-6 * max(1.0, abs(total)):
        wrong.append(f"the value is {total}, not {result.value}")
    if result.bound < result.value:
        wrong.append("the bound lies below the value")
    return tuple(wrong)
