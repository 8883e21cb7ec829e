"""Bars A1, A4, A5: one day of a network as a programme of households, vacancies and their match."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from lgnet.cores.placement.engine import Level, optimise
from lgnet.cores.placement.fairness import proportional_optimum
from lgnet.cores.placement.forced import WhatIfs
from lgnet.cores.placement.highs import INFINITY, Programme, Rows, Stop, search
from lgnet.cores.placement.scenario import Assumptions, Scenario, scenario
from lgnet.cores.placement.types import UnitSex
from lgnet.cores.placement.world import Book


@dataclass(frozen=True)
class Market:
    """Columns (household, unit) of a day, the best of each household, worth up to 1 a person."""

    book: Book
    who: np.ndarray
    unit: np.ndarray
    worth: np.ndarray
    programme: Programme
    beds_rows: slice


@dataclass(frozen=True)
class Proportion:
    """What proportion costs, and what each group reaches: first come, best plan, in proportion."""

    price: float
    groups: dict[str, tuple[float, ...]]


def market(households: int, units: int, *, seed: int, kept: int = 30) -> Market:
    """Return a day with so many waiting and so many vacant places.

    The worth of a pair is a drawn match between 0 and 1 a person (work, school, kin), less a
    tenth for each wish unmet; the best ``kept`` pairs of each household are columns.
    """
    world = _world(households, units, seed)
    book = Book(world, (*world.history, *world.arrivals)[:households])
    rng = np.random.default_rng(seed)
    who, unit, worth = [], [], []
    near = rng.random((households, units))
    for i in range(households):
        fits = np.flatnonzero(book.admits[i] & (book.beds[i] <= book.traits.capacity))
        weight = world.assumptions.class_weights[book.priority[i]]
        values = near[i, fits] * book.values[i, fits] / weight
        best = fits[np.argsort(-values, kind="stable")[:kept]]
        who += [i] * len(best)
        unit += best.tolist()
        worth += (near[i, best] * book.values[i, best] / weight).tolist()
    return _programme(book, np.array(who), np.array(unit), np.array(worth))


def _world(households: int, units: int, seed: int) -> Scenario:
    beds = round(units * 4.02) + 40
    found = scenario(
        Assumptions(
            weeks=10, history_weeks=0, beds=beds, households_per_week=households / 10 * 1.3
        ),
        seed=seed,
    )
    # In a room that is not empty those present have settled whose it is.
    drawn = np.random.default_rng(seed).random(units) < 0.3
    settled = tuple(
        unit
        if unit.exclusive or unit.sex is not UnitSex.ANY
        else replace(unit, sex=UnitSex.WOMEN if women else UnitSex.MEN)
        for unit, women in zip(found.units[:units], drawn, strict=True)
    )
    return Scenario(found.assumptions, settled, found.history, found.arrivals)


def _programme(book: Book, who: np.ndarray, unit: np.ndarray, worth: np.ndarray) -> Market:
    beds = book.beds[who, unit].astype(np.float64)
    order = np.argsort(who, kind="stable")
    rows = []
    for ids in np.split(order, np.flatnonzero(np.diff(who[order])) + 1):
        rows.append((ids, np.ones(len(ids)), -INFINITY, 1.0))
    first, switches, size = len(rows), 0, len(who)
    by_unit = np.argsort(unit, kind="stable")
    for ids in np.split(by_unit, np.flatnonzero(np.diff(unit[by_unit])) + 1):
        here = int(unit[ids[0]])
        free = float(book.traits.capacity[here])
        rows.append((ids, beds[ids], -INFINITY, free))
        # Who takes the room whole shuts out every other, one by one: tighter than by beds alone.
        whole = ids[beds[ids] >= free]
        for other in ids[beds[ids] < free] if len(whole) else ():
            rows.append((np.append(whole, other), np.ones(len(whole) + 1), -INFINITY, 1.0))
        sexes = np.array([str(book.guests[who[i]].sex) for i in ids])
        men, women = ids[sexes == "MALE"], ids[sexes == "FEMALE"]
        if len(men) and len(women) and not book.traits.exclusive[here]:
            switch = size + switches
            switches += 1
            rows.append((np.append(men, switch), np.append(beds[men], -free), -INFINITY, 0.0))
            rows.append((np.append(women, switch), np.append(beds[women], free), -INFINITY, free))
    columns = size + switches
    programme = Programme(np.ones(columns), np.ones(columns, dtype=np.bool_), Rows.of(rows))
    return Market(book, who, unit, worth, programme, slice(first, len(rows)))


def values(day: Market, coefficients: np.ndarray) -> np.ndarray:
    """Return coefficients of the pairs, 0 for the switches after them."""
    return np.append(coefficients, np.zeros(day.programme.size - len(day.who)))


def served(day: Market, *, by: str) -> np.ndarray:
    """Return the columns taken one after another: ``arrival`` or ``worth``."""
    order = np.argsort(-day.worth, kind="stable") if by == "worth" else np.arange(len(day.who))
    if by == "arrival":  # each takes the first place by name that has room
        order = np.lexsort((day.unit, day.who))
    columns = np.zeros(day.programme.size)
    taken = np.zeros(len(day.book.traits.capacity))
    sex: dict[int, str] = {}
    done: set[int] = set()
    switch = _switches(day)
    for i in order.tolist():
        who, unit = int(day.who[i]), int(day.unit[i])
        guest = str(day.book.guests[who].sex)
        beds = day.book.beds[who, unit]
        shared = not day.book.traits.exclusive[unit] and not day.book.guests[who].whole
        if who in done or taken[unit] + beds > day.book.traits.capacity[unit]:
            continue
        if shared and sex.setdefault(unit, guest) != guest:
            continue
        done.add(who)
        taken[unit] += beds
        columns[i] = 1.0
        if unit in switch and guest == "MALE" and shared:
            columns[switch[unit]] = 1.0
    return columns


def _switches(day: Market) -> dict[int, int]:
    found: dict[int, int] = {}
    rows = day.programme.rows
    for row in range(day.beds_rows.start, day.beds_rows.stop):
        ids = rows.columns[rows.starts[row] : rows.starts[row + 1]]
        if ids[-1] >= len(day.who) and rows.upper[row] == 0.0:
            found[int(day.unit[ids[0]])] = int(ids[-1])
    return found


def gap_line(households: int, units: int, *, seconds: float, seed: int) -> tuple[list[str], bool]:
    """Return one line of A1 and whether the bar is met."""
    day = market(households, units, seed=seed)
    worth = values(day, day.worth)
    began = time.process_time()
    greedy = served(day, by="worth")
    found = optimise(
        programme=day.programme,
        levels=[Level("WORTH", worth, whole=False)],
        incumbent=greedy,
        stop=Stop(seconds * 10, 0.0005),
    )
    took = time.process_time() - began
    level = found.levels[0]
    gap = (level.bound - level.value) / level.bound
    assert day.programme.holds(found.columns)
    fcfs = float(worth @ served(day, by="arrival")) / level.bound
    line = [
        f"{households:,} × {units:,}",
        f"{len(day.who):,}",
        f"{took:.1f}",
        f"{gap:.3%}",
        f"{float(worth @ greedy) / level.bound - 1:.1%}",
        f"{fcfs - 1:.1%}",
        f"≤ 0.1 % in {seconds:.0f} s",
    ]
    return line, gap <= 0.001 and took <= seconds


def what_if_times(*, questions: int, seed: int) -> list[float]:
    """Return the seconds each forced placement takes at 2,000 × 1,000."""
    day = market(2000, 1000, seed=seed)
    asked = WhatIfs(day.programme, values(day, day.worth))
    rng = np.random.default_rng(seed)
    found = []
    for column in rng.choice(len(day.who), size=questions, replace=False).tolist():
        began = time.process_time()
        asked.forced(column)
        found.append(time.process_time() - began)
    return found


def fairness(*, alpha: float, seed: int) -> Proportion:
    """Return the price of proportion at 500 × 250 and each group beside first come, first served."""
    day = market(500, 250, seed=seed)
    worth = values(day, day.worth)
    groups = _groups(day)
    free = _solved(day.programme, worth, served(day, by="worth"))
    persons = day.book.size.sum()
    rows = []
    nobodys = np.arange(len(day.who), day.programme.size)
    for households in groups.values():
        members = np.flatnonzero(np.isin(day.who, households))
        share = float(day.book.size[households].sum() / persons)
        optimum = proportional_optimum(
            day.programme,
            worth,
            np.concatenate([members, nobodys]),
            share=share,
            shared_rows=day.beds_rows,
            seconds=30.0,
            seed=0,
        )
        rows.append((members, day.worth[members], alpha * optimum, INFINITY))
    bound = Programme(
        day.programme.upper,
        day.programme.whole,
        day.programme.rows.followed_by(Rows.of(rows)),
    )
    fair = _solved(bound, worth, None)
    first = served(day, by="arrival")
    reached = {
        name: tuple(float(day.worth[members] @ columns[members]) for columns in (first, free, fair))
        for name, households in groups.items()
        if len(members := np.flatnonzero(np.isin(day.who, households)))
    }
    price = 1 - float(worth @ fair) / float(worth @ free)
    return Proportion(price, reached)


def _groups(day: Market) -> dict[str, np.ndarray]:
    book = day.book
    heads = [arrival.household.members[0] for arrival in book.arrivals]
    household = [arrival.household for arrival in book.arrivals]
    women = np.array([head.sex == "FEMALE" for head in heads])
    steps = np.array([any(m.step_free for m in h.members) for h in household])
    found = {
        "woman at the head": women,
        "man at the head": ~women,
        "one person": book.size == 1,
        "several persons": book.size > 1,
        "needs no steps": steps,
    }
    for language in ("ar", "bn", "en", "fr", "so", "uk"):
        found[f"speaks {language}"] = np.array([language in h.languages for h in household])
    return {name: np.flatnonzero(mask) for name, mask in found.items() if mask.any()}


def _solved(programme: Programme, worth: np.ndarray, start: np.ndarray | None) -> np.ndarray:
    found = search(programme, worth, incumbent=start, stop=Stop(60.0, 0.0005), seed=0)
    assert found.columns is not None
    return found.columns
