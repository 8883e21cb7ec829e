"""Locks on beds, always taken first and in one order, so writers wait and never deadlock."""

from collections.abc import Iterable
from uuid import UUID

from lgnet.domain.housing.models import Bed


def lock_unit(unit_id: UUID, *, and_beds: Iterable[UUID] = ()) -> list[Bed]:
    """Lock the usable beds of a unit, and some others, and return those of the unit by label."""
    own = Bed.objects.filter(unit_id=unit_id, usable=True)
    wanted = [*own.values_list("pk", flat=True), *and_beds]
    locked = lock_beds(wanted)
    return sorted(
        (bed for bed in locked if bed.unit_id == unit_id and bed.usable),
        key=lambda bed: (bed.label, bed.pk),
    )


def lock_beds(bed_ids: Iterable[UUID]) -> list[Bed]:
    """Lock beds by id in ascending order; whoever else writes about them waits."""
    return list(
        Bed.objects.select_related("unit")
        .filter(pk__in=set(bed_ids))
        .select_for_update(of=("self",))
        .order_by("pk")
    )
