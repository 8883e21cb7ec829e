"""One record in which two people got mixed, made two: which facts go to the other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from lgnet.domain.cases.queries import cases_of
from lgnet.domain.people import operations
from lgnet.domain.people import queries as people
from lgnet.domain.people.enums import HouseholdRole, IdentifierKind
from lgnet.domain.people.vulnerabilities import BY_CODE
from lgnet.domain.response.queries import meetings_of
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.person_forms import PersonForm, add_error
from lgnet.web.desk.words import capital, language_now, long_day, short_day, title_label
from lgnet.web.once import once

MEETINGS = 100


class SplitForm(forms.Form):
    """Which facts go, who the record was before, and why."""

    facts = forms.MultipleChoiceField(
        label=gettext_lazy("Che cosa va all’altra persona"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    back_to = forms.ChoiceField(
        label=gettext_lazy("Questa scheda"), required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=gettext_lazy("Motivo"), max_length=500)

    def __init__(
        self, *args: Any, facts: Sequence[Any], earlier: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = facts
        self.fields["back_to"].choices = [("", _("resta com’è")), *earlier]


def _facts(person_id: UUID) -> list[tuple[str, str]]:
    """Return everything written of a person that may be somebody else's, in words."""
    said = [
        (row.id, f"{_('Cartella')} {row.code}, {long_day(row.opened_at)}")
        for row in cases_of(person_id=person_id)
    ]
    said += [
        (row.id, f"{title_label(row.title)} {row.number or ''}".strip())
        for row in people.titles_of(person_ids=[person_id])
    ]
    said += [
        (row.id, f"{IdentifierKind(row.kind).label} {row.value or _('non noto')}")
        for row in people.identifiers_of(person_id=person_id)
    ]
    said += [
        (row.id, capital(BY_CODE[row.category].label(language_now())))
        for row in people.vulnerabilities_of(person_id=person_id, on=timezone.localdate())
    ]
    said += [
        (row.id, f"{_('Nucleo')} {row.household.code}, {HouseholdRole(row.role).label}")
        for row in people.memberships_of(person_id=person_id)
    ]
    met = meetings_of(person_id=person_id, before=timezone.now(), limit=MEETINGS)
    said += [(row.id, f"{_('Incontro in strada')}, {short_day(row.at.date())}") for row in met]
    return [(str(key), text) for key, text in said]


def _earlier(person_id: UUID) -> list[tuple[str, str]]:
    return [
        (
            str(row.id),
            _("torna a {name}, com’era fino al {day}").format(
                name=people.known_as(row), day=long_day(row.at)
            ),
        )
        for row in people.earlier_identities(person_id=person_id)
        if row.person_id == person_id
    ]


@requires("people.merge")
@require_http_methods(["GET", "POST"])
@once
def split(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a second person of what was wrongly written of one."""
    person = people.get_person(person_id=person_id, purpose="split")
    if person.merged_into_id is not None:
        raise NotFound("people.no_such_person")
    choices = {"facts": _facts(person_id), "earlier": _earlier(person_id)}
    form, who = SplitForm(request.POST or None, **choices), PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and who.is_valid():
        told, at = form.cleaned_data, timezone.now()
        try:
            act = operations.split(
                person_id=person_id,
                told=who.told(on=timezone.localdate(at)),
                facts=[parse_id(one) for one in told["facts"]],
                back_to=parse_id(told["back_to"]) if told["back_to"] else None,
                reason=told["reason"],
                at=at,
            )
        except (Invalid, Refused) as error:
            add_error(who if error.params.get("field") in who.fields else form, error)
        else:
            messages.success(request, _("Due schede: questa è quella nuova."))
            return redirect("desk:person", act.other_id)
    return render(request, "desk/split.html", {"person": person, "form": form, "who": who})
