"""Keeping the beds of a unit for a household for a while: all of them or none."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from lgnet.domain.housing import access, bridge
from lgnet.domain.housing.enums import (
    HOLD_MOVES,
    OFFER_MOVES,
    REQUEST_MOVES,
    HoldState,
    OccupancyKind,
    OfferState,
    RequestState,
)
from lgnet.domain.housing.models import (
    MOST_EXTENSIONS,
    Bed,
    Hold,
    HoldExtension,
    HousingRequest,
    Occupancy,
    Offer,
    ProposalRun,
    Unit,
)
from lgnet.domain.housing.operations.locking import lock_beds, lock_unit
from lgnet.domain.housing.queries.households import MemberShape, members_of
from lgnet.domain.housing.queries.occupancy import Taken, taken
from lgnet.domain.housing.queries.requests import get_request
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short

SUB_ACTION = 4
FOR_TONIGHT = timedelta(minutes=30)
FOR_LATER = timedelta(hours=24)
LONGEST_HOLD = timedelta(days=7)


@operation
def hold(
    *,
    request_id: UUID,
    unit_id: UUID,
    from_on: date,
    at: datetime,
    expires_at: datetime | None = None,
    to_on: date | None = None,
    run_id: UUID | None = None,
) -> Hold:
    """Keep the beds a household needs in a unit: all of them, or none.

    Several persons, and whoever enters an exclusive unit, get the unit whole; somebody alone
    gets one bed of a shared room. The beds are locked first, so of two people who want the last
    one at the same moment one waits and is then refused.

    Parameters
    ----------
    from_on, to_on
        First night, and first night after; without ``to_on`` the stay planned by the request,
        within the longest the facility allows.
    expires_at
        When the hold ends by itself: half an hour for tonight, a day for later, if not said.
    run_id
        The proposal whoever holds was looking at, kept as what they saw.

    Raises
    ------
    Invalid
        A night in the past, an hour that cannot be.
    NotFound
        No such request or unit.
    Refused
        ``housing.bed_taken``, ``housing.rule_failed``, ``housing.person_has_bed``,
        ``housing.request_held``, ``housing.request_not_open``.
    """
    access.check_can_hold()
    on = timezone.localdate(at)
    request = get_request(request_id=request_id)
    expires_at = _expiry(at=at, on=on, from_on=from_on, expires_at=expires_at)
    if to_on is not None and to_on <= from_on:
        raise Invalid("housing.span", field="to_on")
    beds = lock_unit(unit_id, and_beds=_beds_of_stale_hold(request, at))
    if not beds and not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound("housing.no_such_unit")
    _lock_request(request)
    if _release_stale(request, unit_id, at):
        request.refresh_from_db(fields=["state"])
    if request.state == RequestState.HELD:
        raise Refused("housing.request_held")
    if request.state != RequestState.WAITING:
        raise Refused("housing.request_not_open")
    members = members_of(household_ids=[request.household_id], on=max(on, from_on))
    takings = taken(from_on=min(on, from_on), to_on=None, at=at, unit_ids=[unit_id])
    end, failed = bridge.failures(
        request=request,
        members=members[request.household_id],
        unit_id=unit_id,
        takings=takings,
        from_on=from_on,
        to_on=to_on,
        at=at,
    )
    refuse_broken(failed)
    meanwhile = [row for row in takings if row.overlaps(from_on, end)]
    chosen = choose(request, members[request.household_id], beds, meanwhile)
    made = Hold(
        vault_key=request.vault_key,
        request=request,
        unit_id=unit_id,
        run=_seen(request, run_id),
        from_on=from_on,
        to_on=end,
        held_at=at,
        held_by=current_actor().user_id,
        expires_at=expires_at,
    )
    rows = [
        Occupancy(
            bed=bed,
            kind=OccupancyKind.HOLD,
            person_id=member.person_id if member else None,
            from_on=from_on,
            to_on=end,
            hold=made,
        )
        for bed, member in chosen
    ]
    _insert(made, rows)
    move(request, RequestState.HELD, moves=REQUEST_MOVES, at=at)
    audit.record("housing.hold", made, at=at, subject=request.case.person_id)
    record(
        NewFact(
            kind=FactKind.BEDS_HELD,
            key=f"beds_held:{made.pk}",
            on=on,
            sub_action=SUB_ACTION,
            object_id=made.pk,
            quantity=len(rows),
            dimensions={"class": request.priority_class, "persons": len(rows)},
        )
    )
    return made


def _seen(request: HousingRequest, run_id: UUID | None) -> ProposalRun | None:
    if run_id is None:
        return None
    found = ProposalRun.objects.filter(pk=run_id, request=request).first()
    if found is None:
        raise NotFound("housing.no_such_run")
    return found


def _lock_request(request: HousingRequest) -> None:
    """Let two who hold places for one household wait for each other; the second sees the first's."""
    rows = HousingRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk)
    request.state = rows.values_list("state", flat=True).get()


def _expiry(*, at: datetime, on: date, from_on: date, expires_at: datetime | None) -> datetime:
    if from_on < on or from_on > on + timedelta(days=366):
        raise Invalid("housing.from_on", field="from_on")
    if expires_at is None:
        return at + (FOR_TONIGHT if from_on == on else FOR_LATER)
    if not at < expires_at <= at + LONGEST_HOLD:
        raise Invalid("housing.expires_at", field="expires_at")
    return expires_at


def refuse_broken(failed: tuple[dict[str, object], ...]) -> None:
    """Refuse what breaks a rule, but for what a call may confirm."""
    codes = [str(reason["code"]) for reason in failed]
    if any(code in bridge.TAKEN_CODES for code in codes):
        raise Refused("housing.bed_taken")
    broken = [code for code in codes if code not in bridge.MAY_BE_CONFIRMED_BY_PHONE]
    if broken:
        raise Refused("housing.rule_failed", rule=broken[0])


def choose(
    request: HousingRequest,
    members: tuple[MemberShape, ...],
    beds: list[Bed],
    meanwhile: list[Taken],
) -> list[tuple[Bed, MemberShape | None]]:
    """Give each person a bed; spare beds of a unit taken whole go with nobody.

    A bed out of use is nobody in the unit, it is a bed less.
    """
    used = {row.bed_id for row in meanwhile}
    free = [bed for bed in beds if bed.pk not in used]
    if len(free) < len(members):
        raise Refused("housing.bed_taken")
    whole = beds[0].unit.exclusive or bridge.takes_whole_unit(request, members)
    if whole and any(row.kind != OccupancyKind.BLOCK for row in meanwhile):
        raise Refused("housing.bed_taken")
    pairs: list[tuple[Bed, MemberShape | None]] = list(zip(free, members, strict=False))
    if whole:
        pairs += [(bed, None) for bed in free[len(members) :]]
    return pairs


def _insert(made: Hold, rows: list[Occupancy]) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            Occupancy.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(_which(error)) from error


def _which(error: IntegrityError) -> str:
    """Name the constraint that spoke."""
    diagnostic = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostic, "constraint_name", "") or ""
    return {
        "person_one_bed": "housing.person_has_bed",
        "hold_one_per_request": "housing.request_held",
    }.get(name, "housing.bed_taken")


def _beds_of_stale_hold(request: HousingRequest, at: datetime) -> list[UUID]:
    return list(
        Occupancy.objects.filter(
            released=False,
            kind=OccupancyKind.HOLD,
            hold__request_id=request.pk,
            hold__state=HoldState.ACTIVE,
            hold__expires_at__lte=at,
        ).values_list("bed_id", flat=True)
    )


def _release_stale(request: HousingRequest, unit_id: UUID, at: datetime) -> bool:
    """End the holds past their hour on a unit whose beds are locked, and the request's own."""
    stale = Hold.objects.select_related("request").filter(
        Q(unit_id=unit_id) | Q(request_id=request.pk), state=HoldState.ACTIVE, expires_at__lte=at
    )
    found = list(stale.order_by("id"))
    for old in found:
        end_hold(old, HoldState.EXPIRED, at, "")
    return bool(found)


def end_hold(old: Hold, to: str, at: datetime, reason: str) -> None:
    """Let the beds of a locked hold go, and what was offered of it; the request waits again."""
    Occupancy.objects.filter(hold=old, kind=OccupancyKind.HOLD, released=False).update(
        released=True
    )
    move(
        old,
        to,
        moves=HOLD_MOVES,
        at=at,
        also={"ended_at": at, "end_reason": short(reason, most=80) or None},
    )
    _withdraw_offers(old, at)
    if old.request.state == RequestState.HELD:
        move(old.request, RequestState.WAITING, moves=REQUEST_MOVES, at=at)


def _withdraw_offers(old: Hold, at: datetime) -> None:
    """Let what was offered of a hold go with it; an answer the household gave stays."""
    offers = Offer.objects.filter(hold=old, state__in=[OfferState.OPEN, OfferState.ACCEPTED])
    for offer in offers.order_by("pk"):
        move(offer, OfferState.WITHDRAWN, moves=OFFER_MOVES, at=at)


def _locked_hold(hold_id: UUID, request_id: UUID | None = None) -> Hold:
    beds = Occupancy.objects.filter(hold_id=hold_id, kind=OccupancyKind.HOLD, released=False)
    lock_beds(beds.values_list("bed_id", flat=True))
    found = Hold.objects.select_related("request", "request__case").filter(pk=hold_id).first()
    if found is None or (request_id and found.request_id != request_id):
        raise NotFound("housing.no_such_hold")
    return found


def get_locked_hold(*, hold_id: UUID, at: datetime, request_id: UUID | None = None) -> Hold:
    """Lock the beds of a hold and return it, or refuse when it no longer counts."""
    found = _locked_hold(hold_id, request_id)
    if found.state == HoldState.ACTIVE and found.expires_at <= at:
        raise Refused("housing.hold_expired")
    if found.state != HoldState.ACTIVE:
        raise Refused("housing.hold_ended")
    return found


@operation
def release_hold(
    *, hold_id: UUID, at: datetime, reason: str = "", request_id: UUID | None = None
) -> Hold:
    """Let the beds of a hold go; the request waits again.

    Parameters
    ----------
    request_id
        The request it must be for, when it is named by way of one.

    Raises
    ------
    NotFound
        No such hold.
    Refused
        ``housing.hold_ended``.
    """
    access.check_can_hold()
    found = _locked_hold(hold_id, request_id)
    if found.state != HoldState.ACTIVE:
        raise Refused("housing.hold_ended")
    end_hold(found, HoldState.RELEASED, at, reason)
    return found


@operation
def prolong_hold(
    *, hold_id: UUID, at: datetime, reason: str, request_id: UUID | None = None
) -> Hold:
    """Keep the beds of a hold another day from now, three times at most and a week in all.

    Parameters
    ----------
    reason
        Why others wait longer for these beds; it stays beside the hold.
    request_id
        The request it must be for, when it is named by way of one.

    Raises
    ------
    Invalid
        No reason.
    Refused
        The hold no longer counts (``housing.hold_expired``, ``housing.hold_ended``), was kept
        longer three times (``housing.hold_extended_enough``) or would last longer than a week in
        all (``housing.hold_too_long``).
    """
    access.check_can_hold()
    reason = short(reason, most=200)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    found = get_locked_hold(hold_id=hold_id, at=at, request_id=request_id)
    until, number = at + FOR_LATER, HoldExtension.objects.filter(hold=found).count() + 1
    if number > MOST_EXTENSIONS:
        raise Refused("housing.hold_extended_enough", most=MOST_EXTENSIONS)
    if until > found.held_at + LONGEST_HOLD:
        raise Refused("housing.hold_too_long")
    if until <= found.expires_at:
        raise Refused("housing.hold_long_enough")
    HoldExtension.objects.create(
        vault_key=found.vault_key,
        hold=found,
        number=number,
        until_before=found.expires_at,
        until=until,
        reason=reason,
        at=at,
        by=current_actor().user_id,
    )
    Offer.objects.filter(hold=found, state=OfferState.OPEN).update(until=until)
    found.expires_at = until
    found.save(update_fields=["expires_at"])
    audit.record("housing.prolong_hold", found, at=at, fields=["expires_at"])
    return found


@operation
def expire_holds(*, at: datetime) -> int:
    """End the holds past their hour; return how many.

    They stopped counting at their hour: this only writes it down.
    """
    access.check_can_hold()
    stale = Hold.objects.filter(state=HoldState.ACTIVE, expires_at__lte=at)
    beds = Occupancy.objects.filter(hold__in=stale, kind=OccupancyKind.HOLD, released=False)
    lock_beds(beds.values_list("bed_id", flat=True))
    ended = list(stale.select_related("request").order_by("id"))
    for old in ended:
        end_hold(old, HoldState.EXPIRED, at, "")
    return len(ended)
