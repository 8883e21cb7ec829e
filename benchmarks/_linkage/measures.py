"""What is measured of our own: names, pairs at scale, fingerprints, search.

Times are processor time of this process, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np

from benchmarks._linkage.index import Index
from benchmarks._linkage.population import Person, file_of, people_of, population
from lgnet.cores.kernel import seeded
from lgnet.cores.linkage import (
    DEFAULT,
    Band,
    Encoder,
    Policy,
    Record,
    Token,
    compare,
    rank,
    rarity,
    select,
    tokens,
    understand,
)
from lgnet.cores.linkage.fingerprints import SAME, SAME_WITH_NUMBER, likeness, nearest
from lgnet.cores.linkage.folding import likeness as sound_likeness
from lgnet.cores.linkage.text import plain

SEED, ON = 2027, date(2026, 1, 1)

# Names

LANGUAGES = {
    "Arabic, Mashriq": "EG SY LB IQ JO PS SA YE KW QA AE BH OM SD",
    "Arabic, Maghreb": "DZ MA TN MR LY",
    "Urdu": "PK",
    "Persian": "IR",
    "Dari, Pashto": "AF",
}


def attested() -> Path | None:
    """Return the table of attested spellings that comes with `arabic-name-romanizer`."""
    found = find_spec("arabic_name_romanizer")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "resources" / "names.sqlite3"


def name_pairs(states: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return spellings of one name and of two, in Latin letters, as attested in Wikidata (CC0)."""
    path = attested()
    if path is None:
        raise FileNotFoundError("install requirements/bench.lock: ./lgnet bench does")
    marks = ",".join("?" * len(states.split()))
    spelled: dict[str, set[str]] = defaultdict(set)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as table:
        query = (
            f"SELECT arabic_key, latin FROM units WHERE source='wikidata' AND country IN ({marks})"
        )
        for key, latin in table.execute(query, states.split()):
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


# Search


class Register:
    """An index of very many files in two arrays; files are written again when they are read."""

    def __init__(self, size: int, *, seed: int) -> None:
        self.size, self.seed = size, seed
        codes, rows = [], []
        for who in people_of(size, seed=seed):
            marks = [hash(token) for token in tokens(self._file(who))]
            codes.append(np.array(marks, dtype=np.int64))
            rows.append(np.full(len(marks), who.key, dtype=np.int32))
        every, self._rows = np.concatenate(codes), np.concatenate(rows)
        order = np.argsort(every, kind="stable")
        self._codes, self._rows = every[order], self._rows[order]
        self.rows_per_file = len(every) / size

    def _file(self, who: Person) -> Record:
        return file_of(who, seed=self.seed, office=0)

    def candidates(self, wanted: frozenset[Token], policy: Policy) -> list[int]:
        """Return the files that meet the question in the rarest tokens."""
        spans = {
            token: (
                int(np.searchsorted(self._codes, hash(token), "left")),
                int(np.searchsorted(self._codes, hash(token), "right")),
            )
            for token in wanted
        }
        counts = {token: end - start for token, (start, end) in spans.items()}
        scores: dict[int, float] = defaultdict(float)
        for token in select(counts, policy):
            weight = rarity(counts[token], self.size)
            for at in self._rows[slice(*spans[token])].tolist():
                scores[at] += weight
        return sorted(scores, key=lambda at: (-scores[at], at))[: policy.candidates]


def asked(who: Person, *, seed: int, way: str, rng: Random) -> str:
    """Return what somebody types who knows a person from the file of another office.

    ``birth`` adds the day of birth as that office has it (a year when it has a year), ``year``
    the year alone, ``number`` the phone too when there is one.
    """
    heard = file_of(who, seed=seed, office=9)
    name = rng.choice(heard.names).text
    if way == "name" or heard.birth is None:
        return name
    born = heard.birth.earliest
    day_known = heard.birth.earliest == heard.birth.latest and way != "year"
    text = f"{name} {born:%d/%m/%Y}" if day_known else f"{name} {born.year}"
    return f"{text} {next(iter(heard.phones), '')}" if way == "number" else text


def search(
    register: Register, *, queries: int, way: str, policy: Policy
) -> dict[str, tuple[float, int, float, float]]:
    """Return for each family of names, and ``all``: hit@5, queries, p50 and p95 in ms.

    Times are of understanding, choosing tokens, reading the index and scoring; the files of the
    candidates are at hand, as they are not in a database.
    """
    rng = seeded(SEED, "search", way)
    keys = rng.sample(range(register.size), queries)
    people = {who.key: who for who in _these(keys, register)}
    hits: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for key in keys:
        text = asked(people[key], seed=register.seed, way=way, rng=rng)
        began = time.process_time()
        question = understand(text, on=ON)
        found = register.candidates(question.tokens, policy)
        reading = time.process_time() - began
        records = [register._file(who) for who in _these(found, register)]
        began = time.process_time()
        answers = rank(question, records)
        took = 1000 * (reading + time.process_time() - began)
        hit = f"{key}-0" in {answer.record.id for answer in answers[:5]}
        for group in (people[key].language, "all"):
            hits[group].append((hit, took))
    return {
        group: (
            float(np.mean([hit for hit, _ in rows])),
            len(rows),
            float(np.percentile([took for _, took in rows], 50)),
            float(np.percentile([took for _, took in rows], 95)),
        )
        for group, rows in hits.items()
    }


def _these(keys: list[int], register: Register) -> Iterator[Person]:
    from benchmarks._linkage.population import person

    return (person(key, seed=register.seed) for key in keys)
