"""Somebody is protected, limited or erased: from now on no partner learns of them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lgnet.domain.matching.enums import InquiryState, Side
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.matching.operations.asking import take_back
from lgnet.domain.matching.operations.common import (
    ROLE,
    in_city,
    one_at_a_time,
    other_half,
    to_state,
)
from lgnet.domain.matching.operations.writing import drop_handles
from lgnet.domain.people.families import family_of
from lgnet.lib.actor import Actor, Scope, act_as, current_municipality, operation


@operation
def forget(*, person_ids: Iterable[UUID], at: datetime) -> None:
    """Take back what partners were told of some people; safe to do again.

    Fingerprint and hints go, in both cities; links end and questions of ours are withdrawn. A
    question a partner asked stays here, for who may still see the person: there it goes unanswered.
    Who was counted once goes on being counted once: it is the same person as before.
    """
    one_at_a_time()
    city = current_municipality()
    with in_city(city):
        records = list(family_of(person_ids))
        handles = list(Handle.objects.filter(person_id__in=records).values_list("id", flat=True))
        meetings = set(Hint.objects.filter(handle__in=handles).values_list("meeting", flat=True))
        drop_handles(handles)
        rows = Inquiry.objects.filter(person_id__in=records).select_for_update(of=("self",))
        for row in rows.order_by("id"):
            _let_go(row, at)
    with act_as(Actor(Scope.MATCHER, role=ROLE)):
        Hint.objects.filter(meeting__in=meetings).delete()


def _let_go(row: Inquiry, at: datetime) -> None:
    if row.state == InquiryState.WAITING and row.side == Side.SENT:
        take_back(row, at=at)
    elif row.state == InquiryState.ACCEPTED:
        to_state(row, InquiryState.ENDED, at=at)
        with in_city(row.partner_id):
            theirs = other_half(row.exchange)
            if theirs is not None and theirs.state == InquiryState.ACCEPTED:
                to_state(theirs, InquiryState.ENDED, at=at)
