"""A list of 10,000 people brought into a register that holds some already, with matching.

    ./lgnet bench people_import [--lines 10000] [--known 10000] [--profile]

The list is the invented population of ``benchmarks/linkage``, every line one file of somebody; a
fourth of the people have more than one. It goes the way the page takes it: written as XLSX, read
back, tried, confirmed, look-alikes queued; then read again unchanged, and again with every tenth
line changed. The database keeps every promise (fsync on). Exits 1 when confirming takes 60 seconds
or more, when anything was merged, or when reading again writes somebody twice.

By the clock, and of processor in this process and in its database connection: on a machine that
does nothing else the clock is little more than the two together.
"""

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django

from benchmarks import _databases
from benchmarks._linkage.city import AT, acting, found_city
from benchmarks._linkage.population import population
from benchmarks._linkage.processor import as_served, database_ms
from lgnet.cores.linkage import NameKind, Precision, Record
from lgnet.lib.sheets import Outcome, read, write

DATABASE = "lgnet_people_import"
MOST_SECONDS, SEED = 60.0, 11
SEXES = {"F": "donna", "M": "uomo", "X": "altro"}


@dataclass(frozen=True)
class Timed:
    """What one reading did and took."""

    outcome: Outcome
    seconds: float


# The list


def _cells(record: Record, number: int) -> dict[str, str]:
    """Return a file as a line of the table of people."""
    own = [name.text for name in record.names if name.kind is NameKind.OWN]
    given, _, family = (own[0] if own else "").rpartition(" ")
    birth = record.birth
    is_day = birth is not None and birth.precision is Precision.DAY
    is_year = birth is not None and birth.precision is Precision.YEAR
    phone = next(iter(record.phones), "")
    return {
        "codice": f"R-{number:06d}",
        "nome": given,
        "cognome": family or "Anonimo",
        "nome_originale": own[1] if len(own) > 1 else "",
        "sesso": SEXES.get(record.sex.value, ""),
        "nascita": f"{birth.earliest:%d/%m/%Y}" if birth and is_day else "",
        "anno_nascita": str(birth.earliest.year) if birth and is_year else "",
        "cittadinanza": record.nationality,
        "telefono": f"+{phone}" if phone else "",
        "cui": next((one.value for one in record.identifiers), ""),
    }


def _lines(count: int) -> list[dict[str, str]]:
    people = population(count, seed=SEED)
    return [_cells(record, number) for number, record in enumerate(people.records)]


def _file(lines: Sequence[dict[str, str]]) -> bytes:
    return write("xlsx", "Persone", tuple(lines[0]), [tuple(line.values()) for line in lines])


# Reading it


def _read(file: bytes, *, dry_run: bool) -> Outcome:
    from lgnet.domain.people.sheets import PEOPLE
    from lgnet.web.desk.people_import import run

    parsed = read(file, "elenco.xlsx", PEOPLE)
    assert parsed.ok, parsed.problems[:3]
    with acting():
        outcome = run(parsed.rows, dry_run, AT)
    assert not outcome.problems, outcome.problems[:3]
    return outcome


def _timed(name: str, act: Callable[[], Outcome]) -> Timed:
    began, worked, asked = time.perf_counter(), time.process_time(), database_ms()
    done = act()
    seconds, own = time.perf_counter() - began, time.process_time() - worked
    database = (database_ms() - asked) / 1000
    counts = f"{done.created} new, {done.updated} changed, {done.unchanged} same"
    print(
        f"| {name} | {seconds:.1f} | {own:.1f} | {database:.1f} | {counts} |",
        flush=True,
    )
    return Timed(done, seconds)


def _counts() -> tuple[int, int, int]:
    from lgnet.domain.people.models import LookAlike, Person

    with acting():
        merged = Person.objects.filter(merged_into__isnull=False).count()
        return Person.objects.count(), merged, LookAlike.objects.count()


def _changed(lines: Sequence[dict[str, str]]) -> bytes:
    """Return the list with another phone in every tenth line."""
    return _file(
        [
            {**line, "telefono": "+393330000000"} if at % 10 == 0 else line
            for at, line in enumerate(lines)
        ]
    )


def run(lines: int, known: int, *, profile: bool) -> int:
    """Bring the lists in; return the exit code."""
    found_city()
    every = _lines(known + lines)
    fresh = every[known:]
    file = _file(fresh)
    print("\n| | seconds | of Python | of the database | |\n|---|---:|---:|---:|---|")
    if known:
        before = _file(every[:known])
        _timed(f"{known:,} into an empty register", lambda: _read(before, dry_run=False))
    _timed(f"{lines:,} more, trial", lambda: _read(file, dry_run=True))
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    confirmed = _timed(f"{lines:,} more, confirmed", lambda: _read(file, dry_run=False))
    profiler.disable()
    people, merged, pairs = _counts()
    again = _timed("the same list again", lambda: _read(file, dry_run=False))
    some = _changed(fresh)
    _timed("again, every tenth line changed", lambda: _read(some, dry_run=False))
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(40)
    print(f"\n{people:,} records, {pairs:,} pairs to look at, {merged} merged; {_load()}")
    return _judged(confirmed, merged=merged, again=again.outcome)


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _judged(confirmed: Timed, *, merged: int, again: Outcome) -> int:
    good = confirmed.seconds < MOST_SECONDS and not merged
    good = good and not again.created and not again.updated
    print(f"{'PASS' if good else 'FAIL'}: {confirmed.seconds:.1f} s of {MOST_SECONDS:.0f}")
    return 0 if good else 1


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark in a database of its own."""
    parser = argparse.ArgumentParser(prog="./lgnet bench people_import", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--known", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true")
    chosen: Any = parser.parse_args(arguments)
    _databases.copy(DATABASE)
    os.environ |= _databases.variables(DATABASE)
    try:
        django.setup()
        as_served()
        return run(chosen.lines, chosen.known, profile=chosen.profile)
    finally:
        from django.db import connections

        connections.close_all()
        _databases.drop(DATABASE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
