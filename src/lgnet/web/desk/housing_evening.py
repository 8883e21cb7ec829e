"""The evening round, made to be done standing: who is expected, one tap for who is not in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.people import queries as people
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.once import answered_with, once
from lgnet.web.squares import square


@dataclass(slots=True)
class Round:
    """One facility of the round: who is expected, who was said not to be in, and when."""

    id: UUID
    name: str
    checked_at: datetime | None
    lines: list[dict[str, Any]] = field(default_factory=list)
    away: int = 0


@require_GET
@requires("housing.presence")
def presence(request: HttpRequest) -> HttpResponse:
    """Show who is expected tonight, by facility and room, ready to be ticked off."""
    at = timezone.now()
    night = queries.night_of(at)
    rounds = _rounds(night, at)
    by_card = "tessere" in request.GET
    if by_card:
        _only_read(rounds)
    wanted = parse_id(request.GET["struttura"]) if request.GET.get("struttura") else None
    shown = [one for one in rounds if wanted in (None, one.id)]
    persons = [line["person"] for one in shown for line in one.lines]
    audit.record("housing.presence_read", at=at, fields=["person"], ids=persons)
    context = {
        "rounds": shown,
        "wanted": wanted,
        "facilities": rounds if len(rounds) > 1 else [],
        "total": len(persons),
        "to_say": sum(1 for one in rounds if one.checked_at is None),
        "night": night,
        "read": sum(1 for one in shown for line in one.lines if line["read_at"]),
        "by_card": by_card,
    }
    return render(request, "desk/housing/presence.html", context)


def _only_read(rounds: list[Round]) -> None:
    """Propose that whoever showed no card is not in, where nobody said it yet."""
    for one in rounds:
        if one.checked_at is None:
            for line in one.lines:
                line["away"] = line["read_at"] is None
            one.away = sum(1 for line in one.lines if line["away"])


def _rounds(night: date, at: datetime) -> list[Round]:
    rows = queries.list_present(night=night, at=at)
    checked, absent = queries.evening_of(night=night)
    names = people.people_by_ids({row.person_id for row in rows}) if can("people.read") else {}
    shown, carded = (
        queries.cards_read(night=night),
        queries.has_card(person_ids={row.person_id for row in rows}),
    )
    rounds = []
    for facility, found in groupby(rows, key=lambda row: row.bed.unit.facility):
        lines = [
            _line(row, names, night, absent)
            | {"read_at": shown.get(row.person_id), "has_card": row.person_id in carded}
            for row in found
        ]
        rounds.append(
            Round(
                facility.pk,
                facility.name,
                checked.get(facility.pk),
                lines,
                sum(1 for line in lines if line["away"]),
            )
        )
    return rounds


def _line(row: Any, names: dict[UUID, Any], night: date, absent: set[UUID]) -> dict[str, Any]:
    person = names.get(row.person_id)
    request = queries.request_behind(row)
    code = (
        ""
        if request is None
        else request.household.code
        if request.persons > 1
        else request.case.code
    )
    return {
        "person": row.person_id,
        "bed": f"{row.bed.unit.name} · {row.bed.label}",
        "code": code,
        "name": (person.alias or person.given_name or "") if person else "",
        "hidden": request is None,
        "stay": row.stay_id,
        "first": row.stay.arrived_on is None,
        "overdue": row.to_on is not None and row.to_on <= night,
        "away": row.person_id in absent,
    }


@require_POST
@requires("housing.presence")
@once
def record(request: HttpRequest) -> HttpResponse:
    """Record the evening of the facilities in the form: who is ticked is not in."""
    try:
        night = date.fromisoformat(request.POST.get("night", ""))
    except ValueError as error:
        raise Invalid("housing.evening", field="night") from error
    absent = {parse_id(each) for each in request.POST.getlist("absent")}
    try:
        operations.record_evening(
            night=night,
            facility_ids={parse_id(each) for each in request.POST.getlist("facility")},
            absent=absent,
            at=timezone.now(),
        )
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(
            request,
            _("Sera registrata. Chi non c’è: {n}. Si può correggere fino alle 6.").format(
                n=len(absent)
            ),
        )
    return redirect("housing:presence")


@require_POST
@requires("housing.presence")
@once
def read_card(request: HttpRequest) -> HttpResponse:
    """Note a card that was scanned or typed, and be ready for the next."""
    try:
        operations.read_card(code=request.POST.get("code", ""), at=timezone.now())
    except NotFound as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("Tessera letta: presente."))
    return redirect(reverse("housing:presence") + "#tessera")


@require_POST
@requires("housing.presence")
@once
def make_card(request: HttpRequest) -> HttpResponse:
    """Make a card and show it this once, to be printed."""
    person_id = parse_id(request.POST.get("person", ""))
    made = operations.make_card(person_id=person_id, at=timezone.now())
    context = {"square": square(f"LG{made.code}"), "code": queries.printed(made.code)}
    return answered_with(render(request, "desk/housing/card.html", context), 200)


@require_POST
@requires("housing.presence")
@once
def revoke_card(request: HttpRequest) -> HttpResponse:
    """Let a lost card stop counting."""
    count = operations.revoke_card(
        person_id=parse_id(request.POST.get("person", "")), at=timezone.now()
    )
    messages.success(request, _("Tessera annullata.") if count else _("Non c’era una tessera."))
    return redirect("housing:presence")
