"""Beds that come and go: added for some nights, moved to another room, taken away again.

An extra bed is a bed like the others but for its nights: blocks see that nobody holds it on the
ones it is not there. So holds, proposals and the board need to know nothing of it.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import BlockReason, OccupancyKind
from lgnet.domain.housing.models import Bed, Occupancy, Unit
from lgnet.domain.housing.operations.beds import end_block, put_blocks
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid, NotFound, Refused

LONGEST_DAYS = 366
MOST_IN_A_UNIT = 60


@operation
def add_bed(
    *,
    facility_id: UUID,
    unit_id: UUID,
    from_on: date,
    at: datetime,
    to_on: date | None = None,
) -> Bed:
    """Put an extra bed into a room, from a night on, perhaps for some nights only.

    Raises
    ------
    Invalid
        ``housing.from_on``, ``housing.span``.
    NotFound
        No such room in that facility.
    Refused
        ``housing.room_full``.
    """
    access.check_can_keep_inventory()
    _check_nights(from_on, to_on, timezone.localdate(at))
    unit = _unit(unit_id, facility_id)
    bed = _put(unit, from_on=from_on, to_on=to_on, at=at)
    audit.record("housing.add_bed", bed, at=at, ids=[unit.pk])
    return bed


@operation
def move_bed(*, facility_id: UUID, bed_id: UUID, unit_id: UUID, on: date, at: datetime) -> Bed:
    """Move an extra bed to another room of its facility, from a night on; return where it is then.

    Raises
    ------
    Invalid
        ``housing.from_on``: a night on which it is not there.
    NotFound
        No such extra bed or room in that facility.
    Refused
        ``housing.bed_in_use``: somebody has it on a night from then on.
    """
    access.check_can_keep_inventory()
    old = _locked_extra(bed_id, facility_id)
    unit = _unit(unit_id, facility_id)
    if unit.pk == old.unit_id:
        raise Invalid("housing.same_room", field="unit")
    until = old.to_on
    _take_away(old, on=on, at=at)
    new = _put(unit, from_on=on, to_on=until, at=at, came_from=old)
    audit.record("housing.move_bed", new, at=at, ids=[old.pk, unit.pk])
    return new


@operation
def remove_bed(*, facility_id: UUID, bed_id: UUID, on: date, at: datetime) -> Bed:
    """Take an extra bed away from a night on.

    Raises
    ------
    Invalid
        ``housing.from_on``: a night on which it is not there.
    NotFound
        No such extra bed in that facility.
    Refused
        ``housing.bed_in_use``: somebody has it on a night from then on.
    """
    access.check_can_keep_inventory()
    bed = _locked_extra(bed_id, facility_id)
    _take_away(bed, on=on, at=at)
    audit.record("housing.remove_bed", bed, at=at, fields=["to_on"])
    return bed


def _check_nights(from_on: date, to_on: date | None, today: date) -> None:
    if not 0 <= (from_on - today).days <= LONGEST_DAYS:
        raise Invalid("housing.from_on", field="from_on")
    if to_on is not None and to_on <= from_on:
        raise Invalid("housing.span", field="to_on")


def _unit(unit_id: UUID, facility_id: UUID) -> Unit:
    found = Unit.objects.filter(pk=unit_id, facility_id=facility_id).first()
    if found is None:
        raise NotFound("housing.no_such_unit")
    return found


def _put(
    unit: Unit, *, from_on: date, to_on: date | None, at: datetime, came_from: Bed | None = None
) -> Bed:
    known = lock_beds(Bed.objects.filter(unit=unit).values_list("pk", flat=True))
    if len(known) >= MOST_IN_A_UNIT:
        raise Refused("housing.room_full")
    labels = {bed.label for bed in known}
    label = next(name for name in (f"+{number}" for number in range(1, 200)) if name not in labels)
    bed = Bed(unit=unit, label=label, extra=True, from_on=from_on, to_on=to_on, came_from=came_from)
    bed.save(force_insert=True)
    today, away = timezone.localdate(at), BlockReason.AWAY
    if from_on > today:
        put_blocks([bed], from_on=today, to_on=from_on, reason=away, at=at)
    if to_on is not None:
        put_blocks([bed], from_on=to_on, to_on=None, reason=away, at=at)
    return bed


def _locked_extra(bed_id: UUID, facility_id: UUID) -> Bed:
    for bed in lock_beds([bed_id]):
        if bed.extra and bed.unit.facility_id == facility_id:
            return bed
    raise NotFound("housing.no_such_bed")


def _take_away(bed: Bed, *, on: date, at: datetime) -> None:
    """Let a locked bed be there until a night and no longer."""
    first = max(bed.from_on or on, timezone.localdate(at))
    if on < first or (bed.to_on is not None and on >= bed.to_on):
        raise Invalid("housing.from_on", field="on")
    own = list(
        Occupancy.objects.filter(
            bed=bed, kind=OccupancyKind.BLOCK, reason=BlockReason.AWAY, released=False
        )
    )
    for block in own:
        if block.to_on is None or block.to_on > on:
            end_block(block, on=on)
    try:
        put_blocks([bed], from_on=on, to_on=None, reason=BlockReason.AWAY, at=at)
    except Refused as error:
        raise Refused("housing.bed_in_use") from error
    bed.to_on = on
    bed.save(update_fields=["to_on"])
