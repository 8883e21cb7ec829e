"""Accordi: what the city and its partners are ready for, so that a place may be found elsewhere."""

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

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import Direction
from lgnet.domain.network.queries import list_tenants, municipality_name
from lgnet.lib.access import can, requires
from lgnet.lib.actor import current_municipality
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk.housing_forms import Day, put, refusal
from lgnet.web.desk.housing_words import persons
from lgnet.web.desk.words import short_day
from lgnet.web.messages import explain
from lgnet.web.once import once

explain(
    {
        "housing.term_partner": gettext_lazy("Scegli un altro Comune della rete."),
        "housing.term_direction": gettext_lazy("Scegli se il Comune manda o accoglie."),
        "housing.term_persons": gettext_lazy("Scrivi quante persone al massimo, da 1 a {most}."),
        "housing.term_days": gettext_lazy(
            "Il primo giorno è da oggi in poi, e l’ultimo viene dopo."
        ),
        "housing.term_over": gettext_lazy("Era già finito."),
        "housing.consent_cities": gettext_lazy(
            "Si può consentire solo per i Comuni con cui c’è un accordo: ricarica la pagina."
        ),
        "housing.no_consent": gettext_lazy("Non c’è un consenso da ritirare."),
    }
)


class TermForm(forms.Form):
    """What the city is ready for with one partner."""

    direction = forms.ChoiceField(
        label=gettext_lazy("Il tuo Comune"),
        choices=Direction.choices,
        widget=forms.RadioSelect,
        initial=Direction.SENDS,
    )
    partner = forms.ChoiceField(
        label=gettext_lazy("Con"), widget=forms.Select(attrs={"class": "lg-in"})
    )
    persons = forms.IntegerField(
        label=gettext_lazy("Persone al massimo"),
        min_value=1,
        max_value=operations.MOST_PERSONS,
        widget=forms.NumberInput(attrs={"class": "lg-in"}),
    )
    from_on = Day(label=gettext_lazy("Dal"))
    to_on = Day(label=gettext_lazy("Fino al"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = current_municipality()
        self.fields["partner"].choices = [
            (row.pk, row.name) for row in list_tenants() if row.pk != here
        ]


def _page(request: HttpRequest, form: TermForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    found = queries.list_agreements(on=today)
    context = {
        "lines": [_line(one, municipality_name(one.partner_id)) for one in found],
        "in_force": sum(one.persons > 0 for one in found),
        "form": form or TermForm(initial={"from_on": today}),
        "can_agree": can("housing.agree"),
    }
    return render(request, "desk/housing/agreements.html", context)


def _line(one: queries.Agreement, city: str) -> dict[str, Any]:
    way = _("verso {city}") if one.direction == Direction.SENDS else _("da {city}")
    return {
        "way": way.format(city=city),
        "ours": _said(one.ours),
        "theirs": _said(one.theirs),
        "persons": persons(one.persons) if one.persons else "",
        "term_id": one.ours.pk if one.ours else None,
        "answer": one.ours is None,
    }


def _said(term: Any) -> str:
    if term is None:
        return ""
    until = _(", fino al {day}").format(day=short_day(term.to_on)) if term.to_on else ""
    return persons(term.persons) + until


@require_GET
@requires("housing.read")
def agreements(request: HttpRequest) -> HttpResponse:
    """Show what stands with every partner, each way."""
    return _page(request)


@require_POST
@requires("housing.agree")
@once
def state(request: HttpRequest) -> HttpResponse:
    """Say what the city is ready for."""
    form = TermForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.state_term(
                partner_id=told["partner"],
                direction=told["direction"],
                persons=told["persons"],
                from_on=told["from_on"],
                to_on=told["to_on"],
                at=timezone.now(),
            )
        except Invalid as error:
            put(form, error)
        else:
            messages.success(request, _("Scritto. Vale quando l’altro Comune dice la sua parte."))
            return redirect("housing:agreements")
    return _page(request, form)


@require_POST
@requires("housing.agree")
@once
def end(request: HttpRequest, term_id: UUID) -> HttpResponse:
    """Take back what the city said."""
    try:
        operations.end_term(term_id=term_id, at=timezone.now())
        messages.success(request, _("Ritirato da oggi. Chi è già arrivato resta dov’è."))
    except Refused as error:
        messages.error(request, refusal(error))
    return redirect("housing:agreements")
