"""Nuovo contatto: twenty seconds, one hand, nothing required."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from lgnet.domain.response import operations, queries
from lgnet.domain.response.access import VISIT
from lgnet.domain.response.enums import OPEN_VISIT, StreetNeed, VisitState
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.field.rounds import place, shift_for
from lgnet.web.messages import explain, sentence
from lgnet.web.once import once

explain(
    {
        "field.no_shift": gettext_lazy(
            "Non hai un turno stasera: chiedi allo sportello di aggiungerti."
        )
    }
)

AGES = ("0-13", "14-17", "18-25", "26-40", "41-60", "61+")
SEXES = (
    ("F", gettext_lazy("Donna"), "woman"),
    ("M", gettext_lazy("Uomo"), "man"),
    ("U", gettext_lazy("Altro o non so"), "unknown"),
)
# Each language in its own name first: the person can point at it.
LANGUAGES = (
    ("fr", "Français", gettext_lazy("francese")),
    ("ar", "العربية", gettext_lazy("arabo")),
    ("en", "English", gettext_lazy("inglese")),
    ("ur", "اردو", gettext_lazy("urdu")),
    ("bn", "বাংলা", gettext_lazy("bengalese")),
    ("ti", "ትግርኛ", gettext_lazy("tigrino")),
    ("es", "Español", gettext_lazy("spagnolo")),
    ("uk", "Українська", gettext_lazy("ucraino")),
    ("it", "Italiano", gettext_lazy("italiano")),
)
_PICTOGRAMS = {
    StreetNeed.SLEEP: "sleep",
    StreetNeed.FOOD: "food",
    StreetNeed.HEALTH: "health",
    StreetNeed.CLOTHES: "clothes",
    StreetNeed.CHILDREN: "children",
    StreetNeed.DANGER: "danger",
    StreetNeed.DOCUMENTS: "documents",
    StreetNeed.TALK: "talk",
}


class ContactForm(forms.Form):
    """Whatever was seen or said."""

    alias = forms.CharField(
        label=gettext_lazy("Come si fa chiamare?"), max_length=100, required=False
    )
    person_id = forms.UUIDField(required=False)
    age_band = forms.ChoiceField(
        label=gettext_lazy("Età, a occhio"), choices=[(a, a) for a in ("", *AGES)], required=False
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Persona"), choices=[(s[0], s[1]) for s in SEXES], required=False
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Lingua"), choices=[(x[0], x[1]) for x in LANGUAGES], required=False
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Che cosa serve adesso?"), choices=StreetNeed.choices, required=False
    )
    place = forms.CharField(label=gettext_lazy("Dove"), max_length=300, required=False)
    latitude = forms.FloatField(label=gettext_lazy("Dove"), required=False)
    longitude = forms.FloatField(label=gettext_lazy("Dove"), required=False)
    precision_m = forms.IntegerField(label=gettext_lazy("Dove"), required=False)
    note = forms.CharField(label=gettext_lazy("Nota"), max_length=4000, required=False)

    def clean_sex(self) -> str:
        """Not said is not known."""
        return self.cleaned_data["sex"] or "U"


def _visit_of(request: HttpRequest, shift: Any) -> Any:
    """Return the visit a contact belongs to: the one in the address, or where the team is now."""
    wanted = request.POST.get("uscita", request.GET.get("uscita", ""))
    if wanted == "no":
        return None
    if wanted:
        chosen = parse_id(wanted)
        return next((v for v in shift.round if v.pk == chosen and v.state in OPEN_VISIT), None)
    if request.method == "POST":
        return None
    return next((v for v in shift.round if v.state == VisitState.ARRIVED), None)


def _page(request: HttpRequest, shift: Any, visit: Any, form: Any) -> HttpResponse:
    value = {name: form[name].value() for name in form.fields}
    needs = value["needs"] or []
    context = {
        "form": form,
        "value": {name: "" if v is None else v for name, v in value.items()},
        "shift_id": shift.pk,
        "team": shift.team.name,
        "visit_id": visit.pk if visit else "no",
        "visit_place": place(visit.report) if visit else "",
        "known": [
            {"value": str(m.person_id), "label": f"«{m.person.alias or _('senza nome')}»"}
            for m in queries.list_met_tonight(shift=shift)
        ],
        "ages": [
            *({"value": age, "label": age.replace("-", "–")} for age in AGES[:-1]),
            {"value": "61+", "label": _("oltre 60")},
            {"value": "", "label": _("Non so")},
        ],
        "sexes": [{"value": v, "label": label, "pictogram": p} for v, label, p in SEXES],
        "languages": [
            {"value": v, "label": own, "note": name, "lang": v} for v, own, name in LANGUAGES
        ],
        "needs": [
            {"value": v, "label": label, "pictogram": _PICTOGRAMS[v]}
            for v, label in StreetNeed.choices
        ],
        "chosen": {
            "age": [value["age_band"] or ""],
            "sex": [value["sex"] or "U"],
            "languages": value["languages"] or [],
            "needs": needs,
            "person": [str(value["person_id"] or "")],
        },
        "needs_hint": ngettext("{n} scelto", "{n} scelti", len(needs)).format(n=len(needs))
        if needs
        else "",
    }
    return render(request, "field/contact.html", context)


@requires(VISIT)
@require_http_methods(["GET", "POST"])
@once
def contact(request: HttpRequest) -> HttpResponse:
    """Write down somebody met, on the visit going on or where they were found."""
    at = timezone.now()
    shift = shift_for(request, at=at)
    if shift is None:
        raise Refused("field.no_shift")
    visit, form = _visit_of(request, shift), ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.new_contact(
                at=at, shift_id=shift.pk, visit_id=visit.pk if visit else None, **form.cleaned_data
            )
        except Invalid as error:
            field = error.params.get("field")
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            messages.success(
                request,
                _("Contatto ricevuto alle {time}.").format(time=f"{timezone.localtime(at):%H:%M}"),
            )
            return redirect("field:visit", made.visit.pk)
    return _page(request, shift, visit, form)
