"""The class of a request, its needs, and the offer: acts beside the proposals."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import Demand, NeedKind, NeedPurpose
from lgnet.domain.housing.needs import RULES, SPECIAL
from lgnet.domain.people import queries as people
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_forms import refusal
from lgnet.web.desk.stay_forms import AnswerForm, ClassForm, NeedForm, OfferForm
from lgnet.web.desk.stay_words import (
    SOURCES,
    class_groups,
    clock_words,
    line_words,
    need_choices,
    need_line,
    offer_words,
)
from lgnet.web.once import once
from lgnet.web.public.offer import context_of
from lgnet.web.public.offer_link import path_of_offer
from lgnet.web.public.offer_texts import TEXTS
from lgnet.web.squares import square


def beside(request: HttpRequest, asked: Any, held: Any, at: datetime) -> dict[str, Any]:
    """Return what stands beside the proposals of a request."""
    needs, special_count = queries.needs_of(request_id=asked.pk)
    shown = "riservati" in request.GET and can("housing.read_special")
    special = queries.special_needs_of(request=asked, at=at) if shown else []
    changed = asked.class_set_at != asked.opened_at
    told = changed and "storia" in request.GET
    earlier = queries.earlier_classes(request_id=asked.pk) if told else []
    names = names_of([row.ended_by for row in earlier])
    terms = queries.settings_now()
    clock, tone = clock_words(queries.days_left(asked, terms, at=at))
    kinds = [kind for kind in NeedKind.values if kind not in SPECIAL or can("housing.read_special")]
    return {
        "class_line": line_words(asked.class_line),
        "class_form": ClassForm(
            on=timezone.localdate(at), initial={"class_line": asked.class_line}
        ),
        "earlier_classes": [
            {"row": row, "line": line_words(row.class_line), "by": names.get(row.ended_by, "")}
            for row in earlier
        ],
        "clock": clock,
        "clock_tone": tone,
        "needs": [need_line(row) for row in needs],
        "special": [need_line(row) for row in special],
        "special_shown": shown,
        "special_count": 0 if shown else special_count,
        "class_changed": changed and not told,
        "need_choices": need_choices(kinds),
        "demands": Demand.choices,
        **_offer(asked, held, at),
    }


def _offer(asked: Any, held: Any, at: datetime) -> dict[str, Any]:
    if held is None:
        return {"offer": None}
    extensions = queries.extensions_of(hold_id=held.pk)
    offer = queries.offer_of_hold(hold_id=held.pk)
    context: dict[str, Any] = {
        "offer": offer,
        "extensions": extensions,
        "most_extensions": queries.MOST_EXTENSIONS,
    }
    if offer is None:
        spoken = people.people_by_ids([asked.case.person_id]).get(asked.case.person_id)
        first = queries.language_for(spoken.languages if spoken else [])
        return context | {"offer_form": OfferForm(initial={"language": first})}
    words, tone = offer_words(offer, at)
    return context | {
        "offer_words": words,
        "offer_tone": tone,
        "offer_text": TEXTS[offer.language],
        "answer_form": AnswerForm(),
    }


def _act(
    request: HttpRequest, request_id: UUID, said: str, act: Callable[[], Any], to: str = ""
) -> HttpResponse:
    queries.get_request(request_id=request_id)
    try:
        act()
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, said)
    answer = redirect("housing:request", request_id=request_id)
    answer["Location"] += to
    return answer


@require_POST
@requires("housing.request")
@once
def set_class(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Set another class by a line of the table."""
    at = timezone.now()
    return _act(
        request,
        request_id,
        _("Classe cambiata. L’attesa resta quella di prima."),
        lambda: operations.set_class(
            request_id=request_id,
            class_line=request.POST.get("class_line", ""),
            reason=request.POST.get("reason", ""),
            at=at,
        ),
    )


@require_POST
@requires("housing.request")
@once
def note_need(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note one need."""
    at, form = timezone.now(), NeedForm(request.POST)
    kind, _colon, value = request.POST.get("what", "").partition(":")
    if not kind and request.POST.get("language"):
        kind, value = NeedKind.LANGUAGE, request.POST["language"].strip().lower()

    def act() -> None:
        if not form.is_valid():
            raise Invalid("housing.need_demand", field="demand")
        rule = RULES.get(kind)
        operations.note_need(
            request_id=request_id,
            kind=kind,
            value=value,
            purpose=rule.purposes[0] if rule else NeedPurpose.ROOM,
            demand=form.cleaned_data["demand"],
            at=at,
        )

    return _act(request, request_id, _("Bisogno scritto."), act, "#bisogni")


@require_POST
@requires("housing.request")
@once
def end_need(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take a need back."""
    at, need_id = timezone.now(), parse_id(request.POST.get("need", ""))
    queries.get_need(need_id=need_id, request_id=request_id)
    return _act(
        request,
        request_id,
        _("Bisogno tolto."),
        lambda: operations.end_need(need_id=need_id, at=at),
        "#bisogni",
    )


@require_POST
@requires("housing.hold")
@once
def make_offer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Offer what is held in a language of the household."""
    at, hold_id = timezone.now(), parse_id(request.POST.get("hold", ""))
    return _act(
        request,
        request_id,
        _("Offerta pronta: stampala, o manda il collegamento."),
        lambda: operations.make_offer(
            hold_id=hold_id,
            request_id=request_id,
            language=request.POST.get("language", ""),
            at=at,
        ),
        "#offerta",
    )


def _offer_of(request_id: UUID, offer_id: UUID) -> Any:
    """Return an offer of this request; of another request it is not there."""
    return queries.get_offer(offer_id=offer_id, request_id=request_id)


@require_POST
@requires("housing.hold")
@once
def answer_offer(request: HttpRequest, request_id: UUID, offer_id: UUID) -> HttpResponse:
    """Note what the household said at the desk."""
    at, form = timezone.now(), AnswerForm(request.POST)
    _offer_of(request_id, offer_id)

    def act() -> None:
        if not form.is_valid():
            raise Invalid("housing.decline_reason", field="reason")
        operations.answer_offer(
            offer_id=offer_id,
            accepted=form.cleaned_data["answer"] == "yes",
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            how="DESK",
            at=at,
        )

    return _act(request, request_id, _("Risposta registrata."), act)


@require_POST
@requires("housing.hold")
@once
def withdraw_offer(request: HttpRequest, request_id: UUID, offer_id: UUID) -> HttpResponse:
    """Take an offer back."""
    at = timezone.now()
    _offer_of(request_id, offer_id)
    return _act(
        request,
        request_id,
        _("Offerta ritirata: il collegamento non vale più."),
        lambda: operations.withdraw_offer(offer_id=offer_id, at=at),
    )


@require_GET
@requires("housing.hold")
def offer_paper(request: HttpRequest, request_id: UUID, offer_id: UUID) -> HttpResponse:
    """Show an offer to be printed, with the link as text and as a square."""
    at = timezone.now()
    offer = _offer_of(request_id, offer_id)
    seen = queries.see_offer(offer_id=offer_id, at=at)
    address = request.build_absolute_uri(path_of_offer(offer_id))
    context = context_of(seen) | {
        "asked_id": request_id,
        "offer": offer,
        "address": address,
        "square": square(address),
    }
    return render(request, "desk/housing/offer.html", context)


@require_GET
@requires("housing.read")
def class_table(request: HttpRequest) -> HttpResponse:
    """Show the published table: which line gives which class, since when, by whom."""
    table = queries.table_on(timezone.localdate())
    context = {"table": table, "groups": class_groups(table), "source": SOURCES[table.source]}
    return render(request, "desk/housing/classes.html", context)
