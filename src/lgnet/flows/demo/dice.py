"""Seeded chance for scenarios: one stream per key, so that parts can be drawn in any order."""

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(*key: object) -> Random:
    """Return a generator that depends on the key alone, the same on every machine."""
    return Random("\x1f".join(str(part) for part in key))  # noqa: S311 - scenarios, no secrets


def pick(rng: Random, weighted: Sequence[tuple[T, float]]) -> T:
    """Draw one value; the second of each pair is its weight, in any unit."""
    total = sum(weight for _, weight in weighted)
    mark = rng.random() * total
    for value, weight in weighted:
        mark -= weight
        if mark < 0:
            return value
    return weighted[-1][0]


def binomial(rng: Random, trials: int, chance: float) -> int:
    """Count the successes of independent trials."""
    return sum(rng.random() < chance for _ in range(trials))


def lognormal(rng: Random, median: float, sigma: float) -> float:
    """Draw a positive duration around its median."""
    return rng.lognormvariate(math.log(median), sigma)


def poisson(rng: Random, mean: float) -> int:
    """Count the events of one interval (Knuth's product method; small means only)."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
