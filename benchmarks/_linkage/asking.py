"""Asking a city in PostgreSQL, as the search box does: by language and by kind of question.

Every question is one transaction of the application's role under row-level security: tokens keyed,
counted and read in the database, the files of the candidates opened and scored, the reading
audited, the commit written. What HTTP and the template add is in `./lgnet bench pages`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks import _databases
from benchmarks._linkage import city
from benchmarks._linkage.processor import as_served, database_ms
from benchmarks._linkage.questions import NAME_ONLY, Person, language_of, questions

SHOWN_FIRST, WARM = 5, 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it was, where the right person stood (0 when absent), what it took.

    Attributes
    ----------
    place : int
    ms, python_ms, database_ms : float
        By the clock, and of processor in either process.
    statements : int
        From ``BEGIN`` to ``COMMIT``.
    written_alike, sound_alike : int
        For a name alone: people whose names hold all that the right person's file says, letter for
        letter, and sound for sound. Nobody can tell more than the first from one another.
    """

    who: Person
    kind: str
    text: str
    place: int
    ms: float
    python_ms: float
    database_ms: float
    statements: int
    written_alike: int = 0
    sound_alike: int = 0

    @property
    def language(self) -> str:
        """The row of the report it belongs to."""
        return language_of(self.who).name


@contextmanager
def open_city(size: int, *, seed: int, keep: bool, note: Callable[[str], None]) -> Iterator[None]:
    """Fill a city of that many people, unless it was kept, and connect to it."""
    import django

    database, stamp = f"lgnet_search_{size}", f"{size} {seed}"
    fresh = _databases.stamp_of(database) != stamp
    if fresh:
        _databases.copy(database)
    os.environ |= _databases.variables(database)
    django.setup()
    from django.db import connections

    try:
        if fresh:
            began = time.perf_counter()
            city.fill(size, seed=seed, note=note)
            _databases.stamp(database, stamp)
            note(f"filled in {time.perf_counter() - began:.0f} s")
        yield
    finally:
        connections.close_all()
        if not keep:
            _databases.drop(database)


def ask(seed: int, each: int) -> list[Asked]:
    """Ask every question once, the first few twice: what a process learns at its start is not it."""
    every = list(questions(seed, each))
    as_served()
    for who, kind, text in every[:WARM]:
        _ask(who, kind, text)
    return [_ask(who, kind, text) for who, kind, text in every]


def _ask(who: Person, kind: str, text: str) -> Asked:
    from django.db import connection

    from lgnet.domain.people import finding

    statements = 0

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    before = database_ms()
    began, worked = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counted), city.acting():
        found = finding.search(text=text, at=city.AT)
    ms, python_ms = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
    database = database_ms() - before
    ids = [one.person.id for one in found]
    right = city.id_of(who)
    place = ids.index(right) + 1 if right in ids else 0
    alike = _alike(who) if kind == NAME_ONLY else (0, 0)
    return Asked(who, kind, text, place, ms, python_ms, database, statements + 2, *alike)


def _alike(who: Person) -> tuple[int, int]:
    from django.db import connection

    found = []
    for column, forms in zip(("written", "sounds"), city.bearer(who), strict=True):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM bench_bearer WHERE {column} @> %s::text[]",
                [forms],
            )
            found.append(cursor.fetchone()[0])
    return found[0], found[1]


# Figures


def hit(asked: Iterable[Asked], first: int = SHOWN_FIRST) -> float:
    """Return in how many the right person was among the first."""
    return float(np.mean([0 < one.place <= first for one in asked]))


def room(asked: Iterable[Asked], first: int = SHOWN_FIRST) -> float:
    """Return how often the right person can be among the first when files written alike are.

    Of n whose names say the same, letter for letter, five at most are among the first five.
    """
    return float(np.mean([min(1.0, first / max(1, one.written_alike)) for one in asked]))


def at_percent(values: Iterable[float], percent: float) -> float:
    """Return a percentile."""
    return float(np.percentile(list(values), percent))
