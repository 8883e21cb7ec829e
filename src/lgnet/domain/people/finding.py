"""Finding people: the one search box, and who may be known before somebody is registered.

Candidates come by equal keyed tokens, the rarest first, and are scored in memory. What is shown is
written to the audit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from lgnet.domain.people import access, bridge
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.drafts import Draft
from lgnet.domain.people.enums import MatchReason
from lgnet.domain.people.families import (
    declared_different,
    earlier_of,
    family_of,
    frozen_among,
    standing,
)
from lgnet.domain.people.models import (
    EarlierIdentity,
    Identifier,
    LegalStatusPeriod,
    Person,
    SearchToken,
)
from lgnet.domain.people.numbers import codes_in
from lgnet.domain.people.queries import SHOWN_FIELDS
from lgnet.lib import audit
from lgnet.lib.errors import Invalid

MAX_TEXT = 200
SHOWN = 20
_TABLE = SearchToken._meta.db_table

# The policies of the table keep the statement to the municipality. Who met in the same tokens comes in
# one row; of a token that is everybody's, the last registered are read.
_MEET = f"""
SELECT who.met::text, string_agg(who.person_id::text, ' ' ORDER BY who.person_id DESC)
FROM (
    SELECT t.person_id, bit_or(set_bit(repeat('0', {bridge.MOST_TOKENS})::bit({bridge.MOST_TOKENS}), w.place, 1)) AS met
    FROM (
        SELECT kind, token, most, (at - 1)::int AS place
        FROM unnest(%s::text[], %s::bytea[], %s::int[])
            WITH ORDINALITY AS asked (kind, token, most, at)
    ) w
    CROSS JOIN LATERAL (
        SELECT person_id FROM {_TABLE} WHERE kind = w.kind AND token = w.token
        ORDER BY person_id DESC LIMIT w.most
    ) t
    GROUP BY t.person_id
) who
GROUP BY who.met
"""  # noqa: S608
_BIRTHS = f"""
SELECT id::text, birth_on, birth_to, birth_precision FROM {Person._meta.db_table}
WHERE id = ANY(%s::uuid[])
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Found:
    """A person who may be the one meant, and why."""

    person: Person
    reasons: tuple[MatchReason, ...]
    score: float = 0.0


def search(*, text: str, at: datetime) -> list[Found]:
    """Return at most twenty people a typed text may mean, best first, each with its reasons.

    Understands names in any script and spelling, alias, day and year of birth, phone, codice
    fiscale, CUI, VESTANET, permit numbers, codes of cases and households.

    Raises
    ------
    Invalid
        ``people.search_too_long``.
    """
    access.check_can_read()
    if len(text) > MAX_TEXT:
        raise Invalid("people.search_too_long", field="q", limit=MAX_TEXT)
    question = bridge.question_of(text, codes=codes_in(text), on=localdate(at))
    if question.is_empty:
        return []
    met, people, records = _read(_candidates(question.lookup()))
    found = _found(bridge.answers(question, _numbered(records, met), met), people)
    audit.record(
        "people.search_read",
        at=at,
        ids=[one.person.id for one in found],
        fields=list(SHOWN_FIELDS),
    )
    return found


def find_similar(*, draft: Draft, at: datetime, leave_out: UUID | None = None) -> list[Found]:
    """Return people of this municipality who may be the one about to be registered.

    Whose processing is restricted (GDPR art. 18) is found by who asks for them, and not matched.

    Parameters
    ----------
    leave_out
        A record that is not to be found: with it go those declared to be somebody else.
    """
    access.check_can_register()
    told = bridge.record_of_draft(draft)
    met, people, records = _read(_candidates(bridge.lookup_of_draft(told)))
    apart = {*frozen_among(met), *(_apart(leave_out) if leave_out else ())}
    others = [record for record in records if UUID(record.id) not in apart]
    found = _found(bridge.similar(told, others, met), people)
    if found:
        audit.record(
            "people.similar_read",
            at=at,
            ids=[one.person.id for one in found],
            fields=list(SHOWN_FIELDS),
        )
    return found


def _candidates(lookup: bridge.Lookup) -> dict[str, frozenset[str]]:
    """Return the most promising people and the kinds of token in which each met.

    One statement, and one more for births where they decide who is opened.
    """
    policy = bridge.POLICY
    keyed = bridge.keyed(lookup.most_telling())
    rows = [lookup.rows_of(one, policy) for one in keyed.values()]
    some = bridge.promising(lookup, keyed, _groups(list(keyed), rows), policy.met)
    if lookup.births and len(some) > policy.opened:
        some = bridge.by_birth(lookup, some, _births(one.id for one in some))
    return {one.id: one.kinds for one in some[: policy.opened]}


def _groups(kept: Sequence[bridge.Kept], rows: Sequence[int]) -> Iterator[bridge.Group]:
    """Yield who met in some tokens, by the tokens they met in, the last registered first."""
    if not kept:
        return
    kinds, tokens = (list(column) for column in zip(*kept, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_MEET, [kinds, tokens, list(rows)])
        for met, people in cursor.fetchall():
            yield (
                [one for one, bit in zip(kept, met, strict=False) if bit == "1"],
                people.split(),
            )


def _births(person_ids: Iterable[str]) -> dict[str, Birth]:
    with connection.cursor() as cursor:
        cursor.execute(_BIRTHS, [list(person_ids)])
        return {key: Birth(*born) for key, *born in cursor.fetchall()}


def _apart(person_id: UUID) -> set[UUID]:
    """Return a person's own records and those somebody declared to be another person."""
    root = standing(person_id)
    return {root} | {other for one, other in declared_different([person_id]) if one == root}


Met = dict[str, frozenset[str]]


def _read(met: Met) -> tuple[Met, dict[UUID, Person], list[bridge.Record]]:
    """Return people whose records met, the last registered first, with all they are known by.

    Records merged into another count as that one: what they met in, and their names, too.
    """
    roots = family_of(UUID(one) for one in met)
    rows = {one.id: one for one in Person.objects.filter(id__in=roots).order_by("-id")}
    earlier: dict[UUID, list[EarlierIdentity | Person]] = {}
    for row in rows.values():
        if row.merged_into_id is not None:
            earlier.setdefault(row.merged_into_id, []).append(row)
    for before in earlier_of(roots).order_by("-at", "-id"):
        earlier.setdefault(roots[before.person_id], []).append(before)
    whole: Met = {}
    for one, kinds in met.items():
        root = str(roots[UUID(one)])
        whole[root] = whole.get(root, frozenset()) | kinds
    people = {key: row for key, row in rows.items() if row.merged_into_id is None}
    records = [bridge.record_of(row, earlier.get(key, [])) for key, row in people.items()]
    return whole, people, records


def _numbered(records: list[bridge.Record], met: Met) -> list[bridge.Record]:
    """Return records with their numbers, where most of a number met: the rest may be a slip."""
    slipped = [UUID(one) for one, kinds in met.items() if bridge.PIECES_KIND in kinds]
    if not slipped:
        return records
    numbers: dict[str, list[tuple[str, str]]] = {}
    for row in Identifier.objects.filter(person_id__in=slipped).order_by("id"):
        numbers.setdefault(str(row.person_id), []).append((row.kind, row.value or ""))
    for title in LegalStatusPeriod.objects.filter(person_id__in=slipped).order_by("id"):
        numbers.setdefault(str(title.person_id), []).append(("PERMIT", title.number or ""))
    return [bridge.with_numbers(one, numbers.get(one.id, ())) for one in records]


def _found(scored: Iterable[bridge.Scored], people: Mapping[UUID, Person]) -> list[Found]:
    shown = [Found(people[UUID(one)], reasons, score) for one, score, reasons in scored if reasons]
    return shown[:SHOWN]
