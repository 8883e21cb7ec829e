"""Policies side by side on the same invented year: what each achieves, week by week.

A week begins with departures and with who gives up; arrivals join those who wait; the policy
places some of them; whoever is placed stays as long as only the simulator knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lgnet.cores.placement.scenario import Scenario
from lgnet.cores.placement.types import Unit
from lgnet.cores.placement.world import Book, World


class Policy(Protocol):
    """Decides once a week who goes where; sees the world, never what is still to come."""

    def decide(self, world: World) -> Sequence[tuple[int, int]]:
        """Return (household, unit) pairs to place this week, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a policy achieved over the weeks simulated.

    Attributes
    ----------
    value : float
        Worth of all placed, as the scenario's assumptions weigh it.
    placed, given_up : int
        Households.
    placed_by_class : tuple of (class, placed, decided)
        Households placed, and placed or gone; those still waiting are not decided yet.
    weeks_waited : float
        Mean of those placed.
    occupancy : tuple of float
        Part of the beds taken, week by week.
    """

    value: float
    placed: int
    given_up: int
    placed_by_class: tuple[tuple[int, int, int], ...]
    weeks_waited: float
    occupancy: tuple[float, ...]

    def part_placed(self, priority_class: int) -> float:
        """Return the part of a class that was placed among those decided; 1 when there is none."""
        for found, placed, decided in self.placed_by_class:
            if found == priority_class:
                return placed / decided if decided else 1.0
        return 1.0


def simulate(
    scenario: Scenario,
    policies: Mapping[str, Callable[[Book], Policy]],
    *,
    progress: Callable[[str, int], None] | None = None,
) -> dict[str, Outcome]:
    """Run each policy over the same weeks.

    Parameters
    ----------
    policies : mapping of a name to what makes a policy for a book
    progress : callable, optional
        Told the policy and the week just done.
    """
    book = Book(scenario, scenario.arrivals)
    return {
        name: _run(scenario, book, name, make(book), progress) for name, make in policies.items()
    }


def _run(
    scenario: Scenario,
    book: Book,
    name: str,
    policy: Policy,
    progress: Callable[[str, int], None] | None,
) -> Outcome:
    world = World(book)
    capacity = int(book.traits.capacity.sum())
    occupancy: list[float] = []
    placed: dict[int, int] = {}
    value = 0.0
    coming = iter(enumerate(book.arrivals))
    upcoming = next(coming, None)
    for week in range(scenario.assumptions.weeks):
        world.begin(week)
        while upcoming is not None and upcoming[1].week <= week:
            world.waiting.append(upcoming[0])
            upcoming = next(coming, None)
        for who, unit in policy.decide(world):
            world.enter(who, unit)
            placed[who] = week
            value += float(book.values[who, unit])
        occupancy.append(float(world.taken.sum()) / capacity)
        if progress is not None:
            progress(name, week)
    return _outcome(book, world, placed, value, occupancy)


def _outcome(
    book: Book, world: World, placed: Mapping[int, int], value: float, occupancy: list[float]
) -> Outcome:
    waiting = set(world.waiting)
    classes = []
    for priority in sorted(set(book.priority.tolist())):
        members = [i for i, found in enumerate(book.priority.tolist()) if found == priority]
        decided = [i for i in members if i not in waiting]
        classes.append((priority, sum(i in placed for i in decided), len(decided)))
    waits = [week - book.arrivals[i].week for i, week in placed.items()]
    return Outcome(
        value=value,
        placed=len(placed),
        given_up=len(book.arrivals) - len(placed) - len(waiting),
        placed_by_class=tuple(classes),
        weeks_waited=sum(waits) / max(1, len(waits)),
        occupancy=tuple(occupancy),
    )


def without(scenario: Scenario, closed: Callable[[Unit], bool], *, beds: int) -> Scenario:
    """Return the scenario with places closed until so many beds are gone: a manager's what-if."""
    kept, gone = [], 0
    for unit in scenario.units:
        if gone < beds and closed(unit):
            gone += unit.capacity
        else:
            kept.append(unit)
    return Scenario(scenario.assumptions, tuple(kept), scenario.history, scenario.arrivals)
