"""An index of tokens in memory, with the policy the database has: what a register of files does."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lgnet.cores.linkage import Record, Token
from lgnet.cores.linkage.blocking import matching_tokens, tokens


@dataclass(frozen=True, slots=True)
class Policy:
    """How much of an index one record may read: rows of (token, record), and candidates."""

    rows: int
    candidates: int


def select(counts: Mapping[Token, int], rows: int) -> list[Token]:
    """Return the tokens to read, rarest first, while what they cost stays within the rows."""
    chosen: list[Token] = []
    for token, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if not chosen or count <= rows:
            chosen.append(token)
            rows -= count
    return chosen


def rarity(count: int, records: int) -> float:
    """Return what meeting in a token says, in bits: rare tokens say more (Spärck Jones 1972)."""
    return math.log2((records + 1) / (count + 0.5))


class Index:
    """Records by token; in memory, unkeyed, for measuring only."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self.rows: dict[Token, list[int]] = defaultdict(list)
        for at, record in enumerate(self.records):
            for token in tokens(record):
                self.rows[token].append(at)

    def candidates(self, wanted: Iterable[Token], policy: Policy) -> list[int]:
        """Return the positions of the most promising records."""
        counts = {token: len(self.rows[token]) for token in wanted if token in self.rows}
        scores: dict[int, float] = defaultdict(float)
        for token in select(counts, policy.rows):
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
