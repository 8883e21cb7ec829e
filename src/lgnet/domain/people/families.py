"""Records that are one person: the one that stands, and those merged into it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from lgnet.domain.people.enums import HoldReason, MatchAnswer
from lgnet.domain.people.models import (
    EarlierIdentity,
    MatchDecision,
    MovedRow,
    Person,
    RetentionHold,
)


def family_of(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return every record of the people some records are, with the one that stands for it."""
    ids = list(person_ids)
    if not ids:
        return {}
    own = Person.objects.filter(id__in=ids).values_list(Coalesce("merged_into_id", "id"), flat=True)
    roots = set(own)  # as values: a subquery under an OR would read the whole city
    rows = Person.objects.filter(Q(id__in=roots) | Q(merged_into_id__in=roots)).order_by("id")
    return {
        person_id: merged_into or person_id
        for person_id, merged_into in rows.values_list("id", "merged_into_id")
    }


def frozen_among(person_ids: Iterable[UUID | str]) -> list[UUID]:
    """Return those among people whose processing is restricted: they are not compared (art. 18)."""
    held = RetentionHold.objects.filter(reason=HoldReason.RESTRICTION, ended_at=None)
    return list(held.filter(person_id__in=list(person_ids)).values_list("person_id", flat=True))


def standing(person_id: UUID) -> UUID:
    """Return the record that stands for the person of a record; itself when none does."""
    row = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
    return row or person_id


def declared_different(person_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return the pairs of standing records that somebody declared to be two people, both ways.

    What was said of a record holds for the person it is merged into.
    """
    roots = family_of(person_ids)
    if not roots:
        return set()
    rows = MatchDecision.objects.filter(
        Q(first__in=roots) | Q(second__in=roots),
        answer=MatchAnswer.DIFFERENT,
        withdrawn_at=None,
    ).values_list("first", "second", "first__merged_into", "second__merged_into")
    pairs = {(of_one or one, of_other or other) for one, other, of_one, of_other in rows.order_by()}
    return pairs | {(other, one) for one, other in pairs}


def earlier_identities() -> QuerySet[EarlierIdentity]:
    """Return what was known of records before, but for what turned out to be somebody else's."""
    set_aside = MovedRow.objects.filter(model="people.EarlierIdentity", row=OuterRef("pk"))
    return EarlierIdentity.objects.filter(~Exists(set_aside))


def earlier_of(person_ids: Iterable[UUID]) -> QuerySet[EarlierIdentity]:
    """Return what was known before of some records."""
    return earlier_identities().filter(person_id__in=person_ids)
