"""The real network: its Comuni, organisations, partners and project sheet, from the sheet's data."""

from datetime import datetime
from typing import Any

from lgnet.domain.network import operations as network
from lgnet.domain.network.enums import OrganisationKind, PartnerRole
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.cities import CITIES, City, NationalPartner
from lgnet.flows.demo.facilities import bodies_of
from lgnet.flows.demo.sheet import SHEET, CityPart, ProjectSheet, Text
from lgnet.lib.actor import act_as

_KINDS = {
    "MININT": OrganisationKind.MINISTRY,
    "CITTALIA": OrganisationKind.FOUNDATION,
    "ANCI": OrganisationKind.ASSOCIATION,
    "ANCICOM": OrganisationKind.COMPANY,
}


def load_network(*, at: datetime, sheet: ProjectSheet = SHEET) -> None:
    """Make sure the network of the project sheet stands; running it again changes nothing."""
    with act_as(system_actor(municipality_id=None, job="load_network")):
        project = network.save_project(
            code=sheet.code,
            at=at,
            grant_code=sheet.grant_code,
            **_both("name", sheet.name),
            **_both("title", sheet.full_name),
            **_both("fund", sheet.fund),
            **_both("status", sheet.status),
            **_lines("criteria", sheet.territory_criteria),
            **_lines("recipients", sheet.recipients),
            **_lines("rules", (sheet.engagement_rule, sheet.vulnerable_rule)),
            total_eur=sheet.total,
            eu_eur=sheet.financed,
            eu_rate=sheet.rate,
            submitted_year=sheet.submitted_year,
            starts_on=sheet.starts_on,
            ends_on=sheet.ends_on,
        )
        for action in sheet.sub_actions:
            network.save_sheet_item(
                project=project,
                kind="SUB_ACTION",
                number=int(action.code.removeprefix("SA")),
                **_both("title", action.title),
                **_both("text", action.description),
                at=at,
            )
        for objective in sheet.objectives:
            network.save_sheet_item(
                project=project,
                kind="OBJECTIVE",
                number=objective.number,
                **_both("title", objective.text),
                **_both("text", objective.basis),
                source=objective.source,
                at=at,
            )
        parts = {part.istat: part for part in sheet.city_parts}
        for national in (sheet.lead, *sheet.support):
            _national(project, national, sheet, at)
        for city in sheet.cities:
            _city(project, city, parts[city.istat], sheet, at)


def load_bodies(*, at: datetime) -> None:
    """Make sure the bodies that run services in the cities stand: they are invented, so apart."""
    with act_as(system_actor(municipality_id=None, job="load_network")):
        for city in CITIES:
            for draft in bodies_of(city):
                network.save_organisation(
                    kind=OrganisationKind.BODY,
                    name_it=draft.name,
                    name_en=draft.name,
                    short_name=draft.name[:60],
                    istat_code=city.istat,
                    at=at,
                )


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_it": text.it, f"{name}_en": text.en}


def _lines(name: str, texts: tuple[Text, ...]) -> dict[str, str]:
    return {
        f"{name}_it": "\n".join(text.it for text in texts),
        f"{name}_en": "\n".join(text.en for text in texts),
    }


def _national(project: Any, partner: NationalPartner, sheet: ProjectSheet, at: datetime) -> None:
    organisation = network.save_organisation(
        kind=_KINDS[partner.key],
        name_it=partner.name_it,
        name_en=partner.name_en,
        short_name=partner.name_it[:60],
        at=at,
    )
    network.save_partner(
        project=project,
        organisation=organisation,
        role=PartnerRole.LEAD if partner.role == "LEAD" else PartnerRole.SUPPORT,
        from_on=sheet.starts_on,
        department=(partner.parent_it or "", partner.parent_en or ""),
        at=at,
    )


def _city(project: Any, city: City, part: CityPart, sheet: ProjectSheet, at: datetime) -> None:
    network.save_municipality(
        istat_code=city.istat,
        name=city.name,
        belfiore_code=city.belfiore,
        province=city.name,
        province_code=city.province,
        region=city.region,
        population=city.population,
        at=at,
    )
    network.save_tenant(
        istat_code=city.istat,
        prefix=city.code,
        latitude=city.latitude,
        longitude=city.longitude,
        at=at,
    )
    comune = network.save_organisation(
        kind=OrganisationKind.MUNICIPALITY,
        name_it=f"Comune di {city.name}",
        name_en=f"Municipality of {city.name}",
        short_name=city.name,
        istat_code=city.istat,
        at=at,
    )
    body = None
    if city.body:
        body = network.save_organisation(
            kind=OrganisationKind.BODY,
            name_it=city.body,
            name_en=city.body,
            short_name=city.body[:60],
            istat_code=city.istat,
            at=at,
        )
    network.save_partner(
        project=project,
        organisation=comune,
        role=PartnerRole.CITY,
        from_on=sheet.starts_on,
        department=(part.office.it, part.office.en) if part.office else ("", ""),
        budget_eur=part.amount,
        acts_through=body,
        at=at,
    )
