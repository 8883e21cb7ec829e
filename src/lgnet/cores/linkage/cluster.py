"""From compared pairs to groups of files that may be one person: proposals, never merges.

Pairs are joined from the strongest down (Kruskal's order), and two groups stay apart when any two
of their members were declared different people, however strong the pair that would join them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two files and the log-odds, in bits, that they are about one person."""

    left: str
    right: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of files proposed as one person each.

    Attributes
    ----------
    groups : tuple of tuple of str
        Ids in order; groups of one are left out.
    refused : tuple of Pair
        Pairs over the threshold that would have brought declared strangers together.
    """

    groups: tuple[tuple[str, ...], ...]
    refused: tuple[Pair, ...] = ()

    def cluster_of(self) -> dict[str, str]:
        """Return for each grouped file the first id of its group, which names the group."""
        return {member: group[0] for group in self.groups for member in group}

    def unduplicated(self, ids: Iterable[str]) -> int:
        """Return how many people some files are about, each group counted once."""
        names = self.cluster_of()
        return len({names.get(one, one) for one in ids})


def cluster(
    pairs: Iterable[Pair],
    *,
    threshold: float,
    same: Iterable[tuple[str, str]] = (),
    unlinkable: Iterable[tuple[str, str]] = (),
) -> Clusters:
    """Group files.

    Parameters
    ----------
    pairs : iterable of Pair
    threshold : float
        Pairs below it are not joined.
    same : iterable of (id, id)
        Declared one person by a person: joined before all others.
    unlinkable : iterable of (id, id)
        Declared different: no group holds both, directly or through others.

    Returns
    -------
    Clusters
        The same for the same input in any order.
    """
    groups: dict[str, set[str]] = {}
    strangers: dict[str, set[str]] = {}
    for left, right in unlinkable:
        strangers.setdefault(left, set()).add(right)
        strangers.setdefault(right, set()).add(left)
    strong = [one for one in pairs if one.log_odds >= threshold and one.left != one.right]
    declared = [Pair(left, right, math.inf) for left, right in map(sorted, same)]
    refused = []
    for pair in sorted((*declared, *strong), key=lambda one: (-one.log_odds, one)):
        here = groups.setdefault(pair.left, {pair.left})
        there = groups.setdefault(pair.right, {pair.right})
        if here is there:
            continue
        if any(not strangers.get(one, set()).isdisjoint(there) for one in here):
            refused.append(pair)
            continue
        here |= there
        for member in there:
            groups[member] = here
    distinct = {id(group): tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    return Clusters(tuple(sorted(distinct.values())), tuple(refused))
