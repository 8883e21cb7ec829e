"""A list of 10,000 people brought into a register that holds some already, with matching.

    ./lgnet bench people_import [--lines 10000] [--known 10000] [--profile]

The list is the invented population of ``benchmarks/linkage``, every line one file of somebody; a
fourth of the people have more than one. It goes the way the page takes it: written as XLSX, read
back, tried, confirmed, look-alikes queued; then read again unchanged, and again with every tenth
line changed. Exits 1 when confirming takes 60 seconds or more, when anything was merged, or when
reading again writes somebody twice.
"""

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import django

from benchmarks import _databases
from benchmarks._linkage.population import population

DATABASE, CITY = "lgnet_people_import", "048017"
MOST_SECONDS, SEED = 60.0, 11
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _cells(record: Any, number: int) -> list[str]:
    from lgnet.cores.linkage import NameKind, Precision

    own = [name.text for name in record.names if name.kind is NameKind.OWN]
    alias = next((n.text for n in record.names if n.kind is NameKind.ALIAS), "")
    given, _, family = (own[0] if own else "").rpartition(" ")
    birth, day, year = record.birth, "", ""
    if birth is not None and birth.precision is Precision.DAY:
        day = f"{birth.earliest:%d/%m/%Y}"
    elif birth is not None and birth.precision is Precision.YEAR:
        year = str(birth.earliest.year)
    sex = {"F": "donna", "M": "uomo", "X": "altro"}.get(record.sex.value, "")
    native = own[1] if len(own) > 1 else ""
    phone = next(iter(record.phones), "")
    cui = next((one.value for one in record.identifiers), "")
    named = given or family or alias or native
    return [
        f"R-{number:06d}", given, family if named else "Anonimo", native, alias, sex, day, year,
        record.nationality, f"+{phone}" if phone else "", cui,
    ]  # fmt: skip


HEAD = (
    "codice", "nome", "cognome", "nome_originale", "alias", "sesso", "nascita", "anno_nascita",
    "cittadinanza", "telefono", "cui",
)  # fmt: skip


def _files(count: int) -> list[list[str]]:
    people = population(count, seed=SEED)
    return [_cells(record, number) for number, record in enumerate(people.records)]


@contextmanager
def _acting() -> Iterator[None]:
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as

    with act_as(system_actor(municipality_id=CITY, job="bench")):
        yield


def _prepare() -> None:
    from lgnet.domain.network.models import Municipality
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as

    with act_as(system_actor(municipality_id=None, job="bench")):
        Municipality.objects.update_or_create(
            istat_code=CITY,
            defaults={
                "name": "Firenze", "belfiore_code": "D612", "province": "Firenze",
                "province_code": "FI", "region": "Toscana", "prefix": "FI",
                "latitude": 43.77, "longitude": 11.25, "is_tenant": True,
            },
        )  # fmt: skip


def _file(lines: Sequence[Sequence[str]]) -> bytes:
    from lgnet.lib.sheets import write

    return write("xlsx", "Persone", HEAD, lines)


def _read(file: bytes, *, dry_run: bool) -> Any:
    from lgnet.domain.people.sheets import PEOPLE
    from lgnet.lib.sheets import read
    from lgnet.web.desk.people_import import run

    parsed = read(file, "elenco.xlsx", PEOPLE)
    assert parsed.ok, parsed.problems[:3]
    with _acting():
        outcome = run(parsed.rows, dry_run, AT)
    assert not outcome.problems, outcome.problems[:3]
    return outcome


def _timed(name: str, act: Callable[[], Any]) -> tuple[float, Any]:
    began, worked = time.perf_counter(), time.process_time()
    done = act()
    took, own = time.perf_counter() - began, time.process_time() - worked
    print(f"{name:<34}{took:>7.1f} s {own:>6.1f} s of it Python's   {done.created:>6} new {done.updated:>6} changed "
          f"{done.unchanged:>6} same")  # fmt: skip
    return took, done


def _counts() -> tuple[int, int, int]:
    from lgnet.domain.people.models import LookAlike, Person

    with _acting():
        merged = Person.objects.filter(merged_into__isnull=False).count()
        return Person.objects.count(), merged, LookAlike.objects.count()


def run(lines: int, known: int, *, profile: bool) -> int:
    """Bring the lists in; return the exit code."""
    _prepare()
    every = _files(known + lines)
    fresh = every[known:]
    before, file = _file(every[:known]), _file(fresh)
    if known:
        _timed(f"{known} already there", lambda: _read(before, dry_run=False))
    _timed(f"{lines} lines, trial", lambda: _read(file, dry_run=True))
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    took, _done = _timed(f"{lines} lines, confirmed", lambda: _read(file, dry_run=False))
    profiler.disable()
    people, merged, pairs = _counts()
    print(f"{people} records, {pairs} pairs to look at, {merged} merged")
    _again, again = _timed("the same list again", lambda: _read(file, dry_run=False))
    changed = _file(
        [
            [*row[:9], "+393330000000", row[10]] if at % 10 == 0 else row
            for at, row in enumerate(fresh)
        ]
    )
    _timed("again, every tenth line changed", lambda: _read(changed, dry_run=False))
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(35)
    good = took < MOST_SECONDS and not merged and not again.created and not again.updated
    print(f"{'PASS' if good else 'FAIL'}: {took:.1f} s of {MOST_SECONDS:.0f}")
    return 0 if good else 1


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark in a database of its own."""
    parser = argparse.ArgumentParser(prog="./lgnet bench people_import", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--known", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args(arguments)
    _databases.copy(DATABASE)
    os.environ |= _databases.variables(DATABASE)
    try:
        django.setup()
        return run(chosen.lines, chosen.known, profile=chosen.profile)
    finally:
        from django.db import connections

        connections.close_all()
        _databases.drop(DATABASE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
