"""A stay and its exit."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import StayState
from lgnet.lib import audit
from lgnet.lib.access import can, requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.housing_forms import EndForm, ExtendForm, ReasonForm, put, refusal
from lgnet.web.desk.housing_stay_parts import more
from lgnet.web.once import once


def _page(request: HttpRequest, stay_id: UUID, **forms_given: forms.Form) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    stay = queries.get_stay(stay_id=stay_id)
    nights, last = queries.nights_of(stay_id=stay_id)
    active = stay.state == StayState.ACTIVE
    may = active and can("housing.accept")
    overdue = active and stay.expected_to_on is not None and stay.expected_to_on <= today
    promised = queries.promised_from(stay=stay) if overdue else None
    latest = promised if promised is not None and promised <= today else None
    audit.record("housing.stay_read", stay, at=at, subject=stay.request.case.person_id)
    context: dict[str, Any] = {
        "stay": stay,
        "code": stay.household.code if stay.request.persons > 1 else stay.request.case.code,
        "nights": nights,
        "last": last,
        "planned": active and stay.from_on > today,
        "overdue": overdue,
        "latest": latest,
        "end_form": EndForm(initial={"on": latest or today})
        if may and stay.from_on <= today
        else None,
        "extend_form": ExtendForm(initial={"expected_to_on": stay.expected_to_on}) if may else None,
        "cancel_form": ReasonForm() if may and nights == 0 and stay.arrived_on is None else None,
    }
    context |= more(request, stay, at)
    return render(request, "desk/housing/stay.html", context | forms_given)


@require_GET
@requires("housing.read")
def stay(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Show a stay and what can be done with it."""
    return _page(request, stay_id)


def submit(
    request: HttpRequest, stay_id: UUID, name: str, form: forms.Form, act: Any
) -> HttpResponse:
    """Do what a form says; what is wrong comes back beside its field."""
    if form.is_valid():
        try:
            act(**form.cleaned_data)
            return redirect("housing:stay", stay_id=stay_id)
        except Invalid as error:
            put(form, error)
        except Refused as error:
            form.add_error(None, refusal(error))
    return _page(request, stay_id, **{name: form})


@require_POST
@requires("housing.accept")
@once
def end(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Record an exit."""
    at, told = timezone.now(), request.POST.copy()
    if told.get("on_agreed"):
        told["on"] = told["on_agreed"]

    def act(*, on: date, destination: str, note: str) -> None:
        operations.end_stay(stay_id=stay_id, on=on, destination=destination, note=note, at=at)
        messages.success(request, _("Uscita registrata: i posti sono di nuovo liberi."))

    return submit(request, stay_id, "end_form", EndForm(told), act)


@require_POST
@requires("housing.accept")
@once
def extend(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Move the expected exit."""
    at = timezone.now()

    def act(*, expected_to_on: date) -> None:
        operations.extend_stay(stay_id=stay_id, expected_to_on=expected_to_on, at=at)
        messages.success(request, _("Uscita prevista aggiornata."))

    return submit(request, stay_id, "extend_form", ExtendForm(request.POST), act)


@require_POST
@requires("housing.accept")
@once
def cancel(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Undo a decision before anybody slept there."""
    at = timezone.now()
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            done = operations.cancel_stay(
                stay_id=stay_id, reason=form.cleaned_data["reason"], at=at
            )
            messages.success(request, _("Decisione annullata: il nucleo è di nuovo in attesa."))
            return redirect("housing:request", request_id=done.request_id)
        except (Invalid, Refused) as error:
            form.add_error(None, refusal(error))
    return _page(request, stay_id, cancel_form=form)
