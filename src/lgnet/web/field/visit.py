"""One visit: arrive, who was met, what was given, the way on to the One Stop Shop."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.housing.enums import PriorityClass
from lgnet.domain.response import operations, queries
from lgnet.domain.response.access import VISIT
from lgnet.domain.response.enums import Given, StreetNeed
from lgnet.flows.emergency_to_housing import refer
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid
from lgnet.web.field.rounds import visit_card
from lgnet.web.messages import sentence
from lgnet.web.once import once


class CloseForm(forms.Form):
    """How a visit ends."""

    given = forms.MultipleChoiceField(choices=Given.choices, required=False)
    note = forms.CharField(max_length=4000, required=False)


class ReferForm(forms.Form):
    """Who goes on to the One Stop Shop, and whether a place is asked for tonight."""

    people = forms.TypedMultipleChoiceField(coerce=UUID)
    ask_place = forms.BooleanField(required=False)
    priority_class = forms.ChoiceField(choices=PriorityClass.choices, required=False)
    class_reason = forms.CharField(max_length=200, required=False)
    needs_accessible = forms.BooleanField(required=False)
    women_only = forms.BooleanField(required=False)

    def __init__(self, *args: Any, met: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (str(meeting.person_id), meeting.person.alias or _("senza nome")) for meeting in met
        ]
        self.fields["people"].error_messages["required"] = _("Scegli almeno una persona.")
        self.fields["class_reason"].label = _("Perché adesso")

    def clean(self) -> dict[str, Any]:
        """A place is asked for with a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("ask_place") and not cleaned.get("class_reason", "").strip():
            self.add_error("class_reason", _("Scrivi perché serve un posto adesso."))
        return cleaned


def _page(
    request: HttpRequest, visit_id: UUID, *, form: Any = None, refer_form: Any = None
) -> HttpResponse:
    at = timezone.now()
    visit = queries.get_visit(visit_id=visit_id)
    met = queries.list_met(visit=visit)
    context = {
        "visit": visit_card(visit, at=at),
        "shift_id": visit.shift_id,
        "team": visit.shift.team.name,
        "met": [
            {
                "id": str(meeting.person_id),
                "alias": meeting.person.alias or _("senza nome"),
                "sex": str(meeting.person.get_sex_display()),
                "needs": ", ".join(str(StreetNeed(need).label) for need in meeting.needs),
            }
            for meeting in met
        ],
        "note": visit.note or "",
        "given_words": ", ".join(str(Given(thing).label) for thing in visit.given),
        "given": [{"value": v, "label": label} for v, label in Given.choices],
        "form": form or CloseForm(),
        "refer_form": refer_form
        or ReferForm(met=met, initial={"priority_class": PriorityClass.ONE}),
        "chosen": (refer_form["people"].value() if refer_form else [str(m.person_id) for m in met]),
        "classes": PriorityClass.choices,
    }
    return render(request, "field/visit.html", context)


@requires(VISIT)
@require_GET
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show one visit."""
    return _page(request, visit_id)


@requires(VISIT)
@require_POST
@once
def arrived(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Note that the team is there."""
    operations.arrive(visit_id=visit_id, at=timezone.now())
    messages.success(
        request, _("Arrivati: ricevuto alle {time}.").format(time=f"{timezone.localtime():%H:%M}")
    )
    return redirect("field:visit", visit_id)


@requires(VISIT)
@require_POST
@once
def nobody(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """End a visit that found nobody."""
    operations.nobody_there(visit_id=visit_id, at=timezone.now())
    messages.success(request, _("Nessuno sul posto: ricevuto."))
    return redirect("field:tonight")


@requires(VISIT)
@require_http_methods(["POST"])
@once
def done(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """End a visit with what was given and a note."""
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            operations.close_visit(visit_id=visit_id, at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            form.add_error(error.params.get("field"), sentence(error))
        else:
            messages.success(request, _("Uscita chiusa: ricevuta."))
            return redirect("field:visit", visit_id)
    return _page(request, visit_id, form=form)


@requires(VISIT)
@require_http_methods(["POST"])
@once
def referral(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Send people met on to the One Stop Shop, with or without asking for a place."""
    found = queries.get_visit(visit_id=visit_id)
    form = ReferForm(request.POST, met=queries.list_met(visit=found))
    if form.is_valid():
        values = dict(form.cleaned_data)
        people = values.pop("people")
        if not values["ask_place"]:
            values = {"ask_place": False}
        try:
            made = refer(at=timezone.now(), person_ids=people, **values)
        except Invalid as error:
            field = error.params.get("field")
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            words = (
                _("Presa in carico e richiesta di posto inviate allo sportello.")
                if made.request_id
                else _("Presa in carico inviata allo sportello.")
            )
            messages.success(request, words)
            return redirect("field:visit", visit_id)
    return _page(request, visit_id, refer_form=form)
