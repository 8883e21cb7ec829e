"""The municipality's cold and heat plans: what triage reckons with, opened and closed in a click."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.response import operations, queries
from lgnet.domain.response.enums import PlanKind
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.housing_forms import put
from lgnet.web.messages import sentence
from lgnet.web.once import once
from lgnet.web.response_words import plan_degrees


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "lg-in"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


class PlanForm(forms.Form):
    """A plan: which, from when; until when and how cold or hot, if it is known."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Quale piano"), choices=PlanKind.choices, widget=forms.RadioSelect
    )
    from_on = _day(label=gettext_lazy("Dal giorno"))
    last_on = _day(label=gettext_lazy("Ultimo giorno"), required=False)
    celsius = forms.IntegerField(
        label=gettext_lazy("Gradi previsti"),
        required=False,
        help_text=gettext_lazy("La minima per il freddo, la massima per il caldo."),
        widget=forms.NumberInput(attrs={"class": "lg-in"}),
    )


def plan_state(plan: Any, *, on: date) -> str:
    """Return whether a plan is ``active``, ``ahead`` or ``over`` on a day."""
    if plan.to_on is not None and plan.to_on <= max(on, plan.from_on):
        return "over"
    return "ahead" if plan.from_on > on else "active"


def _usual(on: date) -> str:
    return PlanKind.HEAT if 5 <= on.month <= 9 else PlanKind.COLD


def _page(request: HttpRequest, form: PlanForm | None = None) -> HttpResponse:
    on = timezone.localdate()
    found = queries.list_plans()
    names = names_of({plan.opened_by for plan in found if plan.opened_by})
    lines = [
        {
            "plan": plan,
            "state": plan_state(plan, on=on),
            "last": plan.to_on - timedelta(days=1) if plan.to_on else None,
            "degrees": plan_degrees(plan.kind, plan.celsius),
            "who": names.get(plan.opened_by, ""),
        }
        for plan in found
    ]
    context = {
        "lines": lines,
        "active": [line for line in lines if line["state"] == "active"],
        "form": form or PlanForm(initial={"from_on": on, "kind": _usual(on)}),
    }
    return render(request, "desk/plans.html", context)


@require_GET
@requires("response.read")
def plans(request: HttpRequest) -> HttpResponse:
    """Show the plans in force, and those of before."""
    return _page(request)


@require_POST
@requires("response.declare_plan")
@once
def open_plan(request: HttpRequest) -> HttpResponse:
    """Open a plan; what is wrong comes back beside its field."""
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            opened = operations.open_plan(**form.cleaned_data, at=timezone.now())
        except Invalid as error:
            put(form, error)
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _said(opened, timezone.now()))
            return redirect("desk:plans")
    return _page(request, form)


def _said(plan: Any, at: datetime) -> str:
    if plan.from_on > timezone.localdate(at):
        return _("Piano scritto: varrà da quel giorno.")
    return _("Piano attivo: le segnalazioni di chi dorme fuori salgono di classe da adesso.")


@require_POST
@requires("response.declare_plan")
@once
def close_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Close a plan: from today it is not in force any more."""
    at = timezone.now()
    try:
        operations.close_plan(plan_id=plan_id, on=timezone.localdate(at), at=at)
    except Refused as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Piano chiuso: le prossime segnalazioni non ne tengono conto."))
    return redirect("desk:plans")
