"""Households: forming one, joining, leaving."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from lgnet.domain.network.queries import municipality_prefix
from lgnet.domain.people import access
from lgnet.domain.people.enums import HouseholdRole
from lgnet.domain.people.models import Household, HouseholdMember
from lgnet.domain.people.operations.common import choice, lock_people
from lgnet.domain.people.operations.identity import index_code
from lgnet.lib import audit
from lgnet.lib.actor import Actor, Scope, act_as, current_municipality, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.numbering.next import next_number


def _check_free(person_ids: Sequence[UUID], on: date) -> None:
    taken = HouseholdMember.objects.filter(person_id__in=person_ids).exclude(to_on__lte=on)
    row = taken.select_related("household").order_by("id").first()
    if row is not None:
        raise Refused("people.in_another_household", household=row.household.code)


@operation
def form_household(
    *, members: Sequence[tuple[UUID, str]], on: date, at: datetime | None = None
) -> Household:
    """Bring people together as a household, under a code of its own.

    Raises
    ------
    Invalid
        Nobody, somebody twice, or two reference persons.
    Refused
        ``people.in_another_household``.
    """
    access.check_can_register()
    ids = [person_id for person_id, _role in members]
    roles = [choice(role, HouseholdRole, field="role") for _id, role in members]
    if not ids or len(set(ids)) != len(ids) or roles.count(HouseholdRole.HEAD) > 1:
        raise Invalid("people.household_members", field="members")
    lock_people(ids)
    _check_free(ids, on)
    prefix = municipality_prefix(current_municipality())
    household = Household.objects.create(
        code=f"{prefix}-N-{next_number('household'):04d}", formed_on=on
    )
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=household, person_id=person_id, role=role, from_on=on)
        for person_id, role in zip(ids, roles, strict=True)
    )
    for person_id in ids:
        index_code(person_id=person_id, code=household.code)
    audit.record("people.household_formed", household, at=at, ids=ids)
    return household


@operation
def join_household(
    *, household_id: UUID, person_id: UUID, role: str, on: date, at: datetime | None = None
) -> HouseholdMember:
    """Add a person to a household from a day on.

    Raises
    ------
    Refused
        ``people.in_another_household``, ``people.household_dissolved``.
    """
    access.check_can_register()
    choice(role, HouseholdRole, field="role")
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise NotFound("people.no_such_household")
    if household.dissolved_on is not None:
        raise Refused("people.household_dissolved")
    lock_people([person_id])
    _check_free([person_id], on)
    row = HouseholdMember.objects.create(
        household=household, person_id=person_id, role=role, from_on=on
    )
    index_code(person_id=person_id, code=household.code)
    audit.record("people.household_joined", household, at=at, subject=person_id)
    return row


def _anybody_left(household_id: UUID) -> bool:
    """Tell whether somebody still lives there, those hidden from this actor included."""
    with act_as(Actor(Scope.SYSTEM, current_municipality(), role="household")):
        return HouseholdMember.objects.filter(household_id=household_id, to_on=None).exists()


@operation
def leave_household(*, person_id: UUID, on: date, at: datetime | None = None) -> None:
    """End a person's time in their household; the last one to leave dissolves it.

    Raises
    ------
    Refused
        ``people.in_no_household``.
    """
    access.check_can_register()
    lock_people([person_id])
    row = HouseholdMember.objects.filter(person_id=person_id, to_on=None, from_on__lt=on).first()
    if row is None:
        raise Refused("people.in_no_household")
    row.to_on = on
    row.save(update_fields=["to_on"])
    if not _anybody_left(row.household_id):
        Household.objects.filter(pk=row.household_id).update(dissolved_on=on)
    audit.record("people.household_left", row, at=at, subject=person_id, fields=["to_on"])


@operation
def split_household(
    *,
    household_id: UUID,
    leaving: Sequence[tuple[UUID, str]],
    on: date,
    at: datetime | None = None,
) -> Household:
    """Let some members leave together and form a household of their own, from a day on.

    Parameters
    ----------
    leaving
        Who leaves, each with their role in the new household.

    Raises
    ------
    Invalid
        ``people.household_members``: nobody, everybody, or somebody of another household.
    """
    access.check_can_register()
    present = set(_present(household_id, on))
    going = {person_id for person_id, _role in leaving}
    if not going or not going < present:
        raise Invalid("people.household_members", field="members")
    for person_id in sorted(going):
        leave_household(person_id=person_id, on=on, at=at)
    _settle_head(household_id, on)
    formed = form_household(members=leaving, on=on, at=at)
    audit.record("people.household_split", formed, at=at, ids=[household_id, *sorted(going)])
    return formed


@operation
def join_households(
    *, household_id: UUID, joining_id: UUID, on: date, at: datetime | None = None
) -> None:
    """Bring all members of one household into another from a day on; the one left is dissolved.

    Each keeps their role, but for the reference person, who is one: that of the household joined.

    Raises
    ------
    Invalid
        ``people.household_members``: it is one household, or nobody is in the other.
    """
    access.check_can_register()
    rows = _present(joining_id, on)
    if household_id == joining_id or not rows:
        raise Invalid("people.household_members", field="members")
    for person_id, role in sorted(rows.items()):
        leave_household(person_id=person_id, on=on, at=at)
        as_what = HouseholdRole.RELATIVE if role == HouseholdRole.HEAD else role
        join_household(household_id=household_id, person_id=person_id, role=as_what, on=on, at=at)
    audit.record("people.households_joined", at=at, ids=[household_id, joining_id])


def _present(household_id: UUID, on: date) -> dict[UUID, str]:
    """Return who is in a household on a day and was before it, with their roles."""
    rows = HouseholdMember.objects.filter(household_id=household_id, from_on__lt=on, to_on=None)
    return dict(rows.order_by("from_on", "id").values_list("person_id", "role"))


def _settle_head(household_id: UUID, on: date) -> None:
    """Let the longest there be the reference person when the one who was has left."""
    rows = HouseholdMember.objects.filter(household_id=household_id, to_on=None)
    if not rows.filter(role=HouseholdRole.HEAD).exists():
        first = rows.order_by("from_on", "id").first()
        if first is not None:
            _change_role(first, HouseholdRole.HEAD, on)


def _change_role(row: HouseholdMember, role: str, on: date) -> None:
    """Give a member another role from a day on; what it was until then stays."""
    row.to_on = on
    row.save(update_fields=["to_on"])
    HouseholdMember.objects.create(
        household_id=row.household_id, person_id=row.person_id, role=role, from_on=on
    )
