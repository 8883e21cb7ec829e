"""One request: the ranked rooms with their reasons, what would change them, and the decision."""

from dataclasses import dataclass
from datetime import datetime
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
from lgnet.domain.housing.enums import RequestState
from lgnet.domain.people import queries as people
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk import recipient_words
from lgnet.web.desk.housing_cards import Card, cards, comparison, excluded, what_ifs
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.desk.housing_needs import beside
from lgnet.web.desk.housing_requests import musts, wishes
from lgnet.web.desk.housing_words import CLASSES, days_since, left
from lgnet.web.once import answered_with, once

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """Who asks, as the head of the page says it."""

    code: str
    names: str
    ages: str


@require_GET
@requires("housing.propose")
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show the proposals as things stand now; ticks in the address try what would change them."""
    return _page(request, request_id)


def refused(request: HttpRequest, request_id: UUID, error: Refused) -> HttpResponse:
    """Say why an act was refused above the rooms that are left, each one click away (409)."""
    messages.error(request, refusal(error))
    return answered_with(_page(request, request_id), 409)


def _page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    at = timezone.now()
    asked = queries.get_request(request_id=request_id)
    context = _head(asked, at)
    if asked.state in (RequestState.WAITING, RequestState.HELD):
        context |= _proposals(request, asked, at)
        context |= beside(request, asked, context["hold"], at)
    else:
        context["stay"] = queries.stay_of_request(request_id=request_id)
    context["runs"] = queries.list_runs(request_id=request_id)
    context["recipients"] = _recipients(asked, at)
    return render(request, "desk/housing/request.html", context)


def _head(asked: Any, at: datetime) -> dict[str, Any]:
    previous, following, place, length = queries.queue_neighbours(request=asked)
    classes = dict(CLASSES)
    return {
        "asked": asked,
        "heading": _heading(asked, at),
        "days": days_since(asked.opened_at, at),
        "class_words": classes[asked.priority_class],
        "musts": musts(asked),
        "wishes": wishes(asked),
        "previous": previous,
        "following": following,
        "place": place,
        "length": length,
    }


def _heading(asked: Any, at: datetime) -> Heading:
    on = timezone.localdate(at)
    members = queries.members_of(household_ids=[asked.household_id], on=on)[asked.household_id]
    ages = []
    for member in members:
        span = member.birth.ages(on=on)
        if span is None:
            ages.append("?")
        else:
            ages.append(str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}")
    names = ""
    if can("people.read"):
        found = people.people_by_ids([asked.case.person_id])
        person = found.get(asked.case.person_id)
        if person is not None:
            names = person.given_name or person.alias or ""
    code = asked.household.code if asked.persons > 1 else asked.case.code
    return Heading(code, names, ", ".join(ages))


def _recipients(asked: Any, at: datetime) -> list[recipient_words.Line]:
    judged = bridge.recipients(household_id=asked.household_id, on=timezone.localdate(at))
    names: dict[UUID, str] = {}
    if can("people.read"):
        found = people.people_by_ids([recipient.person_id for recipient in judged])
        names = {pk: person.given_name or person.alias or "" for pk, person in found.items()}
    return recipient_words.lines(judged, names=names)


def _proposals(request: HttpRequest, asked: Any, at: datetime) -> dict[str, Any]:
    accepting = request.GET.getlist("se")
    base = bridge.rank(request=asked, at=at, with_what_ifs=True)
    shown = bridge.rank(request=asked, at=at, accepting=accepting) if accepting else base
    held = queries.get_hold(request_id=asked.pk, at=at)
    names = queries.unit_names(
        unit_ids=[option.unit_id for option in (*shown.options[:SHOWN], *base.options)]
        + [left_out.unit_id for left_out in shown.excluded]
        + [unit_id for found in base.what_ifs for unit_id in found.new_unit_ids],
        on=timezone.localdate(at),
    )
    others = queries.requests_by_ids(
        ids={effect.request_id for option in shown.options[:SHOWN] for effect in option.effects}
    )
    found = cards(shown.options[:SHOWN], names=names, others=others, held=held, at=at)
    return {
        "cards": found,
        "more": max(0, len(shown.options) - SHOWN),
        "comparison": comparison(found),
        "what_ifs": what_ifs(base.what_ifs, names=names, ticked=accepting),
        "accepting": accepting,
        "excluded": excluded(shown.excluded, names=names),
        "open_rule": request.GET.get("escluse", ""),
        "rule_set": shown.rule_set,
        "hold": held,
        "hold_left": left(held.expires_at, at) if held else "",
        "chosen": _chosen(request, found, held),
    }


def _chosen(request: HttpRequest, found: list[Card], held: Any) -> Card | None:
    """The card the decision is about: the one asked for, else the one held, else the first."""
    wanted = request.GET.get("camera", "")
    for card in found:
        if str(card.unit_id) == wanted:
            return card
    for card in found:
        if held is not None and card.unit_id == held.unit_id:
            return card
    return found[0] if found else None


def _here(request_id: UUID, **query: Any) -> str:
    address = reverse("housing:request", args=[request_id])
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


@require_POST
@requires("housing.accept")
@once
def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take the option chosen, or refuse them all, with the reason."""
    at, post = timezone.now(), request.POST
    reason = post.get("reason", "")
    queries.get_request(request_id=request_id)
    try:
        if post.get("decision") == "none":
            operations.decline(request_id=request_id, reason=reason, at=at)
            messages.success(request, _("Proposte rifiutate: il nucleo resta in attesa."))
            return redirect("housing:request", request_id=request_id)
        unit, _colon, rank = post.get("option", "").partition(":")
        stay = operations.decide(
            request_id=request_id,
            unit_id=parse_id(unit),
            rank=int(rank) if rank.isdigit() else 0,
            reason=reason,
            at=at,
        )
    except Invalid as error:
        messages.error(request, refusal(error))
        return redirect(_here(request_id) + "#decisione")
    except Refused as error:
        return refused(request, request_id, error)
    messages.success(request, _("Inserimento deciso."))
    return redirect("housing:stay", stay_id=stay.pk)


def _act(request: HttpRequest, request_id: UUID, said: str, act: Any) -> HttpResponse:
    queries.get_request(request_id=request_id)
    try:
        act()
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, said)
    return redirect("housing:request", request_id=request_id)


@require_POST
@requires("housing.hold")
@once
def release(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Let a hold go."""
    at, hold = timezone.now(), request.POST.get("hold", "")
    return _act(
        request,
        request_id,
        _("Opzione lasciata: la camera è di nuovo libera."),
        lambda: operations.release_hold(hold_id=parse_id(hold), request_id=request_id, at=at),
    )


@require_POST
@requires("housing.hold")
@once
def prolong(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Keep a hold another day."""
    at, hold = timezone.now(), request.POST.get("hold", "")
    return _act(
        request,
        request_id,
        _("Camera tenuta altre 24 ore."),
        lambda: operations.prolong_hold(
            hold_id=parse_id(hold),
            request_id=request_id,
            reason=request.POST.get("reason", ""),
            at=at,
        ),
    )


@require_POST
@requires("housing.request")
@once
def concede(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Write what the household accepts into its request."""
    codes, at = request.POST.getlist("se"), timezone.now()

    def act() -> None:
        for code in codes:
            operations.accept_concession(request_id=request_id, code=code, at=at)

    return _act(request, request_id, _("Richiesta aggiornata."), act)


@require_POST
@requires("housing.request")
@once
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    reason, at = request.POST.get("reason", ""), timezone.now()
    return _act(
        request,
        request_id,
        _("Richiesta ritirata."),
        lambda: operations.withdraw_request(request_id=request_id, reason=reason, at=at),
    )
