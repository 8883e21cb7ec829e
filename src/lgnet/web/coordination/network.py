"""Rete: every city's figures on a map and in a table, worst first."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.grants.figures import NetworkFigures, network_figures
from lgnet.domain.grants.indicators import INDICATORS
from lgnet.domain.grants.periods import Period
from lgnet.domain.grants.queries import Shown, list_periods
from lgnet.domain.network.queries import current_project, list_tenants
from lgnet.lib.access import requires
from lgnet.lib.errors import NotFound
from lgnet.lib.sheets import FORMATS, write
from lgnet.web.construction import construction
from lgnet.web.coordination.charts import Mark, bars, line, mark
from lgnet.web.coordination.outline import OUTLINE
from lgnet.web.coordination.words import LABELS, MEANINGS, period_name, period_short
from lgnet.web.sparkline import points

COLUMNS = ("persons_met", "taken_in_charge", "placed", "waiting", "days_to_place", "bed_nights")
NOTHING = Shown(hidden="none")
SLOW = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """A city's line in the table."""

    code: str
    name: str
    href: str
    cells: list[tuple[str, str, Shown]]
    figures: dict[str, Shown]
    shape: str

    @property
    def has_facts(self) -> bool:
        """Whether anything happened there, as far as is known."""
        return any(shown.value or shown.hidden == "small" for shown in self.figures.values())


def chosen_period(request: HttpRequest) -> tuple[Period, list[Period]]:
    """Return the period of the address, or the latest year, and those there are."""
    periods = list_periods()
    code = request.GET.get("periodo", "")
    if code:
        return Period.parse(code), periods
    years = [period for period in periods if not period.is_quarter]
    return (years or [Period.year_of(timezone.localdate())])[0], periods


def choices(periods: list[Period], period: Period) -> list[tuple[str, str]]:
    """Return the periods to choose from, the present one among them."""
    every = periods if period in periods else [period, *periods]
    return [(item.code, period_name(item)) for item in every]


def _rows(figures: NetworkFigures, places: list[Any], order: str) -> list[Row]:
    limit = figures.totals["days_to_place"].value
    rows = []
    for place in places:
        mine = dict(figures.cities.get(place.pk, {}))
        href = f"{reverse('coordination:city', args=[place.pk])}?periodo={figures.period.code}"
        days = mine.get("days_to_place", NOTHING).value
        slow = days is not None and limit is not None and days > limit * SLOW
        rows.append(
            Row(
                code=place.pk,
                name=place.name,
                href=href,
                cells=[(code, str(LABELS[code]), mine.get(code, NOTHING)) for code in COLUMNS],
                figures=mine,
                shape=_shape(mine, slow),
            )
        )
    if order == "citta":
        return sorted(rows, key=lambda row: row.name)
    key = order if order in COLUMNS else "days_to_place"
    return sorted(rows, key=lambda r: (-(r.figures.get(key, NOTHING).value or 0), r.name))


def _shape(figures: dict[str, Shown], slow: bool) -> str:
    if not any(shown.value or shown.hidden == "small" for shown in figures.values()):
        return "square"
    return "triangle" if slow else "circle"


def _marks(rows: list[Row], places: dict[str, Any]) -> list[Mark]:
    marks = []
    for row in rows:
        place = places[row.code]
        if place.longitude is None:
            continue
        waiting = row.figures.get("waiting", NOTHING)
        count = spoken(waiting)
        marks.append(
            mark(
                code=row.code,
                name=row.name,
                at=(place.longitude, place.latitude),
                size=waiting.value,
                shape=row.shape,
                href=row.href,
                spoken=_("{city}: in attesa {count}").format(city=row.name, count=count),
            )
        )
    return marks


def spoken(shown: Shown) -> str:
    """Return a figure in words."""
    if shown.value is not None:
        return str(number_format(shown.value, use_l10n=True, force_grouping=True))
    words = {"small": _("nascosto"), "few": _("pochi dati")}
    return words.get(shown.hidden, _("nessuna rilevazione"))


def _cards(figures: NetworkFigures) -> list[dict[str, Any]]:
    cards = []
    met = figures.totals["persons_met"].value
    for code in COLUMNS:
        trend, shown = figures.trends[code], figures.totals[code]
        known = [value for value in trend.values if value is not None]
        note = ""
        if shown.least is not None:
            note = _("persone diverse: tra {least} e {most}").format(
                least=spoken(Shown(shown.least)), most=spoken(shown)
            )
        elif code in ("taken_in_charge", "placed") and met and shown.value is not None:
            note = _("{n} su 100 incontrate").format(n=round(100 * shown.value / met))
        elif code == "days_to_place":
            note = _("mediana")
        elif code == "waiting":
            note = _("alla fine del periodo")
        elif len(known) > 1 and figures.period.is_quarter:
            note = _("{change} sul trimestre prima").format(change=f"{known[-1] - known[-2]:+d}")
        cards.append(
            {
                "label": LABELS[code],
                "value": spoken(shown),
                "note": note,
                "points": points(known),
                "href": f"?periodo={figures.period.code}&ordina={code}#citta",
            }
        )
    return cards


def _funnel(figures: NetworkFigures) -> dict[str, Any]:
    rows, before = [], None
    for code in ("persons_met", "taken_in_charge", "placed"):
        shown = figures.totals[code]
        text = spoken(shown)
        if shown.value is not None and before:
            text = f"{text} · {round(100 * shown.value / before)} %"
        rows.append((str(LABELS[code]), shown.value, text, False))
        before = shown.value
    waiting = figures.totals["waiting"]
    rows.append((str(LABELS["waiting"]), waiting.value, spoken(waiting), True))
    return {"bars": bars(rows), "rows": [(label, text) for label, _v, text, _h in rows]}


def _look_first(figures: NetworkFigures, rows: list[Row]) -> list[dict[str, Any]]:
    """Return what the coordination should look at today; each with the cities it is about."""
    missing = [row for row in rows if not row.has_facts]
    slow = [row for row in rows if row.shape == "triangle"]
    queues = [row for row in rows if _waits(row)]
    found = []
    if missing:
        found.append(
            (
                _("Nessun fatto registrato in questo periodo"),
                missing,
                _("Il servizio è fermo, o si lavora senza registrare: senti il referente."),
                "bad",
            )
        )
    if slow:
        limit = figures.totals["days_to_place"].value
        found.append(
            (
                _("Tempi lunghi verso la casa"),
                slow,
                _("Oltre una volta e mezza la mediana della rete ({days} giorni).").format(
                    days=limit
                ),
                "warn",
            )
        )
    if queues:
        found.append(
            (
                _("Più persone in attesa che inserite"),
                queues,
                _("Nel periodo la coda è più lunga degli inserimenti."),
                "warn",
            )
        )
    return [
        {"title": title, "rows": rows, "why": why, "tone": tone} for title, rows, why, tone in found
    ]


def _waits(row: Row) -> bool:
    waiting, placed = (row.figures.get(code, NOTHING).value for code in ("waiting", "placed"))
    return waiting is not None and placed is not None and waiting > placed


def gathered(request: HttpRequest) -> dict[str, Any]:
    """Return the page's figures; the same for the page and for its export."""
    period, periods = chosen_period(request)
    figures = network_figures(period=period)
    places = {place.pk: place for place in list_tenants()}
    seen = [p for p in places.values() if p.pk in figures.cities or len(figures.cities) > 1]
    rows = _rows(figures, seen or list(places.values()), request.GET.get("ordina", ""))
    return {
        "figures": figures,
        "period": period,
        "period_name": period_name(period),
        "choices": choices(periods, period),
        "rows": rows,
        "places": places,
    }


@requires("grants.read_figures")
@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """Show the network."""
    found = gathered(request)
    figures, rows = found["figures"], found["rows"]
    names = [period_short(period) for period in figures.trends["days_to_place"].periods]
    context = {
        "construction": construction(),
        **found,
        "project": current_project(),
        "order": request.GET.get("ordina", "days_to_place"),
        "columns": [(code, LABELS[code], MEANINGS[code]) for code in COLUMNS],
        "totals": [(str(LABELS[code]), figures.totals[code]) for code in COLUMNS],
        "cards": _cards(figures),
        "marks": _marks(rows, found["places"]),
        "outline": OUTLINE,
        "funnel": _funnel(figures),
        "days": line(figures.trends["days_to_place"], names),
        "look_first": _look_first(figures, rows) if figures.cities else [],
        "own_only": len(figures.cities) == 1 and len(found["places"]) > 1,
    }
    return render(request, "coordination/network.html", context)


@requires("grants.read_figures")
@require_GET
def export(request: HttpRequest, fmt: str) -> HttpResponse:
    """Hand out what is on screen, hidden cells hidden."""
    if fmt not in FORMATS:
        raise NotFound("grants.no_figures")
    found = gathered(request)
    figures = found["figures"]
    codes = [indicator.code for indicator in INDICATORS]
    head = [_("Codice ISTAT"), _("Città"), _("Dal"), _("Fino al (escluso)")]
    period = [figures.period.starts_on, figures.period.ends_on]
    body = [
        [row.code, row.name, *period, *(_cell(row.figures.get(code, NOTHING)) for code in codes)]
        for row in found["rows"]
    ]
    total = ["", _("Rete"), *period, *(_cell(figures.totals[code]) for code in codes)]
    data = write(fmt, _("Rete"), [*head, *(str(LABELS[c]) for c in codes)], [*body, total])
    response = HttpResponse(data, content_type=FORMATS[fmt])
    name = f"lgnet-rete-{figures.period.code}.{fmt}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(shown: Shown) -> int | str:
    return shown.value if shown.value is not None else spoken(shown)
