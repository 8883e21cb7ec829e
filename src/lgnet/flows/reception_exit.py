"""From a centre's list of who is about to leave to a request planned for that day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.domain.cases.enums import Origin
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.enums import ReceptionState
from lgnet.domain.housing.queries import get_reception_exit
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import HouseholdRole, IdentityStage
from lgnet.domain.people.finding import Found, find_similar
from lgnet.domain.people.queries import Draft, get_person, household_of, member_ids
from lgnet.flows.emergency_to_housing import refer
from lgnet.lib import audit
from lgnet.lib.access import check
from lgnet.lib.actor import operation
from lgnet.lib.errors import Refused

CLASS, LINE = "2", "RECEPTION_EXIT"


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of a household of the list: ids only."""

    person_id: UUID
    household_id: UUID
    request_id: UUID


def check_can_plan() -> None:
    """Raise unless the actor asks for places and registers people."""
    check("housing.request")
    check("people.register")


def who_it_may_be(*, exit_id: UUID, at: datetime) -> tuple[Any, list[Found]]:
    """Return a household of the list and the people of ours who may be its reference person.

    That the list's texts and those people were looked at is written down.
    """
    found = get_reception_exit(exit_id=exit_id)
    audit.record("housing.reception_read", found, at=at, subject=found.person_id)
    if found.state != ReceptionState.WAITING:
        return found, []
    return found, find_similar(draft=_draft(found), at=at)


def _draft(found: Any) -> Draft:
    return Draft(
        given_name=found.given_name or "",
        family_name=found.family_name or "",
        birth=Birth.in_year(found.birth_year) if found.birth_year else Birth(),
        sex=found.sex,
    )


@operation
def plan(
    *,
    exit_id: UUID,
    at: datetime,
    person_id: UUID | None = None,
    looked_at: Collection[UUID] = (),
    reason: str,
) -> Planned:
    """Open a request from the day of exit, for a person of ours or for one registered now.

    People of the household nobody named yet are registered as such, so that the place is large
    enough; who they are is completed at the desk. A person of ours keeps their household: if it
    is another one than the list says, somebody looks first.

    Parameters
    ----------
    person_id
        Who it is, if they are known here; None to register them.
    looked_at
        The possible matches shown, judged to be somebody else.
    reason
        Why the class of the table applies.

    Raises
    ------
    Refused
        ``housing.reception_settled``; ``housing.reception_look``: somebody who may be the same
        was not looked at; ``housing.reception_size``: the household here is smaller than the
        list says; ``housing.request_open_already``.
    """
    check_can_plan()
    found = get_reception_exit(exit_id=exit_id)
    if found.state != ReceptionState.WAITING:
        raise Refused("housing.reception_settled")
    people_there = [person_id if person_id is not None else _register(found, set(looked_at), at=at)]
    get_person(person_id=people_there[0], purpose="housing")
    on = timezone.localdate(at)
    home = household_of(person_id=people_there[0], on=on)
    if home is not None:
        people_there = _with_the_rest(people_there[0], member_ids(household_id=home.pk, on=on))
        if len(people_there) < found.size:
            raise Refused("housing.reception_size", listed=found.size, known=len(people_there))
    else:
        people_there += [_unnamed(found, number, at) for number in range(2, found.size + 1)]
    first_night = max(on, found.exit_on)
    sent = refer(
        at=at,
        person_ids=people_there,
        origin=Origin.RECEPTION_EXIT,
        roles=dict.fromkeys(people_there[1:], HouseholdRole.OTHER),
        priority_class=CLASS,
        class_line=LINE,
        class_reason=reason,
        from_on=first_night,
        needed_by=first_night,
        needs_accessible=found.needs_accessible,
    )
    assert sent.request_id is not None
    housing.settle_reception_exit(
        exit_id=exit_id, person_id=people_there[0], request_id=sent.request_id, at=at
    )
    return Planned(people_there[0], sent.household_id, sent.request_id)


def _with_the_rest(first: UUID, members: Collection[UUID]) -> list[UUID]:
    return [first, *(member for member in members if member != first)]


def _register(found: Any, looked_at: set[UUID], *, at: datetime) -> UUID:
    similar = find_similar(draft=_draft(found), at=at)
    if any(one.person.pk not in looked_at for one in similar):
        raise Refused("housing.reception_look")
    person = people.register(
        at=at,
        stage=IdentityStage.DECLARED,
        alias=None if found.given_name or found.family_name else found.code,
        given_name=found.given_name,
        family_name=found.family_name,
        sex=found.sex,
        birth=Birth.in_year(found.birth_year) if found.birth_year else None,
        languages=[found.language] if found.language else [],
        different_from={one.person.pk: [why.value for why in one.reasons] for one in similar},
    )
    return person.pk


def _unnamed(found: Any, number: int, at: datetime) -> UUID:
    """Register somebody of whom only that they are there is known, by the list's code."""
    alias = f"{found.code}-{number}"
    return people.register(at=at, stage=IdentityStage.STREET, alias=alias).pk
