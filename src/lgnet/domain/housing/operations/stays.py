"""Stays: begun from a hold, prolonged, cancelled before they begin, ended."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    HOLD_MOVES,
    REQUEST_MOVES,
    STAY_MOVES,
    Destination,
    HoldState,
    OccupancyKind,
    RequestState,
    StayState,
)
from lgnet.domain.housing.models import BedNight, Hold, Occupancy, ProposalRun, Stay
from lgnet.domain.housing.operations.holds import get_locked_hold
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.domain.housing.queries.households import MemberShape, members_of
from lgnet.domain.housing.queries.stays import get_stay
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record, reverse
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
        latest run of the request counts.
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
                key=_key("stay_started", stay, member),
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
            for member in _members(stay)
        ]
    )
    return stay


def _run(held: Hold, run_id: UUID | None) -> ProposalRun | None:
    runs = ProposalRun.objects.filter(request_id=held.request_id)
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


def _key(what: str, stay: Stay, member: MemberShape) -> str:
    return f"{what}:{stay.pk}:{member.pseudonym}"


def _members(stay: Stay) -> tuple[MemberShape, ...]:
    """Return who has a bed in the stay."""
    persons = set(
        Occupancy.objects.filter(stay=stay, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    members = members_of(household_ids=[stay.household_id], on=stay.from_on)[stay.household_id]
    return tuple(member for member in members if member.person_id in persons)


def _locked_stay(stay_id: UUID) -> Stay:
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
    stay = _locked_stay(stay_id)
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
    stay = _locked_stay(stay_id)
    if BedNight.objects.filter(stay=stay).exists():
        raise Refused("housing.stay_began")
    members = _members(stay)
    also = {"ended_at": at, "cancel_reason": reason}
    move(stay, StayState.CANCELLED, moves=STAY_MOVES, at=at, also=also)
    move(stay.request, RequestState.WAITING, moves=REQUEST_MOVES, at=at)
    Occupancy.objects.filter(stay=stay, released=False).update(released=True)
    for member in members:
        reverse(
            key=_key("stay_started", stay, member),
            reason="stay_cancelled",
            on=timezone.localdate(at),
        )
    return stay


@operation
def end_stay(*, stay_id: UUID, on: date, destination: str, at: datetime) -> Stay:
    """End a stay: the night of ``on`` is free again. Nights recorded from then on are taken back.

    Raises
    ------
    Invalid
        ``housing.end_on``: before the first night or after the day of ``at``; an unknown
        destination.
    Refused
        ``housing.bed_taken``: the stay went on beyond what was planned and somebody else has a
        bed since; the stay is over already.
    """
    access.check_can_accept()
    if destination not in Destination.values:
        raise Invalid("housing.destination", field="destination")
    stay = _locked_stay(stay_id)
    if not stay.from_on <= on <= timezone.localdate(at):
        raise Invalid("housing.end_on", field="on")
    members = _members(stay)
    move(
        stay,
        StayState.ENDED,
        moves=STAY_MOVES,
        at=at,
        also={"to_on": on, "ended_at": at, "destination": destination},
    )
    _cut(stay, on)
    for night in BedNight.objects.filter(stay=stay, night__gte=on).select_related("person"):
        key = f"night:{stay.pk}:{night.person.pseudonym}:{night.night.isoformat()}"
        reverse(key=key, reason="exit", on=on)
    nights = (on - stay.from_on).days
    record(
        *[
            NewFact(
                kind=FactKind.STAY_ENDED,
                key=_key("stay_ended", stay, member),
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
    return stay


def _cut(stay: Stay, on: date) -> None:
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
