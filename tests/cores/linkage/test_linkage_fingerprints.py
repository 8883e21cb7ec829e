"""Fingerprints meet for one person, differ every time, and say nothing in clear."""

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from lgnet.cores.linkage import Birth, Encoder, Identifier, LinkageInputError, Name, Record, Sex
from lgnet.cores.linkage.fingerprints import BITS, WORDS, is_possible, likeness, nearest

KEY, OTHER = b"k" * 32, b"o" * 32
SELAM = Record(
    "a", (Name("Selam Weldu"),), Birth.on(date(1994, 5, 12)), Sex.FEMALE,
    phones=frozenset(("393331234567",)), identifiers=frozenset((Identifier("CUI", "05A1B2C"),)),
)  # fmt: skip


def _alike(left, right, key=KEY, other=KEY):
    one, two = Encoder(key, rng=Random(1)), Encoder(other, rng=Random(2))
    return float(likeness(one.encode(left), two.encode(right)[None])[0])


def test_a_fingerprint_is_1024_bits_about_half_of_them_set():
    made = Encoder(KEY, rng=Random(1)).encode(SELAM)
    assert (made.shape, made.dtype) == ((WORDS,), np.uint64)
    assert 0.4 * BITS <= int(np.bitwise_count(made).sum()) <= 0.6 * BITS


def test_spellings_of_one_person_are_alike_and_others_not():
    assert _alike(SELAM, replace(SELAM, names=(Name("Woldu Selem"),))) > 0.25
    assert _alike(SELAM, Record("b", (Name("Mamadou Diallo"),), Birth.in_year(1980))) < 0.12


def test_the_same_person_twice_is_never_the_same_fingerprint():
    encoder = Encoder(KEY)
    made = {encoder.encode(SELAM).tobytes() for _ in range(20)}
    assert len(made) == 20


def test_another_key_tells_nothing():
    assert _alike(SELAM, SELAM, other=OTHER) < 0.12
    assert Encoder(KEY).exact(SELAM).isdisjoint(Encoder(OTHER).exact(SELAM))


def test_equal_numbers_have_equal_tokens():
    other = replace(SELAM, names=(Name("Anna"),), phones=frozenset(("3331234567",)))
    assert len(Encoder(KEY).exact(SELAM) & Encoder(KEY).exact(other)) == 2
    assert is_possible(0.15, Encoder(KEY).exact(SELAM), Encoder(KEY).exact(other))
    assert not is_possible(0.15, (), ())


def test_the_first_of_january_sets_no_day():
    first = replace(SELAM, birth=Birth.on(date(1994, 1, 1)))
    year = replace(SELAM, birth=Birth.in_year(1994))
    assert _alike(first, year) > 0.8


def test_nearest_and_likeness_agree_with_counting_by_hand():
    encoder = Encoder(KEY, rng=Random(3))
    many = encoder.encode_all([SELAM, replace(SELAM, names=(Name("Ali Baba"),))])
    left, right = (np.unpackbits(row.view(np.uint8)) for row in many)
    assert likeness(many[0], many)[1] == pytest.approx(2 * float((left == right).mean()) - 1)
    assert nearest(many[0], many, most=5)[0] == (0, 1.0)
    assert nearest(many[0], many[:0], most=5) == []


def test_a_short_key_is_refused():
    with pytest.raises(LinkageInputError):
        Encoder(b"short")
