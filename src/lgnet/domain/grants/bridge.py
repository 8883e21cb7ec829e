"""Persons counted by several cities, to the linkage core and back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lgnet.cores.linkage import cluster
from lgnet.domain.grants.counting import Shared
from lgnet.domain.grants.suppression import Doubles


def doubles(shared: Mapping[str, Shared | None]) -> Doubles:
    """Return how many persons cities count more than once.

    Parameters
    ----------
    shared
        City → of each person who may be counted elsewhere too, the meetings they are in. Persons
        are nameless here: a place in a list.
    """
    persons = [
        (f"{city}:{place}", meetings)
        for city, rows in shared.items()
        for place, meetings in enumerate(rows or ())
    ]
    everybody = [name for name, _meetings in persons]
    return Doubles(
        *(len(everybody) - _different(persons, sure, everybody) for sure in (True, False))
    )


def _different(
    persons: list[tuple[str, list[tuple[str, bool]]]], sure: bool, everybody: list[str]
) -> int:
    return cluster((), threshold=0, same=_same(persons, sure)).unduplicated(everybody)


def _same(
    persons: list[tuple[str, list[tuple[str, bool]]]], sure: bool
) -> Iterator[tuple[str, str]]:
    """Yield pairs in one meeting; where it must be sure, both sides say so."""
    together: dict[str, list[str]] = defaultdict(list)
    for name, meetings in persons:
        for meeting, known in meetings:
            if known or not sure:
                together[meeting].append(name)
    for names in together.values():
        yield from pairwise(sorted(names))
