"""People from a list: another service's register, ten thousand at a time.

A line is known by the list's own number, kept under a key. Nobody is merged: who may be known
already is queued for somebody to look at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people import access, bridge, values
from lgnet.domain.people.enums import IdentityStage
from lgnet.domain.people.families import frozen_among
from lgnet.domain.people.models import (
    Identifier,
    LegalStatusPeriod,
    ListedPerson,
    Person,
)
from lgnet.domain.people.operations.common import add_many_tokens
from lgnet.domain.people.operations.identity import checked_person, complete_identity
from lgnet.domain.people.operations.pairs import note_look_alikes
from lgnet.domain.people.operations.papers import add_identifier, add_title, checked_title
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid
from lgnet.lib.vault.keys import new_keys, want
from lgnet.lib.vault.tokens import token

AT_ONCE = 1000


@dataclass(slots=True)
class ListRead:
    """What reading a list did, or would do; rows that cannot be taken, with the reason.

    ``left`` are lines that say something new of people whose data may not be changed now (art. 18).
    """

    created: int = 0
    updated: int = 0
    same: int = 0
    left: int = 0
    look_alikes: int = 0
    problems: list[tuple[int, Invalid]] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """One line, checked: who it is, their numbers and title, and how it is known again."""

    person: Person
    told: Mapping[str, Any]
    numbers: Mapping[str, str]
    title: Mapping[str, Any] | None
    token: bytes
    digest: bytes


@operation
def read_list(*, rows: Sequence[Mapping[str, Any]], dry_run: bool, at: datetime) -> ListRead:
    """Register or update everybody of a list; nobody when one line is wrong, or on a dry run.

    Parameters
    ----------
    rows
        ``code`` (the list's own number), ``told`` as ``register`` takes it, without what the list
        does not say; ``numbers`` (kind → number), ``title`` as ``add_title`` takes it or None,
        ``row`` (the line of the file) and ``line`` (all it says, to see whether it changed).
    """
    access.check_can_merge()
    access.check_can_register()
    done, lines = ListRead(), []
    for row in rows:
        try:
            lines.append(_checked(row, at))
        except Invalid as error:
            done.problems.append((int(row["row"]), error))
    if done.problems:
        return done
    known = {
        bytes(row.token): row
        for row in ListedPerson.objects.filter(token__in=[line.token for line in lines]).order_by(
            "id"
        )
    }
    fresh = [line for line in lines if line.token not in known]
    changed = _changed(lines, known)
    frozen = set(frozen_among(row.person_id for _line, row in changed))
    done.left = sum(row.person_id in frozen for _line, row in changed)
    changed = [(line, row) for line, row in changed if row.person_id not in frozen]
    done.created, done.updated = len(fresh), len(changed)
    done.same = len(lines) - done.created - done.updated - done.left
    if dry_run:
        return done
    for start in range(0, len(fresh), AT_ONCE):
        _register(fresh[start : start + AT_ONCE], at)
    want(row.person.vault_key for _line, row in changed)
    for line, row in changed:
        _update(line, row, at)
    ids = [line.person.id for line in fresh] + [row.person_id for _line, row in changed]
    done.look_alikes = note_look_alikes(person_ids=ids, at=at)
    return done


def _checked(row: Mapping[str, Any], at: datetime) -> _Line:
    person = checked_person(at=at, **{"stage": IdentityStage.DECLARED, **row["told"]})
    numbers = {
        kind: values.identifier(kind, number) for kind, number in row["numbers"].items() if number
    }
    title = row["title"]
    if title is not None:
        title = {**title, "number": checked_title(on=localdate(at), **title)}
    return _Line(
        person,
        row["told"],
        numbers,
        title,
        token("people:list", str(row["code"])),
        token("people:list-line", str(row["line"])),
    )


def _changed(
    lines: Sequence[_Line], known: Mapping[bytes, ListedPerson]
) -> list[tuple[_Line, ListedPerson]]:
    """Return the lines that say something new of people in sight, with what they were known by.

    Nothing is written of somebody secluded, whom the reader does not see; of an alias; of the erased.
    """
    told = [
        (line, known[line.token])
        for line in lines
        if line.token in known and bytes(known[line.token].digest) != line.digest
    ]
    in_sight = Person.objects.filter(erased_at=None, merged_into=None).in_bulk(
        [row.person_id for _line, row in told]
    )
    for _line, row in told:
        if row.person_id in in_sight:
            row.person = in_sight[row.person_id]
    return [(line, row) for line, row in told if row.person_id in in_sight]


# New people


def _register(lines: Sequence[_Line], at: datetime) -> None:
    for line, key in zip(lines, new_keys(len(lines)), strict=True):
        line.person.vault_key = key
    Person.objects.bulk_create([line.person for line in lines])
    Identifier.objects.bulk_create(
        Identifier(
            person=line.person,
            vault_key=line.person.vault_key,
            kind=kind,
            value=number,
            recorded_at=at,
        )
        for line in lines
        for kind, number in line.numbers.items()
    )
    LegalStatusPeriod.objects.bulk_create(
        LegalStatusPeriod(
            person=line.person, vault_key=line.person.vault_key, recorded_at=at, **line.title
        )
        for line in lines
        if line.title is not None
    )
    ListedPerson.objects.bulk_create(
        ListedPerson(person=line.person, token=line.token, digest=line.digest, read_at=at)
        for line in lines
    )
    add_many_tokens(bridge.keyed_for({line.person.id: _forms(line) for line in lines}))
    for line in lines:
        audit.record("people.registered", line.person, at=at, subject=line.person)


def _forms(line: _Line) -> set[bridge.Token]:
    numbers = [*line.numbers.values(), (line.title or {}).get("number")]
    return bridge.forms_of(line.person, filter(None, numbers))


# People a list knew before


def _update(line: _Line, row: ListedPerson, at: datetime) -> None:
    """Write what a line says anew; an empty cell leaves what is known as it is."""
    complete_identity(person_id=row.person_id, at=at, **line.told)
    for kind, number in line.numbers.items():
        try:
            add_identifier(person_id=row.person_id, kind=kind, value=number, at=at)
        except Invalid as error:
            if error.code != "people.identifier_twice":
                raise
    if line.title is not None and not _has(row.person_id, line.title):
        add_title(person_id=row.person_id, at=at, **line.title)
    row.digest, row.read_at = line.digest, at
    row.save(update_fields=["digest", "read_at"])


def _has(person_id: UUID, title: Mapping[str, Any]) -> bool:
    where = {name: title[name] for name in ("title", "from_on", "to_on")}
    rows = LegalStatusPeriod.objects.filter(person_id=person_id, **where).order_by("id")
    return any((row.number or None) == title["number"] for row in rows)
