"""Protecting a person through every room: hidden or limited here, no partner learns of them either."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from lgnet.domain.matching import operations as matching
from lgnet.domain.people import operations as people
from lgnet.domain.people.enums import HoldReason
from lgnet.domain.privacy import operations as privacy
from lgnet.lib.actor import operation


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
) -> None:
    """Hide a person, and perhaps their household, from this city's colleagues and from partners."""
    rows = privacy.seclude(
        person_id=person_id,
        ground=ground,
        reason=reason,
        review_on=review_on,
        at=at,
        named=named,
        with_household=with_household,
    )
    matching.forget(person_ids=[row.person_id for row in rows], at=at)


@operation
def place_hold(*, person_id: UUID, reason: str, at: datetime) -> None:
    """Keep a person's data for a reason; limited (GDPR art. 18), they are compared with nobody."""
    people.place_hold(person_id=person_id, reason=reason, at=at)
    if reason == HoldReason.RESTRICTION:
        matching.forget(person_ids=[person_id], at=at)
