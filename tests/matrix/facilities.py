"""The register of a city of the matrix: one of everything, every free text a canary."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.models import Discrepancy, Unit
from lgnet.domain.housing.operations.freshness import raise_discrepancy
from lgnet.lib.sheets import ROW


def fill_inventory(
    ids: dict[str, UUID], units: list[Unit], told: Callable[[str, str], str], now: datetime
) -> None:
    """Add an application with its steps, conventions, upkeep, an extra bed, a link, readings."""
    facility_id, today = ids["facility_id"], now.date()
    applied = housing.apply_facility(
        name=told("Facility", "name"),
        kind="HOST",
        applicant=told("Facility", "applicant"),
        contact_email="posti@ente.example",
        at=now,
    )
    housing.examine_facility(facility_id=applied.pk, at=now)
    first = housing.sign_convention(
        facility_id=facility_id,
        cig="B1A2C3D4E5",
        places=4,
        daily_rate=Decimal("31.50"),
        from_on=today - timedelta(days=30),
        to_on=today + timedelta(days=30),
        at=now,
    )
    housing.sign_convention(
        facility_id=facility_id,
        cig="B1A2C3D4E6",
        places=4,
        from_on=today + timedelta(days=30),
        to_on=today + timedelta(days=90),
        renews_id=first.pk,
        at=now,
    )
    works = housing.open_upkeep(
        facility_id=facility_id,
        unit_id=units[0].pk,
        kind="DAMAGE",
        from_on=today,
        note=told("Upkeep", "note"),
        at=now,
    )
    bed = housing.add_bed(facility_id=facility_id, unit_id=units[0].pk, from_on=today, at=now)
    link = housing.make_link(facility_id=facility_id, at=now)
    raise_discrepancy(
        facility_id=facility_id, kind="COUNT", unit_id=units[0].pk, link=link, at=now, believed=1
    )
    housing.import_centres(rows=[_centre(applied.municipality_id, told)], at=now)
    ids |= {
        "convention_id": first.pk,
        "upkeep_id": works.pk,
        "extra_id": bed.pk,
        "link_id": link.pk,
        "discrepancy_id": Discrepancy.objects.get(kind="COUNT").pk,
        "applied_id": applied.pk,
    }


def _centre(city: str, told: Callable[[str, str], str]) -> dict[str, Any]:
    return {
        ROW: 2,
        "centro_id": "1",
        "centro_denominazione": told("Facility", "name"),
        "comune_codice_istat": city,
        "ente_gestore": told("Facility", "applicant"),
        "tipologia_centro": told("Facility", "kind_told"),
        "capienza": "3",
        "presenze_giornaliere": "4",
        "rilevazione_data": "2021-12-31",
    }
