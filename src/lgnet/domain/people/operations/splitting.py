"""One record in which two people got mixed, made two again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from lgnet.domain.people import access, bridge, numbers
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import MatchAnswer, RegisterActKind
from lgnet.domain.people.families import earlier_of, family_of
from lgnet.domain.people.models import EarlierIdentity, MovedRow, Person, RegisterAct, SearchToken
from lgnet.domain.people.operations.common import NAMES, add_tokens, index, locked
from lgnet.domain.people.operations.following import Row, change, label, reseal, rows_of
from lgnet.domain.people.operations.identity import complete_identity, register
from lgnet.domain.people.operations.joining import reason_of, write_act
from lgnet.domain.people.operations.matching import decide
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import NotFound


@operation
def split(
    *,
    person_id: UUID,
    told: Mapping[str, Any],
    facts: Sequence[UUID],
    reason: str,
    at: datetime,
    back_to: UUID | None = None,
    not_theirs: Sequence[UUID] = (),
) -> RegisterAct:
    """Make a second person of what was wrongly written of one; the chosen facts go to them.

    The texts of what goes are sealed anew with the other person's key. Facts counted before stay
    counted as they were.

    Parameters
    ----------
    told
        Who the other person is, as :func:`register` takes it.
    facts
        Ids of the rows that go: titles, numbers, vulnerabilities, files, memberships, meetings.
    back_to
        The earlier identity the record goes back to, when the present one is the other person's.
    not_theirs
        Earlier identities that were the other person's: the record is no longer found by them.

    Raises
    ------
    Invalid
        ``people.reason_missing``, or a field of ``told``.
    NotFound
        ``people.no_such_fact``: one of them is not of this person.
    Refused
        ``people.merged``, ``people.erased``.
    """
    access.check_can_merge()
    why, kept = reason_of(reason), locked(person_id)
    going, staying = _parted(person_id, set(facts))
    aside = _earlier(person_id, not_theirs)
    other = register(at=at, **told)
    act = write_act(RegisterActKind.SPLIT, (kept, other), why, at)
    for column, row in going:
        change(act, row, **{f"{column}_id": other.id})
    records = list(Person.objects.filter(id__in=family_of([kept.id])).order_by("id"))
    moved = [row for _column, row in going]
    reseal(moved, old=[one.vault_key for one in records], new=other.vault_key)
    _move_tokens(records, other, moved, [row for _column, row in staying])
    if back_to is not None:
        aside.append(_go_back(kept.id, back_to, at))
    _set_aside(act, kept.id, aside)
    decide(kept.id, other.id, MatchAnswer.DIFFERENT, at=at)
    audit.record("people.split", act, at=at, subject=kept, ids=[kept.id, other.id])
    return act


Told = tuple[str, Row]


def _parted(person_id: UUID, wanted: set[UUID]) -> tuple[list[Told], list[Told]]:
    rows = list(rows_of(person_id))
    going = [pair for pair in rows if pair[1].pk in wanted]
    if len(going) != len(wanted):
        raise NotFound("people.no_such_fact")
    return going, [pair for pair in rows if pair[1].pk not in wanted]


def _earlier(person_id: UUID, wanted: Sequence[UUID]) -> list[EarlierIdentity]:
    found = list(earlier_of([person_id]).filter(id__in=wanted).order_by("id"))
    if len(found) != len(set(wanted)):
        raise NotFound("people.no_such_fact")
    return found


def _go_back(person_id: UUID, to: UUID, at: datetime) -> EarlierIdentity:
    """Give a record the identity it had before; return the one it had until now."""
    before = _earlier(person_id, [to])[0]
    complete_identity(
        person_id=person_id,
        at=at,
        stage=before.stage,
        sex=before.sex,
        birth=Birth.of(before),
        nationality=before.nationality,
        phone=before.phone or "",
        **{name: getattr(before, name) or "" for name in NAMES},
    )
    return earlier_of([person_id]).order_by("-at", "-id")[:1].get()


def _set_aside(act: RegisterAct, person_id: UUID, rows: Iterable[EarlierIdentity]) -> None:
    """Note which earlier identities were somebody else's, and be found by them no more."""
    for row in rows:
        MovedRow.objects.create(
            act=act,
            model=label(EarlierIdentity),
            row=row.pk,
            before={"person_id": str(person_id)},
            after={"person_id": str(act.other_id)},
        )
    person = Person.objects.get(pk=person_id)
    index(person, list(earlier_of([person_id]).order_by("at", "id")))


def _move_tokens(
    records: Sequence[Person], other: Person, moved: Sequence[Row], kept: Sequence[Row]
) -> None:
    """Let numbers and codes that went find the other person, and not these any more."""
    going = {token for row in moved for token in _tokens(row)}
    add_tokens(other, going)
    gone = going - {token for row in kept for token in _tokens(row)}
    if gone:
        either = Q()
        for kind, token in sorted(gone):
            either |= Q(kind=kind, token=token)
        SearchToken.objects.filter(either, person__in=records).delete()


def _tokens(row: Row) -> set[bridge.Kept]:
    """Return what a person is found by thanks to a row: a number, or the code of a file or home."""
    number = getattr(row, "value", None) or getattr(row, "number", None)
    code = getattr(row, "code", None) or getattr(getattr(row, "household", None), "code", None)
    found = bridge.number_tokens(number) if number else set()
    return found | bridge.code_tokens(numbers.code_forms(code)) if code else found
