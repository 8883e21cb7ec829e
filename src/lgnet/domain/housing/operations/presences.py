"""Who slept where, from a table: a roll by codes or a number; compared first, then kept whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import ConfirmationWay, DiscrepancyKind
from lgnet.domain.housing.models import (
    Absence,
    BedNight,
    EveningCheck,
    Facility,
    Occupancy,
    Reading,
)
from lgnet.domain.housing.operations.freshness import note_confirmation, raise_discrepancy
from lgnet.domain.housing.queries.stays import list_present, night_of, request_behind
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.sheets import ROW, Outcome, Problem

Row = Mapping[str, Any]
OLDEST = timedelta(days=400)
MOST_NIGHTS = 62


@dataclass(slots=True)
class _Roll:
    """What a table says of one facility on one night."""

    facility: Facility
    night: date
    codes: list[Row] = field(default_factory=list)
    numbers: list[Row] = field(default_factory=list)
    present: set[UUID] = field(default_factory=set)


@dataclass(slots=True)
class _Work:
    at: datetime
    dry_run: bool
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@operation
def import_presences(*, rows: Sequence[Row], dry_run: bool = False, at: datetime) -> Outcome:
    """Compare rolls and counts of facilities with who is expected, and keep what they say.

    A roll by codes is that of the whole facility on that night: who is expected and not on it was
    not in. A number is kept beside ours; where it differs the desk has something to clear up. A
    night already counted is only compared. Sent again it changes nothing.

    Parameters
    ----------
    rows
        As :data:`lgnet.domain.housing.sheets_presences.PRESENCES` reads them.
    """
    access.check_can_keep_presence()
    work = _Work(at, dry_run)
    rolls = _rolls(rows, work)
    nights = sorted({roll.night for roll in rolls})
    expected = {night: list_present(night=night, at=at) for night in nights}
    for roll in rolls:
        there = [
            row for row in expected[roll.night] if row.bed.unit.facility_id == roll.facility.pk
        ]
        _match(roll, there, work)
    if work.problems:
        return Outcome(problems=tuple(work.problems))
    for roll in rolls:
        there = {
            row.person_id
            for row in expected[roll.night]
            if row.bed.unit.facility_id == roll.facility.pk and row.person_id
        }
        if roll.codes:
            _keep_roll(roll, there, work)
        if roll.numbers:
            _keep_number(roll, len(there), work)
    if work.problems:
        return Outcome(problems=tuple(work.problems))
    if not dry_run:
        audit.record("housing.import_presences", at=at, fields=[f"created:{work.created}"])
    return Outcome(work.created, work.updated, work.unchanged, notes=tuple(work.notes))


def _rolls(rows: Sequence[Row], work: _Work) -> list[_Roll]:
    facilities = {one.external_id: one for one in Facility.objects.filter(active=True)}
    tonight, found = night_of(work.at), dict[tuple[UUID, date], _Roll]()

    def wrong(row: Row, column: str, code: str, **params: Any) -> None:
        work.problems.append(Problem(row[ROW], column, code, params))

    for row in rows:
        facility, night = facilities.get(row["codice_struttura"]), row["notte"]
        by_code, by_number = row.get("codice") is not None, row.get("presenti") is not None
        if facility is None:
            wrong(row, "codice_struttura", "housing.unknown_facility")
        elif night > tonight:
            wrong(row, "notte", "housing.night_ahead")
        elif night < tonight - OLDEST:
            wrong(row, "notte", "housing.night_too_old", days=OLDEST.days)
        elif by_code == by_number:
            wrong(row, "codice", "housing.code_or_number")
        else:
            roll = found.setdefault((facility.pk, night), _Roll(facility, night))
            (roll.codes if by_code else roll.numbers).append(row)
    for roll in found.values():
        if roll.codes and roll.numbers:
            wrong(roll.numbers[0], "presenti", "housing.code_or_number")
        elif len(roll.numbers) > 1:
            wrong(roll.numbers[1], "presenti", "housing.number_twice")
    nights = {roll.night for roll in found.values()}
    if len(nights) > MOST_NIGHTS:
        work.problems.append(Problem(0, "notte", "housing.too_many_nights", {"most": MOST_NIGHTS}))
    return list(found.values()) if not work.problems else []


def _match(roll: _Roll, there: Sequence[Occupancy], work: _Work) -> None:
    """Find whom each code means among who is expected in the facility that night."""
    meant: dict[str, list[Occupancy]] = {}
    for row in there:
        request = request_behind(row)
        if request is None:
            continue
        meant.setdefault(request.household.code, []).append(row)
        if request.case.person_id == row.person_id:
            meant.setdefault(request.case.code, []).append(row)
    for line in roll.codes:
        found = meant.get(line["codice"].strip().upper(), [])
        if not found:
            work.problems.append(Problem(line[ROW], "codice", "housing.not_expected_there"))
            continue
        inside = [row for row in found if _is_there(line, row)]
        if not inside:
            bed = found[0].bed
            work.problems.append(
                Problem(
                    line[ROW],
                    "codice_camera",
                    "housing.expected_elsewhere",
                    {"unit": bed.unit.external_id, "bed": bed.label},
                )
            )
        roll.present |= {row.person_id for row in inside if row.person_id}


def _is_there(line: Row, row: Occupancy) -> bool:
    unit, label = line.get("codice_camera"), line.get("letto")
    return unit in (None, row.bed.unit.external_id) and label in (None, row.bed.label)


def _keep_roll(roll: _Roll, expected: set[UUID], work: _Work) -> None:
    counted = set(
        BedNight.objects.filter(night=roll.night, bed__unit__facility=roll.facility).values_list(
            "person_id", flat=True
        )
    )
    if counted:
        _compare(roll, counted, work)
        return
    absent = expected - roll.present
    check = EveningCheck.objects.filter(facility=roll.facility, night=roll.night).first()
    known = set(check.absences.values_list("person_id", flat=True)) if check is not None else None
    if known == absent:
        work.unchanged += len(roll.codes)
        return
    if check is None:
        work.created += len(roll.codes)
    else:
        work.updated += len(roll.codes)
    if not work.dry_run:
        _record(roll, absent, work.at)


def _compare(roll: _Roll, counted: set[UUID], work: _Work) -> None:
    """Say where a roll differs from a night that is counted already: nothing is counted anew."""
    first = roll.codes[0][ROW]
    if missing := len(roll.present - counted):
        work.notes.append(Problem(first, "codice", "housing.night_counted_without", {"n": missing}))
    if extra := len(counted - roll.present):
        work.notes.append(Problem(first, "codice", "housing.night_counted_with", {"n": extra}))
    work.unchanged += len(roll.codes)


def _record(roll: _Roll, absent: set[UUID], at: datetime) -> None:
    check, _made = EveningCheck.objects.update_or_create(
        facility=roll.facility,
        night=roll.night,
        defaults={"checked_at": at, "checked_by": current_actor().user_id},
    )
    Absence.objects.filter(evening=check).exclude(person_id__in=absent).delete()
    Absence.objects.bulk_create(
        [Absence(evening=check, person_id=key, night=roll.night) for key in sorted(absent)],
        ignore_conflicts=True,
    )
    audit.record("housing.record_evening", roll.facility, at=at, fields=["night"])
    if roll.night == night_of(at):
        note_confirmation(roll.facility, way=ConfirmationWay.ROLL, at=at)


def _keep_number(roll: _Roll, expected: int, work: _Work) -> None:
    line = roll.numbers[0]
    told = line["presenti"]
    if told != expected:
        work.notes.append(
            Problem(
                line[ROW],
                "presenti",
                "housing.number_differs",
                {"told": told, "expected": expected},
            )
        )
    known = Reading.objects.filter(facility=roll.facility, read_on=roll.night).first()
    if known is not None and known.present == told:
        work.unchanged += 1
        return
    if known is None:
        work.created += 1
    else:
        work.updated += 1
    if work.dry_run:
        return
    Reading.objects.update_or_create(
        facility=roll.facility, read_on=roll.night, defaults={"present": told}
    )
    if told != expected:
        raise_discrepancy(
            facility_id=roll.facility.pk,
            kind=DiscrepancyKind.PRESENT,
            at=work.at,
            believed=expected,
            told=told,
        )
