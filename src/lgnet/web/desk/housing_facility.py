"""A facility in three pages: its beds, its place in the register, who confirmed it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.housing import queries
from lgnet.domain.housing.enums import FACILITY_MOVES, BlockReason, FacilityState, OccupancyKind
from lgnet.domain.housing.links import token_of
from lgnet.domain.security.queries import names_of
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.states import can_move
from lgnet.web.desk.housing_board import facility_html
from lgnet.web.desk.housing_cells import Cells, Choice, sum_cells
from lgnet.web.desk.housing_forms import BlockForm
from lgnet.web.desk.housing_register import bodies
from lgnet.web.desk.housing_register_forms import (
    AddBedForm,
    CloseUpkeepForm,
    ConventionEndForm,
    ConventionForm,
    MoveBedForm,
    SettleForm,
    StepForm,
    UnitForm,
    UpkeepForm,
)
from lgnet.web.desk.housing_register_words import (
    convention_tag,
    entering,
    freshness_tag,
    last_day,
    yes_no,
)
from lgnet.web.desk.words import capital, language_names

NIGHTS = 30
_STEPS = {
    FacilityState.APPLIED: "housing.inventory",
    FacilityState.EXAMINED: "housing.inventory",
    FacilityState.ACCREDITED: "housing.accredit",
    FacilityState.REFUSED: "housing.accredit",
    FacilityState.ENDED: "housing.accredit",
}


def page(request: HttpRequest, facility_id: UUID, tab: str, **forms: Any) -> HttpResponse:
    """Show one of a facility's pages, with forms that came back with what is wrong in them."""
    at = timezone.now()
    facility = queries.get_facility(facility_id=facility_id)
    today = timezone.localdate(at)
    found = queries.current_conventions(facility_ids=[facility_id], on=today).get(facility_id)
    context: dict[str, Any] = {
        "facility": facility,
        "tabs": _tabs(facility, tab),
        "fresh": freshness_tag(facility.confirmed_at, at),
        "current": found,
        "covered": convention_tag(found.until if found else None, on=today),
        "can_keep": can("housing.inventory"),
        "can_confirm": can("housing.hold"),
    }
    context |= {
        "facility": _beds_page,
        "facility_register": _register_page,
        "facility_picture": _picture_page,
    }[tab](facility, at, today)
    return render(request, f"desk/housing/{tab}.html", context | forms)


def _tabs(facility: Any, tab: str) -> list[dict[str, Any]]:
    names = {
        "facility": _("Posti"),
        "facility_register": _("Registro e convenzioni"),
        "facility_picture": _("Conferme"),
    }
    return [
        {"name": name, "url": reverse(f"housing:{key}", args=[facility.pk]), "current": key == tab}
        for key, name in names.items()
    ]


def _beds_page(facility: Any, at: Any, today: Any) -> dict[str, Any]:
    units = queries.list_units(facility_id=facility.pk)
    found = queries.board(from_on=today, nights=NIGHTS, at=at, facility_id=facility.pk)
    cells = Cells(at=at, end=today + timedelta(days=NIGHTS), choice=Choice({}))
    keys = [unit.pk for unit in units]
    free = queries.free_each_night(from_on=today, nights=NIGHTS, at=at, unit_ids=keys)
    takings = queries.taken(from_on=today, to_on=None, at=at, unit_ids=keys)
    rooms = queries.count_free_by_facility(on=today, at=at, takings=takings).get(facility.pk, {})
    # A protected address is opened only for who may bring somebody there, and that is noted.
    may_see = not facility.secret or can("housing.hold")
    if may_see and facility.secret:
        audit.record("housing.address_read", facility, at=at, fields=["address", "phone"])
    extra = [
        (bed, unit)
        for unit in units
        for bed in unit.beds.all()
        if bed.extra and (bed.to_on is None or bed.to_on > today)
    ]
    rooms_of = [(str(unit.pk), unit.name) for unit in units]
    choices = [(str(key), name) for key, name in _bed_names(units)]
    movable = [(str(bed.pk), _bed_name(unit, bed)) for bed, unit in extra]
    return {
        "units": units,
        "unit_beds": {unit.pk: _count(unit) for unit in units},
        "address": facility.address if may_see else None,
        "phone": facility.phone if may_see else None,
        "hidden": not may_see,
        "days": [today + timedelta(days=offset) for offset in range(NIGHTS)],
        "found": [facility_html(item, cells, at) for item in found.facilities],
        "sums": sum_cells(free),
        "free": free[0],
        "entering": entering(rooms),
        "rules": rules_of(facility),
        "blocks": [
            (row, capital(str(BlockReason(row.reason).label)))
            for row in takings
            if row.kind == OccupancyKind.BLOCK and not row.away
        ],
        "bed_names": dict(_bed_names(units)),
        "extra": extra,
        "capacity": queries.capacity_of(facility=facility, at=at),
        "reasons": {one.value: capital(str(one.label)) for one in BlockReason},
        "upkeeps": [
            (row, CloseUpkeepForm(initial={"upkeep_id": row.pk}))
            for row in queries.upkeeps_of(facility_id=facility.pk)
        ],
        "form": BlockForm(beds=choices, initial={"from_on": today}),
        "unit_form": UnitForm(),
        "add_form": AddBedForm(units=rooms_of, initial={"from_on": today}),
        "move_form": MoveBedForm(units=rooms_of, beds=movable, initial={"on": today}),
        "upkeep_form": UpkeepForm(units=rooms_of, beds=choices, initial={"from_on": today}),
    }


def rules_of(facility: Any) -> list[tuple[str, str]]:
    """Return the rules of a facility, what is not known left out but for what people ask."""
    ages = ""
    if facility.age_from is not None and facility.age_to is not None:
        ages = _("da {low} a {high} anni").format(low=facility.age_from, high=facility.age_to)
    elif facility.age_from is not None:
        ages = _("da {low} anni").format(low=facility.age_from)
    elif facility.age_to is not None:
        ages = _("fino a {high} anni").format(high=facility.age_to)
    hours = ""
    if facility.enters_from and facility.enters_to:
        hours = _("dalle {start} alle {end}").format(
            start=f"{facility.enters_from:%H:%M}", end=f"{facility.enters_to:%H:%M}"
        )
    elif facility.enters_to:
        hours = _("entro le {end}").format(end=f"{facility.enters_to:%H:%M}")
    elif facility.enters_from:
        hours = _("dalle {start}").format(start=f"{facility.enters_from:%H:%M}")
    rows = [
        (_("Chi"), str(facility.get_sex_rule_display())),
        (_("Età"), ages),
        (_("Si entra"), hours),
        (_("Animali"), yes_no(facility.pets)),
        (_("Fumo"), yes_no(facility.smoking)),
        (_("Contributo"), _contribution(facility.contribution_eur)),
        (_("Lingue di chi ci lavora"), ", ".join(language_names(facility.languages))),
        (_("Senza gradini"), _("sì") if facility.accessible else _("no")),
    ]
    return [(name, value or _("non noto")) for name, value in rows]


def _contribution(money: Decimal | None) -> str:
    if money is None:
        return ""
    if money == 0:
        return _("nessuno")
    return _("{n} € al mese").format(n=number_format(money, decimal_pos=2))


def _count(unit: Any) -> int:
    return sum(1 for bed in unit.beds.all() if bed.usable and not bed.extra)


def _bed_name(unit: Any, bed: Any) -> str:
    return _("{unit} · letto {bed}").format(unit=unit.name, bed=bed.label)


def _bed_names(units: list[Any]) -> list[tuple[UUID, str]]:
    return [
        (bed.pk, _bed_name(unit, bed))
        for unit in units
        for bed in sorted(unit.beds.all(), key=lambda bed: bed.label)
    ]


def _register_page(facility: Any, at: Any, today: Any) -> dict[str, Any]:
    conventions = queries.conventions_of(facility_id=facility.pk)
    steps = queries.steps_of(facility_id=facility.pk)
    latest = next((row for row in conventions if row.ended_on is None), None)
    costs = None
    if can("housing.read_costs"):
        costs = queries.empty_costs(facility_ids=[facility.pk], on=today).get(facility.pk)
    initial: dict[str, Any] = {"from_on": today}
    if latest is not None:
        initial = {
            "from_on": max(latest.until, today),
            "places": latest.places,
            "daily_rate": latest.daily_rate,
            "pays_empty": latest.pays_empty,
            "renews_id": latest.pk,
        }
    names = names_of([row.taken_by for row in steps])
    return {
        "conventions": [(row, last_day(row.until), _when(row, today)) for row in conventions],
        "steps": [(row, names.get(row.taken_by, "")) for row in steps],
        "readings": queries.readings_of(facility_id=facility.pk),
        "moves": [
            (to.value, _verb(to))
            for to, needed in _STEPS.items()
            if can(needed) and can_move(facility, to, moves=FACILITY_MOVES)
        ],
        "step_form": StepForm(),
        "costs": costs,
        "sees_costs": can("housing.read_costs"),
        "convention_form": ConventionForm(bodies=bodies(), initial=initial)
        if can("housing.inventory") and facility.active
        else None,
        "renewing": latest,
        "end_form": ConventionEndForm(initial={"convention_id": latest.pk, "on": today})
        if can("housing.inventory") and latest is not None and latest.until > today
        else None,
    }


def _when(row: Any, today: Any) -> str:
    if row.ended_on is not None:
        return capital(str(row.get_end_reason_display()))
    if row.holds_on(today):
        return _("In vigore")
    return _("Comincerà") if row.from_on > today else _("Finita")


def _verb(to: FacilityState) -> str:
    return {
        FacilityState.APPLIED: _("Ricevi la domanda"),
        FacilityState.EXAMINED: _("Comincia l’esame"),
        FacilityState.ACCREDITED: _("Accredita"),
        FacilityState.REFUSED: _("Non accreditare"),
        FacilityState.ENDED: _("Togli dal registro"),
    }[to]


def _picture_page(facility: Any, at: Any, today: Any) -> dict[str, Any]:
    confirmations = queries.confirmations_of(facility_id=facility.pk)
    names = names_of([row.said_by for row in confirmations])
    keeps = can("housing.inventory")
    links = queries.live_links_of(facility_id=facility.pk, at=at) if keeps else []
    return {
        "confirmations": [(row, names.get(row.said_by, "")) for row in confirmations],
        "discrepancies": [
            (row, SettleForm(initial={"discrepancy_id": row.pk}))
            for row in queries.discrepancies_of(facility_id=facility.pk)
        ],
        "links": [(row, _address(row)) for row in links],
        "has_contact": bool(facility.contact_email) if keeps else None,
    }


def _address(link: Any) -> str:
    token = token_of(municipality_id=link.municipality_id, link_id=link.pk)
    return reverse("public:confirm_places", args=[token])


@require_GET
@requires("housing.read")
def facility(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Show a facility's beds, rules and what blocks them."""
    return page(request, facility_id, "facility")


@require_GET
@requires("housing.read")
def facility_register(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Show its steps in the register, its conventions and what empty places cost."""
    return page(request, facility_id, "facility_register")


@require_GET
@requires("housing.read")
def facility_picture(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Show who confirmed its picture, what is to be cleared up, and the links it confirms by."""
    return page(request, facility_id, "facility_picture")
