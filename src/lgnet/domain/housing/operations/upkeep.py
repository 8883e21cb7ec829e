"""Works, inspections and damage: dated records that block places for as long as they last."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import BlockReason, UpkeepKind, UpkeepOutcome
from lgnet.domain.housing.models import Bed, Upkeep
from lgnet.domain.housing.operations.beds import end_block, put_blocks
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.texts import short

_BLOCKED_FOR = {
    UpkeepKind.WORKS: BlockReason.WORKS,
    UpkeepKind.INSPECTION: BlockReason.OTHER,
    UpkeepKind.DAMAGE: BlockReason.REPAIR,
}


@operation
def open_upkeep(
    *,
    facility_id: UUID,
    kind: str,
    from_on: date,
    at: datetime,
    to_on: date | None = None,
    unit_id: UUID | None = None,
    bed_ids: Collection[UUID] = (),
    note: str = "",
) -> Upkeep:
    """Write down works, an inspection or damage, and block the beds named, all of them or none.

    An inspection of the past may be written down late; beds are blocked from today on.

    Raises
    ------
    Invalid
        ``housing.upkeep_kind``, ``housing.span``.
    NotFound
        No such facility, or a room or bed that is not in it.
    Refused
        ``housing.bed_taken``: somebody has one of the beds on one of those nights.
    """
    access.check_can_keep_inventory()
    if kind not in UpkeepKind.values:
        raise Invalid("housing.upkeep_kind", field="kind")
    if to_on is not None and to_on <= from_on:
        raise Invalid("housing.span", field="to_on")
    facility = get_facility(facility_id=facility_id)
    if unit_id is not None and not facility.units.filter(pk=unit_id).exists():
        raise NotFound("housing.no_such_unit")
    beds = _beds(facility_id, unit_id, bed_ids)
    made = Upkeep(
        vault_key=facility.vault_key,
        facility=facility,
        unit_id=unit_id,
        kind=kind,
        from_on=from_on,
        to_on=to_on,
        note=short(note, most=300) or None,
        opened_at=at,
        opened_by=current_actor().user_id,
    )
    made.save(force_insert=True)
    first = max(from_on, timezone.localdate(at))
    if beds:
        if to_on is not None and to_on <= first:
            raise Invalid("housing.span", field="to_on")
        reason = _BLOCKED_FOR[UpkeepKind(kind)]
        put_blocks(beds, from_on=first, to_on=to_on, reason=reason, at=at, upkeep=made)
    audit.record("housing.open_upkeep", made, at=at, ids=[facility.pk, *(bed.pk for bed in beds)])
    return made


def _beds(facility_id: UUID, unit_id: UUID | None, bed_ids: Collection[UUID]) -> list[Bed]:
    beds = lock_beds(bed_ids)
    inside = all(
        bed.unit.facility_id == facility_id and unit_id in (None, bed.unit_id) for bed in beds
    )
    if len(beds) != len(set(bed_ids)) or not inside:
        raise NotFound("housing.no_such_bed")
    return beds


@operation
def close_upkeep(*, facility_id: UUID, upkeep_id: UUID, outcome: str, at: datetime) -> Upkeep:
    """Say how works, an inspection or damage ended; its beds are free again from today.

    Raises
    ------
    Invalid
        ``housing.upkeep_outcome``.
    NotFound
        No such record of that facility.
    Refused
        ``housing.upkeep_closed``.
    """
    access.check_can_keep_inventory()
    if outcome not in UpkeepOutcome.values:
        raise Invalid("housing.upkeep_outcome", field="outcome")
    rows = Upkeep.objects.select_for_update(of=("self",)).filter(facility_id=facility_id)
    found = rows.filter(pk=upkeep_id).first()
    if found is None:
        raise NotFound("housing.no_such_upkeep")
    if found.closed_at is not None:
        raise Refused("housing.upkeep_closed")
    blocks = list(found.blocks.filter(released=False))
    lock_beds(block.bed_id for block in blocks)
    on = timezone.localdate(at)
    for block in blocks:
        if not block.is_past(on):
            end_block(block, on=on)
    found.closed_at, found.closed_by, found.outcome = at, current_actor().user_id, outcome
    found.save(update_fields=["closed_at", "closed_by", "outcome"])
    audit.record("housing.close_upkeep", found, at=at, ids=[block.bed_id for block in blocks])
    return found
