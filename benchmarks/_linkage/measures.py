"""What is measured of our own: names, pairs at scale, fingerprints.

Times are processor time of this process, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

import numpy as np

from benchmarks._linkage.attested import table
from benchmarks._linkage.index import Index, Policy
from benchmarks._linkage.population import population
from lgnet.cores.kernel import seeded
from lgnet.cores.linkage import DEFAULT, Band, Encoder, compare
from lgnet.cores.linkage.fingerprints import SAME, SAME_WITH_NUMBER, likeness, nearest
from lgnet.cores.linkage.folding import likeness as sound_likeness
from lgnet.cores.linkage.text import plain

SEED = 2027

# Names

LANGUAGES = {
    "Arabic, Mashriq": "EG SY LB IQ JO PS SA YE KW QA AE BH OM SD",
    "Arabic, Maghreb": "DZ MA TN MR LY",
    "Urdu": "PK",
    "Persian": "IR",
    "Dari, Pashto": "AF",
}


def name_pairs(states: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return spellings of one name and of two, in Latin letters, as attested in Wikidata (CC0)."""
    marks = ",".join("?" * len(states.split()))
    spelled: dict[str, set[str]] = defaultdict(set)
    with sqlite3.connect(f"file:{table()}?mode=ro", uri=True) as known:
        query = (
            f"SELECT arabic_key, latin FROM units WHERE source='wikidata' AND country IN ({marks})"
        )
        for key, latin in known.execute(query, states.split()):
            word = re.sub(r"\W", "", latin.casefold())
            if " " not in key and len(key) > 2 and len(word) > 2:
                spelled[key].add(word)
    rng = seeded(1, "names", states)
    same = []
    for key in sorted(spelled):
        pairs = list(combinations(sorted(spelled[key]), 2))
        same += rng.sample(pairs, min(2, len(pairs)))
    keys = sorted(spelled)
    apart = []
    for _ in range(20_000):
        one, other = rng.sample(keys, 2)
        apart.append((rng.choice(sorted(spelled[one])), rng.choice(sorted(spelled[other]))))
    return rng.sample(same, min(3000, len(same))), apart


def recall_and_area(
    alike: Callable[[str, str], float], same: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> tuple[float, float]:
    """Return recall at 1 % false positives, and the area under the ROC curve."""
    right = np.array([alike(*pair) for pair in same])
    wrong = np.sort([alike(*pair) for pair in apart])
    limit = wrong[int(len(wrong) * 0.99)]
    below = np.searchsorted(wrong, right, side="left")
    up_to = np.searchsorted(wrong, right, side="right")
    return float((right > limit).mean()), float(((below + up_to) / 2 / len(wrong)).mean())


def names() -> Iterator[tuple[str, float, float, float]]:
    """Yield language, recall at 1 %, area, and the recall of Jaro-Winkler on plain letters."""
    from rapidfuzz.distance import JaroWinkler

    for language, states in LANGUAGES.items():
        same, apart = name_pairs(states)
        ours = recall_and_area(lambda a, b: sound_likeness(plain(a), plain(b)), same, apart)
        usual = recall_and_area(
            lambda a, b: JaroWinkler.similarity(plain(a), plain(b)), same, apart
        )
        yield language, *ours, usual[0]


# Pairs at scale


def at_scale(size: int) -> dict[str, float]:
    """Compare a register of that many files with itself; count what is almost certain and false."""
    made = population(size, seed=SEED)
    true = made.true_pairs()
    weights = DEFAULT.for_register(size)
    began = time.process_time()
    index = Index(made.records)
    pairs = index.pairs(Policy(rows=400, candidates=30))
    found = certain = likely = likely_true = false = 0
    for one, other in pairs:
        left, right = made.records[one], made.records[other]
        is_true = (min(left.id, right.id), max(left.id, right.id)) in true
        found += is_true
        answer = compare(left, right, weights)
        if answer.log_odds >= weights.likely:
            likely += 1
            likely_true += is_true
        if answer.band is Band.ALMOST_CERTAIN:
            certain += 1
            false += not is_true
    return {
        "completeness": found / len(true),
        "share of pairs": len(pairs) / (size * (size - 1) / 2),
        "f1": 2 * likely_true / (likely + len(true)),
        "almost certain": certain,
        "false merges": false,
        "seconds": time.process_time() - began,
        "ms per file": 1000 * (time.process_time() - began) / size,
    }


# Fingerprints


def fingerprints(size: int) -> dict[str, float]:
    """Compare fingerprints of files with one another, without and with tokens of numbers."""
    made = population(size, seed=SEED)
    true = made.true_pairs()
    encoder = Encoder(b"benchmark".ljust(32, b"."), rng=Random(SEED))
    began = time.process_time()
    prints = encoder.encode_all(made.records)
    encoding = (time.process_time() - began) / size * 1000
    exact = [encoder.exact(record) for record in made.records]
    chosen: dict[bool, set[tuple[str, str]]] = {False: set(), True: set()}
    for at, record in enumerate(made.records):
        alike = likeness(prints[at], prints[at + 1 :])
        for step in np.flatnonzero(alike >= SAME_WITH_NUMBER):
            other = made.records[at + 1 + int(step)]
            pair = (min(record.id, other.id), max(record.id, other.id))
            if alike[step] >= SAME:
                chosen[False].add(pair)
                chosen[True].add(pair)
            elif not exact[at].isdisjoint(exact[at + 1 + int(step)]):
                chosen[True].add(pair)
    f1 = {
        numbers: 2 * len(pairs & true) / (len(pairs) + len(true))
        for numbers, pairs in chosen.items()
    }
    return {"f1": f1[False], "f1 with numbers": f1[True], "encoding ms": encoding}


def fingerprint_query(size: int, queries: int = 40) -> float:
    """Return the 95th percentile of one question to that many fingerprints, in milliseconds."""
    rng = np.random.default_rng(SEED)
    many = rng.integers(0, 2**64, (size, 16), dtype=np.uint64)
    times = []
    for at in range(queries):
        began = time.process_time()
        nearest(many[at], many, most=10)
        times.append(1000 * (time.process_time() - began))
    return float(np.percentile(times, 95))
