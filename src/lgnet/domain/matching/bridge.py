"""People to fingerprints, and fingerprints to pairs that may be one person."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from uuid import UUID

import numpy as np

from lgnet.cores.linkage import Encoder, NameKind, Record
from lgnet.cores.linkage.fingerprints import SAME, SAME_WITH_NUMBER, WORDS, is_possible, likeness
from lgnet.domain.matching.enums import Band
from lgnet.domain.matching.key import NetworkKey

EACH = 3
"""Handles of one partner a handle may be told of at most: those most alike."""


# Writing


def content_of(record: Record) -> str:
    """Return what a fingerprint is made of, in one form: while it stays, so does the fingerprint."""
    own = [name for name in record.names if name.kind is not NameKind.ALIAS] or record.names
    born = record.birth
    told = (
        list(own[0].parts) if own else [],
        [str(born.earliest), str(born.latest), born.precision.value] if born else [],
        record.sex.value,
        sorted([one.kind, one.value] for one in record.identifiers),
        sorted(record.phone_ends),
    )
    return json.dumps(told, ensure_ascii=False)


class Writer:
    """Writes fingerprints under the network's key."""

    def __init__(self, key: NetworkKey) -> None:
        self._encoder = Encoder(key.secret)

    def write(self, record: Record) -> tuple[bytes, list[bytes]]:
        """Return the 1,024 bits of a person, and the keyed tokens of their numbers."""
        return self._encoder.encode(record).tobytes(), sorted(self._encoder.exact(record))


# Comparing needs no key


@dataclass(frozen=True, slots=True)
class Written:
    """A fingerprint as it is stored."""

    handle: UUID
    city: str
    epoch: str
    bits: bytes
    numbers: tuple[bytes, ...]


Pairs = dict[frozenset[UUID], Band]


def pairs_among(prints: Sequence[Written], fresh: Collection[UUID]) -> Pairs:
    """Return the handles of two cities that may be one person, with how far.

    Parameters
    ----------
    prints
        Of every city; only those of one epoch are compared.
    fresh
        Handles to look at; the others are what they are compared with.
    """
    epochs: dict[str, list[Written]] = defaultdict(list)
    for one in prints:
        epochs[one.epoch].append(one)
    found: Pairs = {}
    for some in epochs.values():
        table = np.frombuffer(b"".join(one.bits for one in some), dtype=np.uint64)
        table = table.reshape(-1, WORDS)
        for at, one in enumerate(some):
            if one.handle in fresh:
                alike = likeness(table[at], table)
                found |= _best(one, some, dict(_candidates(alike)))
    return found


def _candidates(alike: "np.typing.NDArray[np.float64]") -> Iterator[tuple[int, float]]:
    for at in np.flatnonzero(alike >= min(SAME, SAME_WITH_NUMBER)):
        yield int(at), float(alike[at])


def _best(one: Written, some: Sequence[Written], alike: dict[int, float]) -> Pairs:
    """Return the few of each partner most alike to one, among those worth a question."""
    cities: dict[str, list[tuple[float, UUID, Band]]] = defaultdict(list)
    for at, degree in alike.items():
        other = some[at]
        if other.city != one.city and is_possible(degree, one.numbers, other.numbers):
            both = degree >= SAME and not set(one.numbers).isdisjoint(other.numbers)
            band = Band.LIKELY if both else Band.POSSIBLE
            cities[other.city].append((degree, other.handle, band))
    return {
        frozenset((one.handle, handle)): band
        for met in cities.values()
        for _degree, handle, band in nlargest(EACH, met)
    }
