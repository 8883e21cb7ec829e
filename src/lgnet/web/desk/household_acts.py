"""A household that splits in two, and two that become one."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lgnet.domain.people import operations as people
from lgnet.domain.people import queries as persons
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, LgnetError, NotFound
from lgnet.lib.paging import parse_id
from lgnet.web.desk.case_acts import back_to_case, do_act, person_of_case
from lgnet.web.messages import sentence
from lgnet.web.once import once


class OtherHouseholdForm(forms.Form):
    """The household that comes in, by its code."""

    code = forms.CharField(max_length=20)


def _household_of(case_id: UUID) -> UUID:
    found = persons.household_of(person_id=person_of_case(case_id), on=timezone.localdate())
    if found is None:
        raise NotFound("people.no_such_household")
    return found.id


@requires("people.register")
@require_POST
@once
def split_household(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let the ticked members form a household of their own from today."""
    now = timezone.now()
    on, chosen = timezone.localdate(now), [parse_id(one) for one in request.POST.getlist("leaves")]
    home = _household_of(case_id)
    roles = {row.person_id: row.role for row in persons.members_of(household_ids=[home], on=on)}
    leaving = [
        (one, "HEAD" if at == 0 else "RELATIVE" if roles.get(one) == "HEAD" else roles.get(one, ""))
        for at, one in enumerate(chosen)
    ]
    try:
        formed = people.split_household(household_id=home, leaving=leaving, on=on, at=now)
    except LgnetError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Nuovo nucleo {code}.").format(code=formed.code))
    return back_to_case(case_id, "household")


@requires("people.register")
@require_POST
@once
def join_households(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Bring another whole household in, by its code, from today."""
    form, now = OtherHouseholdForm(request.POST), timezone.now()

    def act() -> None:
        try:
            other = persons.household_by_code(code=form.cleaned_data["code"].strip().upper())
        except NotFound as error:
            raise Invalid("people.no_such_household", field="code") from error
        people.join_households(
            household_id=_household_of(case_id),
            joining_id=other.id,
            on=timezone.localdate(now),
            at=now,
        )

    return do_act(request, form, act, case_id=case_id, tab="household", name="households_form")
