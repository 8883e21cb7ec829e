"""One city: its figures by age, sex and month; for its own manager, the facts behind them."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from lgnet.domain.grants.indicators import BY_CODE, INDICATORS, Measure
from lgnet.domain.grants.periods import Period
from lgnet.domain.grants.queries import Breakdown, Shown, city_figures, list_facts
from lgnet.domain.network.queries import get_tenant
from lgnet.lib.access import can, requires
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, NotFound
from lgnet.web.coordination.charts import line
from lgnet.web.coordination.network import choices, chosen_period
from lgnet.web.coordination.words import (
    AGES,
    KINDS,
    LABELS,
    MEANINGS,
    SEXES,
    period_name,
    period_short,
)
from lgnet.web.localised import in_words
from lgnet.web.sparkline import points

_MONTHLY = (Measure.SUBJECTS, Measure.FACTS, Measure.QUANTITY)
_OBJECTS = {
    "response.report_received": ("desk:report", "response.read"),
    "cases.case_opened": ("desk:case", "cases.read"),
    "cases.case_closed": ("desk:case", "cases.read"),
}


def _month(code: str) -> str:
    year, month = code.split("-")
    return in_words(date(int(year), int(month), 1), "MMMM y")


def _table(parts: Breakdown) -> dict[str, Any] | None:
    """Return age × sex with its totals, or None when it cannot be shown."""
    ages = [age for age in AGES if age in parts.ages]
    sexes = [sex for sex in SEXES if sex in parts.sexes]
    if parts.table is None:
        return None
    return {
        "sexes": [SEXES[sex] for sex in sexes],
        "rows": [
            (AGES[age], [parts.table.get((age, sex), Shown(0)) for sex in sexes], parts.ages[age])
            for age in ages
        ],
        "totals": [parts.sexes[sex] for sex in sexes],
    }


def _sections(figures: Any, own: bool) -> list[dict[str, Any]]:
    found = []
    for indicator in INDICATORS:
        parts = figures.breakdowns.get(indicator.code)
        grouped = (
            parts is not None and indicator.about_persons and indicator.code != "days_to_place"
        )
        trend = figures.trends[indicator.code]
        found.append(
            {
                "code": indicator.code,
                "label": LABELS[indicator.code],
                "meaning": MEANINGS[indicator.code],
                "sub_action": indicator.sub_action,
                "shown": figures.totals[indicator.code],
                "table": _table(parts) if grouped else None,
                "ages": [(AGES[a], parts.ages[a]) for a in AGES if a in parts.ages]
                if grouped
                else [],
                "sexes": [(SEXES[a], parts.sexes[a]) for a in SEXES if a in parts.sexes]
                if grouped
                else [],
                "months": parts.months if parts and indicator.measure in _MONTHLY else {},
                "trend": line(trend, [period_short(period) for period in trend.periods]),
                "points": points([value for value in trend.values if value is not None]),
                "facts": own,
            }
        )
    return found


def _months(sections: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return one table of what is counted by month: a column each, a row a month."""
    shown = [section for section in sections if section["months"]]
    codes = sorted({code for section in shown for code in section["months"]})
    if not codes:
        return None
    return {
        "columns": [section["label"] for section in shown],
        "rows": [
            (
                _month(code),
                [(one["label"], one["months"].get(code, Shown())) for one in shown],
            )
            for code in codes
        ],
    }


@requires("grants.read_figures")
@require_GET
def city(request: HttpRequest, istat: str) -> HttpResponse:
    """Show one city."""
    place, (period, _all) = get_tenant(istat_code=istat), chosen_period(request)
    mine = current_actor().municipality_id
    if mine not in (None, istat):
        raise NotFound("grants.no_figures")
    figures = city_figures(municipality_id=istat, period=period)
    own = mine == istat and can("grants.read_facts")
    sections = _sections(figures, own) if figures else []
    context = {
        "place": place,
        "period": period,
        "period_name": period_name(period),
        "choices": choices(_all, period),
        "figures": figures,
        "sections": sections,
        "by_month": _months(sections),
        "own": own,
    }
    return render(request, "coordination/city.html", context)


def _link(kind: str, key: Any) -> str:
    route, permission = _OBJECTS.get(kind, ("", ""))
    if not route or key is None or not can(permission):
        return ""
    try:
        return reverse(route, args=[key])
    except NoReverseMatch:
        return ""


@requires("grants.read_facts")
@require_GET
def facts(request: HttpRequest, istat: str, indicator: str) -> HttpResponse:
    """Show the facts a figure of the own city counted."""
    if indicator not in BY_CODE or current_actor().municipality_id != istat:
        raise NotFound("grants.no_figures")
    place, period = get_tenant(istat_code=istat), Period.parse(request.GET.get("periodo", ""))
    start = request.GET.get("da", "0")
    if not (start.isascii() and start.isdigit() and len(start) < 9):
        raise Invalid("paging.cursor")
    lines, total, following = list_facts(indicator=indicator, period=period, start=int(start))
    context = {
        "place": place,
        "period": period,
        "period_name": period_name(period),
        "label": LABELS[indicator],
        "indicator": indicator,
        "total": total,
        "following": following,
        "first": int(start) > 0,
        "lines": [
            {
                "line": fact,
                "kind": KINDS.get(fact.kind, fact.kind),
                "age": AGES.get(fact.age, ""),
                "sex": SEXES.get(fact.sex, ""),
                "href": _link(fact.kind, fact.object_id),
            }
            for fact in lines
        ],
    }
    return render(request, "coordination/facts.html", context)
