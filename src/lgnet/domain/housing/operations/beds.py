"""Keeping the inventory true: blocks, usable beds, who runs a facility."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import BlockReason, OccupancyKind
from lgnet.domain.housing.models import Bed, Facility, Occupancy, Upkeep
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.domain.housing.queries.occupancy import taken
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid, NotFound, Refused


def _locked_bed(bed_id: UUID) -> Bed:
    found = lock_beds([bed_id])
    if not found:
        raise NotFound("housing.no_such_bed")
    return found[0]


@operation
def block_bed(
    *, bed_id: UUID, from_on: date, to_on: date | None, reason: str, at: datetime
) -> Occupancy:
    """Take a bed out of use for some nights, with the reason the board shows.

    Parameters
    ----------
    reason
        One of :class:`BlockReason`.

    Raises
    ------
    Invalid
        No such reason; nights in the past or reversed.
    Refused
        ``housing.bed_taken``: somebody has it on one of those nights.
    """
    access.check_can_keep_inventory()
    if reason not in BlockReason.values or reason == BlockReason.AWAY:
        raise Invalid("housing.block_reason", field="reason")
    if from_on < timezone.localdate(at):
        raise Invalid("housing.from_on", field="from_on")
    if to_on is not None and to_on <= from_on:
        raise Invalid("housing.span", field="to_on")
    bed = _locked_bed(bed_id)
    (block,) = put_blocks([bed], from_on=from_on, to_on=to_on, reason=reason, at=at)
    audit.record("housing.block_bed", bed, at=at, ids=[block.pk])
    return block


def put_blocks(
    beds: Sequence[Bed],
    *,
    from_on: date,
    to_on: date | None,
    reason: str,
    at: datetime,
    upkeep: Upkeep | None = None,
) -> list[Occupancy]:
    """Block locked beds for some nights, all of them or none; for the operations of this package.

    Raises
    ------
    Refused
        ``housing.bed_taken``: somebody has one of them on one of those nights.
    """
    wanted = {bed.pk for bed in beds}
    units = {bed.unit_id for bed in beds}
    for row in taken(from_on=from_on, to_on=to_on, at=at, unit_ids=units):
        if row.bed_id in wanted and row.overlaps(from_on, to_on):
            raise Refused("housing.bed_taken")
    blocks = [
        Occupancy(
            bed=bed,
            kind=OccupancyKind.BLOCK,
            from_on=from_on,
            to_on=to_on,
            reason=reason,
            upkeep=upkeep,
        )
        for bed in beds
    ]
    try:
        with transaction.atomic():
            Occupancy.objects.bulk_create(blocks)
    except IntegrityError as error:
        raise Refused("housing.bed_taken") from error
    return blocks


@operation
def unblock_bed(*, occupancy_id: UUID, at: datetime, facility_id: UUID | None = None) -> Occupancy:
    """End a block today; one that has not begun is taken back.

    Parameters
    ----------
    facility_id
        The facility its bed must stand in, when it is named by way of one.

    Raises
    ------
    NotFound
        No such block.
    Refused
        It is over already; ``housing.bed_is_away``: it is an extra bed that is not there.
    """
    access.check_can_keep_inventory()
    blocks = Occupancy.objects.select_related("bed__unit").filter(kind=OccupancyKind.BLOCK)
    block = blocks.filter(pk=occupancy_id).first()
    if block is None or (facility_id and block.bed.unit.facility_id != facility_id):
        raise NotFound("housing.no_such_block")
    if block.reason == BlockReason.AWAY:
        raise Refused("housing.bed_is_away")
    lock_beds([block.bed_id])
    on = timezone.localdate(at)
    if block.is_past(on):
        raise Refused("housing.block_over")
    end_block(block, on=on)
    audit.record("housing.unblock_bed", at=at, ids=[block.bed_id, block.pk])
    return block


def end_block(block: Occupancy, *, on: date) -> None:
    """End a block of a locked bed on a day; one that has not begun by then is taken back."""
    if block.from_on >= on:
        block.released = True
    else:
        block.to_on = on
    block.save(update_fields=["released", "to_on"])


@operation
def set_usable(*, bed_id: UUID, usable: bool, at: datetime) -> Bed:
    """Say whether a bed exists for use at all; one somebody has stays usable.

    Raises
    ------
    Refused
        ``housing.bed_in_use``: a stay or a hold has it, now or later.
    """
    access.check_can_keep_inventory()
    bed = _locked_bed(bed_id)
    if not usable and _in_use(bed, at):
        raise Refused("housing.bed_in_use")
    if bed.usable == usable:
        return bed
    bed.usable = usable
    bed.out_since = None if usable else timezone.localdate(at)
    bed.save(update_fields=["usable", "out_since"])
    audit.record("housing.set_usable", bed, at=at, fields=["usable"])
    return bed


def _in_use(bed: Bed, at: datetime) -> bool:
    rows = taken(from_on=timezone.localdate(at), to_on=None, at=at, unit_ids=[bed.unit_id])
    return any(row.bed_id == bed.pk and row.kind != OccupancyKind.BLOCK for row in rows)


@operation
def entrust_facility(*, facility_id: UUID, body_id: UUID | None, at: datetime) -> Facility:
    """Note which organisation runs a facility; None when nobody knows."""
    access.check_can_keep_inventory()
    facility = get_facility(facility_id=facility_id)
    facility.body_id = body_id
    facility.save(update_fields=["body"])
    audit.record("housing.entrust_facility", facility, at=at, fields=["body"])
    return facility
