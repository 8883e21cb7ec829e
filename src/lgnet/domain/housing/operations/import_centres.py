"""Register entries from the public list «Centri d'Italia»: those of this city, the oddities told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from lgnet.domain.housing import access, centres
from lgnet.domain.housing.enums import FacilityState, NoCig
from lgnet.domain.housing.models import Convention, Facility, Reading
from lgnet.domain.network.queries import organisations_of
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, current_municipality, operation
from lgnet.lib.sheets import ROW, Outcome, Problem
from lgnet.lib.texts import short
from lgnet.lib.vault.keys import new_key

Row = Mapping[str, Any]
T = TypeVar("T")
PREFIX = "CDI-"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is understood here; None is not known."""

    row: int
    code: str
    facts: dict[str, Any]
    read_on: date | None
    places: int | None
    present: int | None
    rate: Decimal | None
    from_on: date | None
    to_on: date | None


@dataclass(slots=True)
class _Work:
    at: datetime
    dry_run: bool
    bodies: Mapping[str, Any]
    notes: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def note(self, row: int, column: str, code: str, **params: Any) -> None:
        """Tell something odd that is taken as it is."""
        self.notes.append(Problem(row, column, code, params))


@operation
def import_centres(*, rows: Sequence[Row], dry_run: bool = False, at: datetime) -> Outcome:
    """Bring the centres of this city into the register as listed, with places, presences, terms.

    Nobody applied and nobody is accredited by it: they have no beds to give. What the list says
    of a facility that went further is kept as a reading and changes nothing else.

    Parameters
    ----------
    rows
        As :data:`lgnet.domain.housing.sheets_presences.CENTRES` reads them.
    """
    access.check_can_keep_inventory()
    city = current_municipality()
    bodies = {name.casefold(): key for name, key in organisations_of(istat_code=city).items()}
    work = _Work(at, dry_run, bodies)
    ours = []
    for row in rows:
        if str(row["comune_codice_istat"]).strip().split(".")[0].zfill(6) == city:
            ours.append(_understood(row, work))
        else:
            work.note(
                row[ROW],
                "comune_codice_istat",
                "housing.out_of_scope",
            )
    ours.sort(key=lambda line: (line.code, line.read_on or date.min, line.row))
    known = {
        one.external_id: one
        for one in Facility.objects.filter(external_id__in={line.code for line in ours})
    }
    for line in ours:
        _keep(line, known, work)
    if not dry_run:
        audit.record("housing.import_centres", at=at, fields=[f"created:{work.created}"])
    return Outcome(work.created, work.updated, work.unchanged, notes=tuple(work.notes))


def _understood(row: Row, work: _Work) -> _Line:
    number = row[ROW]

    def read(column: str, reader: Callable[[Any], T | None]) -> T | None:
        try:
            return reader(row.get(column))
        except ValueError:
            work.note(number, column, "housing.centre_unreadable")
            return None

    places, present = (
        read("capienza", centres.read_count),
        read("presenze_giornaliere", centres.read_count),
    )
    if not centres.plain(row.get("presenze_giornaliere")):
        work.note(number, "presenze_giornaliere", "housing.centre_no_presences")
    if places and present is not None and present > places:
        share = round(100 * present / places)
        work.note(number, "presenze_giornaliere", "housing.centre_over_full", percent=share)
    kind, why = centres.read_kind(row.get("tipologia_centro"))
    if why:
        work.note(number, "tipologia_centro", f"housing.centre_kind_{why}")
    name = short(row.get("centro_denominazione") or "", most=120)
    code = f"{PREFIX}{str(row['centro_id']).strip()}"[:40]
    if not name:
        name = code
        work.note(number, "centro_denominazione", "housing.centre_no_name")
    body = short(row.get("ente_gestore") or "", most=120)
    from_on, to_on = _terms(row, read, work)
    return _Line(
        row=number,
        code=code,
        facts={
            "name": name,
            "kind": kind,
            "kind_told": short(row.get("tipologia_centro") or "", most=120) or None
            if why
            else None,
            "sex_rule": centres.read_guests(row.get("tipologia_ospiti")),
            "applicant": body or None,
            "body_id": work.bodies.get(body.casefold()),
            "declared_places": places or None,
        },
        read_on=read("rilevazione_data", centres.read_day),
        places=places,
        present=present,
        rate=read("costo_giornaliero_per_ospite", centres.read_rate),
        from_on=from_on,
        to_on=to_on,
    )


def _terms(row: Row, read: Any, work: _Work) -> tuple[date | None, date | None]:
    begun = read("data_stipula_convenzione", centres.read_day)
    ends = read("data_scadenza_convenzione", centres.read_day)
    longer = read("data_scadenza_proroga", centres.read_day)
    last = max((day for day in (ends, longer) if day is not None), default=None)
    if begun is not None and last is not None and last < begun:
        work.note(row[ROW], "data_scadenza_convenzione", "housing.centre_dates_reversed")
        return None, None
    return begun, last + timedelta(days=1) if last is not None else None


def _keep(line: _Line, known: dict[str, Facility], work: _Work) -> None:
    facility, changed = known.get(line.code), False
    is_new = facility is None
    if facility is None:
        facility = Facility(external_id=line.code, state=FacilityState.LISTED, **line.facts)
        known[line.code] = facility
        if not work.dry_run:
            facility.vault_key = new_key()
            facility.save(force_insert=True)
    elif facility.state == FacilityState.LISTED:
        changed = _fill(facility, line, work)
    else:
        work.note(line.row, "centro_id", "housing.centre_is_ours")
    if not work.dry_run or not is_new:
        changed |= _reading(facility, line, work)
        changed |= _convention(facility, line, work)
    if is_new:
        work.created += 1
    elif changed:
        work.updated += 1
    else:
        work.unchanged += 1


def _fill(facility: Facility, line: _Line, work: _Work) -> bool:
    changed = [name for name, value in line.facts.items() if getattr(facility, name) != value]
    for name in changed:
        setattr(facility, name, line.facts[name])
    if changed and not work.dry_run and not facility._state.adding:
        facility.save(update_fields=[name.removesuffix("_id") for name in changed])
    return bool(changed)


def _reading(facility: Facility, line: _Line, work: _Work) -> bool:
    if line.read_on is None or (line.places is None and line.present is None):
        return False
    if facility._state.adding:
        return True
    told = {"places": line.places, "present": line.present}
    row = Reading.objects.filter(facility=facility, read_on=line.read_on).first()
    if row is not None and {name: getattr(row, name) for name in told} == told:
        return False
    if not work.dry_run:
        Reading.objects.update_or_create(facility=facility, read_on=line.read_on, defaults=told)
    return True


def _convention(facility: Facility, line: _Line, work: _Work) -> bool:
    """Keep the terms the list gives, of whoever made them: its CIG is not known there."""
    if facility.state != FacilityState.LISTED or facility._state.adding:
        return False
    if line.from_on is None or line.to_on is None or not line.places:
        return False
    row = Convention.objects.filter(facility=facility, from_on=line.from_on).first()
    told = {"to_on": line.to_on, "places": line.places, "daily_rate": line.rate}
    if row is not None and {name: getattr(row, name) for name in told} == told:
        return False
    if work.dry_run:
        return True
    try:
        with transaction.atomic():
            Convention.objects.update_or_create(
                facility=facility,
                from_on=line.from_on,
                defaults={
                    **told,
                    "no_cig": NoCig.NOT_KNOWN,
                    "body_id": line.facts["body_id"],
                    "recorded_at": work.at,
                    "recorded_by": current_actor().user_id,
                },
            )
    except IntegrityError:
        work.note(line.row, "data_stipula_convenzione", "housing.centre_terms_overlap")
        return False
    return True
