"""Asking partner cities about a person, and answering them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.matching import operations, queries
from lgnet.domain.matching.enums import Side
from lgnet.domain.network.queries import municipality_name
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.partner_words import AcceptForm, AskForm, DeclineForm, inquiry_row
from lgnet.web.desk.person_forms import add_error
from lgnet.web.once import once


@requires("matching.answer")
@require_GET
def inquiries(request: HttpRequest) -> HttpResponse:
    """Show what partners asked and what was asked of them, what waits first."""
    received = queries.list_inquiries(side=Side.RECEIVED)
    sent = queries.list_inquiries(side=Side.SENT)
    names = names_of({row.asked_by for row in (*received, *sent)})
    context = {
        "received": [inquiry_row(row, names) for row in received],
        "sent": [inquiry_row(row, names) for row in sent],
        "waiting": sum(row.state == "WAITING" for row in received),
        "tab": "partners",
    }
    return render(request, "desk/inquiries.html", context)


@requires("matching.ask")
@require_http_methods(["GET", "POST"])
@once
def ask(request: HttpRequest, hint_id: UUID) -> HttpResponse:
    """Say what asking a partner tells them; ask."""
    hint, person = queries.get_hint(hint_id=hint_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask(hint_id=hint_id, at=timezone.now(), **form.cleaned_data)
        except (Invalid, Refused) as error:
            add_error(form, error)
        else:
            messages.success(request, _("Richiesta inviata. Se rispondono, lo leggi qui."))
            return redirect("desk:person", person.pk)
    mine, _all_of_us = queries.asked_today(at=timezone.now())
    context = {
        "form": form,
        "person": person,
        "city": municipality_name(hint.partner_id),
        "days": operations.ANSWER_WITHIN.days,
        "left": max(0, queries.A_DAY_EACH - mine),
    }
    return render(request, "desk/ask_partner.html", context)


def _shown(request: HttpRequest, inquiry_id: UUID, **given: forms.Form) -> HttpResponse:
    row = queries.get_inquiry(inquiry_id=inquiry_id)
    context: dict[str, Any] = {
        "line": inquiry_row(row, names_of({row.asked_by, row.answered_by})),
        "text": row.text,
        "accept_form": AcceptForm(prefix="yes"),
        "decline_form": DeclineForm(prefix="no"),
    }
    return render(request, "desk/inquiry.html", context | given)


@requires("matching.answer")
@require_GET
def inquiry(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    """Show one question: who asks, why, about whom of ours; or what became of one we sent."""
    return _shown(request, inquiry_id)


@requires("matching.answer")
@require_POST
@once
def accept(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    """Say yes to a partner."""
    queries.get_inquiry(inquiry_id=inquiry_id)
    form = AcceptForm(request.POST, prefix="yes")
    if form.is_valid():
        try:
            operations.accept(inquiry_id=inquiry_id, at=timezone.now(), **form.cleaned_data)
        except (Invalid, Refused) as error:
            add_error(form, error)
        else:
            messages.success(request, _("Collegata: ora vi potete sentire."))
            return redirect("desk:inquiry", inquiry_id)
    return _shown(request, inquiry_id, accept_form=form)


@requires("matching.answer")
@require_POST
@once
def decline(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    """Say no to a partner, who reads nothing of it."""
    queries.get_inquiry(inquiry_id=inquiry_id)
    form = DeclineForm(request.POST, prefix="no")
    if form.is_valid():
        try:
            operations.decline(inquiry_id=inquiry_id, at=timezone.now(), **form.cleaned_data)
        except (Invalid, Refused) as error:
            add_error(form, error)
        else:
            messages.success(request, _("Respinta. Chi ha chiesto vede una richiesta in attesa."))
            return redirect("desk:inquiries")
    return _shown(request, inquiry_id, decline_form=form)


@requires("matching.answer")
@require_POST
@once
def end(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    """Take a link apart."""
    operations.end(inquiry_id=inquiry_id, at=timezone.now())
    messages.success(request, _("Scollegata, qui e da loro."))
    return redirect("desk:inquiry", inquiry_id)


@requires("matching.ask")
@require_POST
@once
def withdraw(request: HttpRequest, inquiry_id: UUID) -> HttpResponse:
    """Take a question back."""
    operations.withdraw(inquiry_id=inquiry_id, at=timezone.now())
    messages.success(request, _("Richiesta ritirata."))
    return redirect("desk:inquiries")
