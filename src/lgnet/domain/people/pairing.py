"""Records that may be one person, among many at once, and what speaks for and against a pair.

Candidates come by equal keyed tokens that few share, set by set in the database; they are compared
in memory as everywhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from uuid import UUID

from django.db import connection

from lgnet.domain.people import bridge
from lgnet.domain.people.families import declared_different, earlier_of, family_of, frozen_among
from lgnet.domain.people.models import EarlierIdentity, Person, SearchToken

CHUNK = 2000
SHARED_BY = 40
"""A token more records share than this brings nobody together by itself."""
EACH = 4
"""Records compared with each at most: those it shares most with."""
_TABLE = SearchToken._meta.db_table
# The policies of the table keep the statement to the municipality; a common token costs no more
# than the few rows that show it is common.
_SHARED = f"""
SELECT w.kind, few.who
FROM (
    SELECT DISTINCT kind, token FROM {_TABLE} WHERE person_id = ANY(%s) AND kind = ANY(%s)
) w
CROSS JOIN LATERAL (
    SELECT array_agg(person_id) AS who FROM (
        SELECT t.person_id FROM {_TABLE} t WHERE t.kind = w.kind AND t.token = w.token LIMIT %s
    ) met
) few
WHERE cardinality(few.who) BETWEEN 2 AND %s
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

    Who is restricted (GDPR art. 18) is left out.

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
    frozen = set(frozen_among(set(everybody.values())))
    apart = declared_different(everybody)
    wanted: dict[tuple[UUID, UUID], bool] = {}
    for (one, other), number in met.items():
        pair = tuple(sorted((everybody[one], everybody[other])))
        if pair[0] != pair[1] and pair not in apart and not frozen & set(pair):
            wanted[pair] = wanted.get(pair, False) or number
    return list(_compared(wanted, everybody, files))


def _met(ids: list[UUID]) -> dict[tuple[UUID, UUID], bool]:
    """Return pairs that share rare tokens, and whether one of them is a number."""
    found: dict[tuple[UUID, UUID], bool] = {}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        says, numbers = _shared(some)
        for one, others in says.items():
            # A number in common goes before everything else.
            weight = {
                other: bits + 1000 * ((one, other) in numbers) for other, bits in others.items()
            }
            for other in nlargest(EACH, weight, key=lambda key: (weight[key], key)):
                pair = (one, other) if one < other else (other, one)
                found[pair] = found.get(pair, False) or (one, other) in numbers
    return found


def _shared(ids: list[UUID]) -> tuple[dict[UUID, dict[UUID, float]], set[tuple[UUID, UUID]]]:
    """Return whom each record meets and how much that says, and who met in a number."""
    says: dict[UUID, dict[UUID, float]] = {one: defaultdict(float) for one in ids}
    numbers = set()
    with connection.cursor() as cursor:
        kinds = list(bridge.MEETING_KINDS)
        cursor.execute(_SHARED, [ids, kinds, SHARED_BY + 1, SHARED_BY])
        for kind, who in cursor:
            for one in says.keys() & who:
                for other in who:
                    if other != one:
                        says[one][other] += 1 / len(who)
                        if kind == bridge.NUMBER_KIND:
                            numbers.add((one, other))
    return says, numbers


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
