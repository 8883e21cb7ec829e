"""A known truth is recovered from invented files: found, compared, grouped, searched."""

from datetime import date
from math import log2

import pytest

from benchmarks._linkage.index import Index, Policy
from benchmarks._linkage.population import file_of, people_of, population
from benchmarks._linkage.tables import counted
from lgnet.cores.linkage import (
    DEFAULT,
    Band,
    Pair,
    cluster,
    compare,
    rank,
    understand,
)
from lgnet.cores.linkage.weights import BITS, Code

SIZE, SEED, ON = 1500, 41, date(2026, 1, 1)
MADE = population(SIZE, seed=SEED, with_ids=False)


@pytest.fixture(scope="module")
def candidates():
    index = Index(MADE.records)
    pairs = index.pairs(Policy(rows=150, candidates=15))
    return [(MADE.records[one], MADE.records[other]) for one, other in pairs]


def _ids(left, right):
    return tuple(sorted((left.id, right.id)))


def test_the_same_seed_gives_the_same_people():
    assert population(200, seed=9) == population(200, seed=9)
    assert population(200, seed=9).records != population(200, seed=10).records


def test_blocking_keeps_the_true_pairs_and_few_others(candidates):
    found = {_ids(*pair) for pair in candidates}
    true = MADE.true_pairs()
    assert len(found & true) / len(true) >= 0.985
    assert len(found) <= 0.02 * SIZE * (SIZE - 1) / 2


def test_pairs_are_recovered_without_numbers(candidates):
    weights = DEFAULT.for_register(SIZE)
    true = MADE.true_pairs()
    likely = {
        _ids(*pair) for pair in candidates if compare(*pair, weights).log_odds >= weights.likely
    }
    precision, recall = len(likely & true) / len(likely), len(likely & true) / len(true)
    assert 2 * precision * recall / (precision + recall) >= 0.9


def test_nothing_almost_certain_is_false():
    made = population(SIZE, seed=SEED)
    by_id = {record.id: record for record in made.records}
    true = made.true_pairs()
    pairs = Index(made.records).pairs(Policy(rows=150, candidates=15))
    certain = [
        _ids(made.records[one], made.records[other])
        for one, other in pairs
        if compare(made.records[one], made.records[other]).band is Band.ALMOST_CERTAIN
    ]
    assert certain
    assert [pair for pair in certain if pair not in true] == []
    groups = cluster([Pair(*pair, 20.0) for pair in certain], threshold=12.0)
    assert groups.unduplicated(by_id) < len(by_id)


def test_the_right_person_is_among_the_first_five():
    people = list(people_of(SIZE, seed=SEED))
    index = Index([file_of(who, seed=SEED, office=0) for who in people])
    met = 0
    for who in people[:300]:
        heard = file_of(who, seed=SEED, office=7)
        born = heard.birth.earliest
        text = f"{heard.names[-1].text} {born.day}/{born.month}/{born.year}"
        question = understand(text, on=ON)
        found = index.candidates(question.tokens, Policy(rows=3000, candidates=60))
        assert len(found) <= 200
        answers = rank(question, [index.records[at] for at in found])
        met += f"{who.key}-0" in [answer.record.id for answer in answers[:5]]
    assert met >= 0.98 * 300


def test_the_table_of_weights_is_the_one_counted():
    """Weights set by counting stay within two bits of a fresh count."""
    fresh = {
        code: log2(m / u) for code, (m, u) in counted(size=3000, seed=77, chance=25_000).items()
    }
    for code in (
        Code.BIRTH_SAME_DAY,
        Code.BIRTH_SAME_FIRST_JANUARY,
        Code.BIRTH_YEAR_FIRST_JANUARY,
        Code.BIRTH_ONE_FIGURE,
        Code.BIRTH_SAME_YEAR,
        Code.SEX_SAME,
        Code.NATIONALITY_SAME,
        Code.NATIONALITY_DIFFERENT,
        Code.NAME_DIFFERENT,
        Code.NAME_WORD_MISSING,
    ):
        assert BITS[code] == pytest.approx(fresh[code], abs=2.0), code
