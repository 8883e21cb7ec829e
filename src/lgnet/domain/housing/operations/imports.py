"""Facilities, units and beds from a table: tried first, then taken whole; known codes are updated."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import FacilityState, SexRule, UnitKind
from lgnet.domain.housing.models import Bed, Facility, Unit
from lgnet.domain.housing.operations.locking import lock_beds
from lgnet.domain.housing.queries.occupancy import taken
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.sheets import ROW, Outcome, Problem
from lgnet.lib.vault.keys import new_keys

Row = Mapping[str, Any]

# Column of the table → field, and what a blank cell of a new row means.
_FACILITY: dict[str, tuple[str, Any]] = {
    "struttura": ("name", ""),
    "tipo": ("kind", ""),
    "chi": ("sex_rule", SexRule.ANY),
    "latitudine": ("latitude", None),
    "longitudine": ("longitude", None),
    "senza_gradini": ("accessible", False),
    "indirizzo_riservato": ("secret", False),
    "notti_massime": ("max_nights", None),
    "posti_dichiarati": ("declared_places", None),
    "eta_da": ("age_from", None),
    "eta_a": ("age_to", None),
    "animali": ("pets", None),
    "si_fuma": ("smoking", None),
    "ingresso_dalle": ("enters_from", None),
    "ingresso_alle": ("enters_to", None),
    "contributo_mese": ("contribution_eur", None),
    "lingue": ("languages", []),
}
_SEALED = {"indirizzo": "address", "telefono": "phone", "email_conferme": "contact_email"}
_UNIT: dict[str, tuple[str, Any]] = {
    "camera": ("name", ""),
    "tipo_camera": ("kind", UnitKind.ROOM),
    "uso_esclusivo": ("exclusive", False),
    "chi_camera": ("sex_rule", SexRule.ANY),
    "camera_senza_gradini": ("accessible", False),
    "bagno_proprio": ("own_bathroom", False),
    "cucina_propria": ("own_kitchen", False),
}


@dataclass(slots=True)
class _Work:
    on: date
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    beds_in_use: frozenset[UUID] = frozenset()


@operation
def import_facilities(*, rows: Sequence[Row], dry_run: bool = False, at: datetime) -> Outcome:
    """Bring in facilities, units and beds; a row is a unit, its key the two codes.

    A known unit is updated; a blank optional cell leaves what is known. Fewer beds than before
    take out of use the last ones; a bed somebody has is never taken out: that row is a problem,
    and a table with problems changes nothing.

    Parameters
    ----------
    rows
        As :data:`lgnet.domain.housing.sheets.FACILITIES` reads them.
    """
    access.check_can_keep_inventory()
    facilities = {row.external_id: row for row in Facility.objects.all()}
    units = {(row.facility_id, row.external_id): row for row in Unit.objects.all()}
    beds: dict[UUID, list[Bed]] = {}
    locked = lock_beds(Bed.objects.values_list("pk", flat=True))
    permanent = (bed for bed in locked if not bed.extra)
    for bed in sorted(permanent, key=lambda bed: (len(bed.label), bed.label)):
        beds.setdefault(bed.unit_id, []).append(bed)
    on = timezone.localdate(at)
    work = _Work(
        on, beds_in_use=frozenset(row.bed_id for row in taken(from_on=on, to_on=None, at=at))
    )
    rows, unread = _read(rows)
    work.problems += unread or _contradictions(rows)
    if not work.problems:
        new_codes = {row["codice_struttura"] for row in rows} - facilities.keys()
        keys = iter(new_keys(len(new_codes)) if new_codes and not dry_run else ())
        seen: set[str] = set()
        for position, row in enumerate(rows):
            code = row["codice_struttura"]
            if code not in facilities:
                # Who comes in with rooms and beds is in use: the register has accredited it.
                facilities[code] = Facility(
                    external_id=code,
                    vault_key=None if dry_run else next(keys),
                    state=FacilityState.ACCREDITED,
                )
            if code not in seen:
                seen.add(code)
                changed = _fill_facility(facilities[code], row, dry_run=dry_run)
            else:
                changed = False
            _unit(
                facility=facilities[code],
                row=row,
                position=position,
                units=units,
                beds=beds,
                work=work,
                changed=changed,
                dry_run=dry_run,
            )
    if work.problems:
        return Outcome(problems=tuple(work.problems))
    if not dry_run:
        audit.record(
            "housing.import_facilities",
            at=at,
            fields=[f"created:{work.created}", f"updated:{work.updated}"],
        )
    return Outcome(work.created, work.updated, work.unchanged)


def _contradictions(rows: Sequence[Row]) -> list[Problem]:
    """Find rows that say something else about their facility than its first row."""
    first: dict[str, Row] = {}
    problems = []
    for row in rows:
        known = first.setdefault(row["codice_struttura"], row)
        for column in (*_FACILITY, *_SEALED):
            value = row.get(column)
            if value is not None and value != known.get(column):
                problems.append(
                    Problem(row[ROW], column, "housing.facility_differs", {"row": known[ROW]})
                )
    return problems


def _read(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Read hours, languages and addresses of e-mail; say which cells hold none."""
    problems, read = [], []
    for row in rows:
        told = dict(row)
        for column, reader in _READERS.items():
            if told.get(column) is None:
                continue
            try:
                told[column] = reader(told[column])
            except (ValueError, ValidationError):
                problems.append(Problem(row[ROW], column, f"housing.not_{column}", {}))
        low, high = told.get("eta_da"), told.get("eta_a")
        if low is not None and high is not None and high < low:
            problems.append(Problem(row[ROW], "eta_a", "housing.ages", {}))
        read.append(told)
    return read, problems


def _hour(text: str) -> time:
    return time.fromisoformat(text.replace(".", ":").zfill(5)).replace(second=0)


def _codes(text: str) -> list[str]:
    found = list(dict.fromkeys(re.split(r"[\s,;/]+", text.strip().lower())))
    if not all(re.fullmatch(r"[a-z]{3}", code) for code in found):
        raise ValueError(text)
    return found


def _email(text: str) -> str:
    validate_email(text)
    return text


_READERS: dict[str, Any] = {
    "ingresso_dalle": _hour,
    "ingresso_alle": _hour,
    "lingue": _codes,
    "email_conferme": _email,
}


def _plain(name: str, value: Any) -> Any:
    return float(value) if name in ("latitude", "longitude") and value is not None else value


def _fill(thing: Facility | Unit, row: Row, columns: Mapping[str, tuple[str, Any]]) -> bool:
    changed = thing._state.adding
    for column, (name, blank) in columns.items():
        value = _plain(name, row.get(column))
        if value is None:
            if not thing._state.adding:
                continue
            value = blank
        if getattr(thing, name) != value:
            setattr(thing, name, value)
            changed = True
    return changed


def _fill_facility(facility: Facility, row: Row, *, dry_run: bool) -> bool:
    changed = _fill(facility, row, _FACILITY)
    for column, name in _SEALED.items():
        value = row.get(column)
        if value is not None and (facility._state.adding or getattr(facility, name) != value):
            setattr(facility, name, value)
            changed = True
    if changed and not dry_run:
        facility.save()
    return changed


def _unit(
    *,
    facility: Facility,
    row: Row,
    position: int,
    units: dict[tuple[UUID, str], Unit],
    beds: dict[UUID, list[Bed]],
    work: _Work,
    changed: bool,
    dry_run: bool,
) -> None:
    unit = units.get((facility.pk, row["codice_camera"]))
    is_new = unit is None
    if unit is None:
        unit = Unit(facility=facility, external_id=row["codice_camera"], position=position)
    changed |= _fill(unit, row, _UNIT)
    add, restore, remove = _bed_changes(unit, row["posti"], beds.get(unit.pk, []))
    for bed in remove:
        if bed.pk in work.beds_in_use:
            work.problems.append(Problem(row[ROW], "posti", "housing.bed_in_use", {}))
            return
    if is_new:
        work.created += 1
    elif changed or add or restore or remove:
        work.updated += 1
    else:
        work.unchanged += 1
    if dry_run:
        return
    if changed:
        unit.save()
    Bed.objects.bulk_create([Bed(unit=unit, label=label) for label in add])
    Bed.objects.filter(pk__in=[bed.pk for bed in restore]).update(usable=True, out_since=None)
    Bed.objects.filter(pk__in=[bed.pk for bed in remove]).update(usable=False, out_since=work.on)


def bed_label(position: int) -> str:
    """Return A … Z, then 27 …: how the beds of a unit are called in order."""
    return chr(ord("A") + position) if position < 26 else str(position + 1)


def _bed_changes(
    unit: Unit, wanted: int, known: list[Bed]
) -> tuple[list[str], list[Bed], list[Bed]]:
    usable = [bed for bed in known if bed.usable]
    idle = [bed for bed in known if not bed.usable]
    if wanted <= len(usable):
        return [], [], usable[wanted:]
    missing = wanted - len(usable)
    restore = idle[:missing]
    labels = {bed.label for bed in known}
    fresh = [label for label in map(bed_label, range(200)) if label not in labels]
    return fresh[: missing - len(restore)], restore, []
