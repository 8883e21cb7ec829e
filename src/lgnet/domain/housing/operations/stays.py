"""Stays: begun from a hold, entered, prolonged, cancelled before they begin."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    HOLD_MOVES,
    OFFER_MOVES,
    REQUEST_MOVES,
    STAY_MOVES,
    AnsweredBy,
    Corrected,
    HoldState,
    OccupancyKind,
    OfferState,
    RequestState,
    StayState,
)
from lgnet.domain.housing.models import Hold, Occupancy, Offer, ProposalRun, Stay
from lgnet.domain.housing.operations.holds import get_locked_hold
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.domain.housing.operations.nights import note_correction, take_back_nights
from lgnet.domain.housing.queries.households import MemberShape, members_of
from lgnet.domain.housing.queries.stays import get_stay, nights_of
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record, record_again, reverse_all
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short

SUB_ACTION = 4
FARTHEST = timedelta(days=3 * 366)


@operation
def accept(
    *,
    hold_id: UUID,
    at: datetime,
    run_id: UUID | None = None,
    rank: int | None = None,
    reason: str = "",
) -> Stay:
    """Turn a hold into a stay: a person decided, and what they saw is kept.

    Parameters
    ----------
    run_id, rank
        The proposal decided upon and which of its options was taken (from 1). Without them the
        run the hold was made from counts, or the latest of the request.
    reason
        Required unless the first option was taken.

    Raises
    ------
    Invalid
        ``housing.reason_required``, or the option named is not the one held.
    NotFound
        No such hold or run.
    Refused
        ``housing.hold_expired``, ``housing.hold_ended``.
    """
    access.check_can_accept()
    held = get_locked_hold(hold_id=hold_id, at=at)
    request = held.request
    run = _run(held, run_id)
    rank = _rank(run, held, rank)
    reason = short(reason, most=300)
    if rank != 1 and not reason:
        raise Invalid("housing.reason_required", field="reason")
    on = timezone.localdate(at)
    user_id = current_actor().user_id
    stay = Stay.objects.create(
        vault_key=held.vault_key,
        request=request,
        household_id=request.household_id,
        unit_id=held.unit_id,
        from_on=held.from_on,
        expected_to_on=held.to_on,
        started_at=at,
        started_by=user_id,
        days_waited=max(0, (on - timezone.localdate(request.opened_at)).days),
    )
    Occupancy.objects.filter(hold=held, kind=OccupancyKind.HOLD, released=False).update(
        kind=OccupancyKind.STAY, stay=stay
    )
    move(held, HoldState.ACCEPTED, moves=HOLD_MOVES, at=at, also={"ended_at": at})
    _take_offers_up(held, at)
    move(request, RequestState.PLACED, moves=REQUEST_MOVES, at=at, also={"decided_at": at})
    if run is not None:
        run.chosen_rank, run.decision_reason = rank, reason or None
        run.decided_at, run.decided_by = at, user_id
        run.save(update_fields=["chosen_rank", "decision_reason", "decided_at", "decided_by"])
    audit.record("housing.accept", stay, at=at, subject=request.case.person_id)
    record(
        *[
            NewFact(
                kind=FactKind.STAY_STARTED,
                key=key_of("stay_started", stay, member),
                on=stay.from_on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=stay.pk,
                dimensions={
                    **member.dimensions(on=stay.from_on),
                    "days_waited": stay.days_waited,
                    "class": request.priority_class,
                },
            )
            for member in members_in(stay)
        ]
    )
    return stay


def _take_offers_up(held: Hold, at: datetime) -> None:
    """An offer nobody answered yet was taken up at the desk, where the place was decided."""
    also = {
        "answered_at": at,
        "answered_how": AnsweredBy.DESK,
        "answered_by": current_actor().user_id,
    }
    for offer in Offer.objects.filter(hold=held, state=OfferState.OPEN).order_by("pk"):
        move(offer, OfferState.ACCEPTED, moves=OFFER_MOVES, at=at, also=also)


def _run(held: Hold, run_id: UUID | None) -> ProposalRun | None:
    runs = ProposalRun.objects.filter(request_id=held.request_id)
    run_id = run_id or held.run_id
    if run_id is None:
        return runs.filter(at__lte=timezone.now()).order_by("-at", "-id").first() or None
    found = runs.filter(pk=run_id).first()
    if found is None:
        raise NotFound("housing.no_such_run")
    return found


def _rank(run: ProposalRun | None, held: Hold, rank: int | None) -> int | None:
    """Return the place of the held unit among the options; None when nobody proposed it."""
    options = run.options if run is not None else []
    places = [
        place for place, option in enumerate(options, 1) if option["unit_id"] == str(held.unit_id)
    ]
    found = places[0] if places else None
    if rank is not None and rank != found:
        raise Invalid("housing.other_option", field="rank")
    return found


def key_of(what: str, stay: Stay, member: MemberShape) -> str:
    """Return the key of a fact about somebody in a stay."""
    return f"{what}:{stay.pk}:{member.pseudonym}"


def members_in(stay: Stay) -> tuple[MemberShape, ...]:
    """Return who has a bed in the stay."""
    persons = set(
        Occupancy.objects.filter(stay=stay, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    members = members_of(household_ids=[stay.household_id], on=stay.from_on)[stay.household_id]
    return tuple(member for member in members if member.person_id in persons)


def locked_stay(stay_id: UUID) -> Stay:
    """Lock the beds of a stay and return it as it is then."""
    beds = Occupancy.objects.filter(stay_id=stay_id, released=False)
    lock_beds(beds.values_list("bed_id", flat=True))
    return get_stay(stay_id=stay_id)


@operation
def extend_stay(*, stay_id: UUID, expected_to_on: date, at: datetime) -> Stay:
    """Move the expected exit, later or earlier; the beds are kept until then.

    Raises
    ------
    Invalid
        Not after the first night, or in the past, or years ahead.
    Refused
        ``housing.bed_taken``: somebody else has a bed by then; the stay is not going on.
    """
    access.check_can_accept()
    stay = locked_stay(stay_id)
    on = timezone.localdate(at)
    if stay.state != StayState.ACTIVE:
        raise Refused("housing.stay_over")
    if not max(stay.from_on, on) < expected_to_on <= on + FARTHEST:
        raise Invalid("housing.expected_to_on", field="expected_to_on")
    try:
        with transaction.atomic():
            Occupancy.objects.filter(stay=stay, released=False).update(to_on=expected_to_on)
    except IntegrityError as error:
        raise Refused("housing.bed_taken") from error
    stay.expected_to_on = expected_to_on
    stay.save(update_fields=["expected_to_on"])
    audit.record("housing.extend_stay", stay, at=at, fields=["expected_to_on"])
    return stay


@operation
def cancel_stay(*, stay_id: UUID, reason: str, at: datetime) -> Stay:
    """Undo a decision before anybody slept there: the beds go, the request waits again.

    Raises
    ------
    Invalid
        No reason.
    Refused
        ``housing.stay_began``: a night was recorded; end the stay instead.
    """
    access.check_can_accept()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    stay = locked_stay(stay_id)
    if nights_of(stay_id=stay.pk)[0]:
        raise Refused("housing.stay_began")
    if stay.arrived_on is not None:
        raise Refused("housing.arrived_already")
    also = {"ended_at": at, "cancel_reason": reason}
    move(stay, StayState.CANCELLED, moves=STAY_MOVES, at=at, also=also)
    move(stay.request, RequestState.WAITING, moves=REQUEST_MOVES, at=at)
    Occupancy.objects.filter(stay=stay, released=False).update(released=True)
    reverse_all(
        kind=FactKind.STAY_STARTED,
        object_id=stay.pk,
        reason="stay_cancelled",
        on=timezone.localdate(at),
    )
    return stay


@operation
def check_in(*, stay_id: UUID, on: date, at: datetime) -> Stay:
    """Write down that a household came in: from that night on its nights count.

    Raises
    ------
    Invalid
        ``housing.arrived_on``: before the first night that was decided, or after today.
    Refused
        ``housing.stay_over``, ``housing.arrived_already``.
    """
    access.check_can_accept()
    stay = locked_stay(stay_id)
    if stay.state != StayState.ACTIVE:
        raise Refused("housing.stay_over")
    if stay.arrived_on is not None:
        raise Refused("housing.arrived_already")
    if not stay.from_on <= on <= timezone.localdate(at):
        raise Invalid("housing.arrived_on", field="on")
    stay.arrived_on, stay.arrived_at, stay.arrived_by = on, at, current_actor().user_id
    stay.save(update_fields=["arrived_on", "arrived_at", "arrived_by"])
    audit.record("housing.check_in", stay, at=at, subject=stay.request.case.person_id)
    record_again(
        *[
            NewFact(
                kind=FactKind.ARRIVED,
                key=key_of("arrived", stay, member),
                on=on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=stay.pk,
                dimensions=member.dimensions(on=on),
            )
            for member in members_in(stay)
        ]
    )
    return stay


@operation
def undo_check_in(*, stay_id: UUID, reason: str, at: datetime) -> Stay:
    """Take back that a household came in, with every night counted since; the beds stay theirs.

    Raises
    ------
    Invalid
        No reason.
    Refused
        ``housing.not_arrived``, ``housing.stay_over``.
    """
    access.check_can_accept()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    stay = locked_stay(stay_id)
    if stay.state != StayState.ACTIVE:
        raise Refused("housing.stay_over")
    if stay.arrived_on is None:
        raise Refused("housing.not_arrived")
    take_back_nights(stay=stay, from_on=stay.from_on, reason="arrival_undone", at=at)
    reverse_all(
        kind=FactKind.ARRIVED,
        object_id=stay.pk,
        reason="arrival_undone",
        on=timezone.localdate(at),
    )
    stay.arrived_on = stay.arrived_at = stay.arrived_by = None
    stay.save(update_fields=["arrived_on", "arrived_at", "arrived_by"])
    note_correction(stay=stay, what=Corrected.CHECK_IN, reason=reason, at=at)
    audit.record("housing.undo_check_in", stay, at=at, subject=stay.request.case.person_id)
    return stay
