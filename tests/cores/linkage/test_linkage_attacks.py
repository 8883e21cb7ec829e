"""The attacks known against such fingerprints, mounted. docs/linkage.md says what they show.

Each test also runs the attack where it must work (with the key, or on a weaker encoding), so that
a failure to find anybody is not a failure of the attack.
"""

from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from random import Random

import numpy as np
import pytest

from benchmarks._linkage.population import population
from lgnet.cores.linkage import Encoder
from lgnet.cores.linkage.fingerprints import DESIGN, likeness

KEY, GUESSED = b"the network's key".ljust(32, b"."), b"what a thief tries".ljust(32, b".")
PEOPLE = 600
MADE = population(PEOPLE, seed=23, doubles=0.0)
TABLE = Encoder(KEY, rng=Random(1)).encode_all(MADE.records)


def _found_by_dictionary(key):
    """Encode everybody with a key and take the most alike of the stolen table for each."""
    guesses = Encoder(key, rng=Random(2)).encode_all(MADE.records)
    return np.mean([int(likeness(guess, TABLE).argmax()) == at for at, guess in enumerate(guesses)])


def test_a_dictionary_without_the_key_finds_nobody():
    assert _found_by_dictionary(GUESSED) <= 5 / PEOPLE


def test_a_dictionary_with_the_key_finds_almost_everybody():
    assert _found_by_dictionary(KEY) >= 0.95


def _ranked(values):
    """Return values by how often they occur; equals in an order that has no meaning."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], repr(value)))


def _by_rank(codes, known):
    """Align codes with known values by how often each occurs; return who is found rightly."""
    guess = dict(zip(_ranked(codes), _ranked(known), strict=False))
    return np.mean([guess.get(code) == value for code, value in zip(codes, known, strict=True)])


def test_frequency_ranks_find_nobody_although_they_read_fields_hashed_one_by_one():
    names = [record.names[0].parts[0] for record in MADE.records]
    fields = [blake2b(name.encode(), key=KEY).digest() for name in names]
    assert _by_rank(fields, names) > 0.05
    whole = [(record.names[0].text, record.birth) for record in MADE.records]
    prints = [row.tobytes() for row in TABLE]
    assert len(set(prints)) == PEOPLE
    assert _by_rank(prints, whole) <= 0.001 + 1 / PEOPLE


def _bits_of(table):
    return np.unpackbits(table.view(np.uint8), axis=1).astype(np.float32)


def _mined(table, tokens):
    """Mine sets of bits that occur together and align them by how often with known tokens.

    Returns, for each record, the tokens the attacker believes it has (Christen and others 2018).
    """
    bits = _bits_of(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        alike = np.nan_to_num(np.corrcoef(bits, rowvar=False))
    groups, seen = [], set()
    for at in np.argsort(-bits.sum(axis=0)):
        group = [int(one) for one in np.flatnonzero(alike[at] > 0.8) if int(one) not in seen]
        seen.update(group)
        if len(group) >= 3:
            groups.append(group)
    has = [bits[:, group].all(axis=1) for group in groups]
    has.sort(key=lambda column: -column.sum())
    ranked = [token for token, _ in Counter(t for one in tokens for t in one).most_common()]
    believed = [set() for _ in tokens]
    for column, token in zip(has, ranked, strict=False):
        for at in np.flatnonzero(column):
            believed[int(at)].add(token)
    return believed


def _told(table):
    """Return in what share of records the attacker believes in a name, and rightly."""
    tokens = [frozenset(record.names[0].parts) for record in MADE.records]
    believed = _mined(table, tokens)
    return np.mean([bool(a & b) for a, b in zip(believed, tokens, strict=True)])


def test_mining_bits_that_occur_together_names_nobody():
    """On bits as they are set the same mining finds groups and names some; on sums it finds none."""
    assert _told(TABLE) == 0
    bare = Encoder(KEY, design=replace(DESIGN, spread=1, flips=0.0)).encode_all(MADE.records)
    assert _told(bare) > 0.005


def _profile(table):
    """Describe each record by how alike it is to those it is most alike to."""
    alike = np.stack([likeness(row, table) for row in table])
    return np.sort(alike, axis=1)[:, ::-1][:, 1:31]


def _found_by_graph(known, stolen):
    """Align two tables by the shape of each record's neighbourhood."""
    left, right = _profile(known), _profile(stolen)
    nearest = [int(((right - row) ** 2).sum(axis=1).argmin()) for row in left]
    return nearest


@pytest.mark.parametrize("overlap", [0.25, 0.5])
def test_matching_graphs_finds_at_most_one_in_a_hundred_when_half_is_shared(overlap):
    shared = int(PEOPLE // 2 * overlap)
    mine = list(range(PEOPLE // 2))
    theirs = mine[:shared] + list(range(PEOPLE // 2, PEOPLE - shared))
    known = Encoder(GUESSED, rng=Random(3)).encode_all([MADE.records[at] for at in mine])
    nearest = _found_by_graph(known, TABLE[theirs])
    assert np.mean([nearest[at] == at for at in range(shared)]) <= 0.01 + 2 / shared


def test_the_graph_attack_works_where_everything_is_shared_and_nothing_is_spread():
    plain = replace(DESIGN, spread=1, flips=0.0)
    table = Encoder(KEY, design=plain).encode_all(MADE.records)
    known = Encoder(GUESSED, design=plain).encode_all(MADE.records)
    nearest = _found_by_graph(known, table)
    assert np.mean([found == at for at, found in enumerate(nearest)]) > 0.02


def test_no_bit_says_anything():
    """Every bit is set in about half of the fingerprints, and no fingerprint has many."""
    bits = _bits_of(TABLE)
    assert 0.35 < bits.mean(axis=0).min() <= bits.mean(axis=0).max() < 0.65
    assert 0.4 < bits.mean(axis=1).min() <= bits.mean(axis=1).max() < 0.6
