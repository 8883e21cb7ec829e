"""Asking a partner about somebody of one's own city, one at a time and with a reason."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from lgnet.domain.matching import access
from lgnet.domain.matching.enums import InquiryState, Purpose, Side
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.matching.operations.common import (
    ANSWER_WITHIN,
    contact_told,
    in_city,
    locked,
    one_at_a_time,
    other_half,
    to_state,
)
from lgnet.domain.matching.queries import (
    A_DAY_CITY,
    A_DAY_EACH,
    again_on,
    asked_today,
    get_hint,
    set_aside,
)
from lgnet.domain.people.families import family_of
from lgnet.domain.people.models import Person
from lgnet.domain.people.operations import check_may_change
from lgnet.domain.privacy.operations.common import choice, reason_told, somebody
from lgnet.lib import audit
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import Refused


@operation
def ask(*, hint_id: UUID, purpose: str, text: str, contact: str, at: datetime) -> Inquiry:
    """Ask the partner a hint names whether it knows somebody, and why one wants to know.

    What the partner reads is who asks, the purpose, the text and how to reach the desk; which of
    its own people is meant, it knows by its own half of the hint. Whether anybody there reads it
    is not told: a question about somebody the partner protects goes nowhere, and looks the same.

    Raises
    ------
    NotFound
        ``matching.no_such_hint``: nobody is asked about by guessing.
    Refused
        ``matching.asked_already``, ``matching.asked_lately``, ``matching.quota_each``,
        ``matching.quota_city``.
    """
    access.check_can_ask()
    choice(purpose, Purpose, field="purpose")
    why, reached, me = reason_told(text, field="text"), contact_told(contact), somebody()
    one_at_a_time()
    hint, person = get_hint(hint_id=hint_id)
    check_may_change([person.id])
    _check_quota(at)
    _check_not_asked(hint, at)
    exchange = uuid4()
    row = Inquiry.objects.create(
        exchange=exchange,
        meeting=hint.meeting,
        side=Side.SENT,
        person=person,
        vault_key=person.vault_key,
        partner_id=hint.partner_id,
        purpose=purpose,
        text=why,
        asked_by=me,
        asked_at=at,
        until=localdate(at) + ANSWER_WITHIN,
    )
    audit.record("matching.asked", row, at=at, subject=person, fields=[purpose])
    _deliver(row, asker=current_municipality(), text=why, contact=reached)
    return row


def _check_quota(at: datetime) -> None:
    mine, all_of_us = asked_today(at=at)
    if mine >= A_DAY_EACH:
        raise Refused("matching.quota_each", most=A_DAY_EACH)
    if all_of_us >= A_DAY_CITY:
        raise Refused("matching.quota_city", most=A_DAY_CITY)


def _check_not_asked(hint: Hint, at: datetime) -> None:
    rows = Inquiry.objects.filter(meeting=hint.meeting).order_by("-asked_at", "-id")
    if rows.filter(state=InquiryState.ACCEPTED).exists():
        raise Refused("matching.asked_already")
    last = rows.filter(side=Side.SENT).first()
    if last is None:
        return
    if last.state == InquiryState.WAITING:
        raise Refused("matching.asked_already")
    if localdate(at) < again_on(last):
        raise Refused("matching.asked_lately", day=f"{again_on(last):%d/%m/%Y}")


def _deliver(sent: Inquiry, *, asker: str, text: str, contact: str) -> None:
    """Write the partner's half, about its own person, unless they are set aside there."""
    with in_city(sent.partner_id):
        hint = Hint.objects.filter(meeting=sent.meeting).first()
        handle = Handle.objects.filter(pk=hint.handle).first() if hint else None
        if handle is None:
            return
        records = family_of([handle.person_id])
        person = Person.objects.get(pk=records[handle.person_id])
        if set_aside(records):
            return
        row = Inquiry.objects.create(
            exchange=sent.exchange,
            meeting=sent.meeting,
            side=Side.RECEIVED,
            person=person,
            vault_key=person.vault_key,
            partner_id=asker,
            purpose=sent.purpose,
            text=text,
            contact=contact,
            asked_by=sent.asked_by,
            asked_at=sent.asked_at,
            until=sent.until,
        )
        audit.record(
            "matching.received", row, at=sent.asked_at, subject=person, ids=[sent.asked_by]
        )


@operation
def withdraw(*, inquiry_id: UUID, at: datetime) -> None:
    """Take a question back that nobody answered yet."""
    access.check_can_ask()
    row = locked(inquiry_id, side=Side.SENT)
    take_back(row, at=at)


def take_back(sent: Inquiry, *, at: datetime) -> None:
    """Withdraw a question in both cities; refused or silent there, it stays so."""
    to_state(sent, InquiryState.WITHDRAWN, at=at)
    with in_city(sent.partner_id):
        theirs = other_half(sent.exchange)
        if theirs is not None and theirs.state == InquiryState.WAITING:
            to_state(theirs, InquiryState.WITHDRAWN, at=at)
