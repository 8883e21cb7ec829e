"""An index of tokens in memory, with the policy the database has: what a register of files does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lgnet.cores.linkage import Record
from lgnet.cores.linkage.blocking import (
    DEFAULT_POLICY,
    Policy,
    Token,
    matching_tokens,
    rarity,
    select,
    tokens,
)


class Index:
    """Records by token; in memory, unkeyed, for measuring only."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self.rows: dict[Token, list[int]] = defaultdict(list)
        for at, record in enumerate(self.records):
            for token in tokens(record):
                self.rows[token].append(at)

    def candidates(self, wanted: Iterable[Token], policy: Policy = DEFAULT_POLICY) -> list[int]:
        """Return the positions of the most promising records."""
        counts = {token: len(self.rows[token]) for token in wanted if token in self.rows}
        scores: dict[int, float] = defaultdict(float)
        for token in select(counts, policy):
            weight = rarity(counts[token], len(self.records))
            for at in self.rows[token]:
                scores[at] += weight
        return sorted(scores, key=lambda at: (-scores[at], at))[: policy.candidates]

    def pairs(self, policy: Policy) -> set[tuple[int, int]]:
        """Return the candidate pairs among the records."""
        found = set()
        for at, record in enumerate(self.records):
            for other in self.candidates(matching_tokens(record), policy):
                if other != at:
                    found.add((min(at, other), max(at, other)))
        return found
