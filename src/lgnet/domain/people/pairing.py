"""Records that may be one person, among many at once, and what speaks for and against a pair.

Candidates come by equal keyed tokens that few share, set by set in the database; they are compared
in memory as everywhere else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lgnet.domain.people import bridge
from lgnet.domain.people.families import declared_different, earlier_of, family_of
from lgnet.domain.people.models import EarlierIdentity, Person, SearchToken

CHUNK = 1000
SHARED_BY = 40
"""A token more records share than this brings nobody together by itself."""
EACH = 8
"""Records compared with each at most: those it shares most with."""
_TABLE = SearchToken._meta.db_table
# The policies of the table keep the statement to the municipality.
_MEET = f"""
WITH mine AS (
    SELECT person_id, kind, token FROM {_TABLE}
    WHERE person_id = ANY(%(ids)s) AND kind = ANY(%(kinds)s)
), shared AS (
    SELECT w.kind, w.token, (
        SELECT count(*) FROM (
            SELECT 1 FROM {_TABLE} t WHERE t.kind = w.kind AND t.token = w.token LIMIT %(most)s + 1
        ) few
    ) AS many
    FROM (SELECT DISTINCT kind, token FROM mine) w
), met AS (
    SELECT m.person_id AS one, t.person_id AS other, sum(1.0 / s.many) AS says,
           bool_or(m.kind = %(number)s) AS number
    FROM mine m
    JOIN shared s ON s.kind = m.kind AND s.token = m.token AND s.many BETWEEN 2 AND %(most)s
    JOIN {_TABLE} t ON t.kind = m.kind AND t.token = m.token AND t.person_id <> m.person_id
    GROUP BY 1, 2
), ranked AS (
    SELECT one, other, number,
           row_number() OVER (PARTITION BY one ORDER BY number DESC, says DESC, other) AS place
    FROM met
)
SELECT one, other, number FROM ranked WHERE place <= %(each)s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two standing records that look alike: how much speaks for one person, and what."""

    first: UUID
    second: UUID
    bits: float
    codes: tuple[str, ...]


def meetings(person_ids: Iterable[UUID], *, files: int) -> list[Meeting]:
    """Return who of a register may be the same person as one of some records.

    Parameters
    ----------
    files
        How many records the register holds: the more, the more look alike by chance.
    """
    roots = family_of(person_ids)
    met = _met(list(roots))
    if not met:
        return []
    everybody = family_of({one for pair in met for one in pair})
    apart = declared_different(everybody)
    wanted: dict[tuple[UUID, UUID], bool] = {}
    for (one, other), number in met.items():
        pair = tuple(sorted((everybody[one], everybody[other])))
        if pair[0] != pair[1] and pair not in apart:
            wanted[pair] = wanted.get(pair, False) or number
    return list(_compared(wanted, everybody, files))


def _met(ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], bool]:
    found: dict[tuple[UUID, UUID], bool] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(ids), CHUNK):
            some = ids[start : start + CHUNK]
            values = {"ids": some, "kinds": list(bridge.MEETING_KINDS), "most": SHARED_BY}
            cursor.execute(_MEET, {**values, "number": bridge.NUMBER_KIND, "each": EACH})
            for one, other, number in cursor.fetchall():
                pair = (one, other) if one < other else (other, one)
                found[pair] = found.get(pair, False) or number
    return found


def records_of(roots: Mapping[UUID, UUID]) -> dict[UUID, bridge.Record]:
    """Return people with all they are known by, from every record of theirs."""
    rows = list(Person.objects.filter(id__in=roots, erased_at=None).order_by("-id"))
    also: dict[UUID, list[EarlierIdentity | Person]] = {}
    for row in rows:
        if row.merged_into_id is not None:
            also.setdefault(row.merged_into_id, []).append(row)
    for before in earlier_of(roots).order_by("-at", "-id"):
        also.setdefault(roots[before.person_id], []).append(before)
    return {
        row.id: bridge.record_of(row, also.get(row.id, []))
        for row in rows
        if row.merged_into_id is None
    }


def _compared(
    wanted: Mapping[tuple[UUID, UUID], bool], roots: Mapping[UUID, UUID], files: int
) -> Iterator[Meeting]:
    records, weigh = records_of(roots), bridge.weigher(files)
    for (one, other), number in sorted(wanted.items()):
        if one in records and other in records:
            bits, codes, worth = weigh(records[one], records[other], number)
            if worth:
                yield Meeting(one, other, bits, codes)
