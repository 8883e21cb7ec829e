"""Erasing a person: one proposes, another decides, and no hold may stand.

What was written about them stays as bytes nobody can open; facts keep the pseudonym.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lgnet.domain.people import access
from lgnet.domain.people.enums import (
    ERASURE_MOVES,
    BirthPrecision,
    ErasureReason,
    ErasureState,
    HoldReason,
    Sex,
)
from lgnet.domain.people.families import family_of
from lgnet.domain.people.models import (
    EarlierIdentity,
    EarlierPlace,
    Erasure,
    Identifier,
    LegalStatusPeriod,
    ListedPerson,
    LookAlike,
    Person,
    RetentionHold,
    SearchToken,
    Vulnerability,
)
from lgnet.domain.people.operations.common import choice, existing, locked
from lgnet.lib import audit
from lgnet.lib.actor import (
    Actor,
    Scope,
    act_as,
    current_actor,
    current_municipality,
    operation,
)
from lgnet.lib.errors import NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.vault.keys import destroy_key
from lgnet.lib.vault.models import SubjectKey

_TRAITS = {
    "sex": Sex.UNKNOWN,
    "birth_on": None,
    "birth_to": None,
    "birth_precision": BirthPrecision.UNKNOWN,
    "birth_source": "",
    "nationality": "",
    "languages": [],
}


@operation
def propose_erasure(*, person_id: UUID, reason: str, at: datetime) -> Erasure:
    """Propose that a person's texts be destroyed; somebody else decides.

    Raises
    ------
    Refused
        ``people.erased``, ``people.erasure_proposed``, ``people.erasure_held``.
    """
    access.check_can_propose_erasure()
    proposed_by = _somebody()
    choice(reason, ErasureReason, field="reason")
    _check_not_held(person_id, at)
    person = locked(person_id)
    if Erasure.objects.filter(person=person, state=ErasureState.PROPOSED).exists():
        raise Refused("people.erasure_proposed")
    row = Erasure.objects.create(
        person=person, reason=reason, proposed_at=at, proposed_by=proposed_by
    )
    audit.record("people.erasure_proposed", row, at=at, subject=person, fields=[reason])
    return row


@operation
def decline_erasure(*, erasure_id: UUID, at: datetime) -> None:
    """Say no to a proposal; the person stays as they are.

    Raises
    ------
    Refused
        ``people.erasure_by_same_person``, or the proposal was decided before.
    """
    row = _to_decide(erasure_id)
    _decide(row, ErasureState.DECLINED, at)
    audit.record("people.erasure_declined", row, at=at, subject=row.person_id)


@operation
def authorise_erasure(*, erasure_id: UUID, at: datetime) -> None:
    """Destroy a person's keys, what they are found by and their traits, as somebody else proposed.

    Records merged into this one are the same person's: they go with it.

    Raises
    ------
    Refused
        ``people.erasure_by_same_person``, ``people.erasure_held``, or it was decided before.
    """
    row = _to_decide(erasure_id)
    # A proposal is decided once: the state says who came first, so a waiting one finds it changed.
    records = Person.objects.select_for_update(of=("self",)).filter(
        id__in=family_of([row.person_id])
    )
    people = list(records.order_by("id"))
    _check_not_held(row.person_id, at)
    _decide(row, ErasureState.ERASED, at)
    for person in people:
        destroy_key(person.vault_key)
        _forget(person, at)
    ids = [person.id for person in people]
    audit.record("people.erasure_authorised", row, at=at, subject=row.person_id, ids=ids)


@operation
def erase_again(*, at: datetime) -> int:
    """Finish, in data restored from a backup, the erasure of those whose key is gone; return how many.

    Their texts opened no more; here go the tokens and traits the backup brought back.
    """
    access.check_can_decide_erasure()
    people = list(without_key().select_for_update(of=("self",)))
    for person in people:
        _forget(person, at)
        audit.record("people.erased_again", person, at=at, subject=person)
    return len(people)


def without_key() -> QuerySet[Person]:
    """Return the people not marked as erased whose key is not there."""
    keys = SubjectKey.objects.filter(pk=OuterRef("vault_key"))
    return Person.objects.filter(~Exists(keys), erased_at=None).order_by("id")


_FORGOTTEN = (
    EarlierIdentity,
    EarlierPlace,
    Identifier,
    LegalStatusPeriod,
    ListedPerson,
    Vulnerability,
)


def _forget(person: Person, at: datetime) -> None:
    """Take away what people are found by and known by; history goes by the system alone."""
    with act_as(Actor(Scope.SYSTEM, current_municipality(), role="erasure")):
        for model in _FORGOTTEN:
            model.objects.filter(person=person).delete()
    SearchToken.objects.filter(person=person).delete()
    LookAlike.objects.filter(Q(first=person) | Q(second=person)).delete()
    for name, value in _TRAITS.items():
        setattr(person, name, value)
    person.erased_at = at
    person.save(update_fields=[*_TRAITS, "erased_at", "updated_at"])


@operation
def place_hold(*, person_id: UUID, reason: str, at: datetime) -> RetentionHold:
    """Forbid a person's erasure from now on, for a reason, until somebody ends it.

    Raises
    ------
    Refused
        ``people.erased``, ``people.hold_placed``.
    """
    access.check_can_hold(reason)
    placed_by = _somebody()
    choice(reason, HoldReason, field="reason")
    person = existing(person_id)
    if RetentionHold.objects.filter(person=person, reason=reason, ended_at=None).exists():
        raise Refused("people.hold_placed")
    row = RetentionHold.objects.create(
        person=person, reason=reason, from_at=at, placed_by=placed_by
    )
    audit.record("people.hold_placed", row, at=at, subject=person, fields=[reason])
    return row


@operation
def end_hold(*, hold_id: UUID, at: datetime) -> None:
    """Say that a hold is over; it stays in the history."""
    access.check_can_decide_erasure()
    open_ones = RetentionHold.objects.select_for_update(of=("self",)).filter(ended_at=None)
    row = open_ones.filter(pk=hold_id).first()
    if row is None:
        raise NotFound("people.no_such_hold")
    row.ended_at, row.ended_by = at, _somebody()
    row.save(update_fields=["ended_at", "ended_by"])
    audit.record("people.hold_ended", row, at=at, subject=row.person_id)


def _somebody() -> UUID:
    """Return the user who acts: neither a job nor the system proposes or decides."""
    user_id = current_actor().user_id
    if user_id is None:
        raise Refused("people.erasure_by_nobody")
    return user_id


def _to_decide(erasure_id: UUID) -> Erasure:
    access.check_can_decide_erasure()
    row = Erasure.objects.filter(pk=erasure_id).first()
    if row is None:
        raise NotFound("people.no_such_erasure")
    if row.proposed_by == _somebody():
        raise Refused("people.erasure_by_same_person")
    return row


def _decide(row: Erasure, to: ErasureState, at: datetime) -> None:
    also = {"decided_at": at, "decided_by": _somebody()}
    move(row, to, moves=ERASURE_MOVES, at=at, also=also)


def _check_not_held(person_id: UUID, at: datetime) -> None:
    holds = RetentionHold.objects.filter(person_id__in=family_of([person_id]))
    if holds.filter(from_at__lte=at, ended_at=None).exists():
        raise Refused("people.erasure_held")
