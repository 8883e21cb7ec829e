"""The board: beds down, nights across; a click keeps a room for the household looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import bridge, operations, queries
from lgnet.domain.housing.enums import FacilityKind, RequestState, SexRule
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_cells import Cells, Choice, RowHtml, sum_cells
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.desk.housing_request import refused
from lgnet.web.desk.housing_words import ago, persons, short_date
from lgnet.web.once import once

NIGHTS = (14, 30, 90)
MORE = "more"
SLICE = 120  # beds printed at a time: two screens, and the next come while one scrolls
SIZES = (1, 2, 3, 4, 5, 6)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Query:
    """What the address of the board says."""

    nights: int
    size: int | None
    within: int
    women: bool
    accessible: bool
    secret: bool
    request_id: UUID | None
    start: UUID | None

    @classmethod
    def of(cls, request: HttpRequest) -> "Query":
        """Read the address; what makes no sense is left out."""
        get = request.GET
        nights = get.get("notti", "")
        size = get.get("persone", "")
        return cls(
            nights=int(nights) if nights in map(str, NIGHTS) else 30,
            size=int(size) if size in map(str, SIZES) else None,
            within=WEEK if get.get("entro") == "7" else 1,
            women="donne" in get,
            accessible="accessibile" in get,
            secret="riservato" in get,
            request_id=parse_id(get["nucleo"]) if get.get("nucleo") else None,
            start=parse_id(get["da"]) if get.get("da") else None,
        )

    def url(self, **changes: Any) -> str:
        """Return the address with some answers changed; None takes one away."""
        values: dict[str, Any] = {
            "notti": None if self.nights == 30 else self.nights,
            "persone": self.size,
            "entro": WEEK if self.within == WEEK else None,
            "donne": "1" if self.women else None,
            "accessibile": "1" if self.accessible else None,
            "riservato": "1" if self.secret else None,
            "nucleo": self.request_id,
        } | changes
        query = urlencode({name: value for name, value in values.items() if value is not None})
        return f"{reverse('housing:board')}?{query}" if query else reverse("housing:board")

    def toggle(self, name: str, on: bool, value: str = "1") -> str:
        """Return the address with one filter turned."""
        return self.url(**{name: None if on else value})


@require_GET
@requires("housing.read")
def board(request: HttpRequest) -> HttpResponse:
    """Show every bed over some nights, what is free for whom, and how fresh the picture is.

    A big city comes slice by slice: the next facilities when one scrolls to them (or by a link).
    """
    at = timezone.now()
    query = Query.of(request)
    today = timezone.localdate(at)
    end = today + timedelta(days=query.nights)
    where = queries.UnitFilter(women=query.women, accessible=query.accessible, secret=query.secret)
    takings = queries.taken(from_on=today, to_on=today + timedelta(days=query.within), at=at)
    rooms = queries.count_free_rooms(
        on=today, at=at, within=query.within, where=where, takings=takings
    )
    narrowed = query.women or query.accessible or query.secret
    unit_ids = queries.list_unit_ids(where=where) if narrowed else None
    found = queries.board(
        from_on=today,
        nights=query.nights,
        at=at,
        unit_ids=unit_ids,
        start=query.start,
        beds=SLICE,
    )
    chosen = queries.get_request(request_id=query.request_id) if query.request_id else None
    cells = Cells(at=at, end=end, choice=_choice(query, rooms, chosen, at))
    audit.record("housing.board_read", at=at, fields=["occupancy"])
    context = {
        "query": query,
        "facilities": [facility_html(facility, cells, at) for facility in found.facilities],
        "next": query.url(da=found.following) if found.following else "",
        "can_confirm": can("housing.hold"),
    }
    if request.headers.get("HX-Target") == MORE:
        return render(request, "desk/housing/includes/board_rows.html", context)
    free = queries.free_each_night(from_on=today, nights=query.nights, at=at, unit_ids=unit_ids)
    return render(
        request,
        "desk/housing/board.html",
        context
        | {
            "chosen": chosen,
            "waiting": queries.list_waiting(size=60).rows if can("housing.request") else [],
            "days": _days(today, query.nights),
            "sums": sum_cells(free),
            "counts": queries.overview(at=at, takings=takings),
            "sizes": _sizes(query, rooms),
            "windows": [{"value": n, "label": n, "href": query.url(notti=n)} for n in NIGHTS],
            "filters": _filters(query),
        },
    )


def _choice(
    query: Query,
    rooms: dict[int, queries.Free],
    chosen: Any,
    at: datetime,
) -> Choice:
    if chosen is not None and chosen.state == RequestState.WAITING:
        fits = bridge.entries(request=chosen, at=at)
        return Choice(fits, chosen.persons, can("housing.hold"))
    if query.size is not None:
        today = timezone.localdate(at)
        return Choice(dict.fromkeys(rooms[query.size].unit_ids, today), query.size)
    return Choice({})


def _sizes(query: Query, rooms: dict[int, queries.Free]) -> list[dict[str, Any]]:
    options = []
    for size, found in rooms.items():
        count = str(found.free)
        if found.held:
            count = _("{free} + {held} in opzione").format(free=found.free, held=found.held)
        options.append(
            {
                "value": size,
                "label": f"{size}+" if size == max(SIZES) else str(size),
                "count": count,
                "href": query.toggle("persone", query.size == size, str(size)),
            }
        )
    return options


def _filters(query: Query) -> list[dict[str, Any]]:
    return [
        {
            "id": "only-within",
            "label": _("entro 7 giorni"),
            "href": query.toggle("entro", query.within == WEEK, "7"),
            "active": query.within == WEEK,
        },
        {
            "id": "only-women",
            "label": _("donne e bambini"),
            "href": query.toggle("donne", query.women),
            "active": query.women,
        },
        {
            "id": "only-accessible",
            "label": _("accessibile"),
            "href": query.toggle("accessibile", query.accessible),
            "active": query.accessible,
        },
        {
            "id": "only-secret",
            "label": _("riservato"),
            "href": query.toggle("riservato", query.secret),
            "active": query.secret,
        },
    ]


def _days(first: date, nights: int) -> list[dict[str, Any]]:
    days = [first + timedelta(days=offset) for offset in range(nights)]
    return [
        {"date": day, "weekend": day.weekday() >= 5, "today": offset == 0}
        for offset, day in enumerate(days)
    ]


@dataclass(frozen=True, slots=True)
class FacilityHtml:
    """A facility ready to print."""

    facility: queries.BoardFacility
    about: str
    freshness: str
    rows: list[RowHtml]


def facility_html(facility: queries.BoardFacility, cells: Cells, at: datetime) -> FacilityHtml:
    """Return a facility of the board ready to print."""
    about = [facility_rule(facility.sex_rule), facility_kind(facility.kind)]
    if facility.secret:
        about.append(_("indirizzo riservato"))
    if facility.max_nights:
        about.append(_("fino a {n} notti").format(n=facility.max_nights))
    return FacilityHtml(
        facility,
        ", ".join(about),
        ago(facility.confirmed_at, at),
        [cells.row(row) for row in facility.rows],
    )


def facility_rule(rule: str) -> str:
    """Return whom a facility or unit is for."""
    return str(SexRule(rule).label)


def facility_kind(kind: str) -> str:
    """Return what a facility is."""
    return str(FacilityKind(kind).label)


@require_POST
@requires("housing.hold")
@once
def confirm(request: HttpRequest) -> HttpResponse:
    """Note that a facility's picture was checked just now."""
    facility_id = parse_id(request.POST.get("facility", ""))
    facility = operations.confirm_facility(facility_id=facility_id, at=timezone.now())
    messages.success(request, _("{name}: disponibilità confermata.").format(name=facility.name))
    return redirect(_back(request))


@require_POST
@requires("housing.hold")
@once
def hold(request: HttpRequest) -> HttpResponse:
    """Keep a unit for a request from a night on, then show its page."""
    request_id = parse_id(request.POST.get("request", ""))
    unit, _colon, night = request.POST.get("place", "").partition(":")
    try:
        from_on = date.fromisoformat(night)
    except ValueError as error:
        raise Invalid("housing.from_on", field="from_on") from error
    try:
        held = operations.hold(
            request_id=request_id, unit_id=parse_id(unit), from_on=from_on, at=timezone.now()
        )
    except Refused as error:
        if can("housing.propose"):
            return refused(request, request_id, error)
        messages.error(request, refusal(error))
        return redirect(_back(request))
    messages.success(
        request,
        _("Camera tenuta per {who} dal {day}.").format(
            who=persons(held.request.persons), day=short_date(held.from_on)
        ),
    )
    return redirect("housing:request", request_id=request_id)


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    here = reverse("housing:board")
    return back if back.startswith(here) and "//" not in back else here
