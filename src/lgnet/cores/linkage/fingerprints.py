"""Fingerprints: whether two cities may know one person, without either telling who.

A fingerprint starts as a record-level keyed bit array (a cryptographic long-term key: Schnell,
Bachteler and Reiher 2009, https://doi.org/10.1186/1472-6947-9-41): sounds and letter pairs of names
in any order, the parts of the birth and the sex set bits of one array, rare names more bits than
common ones, each class of tokens under a key of its own. Then every bit that leaves is the sum of
fourteen of those bits, chosen by the key (a diffusion layer: Armknecht, Heng and Schnell 2023,
https://doi.org/10.56553/popets-2023-0054), and three in a hundred are flipped at random. One
person's fingerprints stay alike; those of two people differ in half of their bits, whatever they
have in common, so that neither patterns of bits nor who resembles whom can be read.

The key is the system: with it, a dictionary of names finds almost everybody; without it, nobody
(``tests/cores/linkage/test_linkage_attacks.py``). Encoders hold it, who compares must not.
Fingerprints are personal data.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.linkage.folding import fold, skeletons
from lgnet.cores.linkage.frequencies import PUBLIC
from lgnet.cores.linkage.types import (
    Birth,
    Identifier,
    LinkageInputError,
    NameKind,
    Precision,
    Record,
    Sex,
)

BITS = 1024
WORDS = BITS // 64
KEY_BYTES = 32
CHUNK = 1 << 16

Prints = NDArray[np.uint64]


@dataclass(frozen=True)
class Design:
    """How many bits each class of tokens sets, and how many are flipped.

    Two cities compare only fingerprints of one design and one key.

    Attributes
    ----------
    sound, letters : float
        Bits of a sound, of a pair of letters, for each bit of rarity of its word.
    year, near_year, month, day, month_and_day, sex : int
    spread : int
        How many bits are added up to one that leaves, at most 32; 1 leaves them as they are.
    flips : float
        Share of bits flipped.
    """

    version: str = "print-1"
    sound: float = 3.2
    letters: float = 0.6
    year: int = 16
    near_year: int = 5
    month: int = 6
    day: int = 9
    month_and_day: int = 10
    sex: int = 5
    spread: int = 14
    flips: float = 0.03


DESIGN = Design()


class Encoder:
    """Turns records into fingerprints; holds the network's key.

    Parameters
    ----------
    key : bytes
        32 bytes or more, secret, the same in all cities, changed every year.
    rng : Random
        For the flips; a source nobody can predict unless a test gives another.

    Raises
    ------
    LinkageInputError
        The key is too short.
    """

    def __init__(self, key: bytes, *, design: Design = DESIGN, rng: Random | None = None) -> None:
        if len(key) < KEY_BYTES:
            raise LinkageInputError(f"the key of the network has at least {KEY_BYTES} bytes")
        self.design = design
        self._rng = rng or SystemRandom()
        self._keys = {
            name: hashlib.blake2b(f"{design.version}:{name}".encode(), key=key[:64]).digest()
            for name in ("sound", "letters", "birth", "sex", "exact", "spread")
        }
        self._sums = np.array(
            [self._positions("spread", str(at), design.spread) for at in range(BITS)]
        )

    def encode(self, record: Record) -> Prints:
        """Return the fingerprint of a record, 16 words of 64 bits."""
        bits = np.zeros(BITS, dtype=np.uint8)
        positions: list[int] = []
        for name, token, many in _tokens(record, self.design):
            positions += self._positions(name, token, many)
        bits[positions] = 1
        if self.design.spread > 1:
            bits = bits[self._sums].sum(axis=1, dtype=np.uint8) & 1
        bits[list(self._flipped())] ^= 1
        return np.packbits(bits).view(np.uint64)

    def encode_all(self, records: Sequence[Record]) -> Prints:
        """Return the fingerprints of records, one a row."""
        if not records:
            return np.zeros((0, WORDS), dtype=np.uint64)
        return np.stack([self.encode(record) for record in records])

    def exact(self, record: Record) -> frozenset[bytes]:
        """Return keyed tokens of the numbers of a record: equal numbers, equal tokens."""
        numbers = [*record.identifiers, *(Identifier("PHONE", p) for p in record.phone_ends)]
        return frozenset(
            hmac.digest(self._keys["exact"], f"{one.kind}\x1f{one.value}".encode(), "sha256")[:16]
            for one in numbers
        )

    def _flipped(self) -> Iterator[int]:
        """Yield positions, each with the chance of the design, by drawing the gaps between them."""
        if not self.design.flips:
            return
        keep = math.log1p(-self.design.flips)
        at = -1
        while True:
            at += 1 + int(math.log(1.0 - self._rng.random()) / keep)
            if at >= BITS:
                return
            yield at

    def _positions(self, name: str, token: str, many: int) -> list[int]:
        digest = hashlib.blake2b(token.encode(), key=self._keys[name], digest_size=64).digest()
        return [int.from_bytes(digest[at : at + 2], "big") % BITS for at in range(0, 2 * many, 2)]


def _tokens(record: Record, design: Design) -> Iterator[tuple[str, str, int]]:
    """Yield the class, the token and how many bits it sets, at most 32."""
    own = [name for name in record.names if name.kind is not NameKind.ALIAS] or record.names
    for word in own[0].parts if own else ():
        rarity = -math.log2(PUBLIC.share(word))
        yield "sound", skeletons(word)[0], min(32, max(2, round(design.sound * rarity)))
        sound = f" {fold(word)} "
        many = max(1, round(design.letters * rarity))
        for pair in {sound[at : at + 2] for at in range(len(sound) - 1)}:
            yield "letters", pair, many
    yield from _birth_tokens(record.birth, design)
    if record.sex is not Sex.UNKNOWN:
        yield "sex", record.sex.value, design.sex


def _birth_tokens(birth: Birth | None, design: Design) -> Iterator[tuple[str, str, int]]:
    """Yield the parts of a birth; of a 1 January, or of a year alone, the year only."""
    if birth is None or birth.precision is Precision.BAND:
        return
    day = birth.earliest
    yield "birth", f"year {day.year}", design.year
    for year in (day.year - 1, day.year, day.year + 1):
        yield "birth", f"near {year}", design.near_year
    if birth.precision is Precision.DAY and not birth.is_first_january:
        yield "birth", f"month {day.month}", design.month
        yield "birth", f"day {day.day}", design.day
        first, second = sorted((day.month, day.day))
        yield "birth", f"both {first} {second}", design.month_and_day


# Comparing needs no key


def likeness(one: Prints, many: Prints) -> NDArray[np.float64]:
    """Return how alike one fingerprint is to each of many: 1 is equal, about 0 two people.

    Twice the share of equal bits, minus one.

    Parameters
    ----------
    one : array of 16 uint64
    many : array of shape (n, 16)
    """
    apart = np.empty(len(many), dtype=np.int64)
    for at in range(0, len(many), CHUNK):
        differing = np.bitwise_count(many[at : at + CHUNK] ^ one)
        apart[at : at + CHUNK] = differing.sum(axis=1, dtype=np.int64)
    return 1.0 - 2.0 * apart / BITS


def nearest(one: Prints, many: Prints, *, most: int) -> list[tuple[int, float]]:
    """Return the positions and likeness of the most alike, the most alike first."""
    alike = likeness(one, many)
    most = min(most, len(alike))
    best = np.argpartition(-alike, most - 1)[:most] if most else np.zeros(0, dtype=np.int64)
    return sorted(((int(at), float(alike[at])) for at in best), key=lambda pair: -pair[1])


SAME, SAME_WITH_NUMBER = 0.25, 0.12
"""Likeness from which two fingerprints are worth a question to the other city, without and with
an equal number; measured on invented people by ``./lgnet bench linkage``."""


def is_possible(alike: float, left: Iterable[bytes], right: Iterable[bytes]) -> bool:
    """Tell whether two fingerprints are worth a question: ``possibly known``, nothing more."""
    number = not frozenset(left).isdisjoint(right)
    return alike >= (SAME_WITH_NUMBER if number else SAME)
