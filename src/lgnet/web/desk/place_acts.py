"""Writing down where a person was received before, and taking it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lgnet.domain.people import operations as people
from lgnet.lib.access import requires
from lgnet.web.desk.case_acts import back_to_case, do_act, person_of_case
from lgnet.web.desk.place_lines import PlaceForm
from lgnet.web.once import once


@requires("people.register")
@require_POST
@once
def add_place(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a place of reception."""
    form = PlaceForm(request.POST)

    def act() -> None:
        people.add_place(person_id=person_of_case(case_id), at=timezone.now(), **form.cleaned_data)

    return do_act(request, form, act, case_id=case_id, tab="titles", name="place_form")


@requires("people.register")
@require_POST
@once
def withdraw_place(request: HttpRequest, case_id: UUID, place_id: UUID) -> HttpResponse:
    """Take a place back."""
    people.withdraw_place(place_id=place_id, person_id=person_of_case(case_id), at=timezone.now())
    return back_to_case(case_id, "titles")
