"""From somebody met in the street to a household that asks for a place, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.enums import Origin
from lgnet.domain.cases.queries import open_cases_of
from lgnet.domain.housing import operations as housing
from lgnet.domain.people import operations as people
from lgnet.domain.people.enums import HouseholdRole
from lgnet.domain.people.queries import household_of, member_ids
from lgnet.domain.response.access import VISIT
from lgnet.lib.access import can, check
from lgnet.lib.actor import act_as, current_actor, operation
from lgnet.lib.errors import Invalid

# What a team member may do through a referral and nowhere else: no list, no file, no board.
_LENT = frozenset({"cases.open", "people.register", "housing.request"})


@dataclass(frozen=True, slots=True)
class Referred:
    """What a referral made: ids only."""

    household_id: UUID
    case_ids: tuple[UUID, ...]
    request_id: UUID | None


def check_can_refer() -> None:
    """Raise unless the actor meets people in the street or takes people in charge."""
    if not can(VISIT):
        check("cases.open")


@operation
def refer(
    *,
    at: datetime,
    person_ids: Sequence[UUID],
    ask_place: bool = True,
    priority_class: str = "1",
    class_reason: str = "",
    from_on: date | None = None,
    origin: str = Origin.STREET,
    roles: Mapping[UUID, str] | None = None,
    case_worker: UUID | None = None,
    summary: str | None = None,
    **wishes: Any,
) -> Referred:
    """Take people met together in charge and, if wanted, ask for one place for all of them.

    Household, cases and request are made together or not at all. Who has an open case keeps it;
    a household that is already the same people stays.

    Parameters
    ----------
    person_ids
        The people, the reference person first.
    ask_place
        Whether to open a housing request too.
    priority_class, class_reason, from_on
        Of the request; tonight when no day is said.
    roles
        Roles in a household to be formed; the first person is its reference.
    wishes
        Further arguments of ``housing.operations.open_request``.

    Raises
    ------
    Invalid
        ``response.nobody_to_refer``, or what the operations refuse.
    Refused
        Somebody lives in another household, or a request is open already; nothing is kept.
    """
    check_can_refer()
    people_met = list(dict.fromkeys(person_ids))
    if not people_met:
        raise Invalid("response.nobody_to_refer", field="person_ids")
    day, actor = timezone.localdate(at), current_actor()
    with act_as(replace(actor, permissions=actor.permissions | _LENT)):
        household_id = _household(people_met, roles or {}, at=at, on=day)
        opened = open_cases_of(person_ids=people_met)
        case_ids = tuple(
            opened[person_id].pk
            if person_id in opened
            else cases.open_case(
                person_id=person_id,
                origin=origin,
                at=at,
                case_worker=case_worker,
                summary=summary,
            ).pk
            for person_id in people_met
        )
        request_id = None
        if ask_place:
            request_id = housing.open_request(
                case_id=case_ids[0],
                household_id=household_id,
                at=at,
                priority_class=priority_class,
                class_reason=class_reason,
                from_on=from_on or day,
                **wishes,
            ).pk
    return Referred(household_id, case_ids, request_id)


def _household(
    person_ids: Sequence[UUID], roles: Mapping[UUID, str], *, at: datetime, on: date
) -> UUID:
    """Return the household these people are, formed now unless it exists as it is."""
    present = household_of(person_id=person_ids[0], on=on)
    if present is not None and set(person_ids) <= set(member_ids(household_id=present.pk, on=on)):
        return present.pk
    members = [
        (
            person_id,
            HouseholdRole.HEAD if place == 0 else roles.get(person_id, HouseholdRole.OTHER),
        )
        for place, person_id in enumerate(person_ids)
    ]
    return people.form_household(members=members, on=on, at=at).pk
