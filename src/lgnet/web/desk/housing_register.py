"""Strutture: the open register as a list with its map, and the application of who offers a place."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import FacilityKind, SexRule
from lgnet.domain.housing.queries.facilities import FRESH_FOR
from lgnet.domain.network.queries import organisations_of
from lgnet.lib import audit
from lgnet.lib.access import can, needs_fresh_to_download, requires
from lgnet.lib.actor import current_municipality
from lgnet.lib.errors import Invalid, NotFound
from lgnet.lib.sheets import FORMATS, write
from lgnet.web import maps
from lgnet.web.desk.housing_forms import put
from lgnet.web.desk.housing_register_forms import FactsForm
from lgnet.web.desk.housing_register_words import (
    FRESHNESS,
    convention_tag,
    entering,
    freshness_tag,
    last_day,
)
from lgnet.web.desk.words import capital
from lgnet.web.once import once

EXPORTED = 5000
SIZES = ("1", "2", "3", "4", "5")
_CONVENTIONS = ("valida", "scade", "manca")
_ORDERS = ("nome", "-nome", "conferma", "-conferma", "scadenza", "-scadenza")


def _filter(get: Mapping[str, str]) -> queries.RegisterFilter:
    view, kind = get.get("vista", ""), get.get("tipo", "")
    fresh, convention, size = (
        get.get("conferma", ""),
        get.get("convenzione", ""),
        get.get("persone", ""),
    )
    return queries.RegisterFilter(
        view=view if view in queries.VIEWS else "accreditate",
        kind=kind if kind in FacilityKind.values else "",
        freshness=fresh if fresh in set(queries.Freshness) else "",
        convention=convention if convention in _CONVENTIONS else "",
        accessible="accessibile" in get,
        size=int(size) if size in SIZES else None,
    )


def _url(get: Mapping[str, str], name: str = "housing:facilities", **changes: str | None) -> str:
    values = {key: value for key, value in get.items() if key != "da"} | changes
    query = urlencode({key: value for key, value in values.items() if value})
    address = reverse(name, kwargs={"fmt": "csv"} if name.endswith("export") else None)
    return f"{address}?{query}" if query else address


class _Tonight:
    """What is read once for a list: beds and rooms of every facility."""

    def __init__(self, at: datetime) -> None:
        self.takings = queries.tonight_takings(at=at)
        self.rooms = queries.count_free_by_facility(
            on=timezone.localdate(at), at=at, takings=self.takings
        )
        self.beds = queries.beds_by_facility(at=at, free=self.rooms, takings=self.takings)

    def ids(self, size: int | None) -> list[UUID] | None:
        """Return the facilities a household of a size could enter; None when none was asked."""
        if size is None:
            return None
        return [key for key, rooms in self.rooms.items() if rooms.get(size)]


@require_GET
@requires("housing.read")
def facilities(request: HttpRequest) -> HttpResponse:
    """Show the register, 25 lines at a time, with what is free and until when it is agreed."""
    at, get = timezone.now(), request.GET.dict()
    where, tonight = _filter(get), _Tonight(at)
    order = get.get("ordine", "") if get.get("ordine", "") in _ORDERS else "nome"
    ids = tonight.ids(where.size)
    page = queries.list_register(where=where, at=at, order=order, cursor=get.get("da", ""), ids=ids)
    rows = _lines(page.rows, tonight, at)
    audit.record("housing.register_read", at=at, ids=[row.pk for row in page.rows])
    on_map = [line for line in rows if _is_on_map(line["facility"])]
    paid = [line["cost"].paid for line in rows if line["cost"] and line["cost"].paid is not None]
    context = {
        "rows": rows,
        "total": queries.count_register(where=where, at=at, ids=ids),
        "tabs": _tabs(where),
        "sorts": {name: _sort(get, order, name) for name in ("nome", "conferma", "scadenza")},
        "filters": _filters(get, where),
        "kinds": FacilityKind.choices,
        "where": where,
        "kept": {key: value for key, value in get.items() if key not in ("da", "tipo")},
        "sizes": _sizes(get, where, tonight),
        "sketch": maps.sketch([_mark(line) for line in on_map], width=1060, height=300),
        "sketch_phone": maps.sketch([_mark(line) for line in on_map], width=370, height=280),
        "off_map": len(rows) - len(on_map),
        "in_register": where.view == "accreditate",
        "next_url": _url(get, da=page.next_cursor) if page.next_cursor else "",
        "first_url": _url(get) if get.get("da") else "",
        "export_url": _url(get, "housing:facilities_export"),
        "hours": (
            int(FRESH_FOR.total_seconds() // 3600),
            int(queries.KNOWN_FOR.total_seconds() // 3600),
        ),
        "paid_empty": sum(paid, Decimal(0)) if paid else None,
        "can_keep": can("housing.inventory"),
    }
    return render(request, "desk/housing/facilities.html", context)


def _lines(rows: list[Any], tonight: _Tonight, at: datetime) -> list[dict[str, Any]]:
    on, keys = timezone.localdate(at), [row.pk for row in rows]
    conventions = queries.current_conventions(facility_ids=keys, on=on)
    costs = queries.empty_costs(facility_ids=keys, on=on) if can("housing.read_costs") else {}
    lines = []
    for row in rows:
        beds = tonight.beds.get(row.pk) or queries.Beds()
        held = conventions.get(row.pk)
        lines.append(
            {
                "facility": row,
                "about": f"{capital(str(row.get_kind_display()))}, {row.get_sex_rule_display()}",
                "beds": beds,
                "declared": held.places if held else row.declared_places,
                "entering": entering(beds.rooms),
                "fresh": freshness_tag(row.confirmed_at, at),
                "convention": convention_tag(held.until if held else None, on=on),
                "held": held,
                "cost": costs.get(row.pk),
            }
        )
    return lines


def _tabs(where: queries.RegisterFilter) -> list[dict[str, Any]]:
    counts = queries.count_by_view()
    names = {
        "accreditate": _("Accreditate"),
        "domande": _("Domande"),
        "censite": _("Censite"),
        "uscite": _("Non accreditate o uscite"),
    }
    base = reverse("housing:facilities")
    return [
        {
            "name": name,
            "url": base if view == "accreditate" else f"{base}?vista={view}",
            "count": counts[view],
            "current": view == where.view,
        }
        for view, name in names.items()
    ]


def _sort(get: Mapping[str, str], order: str, name: str) -> dict[str, Any]:
    down = order == name
    return {
        "href": _url(get, ordine=f"-{name}" if down else name),
        "now": "ascending" if down else "descending" if order == f"-{name}" else "",
    }


def _filters(get: Mapping[str, str], where: queries.RegisterFilter) -> list[dict[str, Any]]:
    def one(label: str, key: str, value: str, active: bool) -> dict[str, Any]:
        return {
            "label": label,
            "href": _url(get, **{key: None if active else value}),
            "active": active,
        }

    found = [
        one(capital(str(label)), "conferma", state, where.freshness == state)
        for state, label in FRESHNESS.items()
    ]
    found += [
        one(label, "convenzione", value, where.convention == value)
        for value, label in (
            ("scade", _("convenzione che scade")),
            ("manca", _("senza convenzione")),
        )
    ]
    return [*found, one(_("senza gradini"), "accessibile", "1", where.accessible)]


def _sizes(
    get: Mapping[str, str], where: queries.RegisterFilter, tonight: _Tonight
) -> list[dict[str, Any]]:
    return [
        {
            "value": int(size),
            "label": f"{size}+" if size == "5" else size,
            "count": sum(rooms.get(int(size), 0) for rooms in tonight.rooms.values()),
            "href": _url(get, persone=None if where.size == int(size) else size),
        }
        for size in SIZES
    ]


def _is_on_map(facility: Any) -> bool:
    """Tell whether a facility may stand on a map: a protected one never does, for anybody."""
    return facility.latitude is not None and not facility.secret


def _mark(line: dict[str, Any]) -> maps.Mark:
    facility, free = line["facility"], line["beds"].free
    spoken = _("{name}: {n} posti liberi, {fresh}").format(
        name=facility.name, n=free, fresh=line["fresh"].words
    )
    return maps.Mark(
        latitude=facility.latitude,
        longitude=facility.longitude,
        kind="home" if line["fresh"].tone == "ok" else "faded",
        label=maps.short(facility.name),
        spoken=spoken,
        href=reverse("housing:facility", args=[facility.pk]),
        digit=str(free),
    )


@needs_fresh_to_download
@require_GET
@requires("housing.read")
def export(request: HttpRequest, fmt: str) -> HttpResponse:
    """Give what is on screen as a table; no address, no telephone."""
    if fmt not in FORMATS:
        raise NotFound("housing.no_such_export")
    at, get = timezone.now(), request.GET.dict()
    where, tonight = _filter(get), _Tonight(at)
    order = get.get("ordine", "nome")
    page = queries.list_register(
        where=where, at=at, order=order, size=EXPORTED, ids=tonight.ids(where.size)
    )
    audit.record("housing.register_exported_read", at=at, ids=[row.pk for row in page.rows])
    head = [
        _("codice"),
        _("struttura"),
        _("stato"),
        _("tipo"),
        _("chi può dormirci"),
        _("posti dichiarati"),
        _("posti usabili"),
        _("posti liberi"),
        *(_("nuclei di {n}").format(n=f"{n}+" if n == 5 else n) for n in range(1, 6)),
        _("confermato il"),
        _("convenzione fino al"),
        _("CIG"),
    ]
    body = [
        [
            line["facility"].external_id,
            line["facility"].name,
            str(line["facility"].get_state_display()),
            str(line["facility"].get_kind_display()),
            str(SexRule(line["facility"].sex_rule).label),
            line["declared"],
            line["beds"].usable,
            line["beds"].free,
            *(item["count"] for item in line["entering"]),
            _local(line["facility"].confirmed_at),
            last_day(line["held"].until) if line["held"] else None,
            line["held"].cig if line["held"] else "",
        ]
        for line in _lines(page.rows, tonight, at)
    ]
    response = HttpResponse(write(fmt, _("Strutture"), head, body), content_type=FORMATS[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="strutture.{fmt}"'
    return response


def _local(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def bodies() -> list[tuple[UUID, str]]:
    """Return the organisations that work for the city, by name."""
    found = organisations_of(istat_code=current_municipality())
    return [(key, name) for name, key in sorted(found.items())]


@require_http_methods(["GET", "POST"])
@requires("housing.inventory")
@once
def facility_new(request: HttpRequest) -> HttpResponse:
    """Take in an application."""
    form = FactsForm(request.POST or None, bodies=bodies())
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.apply_facility(at=timezone.now(), **form.facts())
        except Invalid as error:
            put(form, error)
        else:
            messages.success(request, _("Domanda {code} registrata.").format(code=made.external_id))
            return redirect("housing:facility_register", facility_id=made.pk)
    return render(request, "desk/housing/facility_facts.html", {"form": form, "facility": None})
