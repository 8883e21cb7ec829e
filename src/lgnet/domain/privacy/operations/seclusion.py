"""Who alone sees a person. From the next statement on the database hides them from all others."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people.models import Person
from lgnet.domain.people.queries import household_of, member_ids
from lgnet.domain.privacy import access
from lgnet.domain.privacy.enums import NoticeKind, SecludedFor
from lgnet.domain.privacy.models import NamedReader, Seclusion
from lgnet.domain.privacy.operations.common import (
    choice,
    known_colleagues,
    reason_told,
    somebody,
    tell,
)
from lgnet.lib import audit
from lgnet.lib.actor import look_again, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

LONGEST = timedelta(days=366)


@operation
def seclude(
    *,
    person_id: UUID,
    ground: str,
    reason: str,
    review_on: date,
    at: datetime,
    named: Sequence[UUID] = (),
    with_household: bool = False,
) -> list[Seclusion]:
    """Make a person exist only for who follows their case, for who acts now and for the named.

    Parameters
    ----------
    ground
        Why, in one word of the list.
    reason
        Why, in words; sealed with the person's key.
    review_on
        When somebody must ask whether it is still needed, within a year.
    named
        Colleagues of this municipality who see the person besides.
    with_household
        Whether who lives with them is hidden too: their file would say where the person is.

    Raises
    ------
    Refused
        ``privacy.secluded_already``.
    """
    access.check_can_seclude()
    choice(ground, SecludedFor, field="ground")
    told, me, on = reason_told(reason), somebody(), localdate(at)
    if not on < review_on <= on + LONGEST:
        raise Invalid("privacy.review_on", field="review_on")
    readers = known_colleagues([me, *named], on=on)
    people = _people(person_id, on, with_household)
    secluded = set(
        Seclusion.objects.filter(person__in=people, ended_at=None).values_list(
            "person_id", flat=True
        )
    )
    if person_id in secluded:
        raise Refused("privacy.secluded_already")
    made = []
    for person in people:
        if person.pk in secluded:
            continue
        row = Seclusion.objects.create(
            person=person,
            vault_key=person.vault_key,
            ground=ground,
            reason=told,
            placed_at=at,
            placed_by=me,
            review_on=review_on,
        )
        for reader in readers:
            _name(person.pk, reader, at)
        audit.record("privacy.secluded", row, at=at, subject=person, fields=[ground], ids=readers)
        made.append(row)
    _tell_named([one for one in readers if one != me], person_id, at)
    look_again()
    return made


def _people(person_id: UUID, on: date, with_household: bool) -> list[Person]:
    ids = {person_id}
    home = household_of(person_id=person_id, on=on) if with_household else None
    if home is not None:
        ids |= set(member_ids(household_id=home.pk, on=on))
    found = list(Person.objects.filter(pk__in=ids).order_by("id"))
    if person_id not in {person.pk for person in found}:
        raise NotFound("people.no_such_person")
    if any(person.erased_at for person in found if person.pk == person_id):
        raise Refused("people.erased")
    return found


def _name(person_id: UUID, user_id: UUID, at: datetime) -> bool:
    _row, made = NamedReader.objects.get_or_create(
        person_id=person_id,
        user_id=user_id,
        ended_at=None,
        defaults={"from_at": at, "named_by": somebody()},
    )
    return made


def _tell_named(users: Sequence[UUID], person_id: UUID, at: datetime) -> None:
    tell(NoticeKind.NAMED, at=at, users=users, person_id=person_id, about_user=somebody())


def _open(person_id: UUID) -> Seclusion:
    """Return the seclusion that stands, of a person this actor sees."""
    if not Person.objects.filter(pk=person_id).exists():
        raise NotFound("people.no_such_person")
    rows = Seclusion.objects.select_for_update(of=("self",)).filter(ended_at=None)
    row = rows.filter(person_id=person_id).first()
    if row is None:
        raise Refused("privacy.not_secluded")
    return row


@operation
def name_reader(*, person_id: UUID, user_id: UUID, at: datetime) -> None:
    """Let one more colleague see a secluded person."""
    access.check_can_seclude()
    row = _open(person_id)
    known_colleagues([user_id], on=localdate(at))
    if _name(person_id, user_id, at):
        audit.record("privacy.reader_named", row, at=at, subject=person_id, ids=[user_id])
        _tell_named([user_id], person_id, at)


@operation
def unname_reader(*, person_id: UUID, user_id: UUID, at: datetime) -> None:
    """Let a colleague see a secluded person no longer, unless they follow the case."""
    access.check_can_seclude()
    row = _open(person_id)
    rows = NamedReader.objects.filter(person_id=person_id, user_id=user_id, ended_at=None)
    if not rows.update(ended_at=at):
        raise NotFound("privacy.no_such_reader")
    audit.record("privacy.reader_unnamed", row, at=at, subject=person_id, ids=[user_id])
    look_again()


@operation
def end_seclusion(*, person_id: UUID, reason: str, at: datetime) -> None:
    """Let the whole city's desk see a person again; the time of seclusion stays written."""
    access.check_can_seclude()
    row, told = _open(person_id), reason_told(reason)
    row.ended_at, row.ended_by, row.end_reason = at, somebody(), told
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    NamedReader.objects.filter(person_id=person_id, ended_at=None).update(ended_at=at)
    audit.record("privacy.seclusion_ended", row, at=at, subject=person_id)
    look_again()
