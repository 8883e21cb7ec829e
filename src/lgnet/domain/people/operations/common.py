"""What the writes of people share: rows locked or found, choices checked, tokens written."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from lgnet.domain.people import bridge
from lgnet.domain.people.models import EarlierIdentity, Person, SearchToken
from lgnet.lib.errors import Invalid, NotFound, Refused

NAMES = ("given_name", "family_name", "native_name", "alias")


def choice(value: str, choices: Any, *, field: str) -> str:
    """Return a value that is one of the choices, or raise :class:`Invalid`."""
    if value not in choices.values:
        raise Invalid("people.not_a_choice", field=field)
    return str(value)


def locked(person_id: UUID) -> Person:
    """Return a person nobody else may change until the end of the transaction."""
    return checked(Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first())


def checked(person: Person | None) -> Person:
    """Return somebody of whom may be written: there, not erased, not an alias of another record."""
    if person is None:
        raise NotFound("people.no_such_person")
    if person.erased_at is not None:
        raise Refused("people.erased")
    if person.merged_into_id is not None:
        raise Refused("people.merged")
    return person


def lock_people(person_ids: Sequence[UUID]) -> list[Person]:
    """Lock people in the order of their ids, so that two writers never wait for each other."""
    rows = Person.objects.select_for_update(of=("self",)).filter(id__in=person_ids).order_by("id")
    found = list(rows)
    if len(found) != len(set(person_ids)):
        raise NotFound("people.no_such_person")
    if any(person.merged_into_id is not None for person in found):
        raise Refused("people.merged")
    return found


def existing(person_id: UUID) -> Person:
    """Return a person who is not erased, or raise :class:`NotFound` or :class:`Refused`."""
    return checked(Person.objects.filter(pk=person_id).first())


def index(person: Person, earlier: Sequence[EarlierIdentity] = ()) -> None:
    """Bring the search tokens of names, births and phones, present and earlier, up to date."""
    fresh = bridge.tokens_of_person(person, earlier)
    stored = SearchToken.objects.filter(person=person, kind__in=bridge.REWRITTEN).order_by("id")
    known = {(row.kind, bytes(row.token)): row.pk for row in stored}
    gone = [key for token, key in known.items() if token not in fresh]
    if gone:
        SearchToken.objects.filter(pk__in=gone).delete()
    add_tokens(person, fresh - set(known))


def add_tokens(person: Person, tokens: Iterable[bridge.Kept]) -> None:
    """Make a person findable by tokens; those there already stay."""
    rows = [SearchToken(person=person, kind=kind, token=token) for kind, token in sorted(tokens)]
    if rows:
        SearchToken.objects.bulk_create(rows, ignore_conflicts=True)
