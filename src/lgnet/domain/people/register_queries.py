"""Reads of the register's upkeep: pairs that wait, acts that were done. Names shown are audited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from lgnet.domain.people import access, bridge
from lgnet.domain.people.enums import IdentityStage
from lgnet.domain.people.families import declared_different, family_of
from lgnet.domain.people.models import (
    Identifier,
    LegalStatusPeriod,
    LookAlike,
    MatchDecision,
    Person,
    RegisterAct,
    Vulnerability,
)
from lgnet.domain.people.pairing import records_of
from lgnet.domain.people.queries import SHOWN_FIELDS
from lgnet.lib import audit
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import PAGE_SIZE, Page, page

PAIR_FIELDS = (*SHOWN_FIELDS, "phone", "nationality", "languages", "identifiers", "titles")
_ORDER = ("-bits", "-id")


def _waiting(on: date) -> QuerySet[LookAlike]:
    return LookAlike.objects.filter(Q(later_until=None) | Q(later_until__lte=on))


def list_pairs(*, on: date, cursor: str = "", size: int = PAGE_SIZE) -> Page[LookAlike]:
    """Return one page of the pairs that wait, the most alike first, with both persons."""
    access.check_can_merge()
    rows = _waiting(on).select_related("first", "second")
    found = page(rows, by=_ORDER, cursor=cursor, size=size)
    if found.rows:
        ids = {key for row in found.rows for key in (row.first_id, row.second_id)}
        audit.record("people.pairs_read", ids=sorted(ids), fields=list(SHOWN_FIELDS))
    return found


def count_pairs(*, on: date) -> int:
    """Return how many pairs wait."""
    access.check_can_merge()
    return _waiting(on).count()


def waiting_since(*, on: date) -> tuple[int, datetime | None]:
    """Return how many pairs wait, and since when the oldest does."""
    access.check_can_merge()
    found = _waiting(on).aggregate(count=Count("id"), oldest=Min("found_at"))
    return found["count"], found["oldest"]


def next_pair(*, on: date) -> LookAlike | None:
    """Return the pair to look at next: the most alike that waits."""
    access.check_can_merge()
    return _waiting(on).order_by(*_ORDER).first()


def waiting_pair(*, first_id: UUID, second_id: UUID) -> LookAlike | None:
    """Return the pair two records make in the queue, put off or not, if they are there."""
    access.check_can_merge()
    first, second = sorted((first_id, second_id))
    return LookAlike.objects.filter(first_id=first, second_id=second).first()


_FULLNESS = (IdentityStage.STREET, IdentityStage.DECLARED, IdentityStage.DOCUMENTED)


def fuller_first(one: Person, other: Person) -> tuple[Person, Person]:
    """Return two records with the one first of which more is known; the older of equal ones."""
    ordered = sorted(
        (one, other),
        key=lambda row: (-_FULLNESS.index(IdentityStage(row.stage)), row.registered_at),
    )
    return ordered[0], ordered[1]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two standing records beside each other, with what speaks for and against one person."""

    people: tuple[Person, Person]
    numbers: tuple[Sequence[Identifier], Sequence[Identifier]]
    titles: tuple[Sequence[LegalStatusPeriod], Sequence[LegalStatusPeriod]]
    names: tuple[Sequence[str], Sequence[str]]
    weighed: bridge.Weighed
    declared: bool


def side_by_side(*, first_id: UUID, second_id: UUID) -> SideBySide:
    """Return two records beside each other; they are shown, so it is written down.

    Raises
    ------
    NotFound
        One is absent, erased, or stands no more.
    """
    access.check_can_merge()
    ids = (first_id, second_id)
    roots = family_of(ids)
    rows = {
        one.id: one for one in Person.objects.filter(id__in=ids, merged_into=None, erased_at=None)
    }
    if len(rows) != 2:
        raise NotFound("people.no_such_person")
    numbers = [
        list(Identifier.objects.filter(person_id=one).order_by("kind", "-recorded_at"))
        for one in ids
    ]
    titles = [
        list(LegalStatusPeriod.objects.filter(person_id=one).order_by("-from_on", "-recorded_at"))
        for one in ids
    ]
    records = records_of(roots)
    told = [
        bridge.with_numbers(
            records[one],
            [(row.kind, row.value or "") for row in numbers[at]]
            + [("PERMIT", row.number or "") for row in titles[at]],
        )
        for at, one in enumerate(ids)
    ]
    for one in ids:
        audit.record("people.pair_read", subject=rows[one], fields=list(PAIR_FIELDS))
    names = [[name.text for name in record.names] for record in told]
    return SideBySide(
        people=(rows[first_id], rows[second_id]),
        numbers=(numbers[0], numbers[1]),
        titles=(titles[0], titles[1]),
        names=(names[0], names[1]),
        weighed=bridge.weighed(
            told[0], told[1], files=Person.objects.filter(merged_into=None).count()
        ),
        declared=ids in declared_different([first_id]),
    )


def acts_of(*, person_id: UUID) -> list[RegisterAct]:
    """Return what was done to a person's records, the last first, with the act that undid each."""
    access.check_can_read()
    family = family_of([person_id])
    rows = RegisterAct.objects.filter(Q(kept__in=family) | Q(other__in=family))
    found = list(rows.select_related("kept", "other", "undone_by").order_by("-at", "-id"))
    _shown(key for row in found for key in (row.kept_id, row.other_id) if key != person_id)
    return found


def _shown(person_ids: Iterable[UUID]) -> None:
    ids = sorted(set(person_ids))
    if ids:
        audit.record("people.list_read", ids=ids, fields=list(SHOWN_FIELDS))


def get_act(*, act_id: UUID) -> RegisterAct:
    """Return an act on two records, or raise :class:`NotFound`."""
    access.check_can_merge()
    row = RegisterAct.objects.filter(pk=act_id).select_related("kept", "other").first()
    if row is None:
        raise NotFound("people.no_such_merge")
    return row


def written_since(act: RegisterAct) -> int:
    """Return how many things were written of a person after two records became theirs."""
    kept, since = act.kept_id, act.at
    return sum(
        model.objects.filter(person_id=kept, recorded_at__gt=since).count()
        for model in (Identifier, LegalStatusPeriod, Vulnerability)
    )


def different_from(*, person_id: UUID) -> list[tuple[MatchDecision, Person]]:
    """Return who was declared to be somebody else than a person, with the decision."""
    access.check_can_read()
    family = family_of([person_id])
    rows = MatchDecision.objects.filter(
        Q(first__in=family) | Q(second__in=family), answer="DIFFERENT", withdrawn_at=None
    ).select_related("first", "second")
    found = [
        (row, row.second if row.first_id in family else row.first)
        for row in rows.order_by("-decided_at", "-id")
    ]
    _shown(other.id for _row, other in found)
    return found
