"""A facility: its rooms and beds, its rules, its address for who may hold a place there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import BlockReason, OccupancyKind
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_board import facility_html
from lgnet.web.desk.housing_cells import Cells, Choice, sum_cells
from lgnet.web.desk.housing_forms import BlockForm, put, refusal
from lgnet.web.desk.housing_words import ago
from lgnet.web.desk.words import capital
from lgnet.web.once import once

NIGHTS = 30


def _context(facility_id: UUID, form: BlockForm | None = None) -> dict[str, Any]:
    at = timezone.now()
    today = timezone.localdate(at)
    facility = queries.get_facility(facility_id=facility_id)
    units = queries.list_units(facility_id=facility_id)
    found = queries.board(from_on=today, nights=NIGHTS, at=at, facility_id=facility_id)
    cells = Cells(at=at, end=today + timedelta(days=NIGHTS), choice=Choice({}))
    # A protected address is opened only for who may bring somebody there, and that is noted.
    may_see = not facility.secret or can("housing.hold")
    if may_see and facility.secret:
        audit.record("housing.address_read", facility, at=at, fields=["address", "phone"])
    return {
        "facility": facility,
        "units": units,
        "address": facility.address if may_see else None,
        "phone": facility.phone if may_see else None,
        "hidden": not may_see,
        "freshness": ago(facility.confirmed_at, at),
        "fresh": queries.is_fresh(facility.confirmed_at, at),
        "days": [today + timedelta(days=offset) for offset in range(NIGHTS)],
        "found": [facility_html(item, cells, at) for item in found.facilities],
        "sums": sum_cells(
            queries.free_each_night(
                from_on=today, nights=NIGHTS, at=at, unit_ids=[unit.pk for unit in units]
            )
        ),
        "blocks": [
            (row, capital(str(BlockReason(row.reason).label)))
            for row in queries.taken(
                from_on=today, to_on=None, at=at, unit_ids=[unit.pk for unit in units]
            )
            if row.kind == OccupancyKind.BLOCK
        ],
        "bed_names": dict(_bed_names(units)),
        "form": form or BlockForm(beds=_beds(units), initial={"from_on": today}),
        "can_block": can("housing.inventory"),
        "can_confirm": can("housing.hold"),
    }


def _bed_names(units: list[Any]) -> list[tuple[UUID, str]]:
    return [
        (bed.pk, _("{unit} · letto {bed}").format(unit=unit.name, bed=bed.label))
        for unit in units
        for bed in sorted(unit.beds.all(), key=lambda bed: bed.label)
    ]


def _beds(units: list[Any]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in _bed_names(units)]


@require_GET
@requires("housing.read")
def facility(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Show a facility."""
    return render(request, "desk/housing/facility.html", _context(facility_id))


@require_http_methods(["POST"])
@requires("housing.inventory")
@once
def block(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Take a bed out of use for some nights."""
    units = queries.list_units(facility_id=queries.get_facility(facility_id=facility_id).pk)
    form = BlockForm(request.POST, beds=_beds(units))
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.block_bed(
                bed_id=data["bed"],
                from_on=data["from_on"],
                to_on=data["to_on"],
                reason=data["reason"],
                at=timezone.now(),
            )
            messages.success(request, _("Posto bloccato."))
            return redirect("housing:facility", facility_id=facility_id)
        except Invalid as error:
            put(form, error)
        except Refused as error:
            form.add_error(None, refusal(error))
    return render(request, "desk/housing/facility.html", _context(facility_id, form))


@require_POST
@requires("housing.inventory")
@once
def unblock(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """End a block."""
    occupancy_id = parse_id(request.POST.get("block", ""))
    try:
        operations.unblock_bed(
            occupancy_id=occupancy_id, facility_id=facility_id, at=timezone.now()
        )
        messages.success(request, _("Posto di nuovo usabile."))
    except Refused as error:
        messages.error(request, refusal(error))
    return redirect("housing:facility", facility_id=facility_id)
