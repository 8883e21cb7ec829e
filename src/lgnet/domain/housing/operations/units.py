"""Rooms of a facility, one at a time; many at once come in by a table."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import SexRule, UnitKind
from lgnet.domain.housing.models import Bed, Unit
from lgnet.domain.housing.operations.imports import bed_label
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.domain.housing.sheets import MOST_BEDS
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid
from lgnet.lib.texts import short


@operation
def add_unit(
    *,
    facility_id: UUID,
    name: str,
    beds: int,
    at: datetime,
    kind: str = UnitKind.ROOM,
    exclusive: bool = False,
    sex_rule: str = SexRule.ANY,
    accessible: bool = False,
    own_bathroom: bool = False,
    own_kitchen: bool = False,
) -> Unit:
    """Add a room, or a flat for one household at a time, with its beds.

    Raises
    ------
    Invalid
        ``housing.unit_name``: none, or one the facility has; ``housing.unit``: a number of beds
        or a kind that cannot be.
    """
    access.check_can_keep_inventory()
    facility = get_facility(facility_id=facility_id)
    name = short(name, most=60)
    if not name or facility.units.filter(name__iexact=name).exists():
        raise Invalid("housing.unit_name", field="name")
    if not 1 <= beds <= MOST_BEDS:
        raise Invalid("housing.unit", field="beds", most=MOST_BEDS)
    if kind not in UnitKind.values or sex_rule not in SexRule.values:
        raise Invalid("housing.unit", field="kind", most=MOST_BEDS)
    position = facility.units.count()
    unit = Unit(
        facility=facility,
        external_id=_code(facility.units.values_list("external_id", flat=True)),
        name=name,
        kind=kind,
        exclusive=exclusive,
        sex_rule=sex_rule,
        accessible=accessible,
        own_bathroom=own_bathroom,
        own_kitchen=own_kitchen,
        position=position,
    )
    unit.save(force_insert=True)
    Bed.objects.bulk_create([Bed(unit=unit, label=bed_label(number)) for number in range(beds)])
    audit.record("housing.add_unit", unit, at=at, ids=[facility.pk])
    return unit


def _code(known: Iterable[str]) -> str:
    taken = set(known)
    return next(str(number) for number in range(1, 10_000) if str(number) not in taken)
