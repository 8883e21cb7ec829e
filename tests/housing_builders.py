"""Builders of housing: facilities by the importer, households, requests, stays by the operations."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing import operations
from lgnet.domain.housing.enums import UnitKind
from lgnet.domain.housing.models import Bed, Facility, Hold, HousingRequest, Stay, Unit
from lgnet.domain.people.models import Household, HouseholdMember, Person
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as, current_actor
from lgnet.lib.numbering.next import next_number
from lgnet.lib.sheets import ROW
from lgnet.lib.vault.keys import new_key

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 17, 42, tzinfo=ROME)

MAN, WOMAN, GIRL, BOY = ("M", 30), ("F", 31), ("F", 9), ("M", 6)


def night(days: int = 0) -> date:
    """Return a night counted from today."""
    return TODAY + timedelta(days=days)


def later(**span: float) -> datetime:
    """Return a moment after now."""
    return NOW + timedelta(**span)


def a_row(**cells: Any) -> dict[str, Any]:
    """Return one row of the table of facilities."""
    row: dict[str, Any] = {
        ROW: 2,
        "codice_struttura": "CASA",
        "struttura": "Casa di prova",
        "tipo": "FIRST",
        "chi": None,
        "indirizzo": "via di prova 1",
        "telefono": None,
        "latitudine": None,
        "longitudine": None,
        "senza_gradini": None,
        "indirizzo_riservato": None,
        "notti_massime": None,
        "codice_camera": "1",
        "camera": "Camera 1",
        "tipo_camera": None,
        "uso_esclusivo": None,
        "chi_camera": None,
        "camera_senza_gradini": None,
        "bagno_proprio": None,
        "cucina_propria": None,
        "posti": 1,
    }
    return row | cells


def _as_system() -> Any:
    return act_as(system_actor(municipality_id=current_actor().municipality_id, job="test"))


def make_unit(
    *,
    beds: int = 1,
    exclusive: bool = False,
    at: datetime = NOW,
    confirmed: bool = True,
    code: str = "CASA",
    unit_code: str = "1",
    **cells: Any,
) -> Unit:
    """Make a unit with beds, through the importer; its facility confirmed now."""
    with _as_system():
        operations.import_facilities(
            rows=[
                a_row(
                    codice_struttura=code,
                    struttura=f"Casa {code}",
                    codice_camera=unit_code,
                    camera=f"Camera {unit_code}",
                    tipo_camera=UnitKind.FLAT if exclusive else UnitKind.ROOM,
                    uso_esclusivo=exclusive,
                    posti=beds,
                    **cells,
                )
            ],
            at=at,
        )
        facility = Facility.objects.get(external_id=code)
        if confirmed:
            operations.confirm_facility(facility_id=facility.pk, at=at)
        return Unit.objects.get(facility=facility, external_id=unit_code)


def beds_of(unit: Unit) -> list[Bed]:
    """Return the beds of a unit by label."""
    return list(Bed.objects.filter(unit=unit).order_by("label"))


def make_household(*members: tuple[str, int], on: date = TODAY) -> tuple[Household, CaseFile]:
    """Make a household of (sex, age) members and the case of its first."""
    code = f"FI-N-{next_number('household'):04d}"
    household = Household.objects.create(code=code, formed_on=on - timedelta(days=400))
    people = []
    for position, (sex, age) in enumerate(members or (MAN,)):
        born = date(on.year - age, 1, 1)
        person = Person.objects.create(
            vault_key=new_key(),
            stage="DECLARED",
            alias=f"Prova {position}",
            sex=sex,
            birth_on=born,
            birth_to=born,
            birth_precision="DAY",
            registered_at=NOW,
        )
        HouseholdMember.objects.create(
            household=household,
            person=person,
            role="HEAD" if position == 0 else "RELATIVE",
            from_on=household.formed_on,
        )
        people.append(person)
    case = CaseFile.objects.create(
        vault_key=new_key(),
        code=f"FI-2026-{next_number('case', year=2026):04d}",
        person=people[0],
        origin="SELF",
        opened_at=NOW - timedelta(days=20),
    )
    return household, case


def make_request(
    *members: tuple[str, int], at: datetime = NOW, from_on: date | None = None, **wishes: Any
) -> HousingRequest:
    """Ask for a place for a new household."""
    household, case = make_household(*members)
    values: dict[str, Any] = {
        "priority_class": "2",
        "class_reason": "ospitalità in scadenza",
        "from_on": from_on or at.date(),
        **wishes,
    }
    return operations.open_request(case_id=case.pk, household_id=household.pk, at=at, **values)


def make_hold(unit: Unit, *members: tuple[str, int], at: datetime = NOW, **values: Any) -> Hold:
    """Hold a unit for a new household."""
    request = make_request(*members, at=at)
    return operations.hold(
        request_id=request.pk, unit_id=unit.pk, at=at, **{"from_on": at.date(), **values}
    )


def make_stay(
    unit: Unit,
    *members: tuple[str, int],
    at: datetime = NOW,
    nights: int = 120,
    arrived: bool = True,
    **values: Any,
) -> Stay:
    """Place a new household in a unit; it comes in on its first night unless that is to come."""
    request = make_request(*members, at=at, expected_nights=nights)
    held = operations.hold(
        request_id=request.pk, unit_id=unit.pk, at=at, **{"from_on": at.date(), **values}
    )
    stay = operations.accept(hold_id=held.pk, at=at, reason="prova")
    if arrived and stay.from_on <= at.date():
        return operations.check_in(stay_id=stay.pk, on=stay.from_on, at=at)
    return stay


def ids(things: Sequence[Any]) -> list[UUID]:
    """Return the keys of rows."""
    return [thing.pk for thing in things]
