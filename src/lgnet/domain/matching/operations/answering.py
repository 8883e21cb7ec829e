"""Answering a partner: yes links two records of two cities, no looks like silence from there."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.matching import access
from lgnet.domain.matching.enums import DeclineReason, InquiryState, Side
from lgnet.domain.matching.models import Inquiry
from lgnet.domain.matching.operations.common import (
    LINKED_FOR,
    contact_told,
    count_apart,
    count_once,
    in_city,
    locked,
    not_possible,
    other_half,
    to_state,
)
from lgnet.domain.matching.queries import set_aside
from lgnet.domain.people.operations import check_may_change
from lgnet.domain.privacy.operations.common import choice, somebody
from lgnet.lib.actor import operation
from lgnet.lib.errors import Refused


@operation
def accept(*, inquiry_id: UUID, contact: str, at: datetime) -> Inquiry:
    """Say yes: each city reads since when the other knows the person, and whom to call there.

    Nothing else of the person crosses; the two desks speak to each other.

    Raises
    ------
    Refused
        ``matching.set_aside``: the person is protected here, and a yes would say where they are.
        ``matching.over``: who asked took it back, or protects the person by now.
    """
    access.check_can_answer()
    reached, me, on = contact_told(contact), somebody(), localdate(at)
    row = locked(inquiry_id, side=Side.RECEIVED)
    check_may_change([row.person_id])
    if set_aside([row.person_id]):
        raise Refused("matching.set_aside")
    until = on + LINKED_FOR
    with in_city(row.partner_id):
        theirs = other_half(row.exchange)
        if theirs is None or theirs.state != InquiryState.WAITING:
            raise Refused("matching.over")
        told = {"known_since": _known_since(row), "contact": reached, "until": until}
        to_state(theirs, InquiryState.ACCEPTED, at=at, answered_at=at, **told)
        count_once(theirs, on=on)
        since = _known_since(theirs)
    to_state(
        row,
        InquiryState.ACCEPTED,
        at=at,
        known_since=since,
        until=until,
        answered_by=me,
        answered_at=at,
    )
    count_once(row, on=on)
    return row


def _known_since(row: Inquiry) -> date:
    return localdate(row.person.registered_at)


@operation
def decline(*, inquiry_id: UUID, reason: str, at: datetime) -> None:
    """Say no, for a reason that stays here: who asked sees a question without an answer, as before.

    Two people of whom it is said that they are not one are no longer counted as if they might be.
    """
    access.check_can_answer()
    choice(reason, DeclineReason, field="reason")
    me = somebody()
    row = locked(inquiry_id, side=Side.RECEIVED)
    to_state(row, InquiryState.DECLINED, at=at, reason=reason, answered_by=me, answered_at=at)
    if reason == DeclineReason.NOT_SAME:
        not_possible(row.meeting, on=localdate(at))


@operation
def end(*, inquiry_id: UUID, at: datetime) -> None:
    """Say, from either side, that a link was wrong: it is shown no more, and two people count."""
    access.check_can_answer()
    row, on = locked(inquiry_id), localdate(at)
    check_may_change([row.person_id])
    to_state(row, InquiryState.ENDED, at=at)
    count_apart(row, on=on)
    not_possible(row.meeting, on=on)
    with in_city(row.partner_id):
        theirs = other_half(row.exchange)
        if theirs is not None:
            if theirs.state == InquiryState.ACCEPTED:
                to_state(theirs, InquiryState.ENDED, at=at)
            count_apart(theirs, on=on)
