"""The same files given to three programs; each answers with pairs it takes for one person.

`splink` and `recordlinkage` are set up as their own guides say: without examples, parameters by
expectation maximisation, several blocking rules. The best threshold in hindsight is also shown
(for `recordlinkage` the better of its classifier and of the plain sum of likenesses).
"""

from __future__ import annotations

import contextlib
import io
import logging
import time
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks._linkage.index import Index, Policy
from benchmarks._linkage.sets import Files, used
from lgnet.cores.linkage import DEFAULT, compare

Pair = tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What a program answered.

    Attributes
    ----------
    program : str
    precision, recall, f1 : float
        At the program's own threshold.
    best_f1 : float
        At the best threshold in hindsight.
    seconds : float
    """

    program: str
    precision: float
    recall: float
    f1: float
    best_f1: float
    seconds: float


def measured(
    program: str, scored: Iterable[tuple[Pair, float]], threshold: float, files: Files, began: float
) -> Outcome:
    """Measure pairs with their scores against the truth."""
    seconds = time.perf_counter() - began
    pairs = list(scored)
    scores = np.array([score for _, score in pairs])
    right = np.array([pair in files.true for pair, _ in pairs], dtype=bool)
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    best = float((2 * hits / (np.arange(1, len(pairs) + 1) + len(files.true))).max(initial=0.0))
    chosen = scores >= threshold
    true = int((chosen & right).sum())
    precision = true / max(1, int(chosen.sum()))
    recall = true / len(files.true)
    f1 = 2 * true / max(1, int(chosen.sum()) + len(files.true))
    return Outcome(program, precision, recall, f1, best, seconds)


def ours(files: Files) -> Outcome:
    """Compare the candidates our tokens give."""
    began = time.perf_counter()
    weights = DEFAULT.for_register(len(files.records))
    index = Index(files.records)
    scored = []
    for one, other in index.pairs(Policy(rows=300, candidates=20)):
        left, right = files.records[one], files.records[other]
        found = compare(left, right, weights)
        scored.append(((min(left.id, right.id), max(left.id, right.id)), found.log_odds))
    return measured("lgnet", scored, weights.likely, files, began)


def splink(files: Files) -> Outcome:
    """Ask splink, on DuckDB."""
    import pandas
    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.CRITICAL)
    began = time.perf_counter()
    columns = used(files.rows)
    comparisons = {
        "given_name": library.JaroWinklerAtThresholds("given_name", [0.92, 0.8]),
        "surname": library.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "birth": library.LevenshteinAtThresholds("birth", [1, 2]),
        "number": library.LevenshteinAtThresholds("number", [1, 2]),
        "phone": library.ExactMatch("phone"),
        "sex": library.ExactMatch("sex"),
        "nationality": library.ExactMatch("nationality"),
    }
    blocks = [("birth",), ("surname",), ("number",), ("phone",), ("given_name", "nationality")]
    blocks = [block for block in blocks if set(block) <= set(columns)] or [("given_name",)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[comparisons[column] for column in columns],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks],
    )
    api = DuckDBAPI()
    table = api.register(pandas.DataFrame(files.rows))
    linker = Linker(table, settings)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        linker.training.estimate_probability_two_random_records_match(
            [block_on("given_name", "surname", "birth")], recall=0.5
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for block in ("birth", "surname"):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(block))
        answer = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    logging.disable(logging.NOTSET)
    scored = [
        ((min(left, right), max(left, right)), float(score))
        for left, right, score in zip(
            answer["unique_id_l"],
            answer["unique_id_r"],
            answer["match_probability"],
            strict=True,
        )
    ]
    return measured("splink", scored, 0.5, files, began)


def recordlinkage(files: Files) -> Outcome:
    """Ask recordlinkage, with its expectation-conditional maximisation classifier."""
    import pandas
    import recordlinkage as linkage

    began = time.perf_counter()
    columns = used(files.rows)
    frame = pandas.DataFrame(files.rows).set_index("unique_id")
    indexer = linkage.Index()
    for column in ("birth", "surname", "given_name", "number", "phone"):
        if column in columns:
            indexer.block(column)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        candidates = indexer.index(frame)
        comparing = linkage.Compare()
        for column in columns:
            if column in ("given_name", "surname"):
                comparing.string(column, column, method="jarowinkler", label=column)
            elif column in ("birth", "number"):
                comparing.string(column, column, method="levenshtein", label=column)
            else:
                comparing.exact(column, column, label=column)
        vectors = comparing.compute(candidates, frame)
        agreeing = (vectors >= 0.85).astype(int)
        classifier = linkage.ECMClassifier()
        classifier.fit(agreeing)
        chances = classifier.prob(agreeing)
    pairs = [(min(left, right), max(left, right)) for left, right in vectors.index]
    by_chance = list(zip(pairs, map(float, chances), strict=True))
    found = measured("recordlinkage", by_chance, 0.5, files, began)
    by_sum = list(zip(pairs, map(float, vectors.sum(axis=1)), strict=True))
    simple = measured("recordlinkage", by_sum, 0.0, files, began)
    return replace(found, best_f1=max(found.best_f1, simple.best_f1))


PROGRAMS = (ours, splink, recordlinkage)
