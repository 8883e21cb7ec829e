"""Reads of people and households. What shows a person is written to the audit."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from lgnet.domain.people import access, families, renewals
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.drafts import Draft
from lgnet.domain.people.enums import ErasureState
from lgnet.domain.people.models import (
    EarlierIdentity,
    EarlierPlace,
    Erasure,
    Household,
    HouseholdMember,
    Identifier,
    LegalStatusPeriod,
    Person,
    Vulnerability,
    known_as,
)
from lgnet.lib import audit
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import PAGE_SIZE, Page, first_page, page
from lgnet.lib.reads import Read, among
from lgnet.lib.timeline import Item

__all__ = ["Draft", "known_as"]

SHOWN_FIELDS = ("given_name", "family_name", "native_name", "alias", "birth_on", "sex")
_RECENT = ("-registered_at", "-id")


def _held(on: Any) -> Q:
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gt=on))


def _standing() -> QuerySet[Person]:
    """Return people, each once: not the records merged into another."""
    return Person.objects.filter(merged_into=None)


def _household_with(person_id: Any, on: Any) -> QuerySet[HouseholdMember]:
    mine = HouseholdMember.objects.filter(_held(on), person_id=person_id).values("household_id")
    rows = HouseholdMember.objects.filter(_held(on), household_id__in=mine)
    return rows.select_related("person", "household").order_by("from_on", "id")


_LAST_REGISTERED = Read[Person](lambda: _standing().order_by(*_RECENT))
_HOUSEHOLD_WITH = Read[HouseholdMember](_household_with)
_TITLES = Read[LegalStatusPeriod](
    lambda person_ids: LegalStatusPeriod.objects.filter(among("person_id", person_ids)).order_by(
        "-from_on", "-recorded_at", "-id"
    )
)
_EARLIER = Read[EarlierIdentity](
    lambda person_id, before: (
        families.earlier_identities()
        .filter(Q(person_id=person_id) | Q(person__merged_into_id=person_id), at__lte=before)
        .order_by("-at", "-id")
    )
)
_NUMBERS = Read[Identifier](
    lambda person_id, before: (
        Identifier.objects.filter(person_id=person_id, recorded_at__lte=before)
        .defer("value")
        .order_by("-recorded_at", "-id")
    )
)
_FINDINGS = Read[Vulnerability](
    lambda person_id, before: Vulnerability.objects.filter(
        person_id=person_id, recorded_at__lte=before
    ).order_by("-recorded_at", "-id")
)


def get_person(*, person_id: UUID, purpose: str = "") -> Person:
    """Return a person, and write down that they were looked at.

    Raises
    ------
    NotFound
        Absent, or another municipality's.
    """
    access.check_can_read()
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound("people.no_such_person")
    audit.record(
        "people.person_read", person, subject=person, fields=list(SHOWN_FIELDS), purpose=purpose
    )
    return person


def standing_of(*, person_id: UUID) -> UUID:
    """Return the record a person is found under now: the one theirs was merged into, or theirs."""
    access.check_can_read()
    return families.standing(person_id)


def people_by_ids(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Return people whose names a list shows, by id."""
    access.check_can_read()
    found = {person.id: person for person in Person.objects.filter(id__in=list(ids)).order_by("id")}
    if found:
        audit.record("people.list_read", ids=list(found), fields=list(SHOWN_FIELDS))
    return found


def list_people(*, cursor: str = "", size: int = PAGE_SIZE) -> Page[Person]:
    """Return one page of people, the last registered first."""
    access.check_can_read()
    if cursor:
        found = page(_standing(), by=_RECENT, cursor=cursor, size=size)
    else:
        found = first_page(_LAST_REGISTERED, by=_RECENT, size=size)
    if found.rows:
        ids = [person.id for person in found.rows]
        audit.record("people.list_read", ids=ids, fields=list(SHOWN_FIELDS))
    return found


def count_people() -> int:
    """Return how many people are registered."""
    access.check_can_read()
    return _standing().count()


def household_of(*, person_id: UUID, on: date) -> Household | None:
    """Return the household a person lives in on a day."""
    return (
        Household.objects.filter(
            Q(members__person_id=person_id, members__from_on__lte=on)
            & (Q(members__to_on=None) | Q(members__to_on__gt=on))
        )
        .order_by("id")
        .first()
    )


def get_household(*, household_id: UUID) -> Household:
    """Return a household, or raise :class:`NotFound`."""
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise NotFound("people.no_such_household")
    return household


def household_by_code(*, code: str) -> Household:
    """Return a household by its code, or raise :class:`NotFound`."""
    household = Household.objects.filter(code=code).first()
    if household is None:
        raise NotFound("people.no_such_household")
    return household


def households_of(*, person_ids: Iterable[UUID], on: date) -> dict[UUID, Household]:
    """Return the household of each person who has one on a day."""
    rows = HouseholdMember.objects.filter(_held(on), person_id__in=list(person_ids))
    return {row.person_id: row.household for row in rows.select_related("household").order_by("id")}


def members_of(*, household_ids: Iterable[UUID], on: date) -> list[HouseholdMember]:
    """Return who lives in households on a day, with the person; in the order they joined."""
    access.check_can_read()
    rows = HouseholdMember.objects.filter(_held(on), household_id__in=list(household_ids))
    found = list(rows.select_related("person").order_by("household_id", "from_on", "id"))
    if found:
        ids = [row.person_id for row in found]
        audit.record("people.list_read", ids=ids, fields=list(SHOWN_FIELDS))
    return found


def household_with(*, person_id: UUID, on: date) -> list[HouseholdMember]:
    """Return who lives with a person on a day, that one included, with person and household."""
    access.check_can_read()
    found = _HOUSEHOLD_WITH(person_id=person_id, on=on)
    if found:
        ids = [row.person_id for row in found]
        audit.record("people.list_read", ids=ids, fields=list(SHOWN_FIELDS))
    return found


def memberships_of(*, person_id: UUID) -> list[HouseholdMember]:
    """Return a person's times in households, the last first, with the household."""
    access.check_can_read()
    rows = HouseholdMember.objects.filter(person_id=person_id).select_related("household")
    return list(rows.order_by("-from_on", "-id"))


def past_members_of(*, household_id: UUID, on: date) -> list[HouseholdMember]:
    """Return the times in a household that are over on a day, the last first, with the person."""
    access.check_can_read()
    rows = HouseholdMember.objects.filter(household_id=household_id, to_on__lte=on)
    found = list(rows.select_related("person").order_by("-to_on", "-id"))
    if found:
        ids = [row.person_id for row in found]
        audit.record("people.list_read", ids=ids, fields=list(SHOWN_FIELDS))
    return found


def member_ids(*, household_id: UUID, on: date) -> list[UUID]:
    """Return the ids of those who live in a household on a day; names nobody."""
    rows = HouseholdMember.objects.filter(_held(on), household_id=household_id)
    return list(rows.order_by("from_on", "id").values_list("person_id", flat=True))


def _vulnerable(person_ids: Sequence[UUID], on: date) -> set[UUID]:
    rows = Vulnerability.objects.filter(person_id__in=person_ids, assessed_on__lte=on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on)).order_by()
    return set(rows.values_list("person_id", flat=True))


def dimensions_of_many(*, people: Sequence[Person], on: date) -> dict[UUID, dict[str, Any]]:
    """Return what figures are broken down by, as it is on a day, for each person."""
    vulnerable = _vulnerable([person.id for person in people], on)
    return {
        person.id: {
            "age": Birth.of(person).bracket(on=on),
            "sex": person.sex,
            "vulnerable": person.id in vulnerable,
        }
        for person in people
    }


def dimensions_of(*, person: Person, on: date) -> dict[str, Any]:
    """Return age bracket, sex and vulnerability of one person on a day."""
    return dimensions_of_many(people=[person], on=on)[person.id]


def identifiers_of(*, person_id: UUID) -> list[Identifier]:
    """Return the numbers that name a person, known or not; the last told first."""
    return list(Identifier.objects.filter(person_id=person_id).order_by("-recorded_at", "-id"))


def titles_of(*, person_ids: Iterable[UUID]) -> list[LegalStatusPeriod]:
    """Return the titles of people, latest beginning first."""
    return _TITLES(person_ids=list(person_ids))


def current_title(titles: Sequence[LegalStatusPeriod], *, on: date) -> LegalStatusPeriod | None:
    """Choose among one person's titles the one to show on a day; an expired one if no other holds.

    A title whose renewal was asked for holds while its receipt does; the receipt shows through it.
    """
    begun = [t for t in titles if (t.from_on is None or t.from_on <= on) and t.renews_id is None]
    holding = [
        t
        for t in begun
        if t.to_on is None or t.to_on > on or renewals.receipt_of(t, titles, on=on) is not None
    ]
    return max(holding or begun, key=lambda t: (t.to_on or date.max, t.recorded_at), default=None)


def earlier_places(*, person_id: UUID, withdrawn: bool = False) -> list[EarlierPlace]:
    """Return where a person was received before, the first first; those not dated last.

    Parameters
    ----------
    withdrawn
        Also what was written and taken back.
    """
    rows = EarlierPlace.objects.filter(person_id=person_id)
    rows = rows if withdrawn else rows.filter(withdrawn_at=None)
    return list(rows.order_by(F("from_on").asc(nulls_last=True), "recorded_at", "id"))


def vulnerabilities_of(*, person_id: UUID, on: date | None) -> list[Vulnerability]:
    """Return the categories that hold for a person on a day; None is every day, the past too."""
    rows = Vulnerability.objects.filter(person_id=person_id)
    if on is not None:
        rows = rows.filter(assessed_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return list(rows.order_by("assessed_on", "id"))


def get_erasure(*, erasure_id: UUID) -> Erasure:
    """Return a proposal to erase somebody that waits for a decision.

    Raises
    ------
    NotFound
        Absent, decided, about somebody hidden from this actor, or another municipality's.
    """
    access.check_can_decide_erasure()
    row = Erasure.objects.filter(pk=erasure_id, state=ErasureState.PROPOSED).first()
    if row is None:
        raise NotFound("people.no_such_erasure")
    return row


def earlier_identities(*, person_id: UUID) -> list[EarlierIdentity]:
    """Return what was known of a person before, latest first; of records merged into it, too."""
    return list(families.earlier_of(families.family_of([person_id])).order_by("-at", "-id"))


def merged_into(*, person_id: UUID) -> list[Person]:
    """Return the records merged into a person's, by when they were registered."""
    access.check_can_read()
    return list(Person.objects.filter(merged_into=person_id).order_by("registered_at", "id"))


def _identity_item(row: EarlierIdentity) -> Item:
    before = Birth(row.birth_on, row.birth_to, row.birth_precision)
    return Item(
        at=row.at,
        code="people.identity_completed",
        key=row.id,
        group="identity",
        by=row.by,
        params={
            "changed": row.changed,
            "stage": row.stage,
            "alias": row.alias or "",
            "name": " ".join(part for part in (row.given_name, row.family_name) if part),
            "birth": before,
            "nationality": row.nationality,
            "ages": before.ages(on=localdate(row.at)),
        },
    )


def _title_item(row: LegalStatusPeriod) -> Item:
    params = {
        "title": row.title,
        "from_on": row.from_on,
        "to_on": row.to_on,
        "unknown_reason": row.unknown_reason,
    }
    return Item(row.recorded_at, "people.title_added", row.id, "titles", params=params)


def _paper_items(person_id: UUID, before: datetime, limit: int) -> list[Item]:
    items = [
        Item(
            row.recorded_at,
            "people.identifier_added",
            row.id,
            "titles",
            params={"kind": row.kind, "unknown_reason": row.unknown_reason},
        )
        for row in _NUMBERS(person_id=person_id, before=before, limit=limit)
    ]
    return items + [
        Item(
            row.recorded_at,
            "people.vulnerability_added",
            row.id,
            "titles",
            params={"category": row.category, "assessed_on": row.assessed_on},
        )
        for row in _FINDINGS(person_id=person_id, before=before, limit=limit)
    ]


def timeline_items(
    *,
    person: Person,
    titles: Sequence[LegalStatusPeriod],
    before: datetime,
    limit: int,
    groups: frozenset[str] = frozenset(),
) -> list[Item]:
    """Return what happened to a person: registration, identity, numbers, titles.

    Parameters
    ----------
    titles
        The person's titles, as :func:`titles_of` gives them.
    before
        Items up to this instant.
    limit
        At most this many of each kind.
    groups
        ``identity``, ``titles``; empty for all.
    """
    access.check_can_read()
    items: list[Item] = []
    if not groups or "identity" in groups:
        if person.registered_at <= before:
            start, by = person.registered_at, person.registered_by
            items.append(Item(start, "people.registered", person.id, "identity", by))
        earlier = _EARLIER(person_id=person.id, before=before, limit=limit)
        items += [_identity_item(row) for row in earlier]
    if not groups or "titles" in groups:
        items += [_title_item(row) for row in titles if row.recorded_at <= before]
        items += _paper_items(person.id, before, limit)
    return items
