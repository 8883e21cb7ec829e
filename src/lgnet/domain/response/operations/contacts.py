"""Somebody met in the street: twenty seconds, nothing required."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentityStage, Sex
from lgnet.domain.response.access import check_can_visit
from lgnet.domain.response.enums import Channel, ReportState, VisitState
from lgnet.domain.response.models import Meeting, Visit
from lgnet.domain.response.operations import checks
from lgnet.domain.response.operations.reports import create_report
from lgnet.domain.response.operations.visits import close_visit, meet
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid
from lgnet.lib.numbering.next import next_number

AGE_BANDS = {
    "0-13": (0, 13),
    "14-17": (14, 17),
    "18-25": (18, 25),
    "26-40": (26, 40),
    "41-60": (41, 60),
    "61+": (61, 99),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Who was met, and on which visit."""

    visit: Visit
    meeting: Meeting


@operation
def new_contact(
    *,
    at: datetime,
    shift_id: UUID,
    visit_id: UUID | None = None,
    person_id: UUID | None = None,
    alias: str | None = None,
    age_band: str = "",
    sex: str = Sex.UNKNOWN,
    languages: Sequence[str] = (),
    needs: Sequence[str] = (),
    note: str | None = None,
    place: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    precision_m: int | None = None,
) -> Contact:
    """Register somebody the team met, on the visit going on or where they were found.

    Without a visit the contact makes its own report and visit, closed at once. Somebody already
    known tonight is named by ``person_id``; then only needs are written.

    Raises
    ------
    Invalid
        ``response.unknown_choice`` for an age band, sex or need; ``response.place_needed``.
    """
    check_can_visit()
    if age_band and age_band not in AGE_BANDS:
        raise Invalid("response.unknown_choice", field="age_band")
    if sex not in Sex.values:
        raise Invalid("response.unknown_choice", field="sex")
    spoken = checks.languages(languages)
    if person_id is None:
        day = timezone.localdate(at)
        birth = Birth.aged(*AGE_BANDS[age_band], on=day) if age_band else Birth()
        person_id = people.register(
            at=at,
            stage=IdentityStage.STREET,
            # Nobody has to say a name: until then a number stands for it.
            alias=checks.text(alias, field="alias", most=100)
            or f"Senza nome {next_number('nameless')}",
            sex=sex,
            birth=birth,
            languages=spoken,
            note=checks.text(note, field="note"),
        ).pk
    if visit_id is not None:
        meeting = meet(visit_id=visit_id, person_id=person_id, at=at, needs=needs)
        return Contact(meeting.visit, meeting)
    visit = _visit_on_the_spot(
        at=at,
        shift_id=shift_id,
        languages=spoken,
        place=place,
        latitude=latitude,
        longitude=longitude,
        precision_m=precision_m,
    )
    meeting = meet(visit_id=visit.pk, person_id=person_id, at=at, needs=needs)
    return Contact(close_visit(visit_id=visit.pk, at=at), meeting)


def _visit_on_the_spot(
    *,
    at: datetime,
    shift_id: UUID,
    languages: Sequence[str],
    place: str | None,
    latitude: float | None,
    longitude: float | None,
    precision_m: int | None,
) -> Visit:
    """Make the report and the visit of a meeting nobody had called about."""
    shift = checks.locked_shift(shift_id)
    report = create_report(
        at=at,
        channel=Channel.FIELD,
        what=None,
        place=place,
        persons=1,
        languages=languages,
        latitude=latitude,
        longitude=longitude,
        precision_m=precision_m,
        state=ReportState.DONE,
        answered_at=at,
    )
    visit = Visit.objects.create(
        vault_key=report.vault_key,
        report=report,
        shift=shift,
        planned_at=at,
        arrived_at=at,
        state=VisitState.ARRIVED,
    )
    audit.record("response.visit_on_the_spot", visit, at=at)
    return visit
