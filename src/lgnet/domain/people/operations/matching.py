"""What somebody decided about two records that look alike, and taking it back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people import access
from lgnet.domain.people.enums import MatchAnswer
from lgnet.domain.people.families import standing
from lgnet.domain.people.models import LookAlike, MatchDecision
from lgnet.domain.people.operations.common import choice, lock_people
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

ASK_AGAIN_AFTER = timedelta(days=30)


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Return a pair as it is stored."""
    return (one, other) if one < other else (other, one)


def decide(
    one: UUID, other: UUID, answer: str, *, at: datetime, reasons: Sequence[str] = ()
) -> MatchDecision:
    """Keep a decision; the same one made again changes nothing.

    Raises
    ------
    Refused
        ``people.match_decided``: it was decided otherwise, and nobody withdrew it.
    """
    low, high = in_order(one, other)
    row, made = MatchDecision.objects.get_or_create(
        first_id=low,
        second_id=high,
        withdrawn_at=None,
        defaults={
            "answer": choice(answer, MatchAnswer, field="answer"),
            "reasons": [str(reason) for reason in reasons],
            "decided_at": at,
            "decided_by": current_actor().user_id,
        },
    )
    if not made and row.answer != answer:
        raise Refused("people.match_decided")
    audit.record("people.match_decided", row, at=at, ids=[low, high], fields=["answer"])
    return row


def withdraw_between(one: UUID, other: UUID, *, at: datetime) -> MatchDecision | None:
    """Take back what was decided of a pair, if anything was; it stays in the history."""
    low, high = in_order(one, other)
    row = MatchDecision.objects.filter(first_id=low, second_id=high, withdrawn_at=None).first()
    if row is not None:
        row.withdrawn_at, row.withdrawn_by = at, current_actor().user_id
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("people.match_withdrawn", row, at=at, ids=[low, high], fields=["answer"])
    return row


@operation
def decide_match(
    *, first_id: UUID, second_id: UUID, answer: str, reasons: Sequence[str], at: datetime
) -> MatchDecision:
    """Keep what a person decided about two records that look alike; nothing is merged.

    Raises
    ------
    Invalid
        The two are one record.
    Refused
        ``people.match_decided``: somebody decided otherwise before.
    """
    access.check_can_register()
    if first_id == second_id:
        raise Invalid("people.same_record", field="second")
    low, high = in_order(first_id, second_id)
    lock_people([low, high])
    row = decide(low, high, answer, reasons=reasons, at=at)
    LookAlike.objects.filter(first_id=low, second_id=high).delete()
    return row


@operation
def withdraw_decision(*, decision_id: UUID, at: datetime) -> MatchDecision:
    """Say that what was decided of a pair no longer holds: it may be asked and decided anew.

    Raises
    ------
    NotFound
        ``people.no_such_decision``: absent, or withdrawn before.
    Refused
        ``people.merged``: they were joined since; that is undone first.
    """
    access.check_can_merge()
    row = MatchDecision.objects.filter(pk=decision_id, withdrawn_at=None).first()
    if row is None:
        raise NotFound("people.no_such_decision")
    if standing(row.first_id) == standing(row.second_id):
        raise Refused("people.merged")
    withdraw_between(row.first_id, row.second_id, at=at)
    return row


@operation
def put_off(*, pair_id: UUID, at: datetime) -> date:
    """Put a pair that waits aside for thirty days; return the day it comes back.

    Raises
    ------
    NotFound
        ``people.no_such_pair``.
    """
    access.check_can_merge()
    pair = LookAlike.objects.select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None:
        raise NotFound("people.no_such_pair")
    pair.later_until = localdate(at) + ASK_AGAIN_AFTER
    pair.save(update_fields=["later_until"])
    audit.record("people.pair_put_off", pair, at=at, ids=[pair.first_id, pair.second_id])
    return pair.later_until
