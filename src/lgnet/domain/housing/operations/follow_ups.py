"""What people say when they leave, and how they are 6 and 12 months on."""

from calendar import monthrange
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    FOLLOW_UP_MOVES,
    HOUSED,
    Corrected,
    FollowUpOutcome,
    FollowUpState,
    Grade,
    StayState,
)
from lgnet.domain.housing.models import ExitQuestionnaire, FollowUp, Stay
from lgnet.domain.housing.operations.nights import note_correction
from lgnet.domain.housing.operations.stays import SUB_ACTION, key_of, members_in
from lgnet.domain.housing.queries.stays import get_stay
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record_again, reverse_all
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short

MONTHS = (6, 12)
MOST_WORDS = 500


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of a month that has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def plan_follow_ups(*, stay: Stay, on: date) -> None:
    """Plan to ask how people are; asked anew when an exit is written down again."""
    for months in MONTHS:
        FollowUp.objects.update_or_create(
            stay=stay,
            months=months,
            defaults={
                "vault_key": stay.vault_key,
                "due_on": months_after(on, months),
                "state": FollowUpState.PLANNED,
            },
        )


def drop_follow_ups(*, stay: Stay) -> None:
    """Drop what was planned: nobody left."""
    FollowUp.objects.filter(stay=stay, state=FollowUpState.PLANNED).update(
        state=FollowUpState.DROPPED
    )


@operation
def record_follow_up(
    *, follow_up_id: UUID, outcome: str, on: date, at: datetime, note: str = ""
) -> FollowUp:
    """Write down how people are some months after they left; not having reached them is an answer.

    Raises
    ------
    Invalid
        ``housing.outcome``; ``housing.done_on``: before the exit or after today.
    NotFound
        No such follow-up.
    Refused
        It was done already, or is not needed any more.
    """
    access.check_can_accept()
    if outcome not in FollowUpOutcome.values:
        raise Invalid("housing.outcome", field="outcome")
    found = _locked(follow_up_id)
    stay = get_stay(stay_id=found.stay_id)
    if not (stay.to_on or date.min) <= on <= timezone.localdate(at):
        raise Invalid("housing.done_on", field="on")
    also = {
        "done_on": on,
        "outcome": outcome,
        "note": short(note, most=200) or None,
        "recorded_at": at,
        "recorded_by": current_actor().user_id,
    }
    move(found, FollowUpState.DONE, moves=FOLLOW_UP_MOVES, at=at, also=also)
    record_again(
        *[
            NewFact(
                kind=FactKind.FOLLOWED_UP,
                key=f"{key_of('followed_up', stay, member)}:{found.months}",
                on=on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=found.pk,
                dimensions={
                    **member.dimensions(on=on),
                    "months": found.months,
                    "outcome": outcome,
                    "housed": outcome in HOUSED,
                    "after": f"{found.months}:{_how(outcome)}",
                },
            )
            for member in members_in(stay)
        ]
    )
    return found


def _how(outcome: str) -> str:
    if outcome == FollowUpOutcome.NOT_REACHED:
        return "not_reached"
    return "housed" if outcome in HOUSED else "not_housed"


@operation
def undo_follow_up(*, follow_up_id: UUID, reason: str, at: datetime) -> FollowUp:
    """Take an answer back: it was about somebody else, or mistyped; it is to be asked again.

    Raises
    ------
    Invalid
        No reason.
    Refused
        It was not done.
    """
    access.check_can_accept()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    found = _locked(follow_up_id)
    if found.state != FollowUpState.DONE:
        raise Refused("housing.not_followed_up")
    also = {"done_on": None, "outcome": "", "note": None, "recorded_at": None, "recorded_by": None}
    move(found, FollowUpState.PLANNED, moves=FOLLOW_UP_MOVES, at=at, also=also)
    on = timezone.localdate(at)
    reverse_all(kind=FactKind.FOLLOWED_UP, object_id=found.pk, reason="follow_up_undone", on=on)
    note_correction(stay=found.stay, what=Corrected.FOLLOW_UP, reason=reason, at=at)
    return found


def _locked(follow_up_id: UUID) -> FollowUp:
    found = (
        FollowUp.objects.select_related("stay")
        .select_for_update(of=("self",))
        .filter(pk=follow_up_id)
        .first()
    )
    if found is None:
        raise NotFound("housing.no_such_follow_up")
    return found


@operation
def save_questionnaire(
    *,
    stay_id: UUID,
    at: datetime,
    helpful: str = "",
    safe: str = "",
    ready: str = "",
    words: str = "",
) -> ExitQuestionnaire:
    """Keep what people say of a stay that ended; each answer may be left out, or given later.

    Raises
    ------
    Invalid
        ``housing.grade``, with the ``field``.
    Refused
        ``housing.stay_on``: they have not left.
    """
    access.check_can_accept()
    answers = {"helpful": helpful, "safe": safe, "ready": ready}
    for name, answer in answers.items():
        if answer and answer not in Grade.values:
            raise Invalid("housing.grade", field=name)
    stay = get_stay(stay_id=stay_id)
    if stay.state != StayState.ENDED:
        raise Refused("housing.stay_on")
    user_id = current_actor().user_id
    row = ExitQuestionnaire.objects.select_for_update(of=("self",)).filter(stay=stay).first()
    row = row or ExitQuestionnaire(stay=stay, vault_key=stay.vault_key)
    for name, answer in answers.items():
        setattr(row, name, answer)
    row.words = short(words, most=MOST_WORDS) or None
    row.asked_at, row.asked_by = at, user_id
    row.save()
    audit.record("housing.questionnaire", stay, at=at, subject=stay.request.case.person_id)
    return row
