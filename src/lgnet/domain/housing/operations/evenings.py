"""The evening round: who is in, said once for a night, said again when it was wrong."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.models import Absence, BedNight, EveningCheck, Facility
from lgnet.domain.housing.queries.stays import list_present, night_of
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused


@operation
def record_evening(
    *, night: date, facility_ids: Collection[UUID], absent: Collection[UUID], at: datetime
) -> list[EveningCheck]:
    """Record who is not in tonight in some facilities; everybody else expected there is in.

    Safe to send twice; sent with other people absent, the last word stands. The nights themselves
    are recorded in the morning by :func:`record_bed_nights`, which leaves the absent out.

    Raises
    ------
    Invalid
        ``housing.evening``: another night than the one that is going on.
    NotFound
        No such facility, or somebody absent who is not expected there.
    Refused
        ``housing.evening_over``: the night was recorded already.
    """
    access.check_can_keep_presence()
    if night != night_of(at):
        raise Invalid("housing.evening", field="night")
    wanted = set(facility_ids)
    found = list(
        Facility.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    )
    if len(found) != len(wanted):
        raise NotFound("housing.no_such_facility")
    expected = {
        row.person_id: row.bed.unit.facility_id
        for row in list_present(night=night, at=at)
        if row.bed.unit.facility_id in wanted
    }
    if not set(absent) <= set(expected):
        raise NotFound("housing.not_expected")
    if BedNight.objects.filter(night=night, bed__unit__facility_id__in=wanted).exists():
        raise Refused("housing.evening_over")
    checks = [_check(facility, night, at) for facility in found]
    by_facility = {check.facility_id: check for check in checks}
    Absence.objects.filter(evening__in=checks).exclude(person_id__in=absent).delete()
    Absence.objects.bulk_create(
        [
            Absence(evening=by_facility[expected[person]], person_id=person, night=night)
            for person in sorted(set(absent))
        ],
        ignore_conflicts=True,
    )
    return checks


def _check(facility: Facility, night: date, at: datetime) -> EveningCheck:
    check, _made = EveningCheck.objects.update_or_create(
        facility=facility,
        night=night,
        defaults={"checked_at": at, "checked_by": current_actor().user_id},
    )
    audit.record("housing.record_evening", facility, at=at, fields=["night"])
    return check
