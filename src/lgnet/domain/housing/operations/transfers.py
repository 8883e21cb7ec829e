"""Moving inside the city: one stay ends where the next begins, in one act."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access, bridge
from lgnet.domain.housing.enums import (
    STAY_MOVES,
    Destination,
    HoldState,
    OccupancyKind,
    StayState,
)
from lgnet.domain.housing.models import Bed, Hold, Occupancy, ProposalRun, Stay, Unit
from lgnet.domain.housing.operations.decisions import snapshot
from lgnet.domain.housing.operations.exits import cut
from lgnet.domain.housing.operations.holds import choose, refuse_broken
from lgnet.domain.housing.operations.locking import lock_unit
from lgnet.domain.housing.operations.nights import take_back_nights
from lgnet.domain.housing.operations.stays import SUB_ACTION, key_of, members_in
from lgnet.domain.housing.queries.households import MemberShape
from lgnet.domain.housing.queries.occupancy import taken
from lgnet.domain.housing.queries.stays import get_stay
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short


@operation
def transfer_stay(*, stay_id: UUID, unit_id: UUID, on: date, reason: str, at: datetime) -> Stay:
    """Move a household that came in to another unit, from a night on: no gap, no second bed.

    The stay ends as a transfer and the next one of the same request follows it, so the wait, the
    expected exit and the nights go on. What else was free is kept with the decision.

    Raises
    ------
    Invalid
        ``housing.transfer_on``: not after the first night there, or after today; no reason.
    NotFound
        No such stay or unit.
    Refused
        ``housing.bed_taken``, ``housing.rule_failed``, ``housing.same_unit``,
        ``housing.not_arrived``, ``housing.stay_over``.
    """
    access.check_can_accept()
    reason = short(reason, most=300)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    theirs = Occupancy.objects.filter(stay_id=stay_id, released=False)
    beds = lock_unit(unit_id, and_beds=theirs.values_list("bed_id", flat=True))
    if not beds and not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound("housing.no_such_unit")
    stay = get_stay(stay_id=stay_id)
    _check(stay, unit_id, on, at)
    run = snapshot(request=stay.request, at=at)
    members = members_in(stay)
    takings = taken(from_on=on, to_on=None, at=at, unit_ids=[unit_id])
    until = stay.expected_to_on
    end, failed = bridge.failures(
        request=stay.request,
        members=members,
        unit_id=unit_id,
        takings=takings,
        from_on=on,
        to_on=until if until is not None and until > on else None,
        at=at,
    )
    refuse_broken(failed)
    meanwhile = [row for row in takings if row.overlaps(on, end)]
    chosen = choose(stay.request, members, beds, meanwhile)
    move(
        stay,
        StayState.ENDED,
        moves=STAY_MOVES,
        at=at,
        also={
            "to_on": on,
            "ended_at": at,
            "ended_by": current_actor().user_id,
            "destination": Destination.TRANSFER,
        },
    )
    cut(stay, on)
    take_back_nights(stay=stay, from_on=on, reason="transfer", at=at)
    return _begin(stay, unit_id, on=on, end=end, chosen=chosen, run=run, reason=reason, at=at)


def _check(stay: Stay, unit_id: UUID, on: date, at: datetime) -> None:
    if stay.state != StayState.ACTIVE:
        raise Refused("housing.stay_over")
    if stay.arrived_on is None:
        raise Refused("housing.not_arrived")
    if stay.unit_id == unit_id:
        raise Refused("housing.same_unit")
    if not stay.from_on < on <= timezone.localdate(at):
        raise Invalid("housing.transfer_on", field="on")


def _begin(
    before: Stay,
    unit_id: UUID,
    *,
    on: date,
    end: date | None,
    chosen: list[tuple[Bed, MemberShape | None]],
    run: ProposalRun,
    reason: str,
    at: datetime,
) -> Stay:
    user_id = current_actor().user_id
    common = {"vault_key": before.vault_key, "request": before.request, "unit_id": unit_id}
    held = Hold(
        **common,
        run=run,
        from_on=on,
        to_on=end,
        state=HoldState.ACCEPTED,
        held_at=at,
        held_by=user_id,
        expires_at=at,
        ended_at=at,
    )
    stay = Stay(
        **common,
        household_id=before.household_id,
        from_on=on,
        expected_to_on=end,
        started_at=at,
        started_by=user_id,
        days_waited=before.days_waited,
        arrived_on=on,
        arrived_at=at,
        arrived_by=user_id,
        follows=before,
    )
    rows = [
        Occupancy(
            bed=bed,
            kind=OccupancyKind.STAY,
            person_id=member.person_id if member else None,
            from_on=on,
            to_on=end,
            hold=held,
            stay=stay,
        )
        for bed, member in chosen
    ]
    try:
        with transaction.atomic():
            held.save(force_insert=True)
            stay.save(force_insert=True)
            Occupancy.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused("housing.bed_taken") from error
    places = [option["unit_id"] for option in run.options]
    run.chosen_rank = places.index(str(unit_id)) + 1 if str(unit_id) in places else None
    run.decision_reason, run.decided_at, run.decided_by = reason, at, user_id
    run.save(update_fields=["chosen_rank", "decision_reason", "decided_at", "decided_by"])
    audit.record("housing.transfer", stay, at=at, subject=before.request.case.person_id)
    record(
        *[
            NewFact(
                kind=FactKind.TRANSFERRED,
                key=key_of("transferred", stay, member),
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
