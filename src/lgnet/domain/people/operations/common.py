"""What the writes of people share: rows locked or found, choices checked, tokens written."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from lgnet.domain.people import bridge
from lgnet.domain.people.models import EarlierIdentity, Person, SearchToken
from lgnet.lib.actor import current_municipality
from lgnet.lib.errors import Invalid, NotFound, Refused

NAMES = ("given_name", "family_name", "native_name", "alias")


def choice(value: str, choices: Any, *, field: str) -> str:
    """Return a value that is one of the choices, or raise :class:`Invalid`."""
    if value not in choices.values:
        raise Invalid("people.not_a_choice", field=field)
    return str(value)


def check_may_change(person_ids: Iterable[UUID]) -> None:
    """Raise ``people.frozen`` when the processing of somebody's data is restricted (GDPR art. 18).

    The database refuses the change whether or not anybody asks here; asking tells the person why.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('lgnet.frozen', true)::uuid[] && %s::uuid[]", [list(person_ids)]
        )
        (frozen,) = cursor.fetchone()
    if frozen:
        raise Refused("people.frozen")


def locked(person_id: UUID) -> Person:
    """Return a person nobody else may change until the end of the transaction."""
    check_may_change([person_id])
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
    check_may_change(person_ids)
    rows = Person.objects.select_for_update(of=("self",)).filter(id__in=person_ids).order_by("id")
    found = list(rows)
    if len(found) != len(set(person_ids)):
        raise NotFound("people.no_such_person")
    if any(person.merged_into_id is not None for person in found):
        raise Refused("people.merged")
    return found


def changeable(person_id: UUID) -> Person:
    """Return a person about whom something may be added."""
    check_may_change([person_id])
    return existing(person_id)


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


def add_many_tokens(tokens: Iterable[tuple[bridge.Kept, Sequence[UUID]]]) -> None:
    """Make many people findable in a few statements, without a row object for each token.

    Each token comes with those it finds, in one order, so that writers meet in it.
    """
    rows = [
        (who.hex, kind, form)
        for (kind, token), people in tokens
        for form in (token.hex(),)
        for who in people
    ]
    for start in range(0, len(rows), _TOKENS_AT_ONCE):
        some = rows[start : start + _TOKENS_AT_ONCE]
        # Plain text: the driver would take longer to write arrays out than the database to split.
        columns = [" ".join(column) for column in zip(*some, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [current_municipality(), *columns])


_TOKENS_AT_ONCE = 20_000
_ADD = f"""
INSERT INTO {SearchToken._meta.db_table} (municipality_id, person_id, kind, token)
SELECT %s, w.person::uuid, w.kind, decode(w.token, 'hex')
FROM unnest(string_to_array(%s, ' '), string_to_array(%s, ' '), string_to_array(%s, ' '))
    AS w (person, kind, token)
ON CONFLICT DO NOTHING
"""  # noqa: S608
