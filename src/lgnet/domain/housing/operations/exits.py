"""Leaving a stay, and taking an exit back that was written down by mistake."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import STAY_MOVES, Corrected, Destination, FollowUpState, StayState
from lgnet.domain.housing.models import FollowUp, Occupancy, Stay
from lgnet.domain.housing.operations.follow_ups import drop_follow_ups, plan_follow_ups
from lgnet.domain.housing.operations.nights import note_correction, take_back_nights
from lgnet.domain.housing.operations.stays import SUB_ACTION, key_of, locked_stay, members_in
from lgnet.domain.housing.queries.stays import first_night_of_chain
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record_again, reverse_all
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short


@operation
def end_stay(*, stay_id: UUID, on: date, destination: str, at: datetime, note: str = "") -> Stay:
    """End a stay: the night of ``on`` is free again. Nights recorded from then on are taken back.

    How people are after 6 and 12 months is planned to be asked, unless nobody can be.

    Parameters
    ----------
    note
        Why the destination is not known; required then, and only then kept.

    Raises
    ------
    Invalid
        ``housing.end_on``: before the first night or after the day of ``at``; an unknown
        destination; ``housing.end_note``: not known, and nobody said why.
    Refused
        ``housing.bed_taken``: the stay went on beyond what was planned and somebody else has a
        bed since; the stay is over already.
    """
    access.check_can_accept()
    if destination not in Destination.values:
        raise Invalid("housing.destination", field="destination")
    note = short(note, most=200)
    if destination == Destination.UNKNOWN and not note:
        raise Invalid("housing.end_note", field="note")
    stay = locked_stay(stay_id)
    if not stay.from_on <= on <= timezone.localdate(at):
        raise Invalid("housing.end_on", field="on")
    members = members_in(stay)
    also = {
        "to_on": on,
        "ended_at": at,
        "ended_by": current_actor().user_id,
        "destination": destination,
        "end_note": note if destination == Destination.UNKNOWN else None,
    }
    move(stay, StayState.ENDED, moves=STAY_MOVES, at=at, also=also)
    cut(stay, on)
    take_back_nights(stay=stay, from_on=on, reason="exit", at=at)
    nights = (on - first_night_of_chain(stay=stay)).days
    record_again(
        *[
            NewFact(
                kind=FactKind.STAY_ENDED,
                key=key_of("stay_ended", stay, member),
                on=on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=stay.pk,
                dimensions={
                    **member.dimensions(on=on),
                    "destination": destination,
                    "nights": nights,
                },
            )
            for member in members
        ]
    )
    if destination != Destination.DIED:
        plan_follow_ups(stay=stay, on=on)
    return stay


def cut(stay: Stay, on: date) -> None:
    """Let the beds go from a night on; an occupancy that never had a night is released."""
    rows = Occupancy.objects.filter(stay=stay, released=False)
    if on <= stay.from_on:
        rows.update(released=True)
        return
    try:
        with transaction.atomic():
            rows.update(to_on=on)
    except IntegrityError as error:
        raise Refused("housing.bed_taken") from error


@operation
def undo_exit(*, stay_id: UUID, reason: str, at: datetime) -> Stay:
    """Take an exit back: the household never left, its beds are theirs again.

    The nights since are recorded again by the morning count, or by hand.

    Raises
    ------
    Invalid
        No reason.
    Refused
        ``housing.bed_taken``: somebody has one of the beds by now, or somebody of the household
        another one; ``housing.stay_on``: the stay did not end; ``housing.stay_moved``: it went on
        in another unit; ``housing.followed_up``: how they are was asked already.
    """
    access.check_can_accept()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    stay = locked_stay(stay_id)
    if stay.state != StayState.ENDED:
        raise Refused("housing.stay_on")
    if Stay.objects.filter(follows=stay).exists():
        raise Refused("housing.stay_moved")
    if FollowUp.objects.filter(stay=stay, state=FollowUpState.DONE).exists():
        raise Refused("housing.followed_up")
    left_on = stay.to_on
    also = {"to_on": None, "ended_at": None, "ended_by": None, "destination": ""}
    also |= {"end_note": None}
    move(stay, StayState.ACTIVE, moves=STAY_MOVES, at=at, also=also)
    rows = Occupancy.objects.filter(stay=stay)
    # An exit on the first night released the beds; any later one cut them.
    rows = rows.filter(to_on=left_on) if left_on > stay.from_on else rows.filter(released=True)
    try:
        with transaction.atomic():
            rows.update(to_on=stay.expected_to_on, released=False)
    except IntegrityError as error:
        raise Refused("housing.bed_taken") from error
    on = timezone.localdate(at)
    reverse_all(kind=FactKind.STAY_ENDED, object_id=stay.pk, reason="exit_undone", on=on)
    drop_follow_ups(stay=stay)
    note_correction(stay=stay, what=Corrected.EXIT, reason=reason, at=at)
    audit.record("housing.undo_exit", stay, at=at, subject=stay.request.case.person_id)
    return stay
