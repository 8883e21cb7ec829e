"""The project sheet, as anybody may read it: every fact from data, in two languages."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lgnet.domain.grants.queries import published_figures
from lgnet.domain.network.queries import current_project, list_items, list_partners
from lgnet.web.coordination.charts import Mark, mark
from lgnet.web.coordination.words import LABELS, MEANINGS, period_name
from lgnet.web.localised import localised

SHOWN = ("persons_met", "taken_in_charge", "placed", "bed_nights", "days_to_place")


@dataclass(frozen=True, slots=True)
class Item:
    """An objective or a sub-action."""

    number: int
    title: str
    text: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A partner's line."""

    name: str
    city: Any
    department: str
    body: str
    from_on: Any
    to_on: Any
    budget: Decimal | None
    anchor: str


def sheet() -> dict[str, Any] | None:
    """Return everything the page prints, or None when no project is loaded."""
    project = current_project()
    if project is None:
        return None
    groups: dict[str, list[Part]] = {"LEAD": [], "SUPPORT": [], "CITY": []}
    for part in list_partners(project=project):
        groups[part.role].append(_part(part, project))
    items: dict[str, list[Item]] = {"OBJECTIVE": [], "SUB_ACTION": []}
    for item in list_items(project=project):
        items[item.kind].append(
            Item(
                item.number,
                localised(item, "title"),
                localised(item, "text"),
                item.source != "sheet",
            )
        )
    return {
        "project": project,
        "name": localised(project, "name"),
        "title": localised(project, "title"),
        "fund": localised(project, "fund"),
        "status": localised(project, "status"),
        "criteria": localised(project, "criteria").splitlines(),
        "recipients": localised(project, "recipients").splitlines(),
        "rules": localised(project, "rules").splitlines(),
        "rate": round(project.eu_rate * 100),
        "exact_share": (project.total_eur * project.eu_rate).quantize(Decimal("0.001")),
        "leads": groups["LEAD"],
        "support": groups["SUPPORT"],
        "cities": groups["CITY"],
        "with_budget": [part for part in groups["CITY"] if part.budget is not None],
        "objectives": items["OBJECTIVE"],
        "sub_actions": items["SUB_ACTION"],
        "marks": _marks(groups["CITY"]),
    }


def _part(part: Any, project: Any) -> Part:
    city = part.organisation.municipality
    return Part(
        name=localised(part.organisation, "name"),
        city=city,
        department=localised(part, "department"),
        body=localised(part.acts_through, "name") if part.acts_through else "",
        from_on=part.from_on,
        to_on=part.to_on or project.ends_on,
        budget=part.budget_eur,
        anchor=f"c{city.pk}" if city else "",
    )


def _marks(parts: list[Part]) -> list[Mark]:
    return [
        mark(
            code=part.city.pk,
            name=part.city.name,
            at=(part.city.longitude, part.city.latitude),
            size=16,
            shape="circle",
            href=f"#{part.anchor}",
            spoken=part.city.name,
        )
        for part in parts
        if part.city and part.city.longitude is not None
    ]


def results() -> dict[str, Any] | None:
    """Return the network's published totals of the latest year, or None."""
    period, values, computed_at = published_figures()
    if period is None:
        return None
    return {
        "period": period_name(period),
        "computed_at": computed_at,
        "figures": [
            (LABELS[code], values[code], MEANINGS[code]) for code in SHOWN if code in values
        ],
    }
