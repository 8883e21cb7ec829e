"""Writes of the network: Comuni from ISTAT, the project sheet, who takes part and since when.

Every ``save_…`` is an upsert: running it twice leaves what running it once left.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lgnet.domain.network import queries
from lgnet.domain.network.access import check_can_maintain
from lgnet.domain.network.enums import OrganisationKind, PartnerRole
from lgnet.domain.network.models import (
    Municipality,
    Organisation,
    Partner,
    Project,
    SheetItem,
)
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid
from lgnet.lib.sheets import ROW, Outcome, Problem

_FIELDS = {
    "name": "denominazione",
    "belfiore_code": "codice_catastale",
    "region": "regione",
    "province": "provincia",
    "province_code": "sigla_provincia",
    "area_km2": "superficie_km2",
    "population": "popolazione_residente",
}
_OPTIONAL = {"area_km2", "population"}


@operation
def import_comuni(
    *, rows: Sequence[Mapping[str, Any]], dry_run: bool = False, at: datetime
) -> Outcome:
    """Bring in ISTAT's list: new Comuni enter, changed ones follow it, others stay.

    Whether a Comune works with the system, its prefix and its point on the map are ours and
    never touched; a blank optional cell leaves what is known.
    """
    check_can_maintain()
    known = {
        row.pop("istat_code"): row for row in Municipality.objects.values("istat_code", *_FIELDS)
    }
    problems = [
        Problem(row[ROW], "codice_catastale", "network.bad_belfiore")
        for row in rows
        if ROW in row and not re.fullmatch(r"[A-Z]\d{3}", row["codice_catastale"])
    ]
    if problems:
        return Outcome(problems=problems)
    created, changed, unchanged = [], [], 0
    for row in rows:
        code = row["codice_istat"]
        before = known.get(code)
        new = {name: row[column] for name, column in _FIELDS.items()}
        if before is not None:
            new |= {name: before[name] for name in _OPTIONAL if new[name] is None}
        if new == before:
            unchanged += 1
        else:
            (created if before is None else changed).append(Municipality(istat_code=code, **new))
    if not dry_run:
        Municipality.objects.bulk_create(created, batch_size=2000)
        Municipality.objects.bulk_update(changed, list(_FIELDS), batch_size=1000)
        queries.municipality_name.cache_clear()
        ids = [place.pk for place in (*created, *changed)]
        audit.record("network.comuni_imported", at=at, ids=ids[:200])
    return Outcome(created=len(created), updated=len(changed), unchanged=unchanged)


@operation
def save_municipality(
    *,
    istat_code: str,
    name: str,
    belfiore_code: str,
    province: str,
    province_code: str,
    region: str,
    at: datetime,
    population: int | None = None,
) -> Municipality:
    """Make sure a Comune is known.

    Raises
    ------
    Invalid
        The code is not six digits.
    """
    check_can_maintain()
    if not re.fullmatch(r"\d{6}", istat_code, re.ASCII):
        raise Invalid("network.bad_istat_code", field="istat_code")
    place, _created = Municipality.objects.update_or_create(
        istat_code=istat_code,
        defaults={
            "name": name,
            "belfiore_code": belfiore_code,
            "province": province,
            "province_code": province_code,
            "region": region,
            "population": population,
        },
    )
    audit.record("network.municipality_saved", place, at=at)
    return place


@operation
def save_tenant(
    *, istat_code: str, prefix: str, latitude: float, longitude: float, at: datetime
) -> Municipality:
    """Let a known Comune work with the system; the prefix begins its file codes.

    Raises
    ------
    Invalid
        No such Comune, or another one has the prefix.
    """
    check_can_maintain()
    place = Municipality.objects.filter(pk=istat_code).first()
    if place is None:
        raise Invalid("network.unknown_municipality", field="istat_code")
    if not re.fullmatch(r"[A-Z]{2,3}", prefix):
        raise Invalid("network.bad_prefix", field="prefix")
    if Municipality.objects.filter(prefix=prefix).exclude(pk=istat_code).exists():
        raise Invalid("network.prefix_taken", field="prefix")
    place.prefix, place.is_tenant = prefix, True
    place.latitude, place.longitude = latitude, longitude
    place.save(update_fields=["prefix", "is_tenant", "latitude", "longitude"])
    audit.record("network.tenant_saved", place, at=at)
    return place


@operation
def save_organisation(
    *,
    kind: OrganisationKind,
    name_it: str,
    name_en: str,
    short_name: str,
    at: datetime,
    istat_code: str | None = None,
) -> Organisation:
    """Make sure an organisation is known, by its Italian name."""
    check_can_maintain()
    organisation, _created = Organisation.objects.update_or_create(
        name_it=name_it,
        defaults={
            "kind": kind,
            "name_en": name_en,
            "short_name": short_name,
            "municipality_id": istat_code,
        },
    )
    audit.record("network.organisation_saved", organisation, at=at)
    return organisation


@operation
def save_project(*, code: str, at: datetime, **facts: Any) -> Project:
    """Make sure a project is known; ``facts`` are the fields of :class:`Project`.

    Raises
    ------
    Invalid
        It ends before it starts, or the financed sum is not the rate of the total, cents
        rounded either way.
    """
    check_can_maintain()
    if facts["ends_on"] <= facts["starts_on"]:
        raise Invalid("network.dates_out_of_order", field="ends_on")
    share = Decimal(facts["total_eur"]) * Decimal(facts["eu_rate"])
    if abs(share - Decimal(facts["eu_eur"])) >= Decimal("0.01"):
        raise Invalid("network.rate_and_sums_disagree", field="eu_eur")
    project, _created = Project.objects.update_or_create(code=code, defaults=facts)
    audit.record("network.project_saved", project, at=at)
    return project


@operation
def save_sheet_item(
    *,
    project: Project,
    kind: str,
    number: int,
    title_it: str,
    title_en: str,
    at: datetime,
    text_it: str = "",
    text_en: str = "",
    source: str = "sheet",
) -> SheetItem:
    """Make sure a numbered text of the sheet stands; ``source`` says whose words it is."""
    check_can_maintain()
    item, _created = SheetItem.objects.update_or_create(
        project=project,
        kind=SheetItem.Kind(kind),
        number=number,
        defaults={
            "title_it": title_it,
            "title_en": title_en,
            "text_it": text_it,
            "text_en": text_en,
            "source": source,
        },
    )
    audit.record("network.sheet_item_saved", item, at=at)
    return item


@operation
def save_partner(
    *,
    project: Project,
    organisation: Organisation,
    role: PartnerRole,
    from_on: date,
    at: datetime,
    to_on: date | None = None,
    department: tuple[str, str] = ("", ""),
    budget_eur: Decimal | None = None,
    acts_through: Organisation | None = None,
) -> Partner:
    """Make sure an organisation takes part from a day, perhaps to a day and through a body.

    ``department`` is the office that acts, in Italian and English.

    Raises
    ------
    Invalid
        The dates are out of order, outside the project, or overlap another part of the same
        organisation in the same project.
    """
    check_can_maintain()
    if to_on is not None and to_on <= from_on:
        raise Invalid("network.dates_out_of_order", field="to_on")
    if from_on > project.ends_on or (to_on is not None and to_on <= project.starts_on):
        raise Invalid("network.outside_project", field="from_on")
    if budget_eur is not None and budget_eur < 0:
        raise Invalid("network.negative_budget", field="budget_eur")
    others = Partner.objects.filter(project=project, organisation=organisation).exclude(
        from_on=from_on
    )
    for other in others:
        ends_before = other.to_on is not None and other.to_on <= from_on
        starts_after = to_on is not None and to_on <= other.from_on
        if not (ends_before or starts_after):
            raise Invalid("network.part_overlaps", field="from_on")
    partner, _created = Partner.objects.update_or_create(
        project=project,
        organisation=organisation,
        from_on=from_on,
        defaults={
            "role": role,
            "to_on": to_on,
            "department_it": department[0],
            "department_en": department[1],
            "budget_eur": budget_eur,
            "acts_through": acts_through,
        },
    )
    audit.record("network.partner_saved", partner, at=at)
    return partner
