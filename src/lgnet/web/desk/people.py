"""Pages about people: list, search, registration with the look-alike step, the person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.operations import open_case
from lgnet.domain.people import finding, register_queries
from lgnet.domain.people import queries as people
from lgnet.domain.people.access import can_merge
from lgnet.domain.people.enums import HouseholdRole, MatchReason
from lgnet.domain.people.operations import complete_identity
from lgnet.flows.registration import register_known
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.web.desk import people_words  # noqa: F401  (its import adds the sentences)
from lgnet.web.desk.case_page import identity_rows
from lgnet.web.desk.partner_words import partner_rows
from lgnet.web.desk.person_forms import OpenCaseForm, PersonForm, add_error, initial_of
from lgnet.web.desk.register_rows import act_rows
from lgnet.web.desk.rows import people_rows
from lgnet.web.desk.words import capital, long_day
from lgnet.web.messages import sentence
from lgnet.web.once import once

ONE_HIT = frozenset((MatchReason.CODE,))


@requires("people.read")
@require_GET
def people_list(request: HttpRequest) -> HttpResponse:
    """Show who is registered, the last first."""
    cursor, on = request.GET.get("dopo", ""), timezone.localdate()
    page = people.list_people(cursor=cursor)
    context = {
        "rows": people_rows(page.rows, on=on),
        "count": people.count_people(),
        "next_cursor": page.next_cursor,
        "cursor": cursor,
        "tab": "people",
    }
    return render(request, "desk/people.html", context)


@requires("people.read")
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a person; by POST, so that a name never stands in an address."""
    text, now = request.POST.get("q", "").strip(), timezone.now()
    context: dict[str, Any] = {"text": text, "rows": [], "asked": bool(text), "problem": ""}
    try:
        found = finding.search(text=text, at=now) if text else []
    except Invalid as error:
        found, context["problem"] = [], sentence(error)
    if len(found) == 1 and ONE_HIT & set(found[0].reasons):
        case = cases.open_case_of(person_id=found[0].person.id)
        return redirect(case_address(case) if case else person_address(found[0].person.id))
    persons = [one.person for one in found]
    reasons = {one.person.id: [str(reason.label) for reason in one.reasons] for one in found}
    context["rows"] = people_rows(persons, on=timezone.localdate(), reasons=reasons)
    return render(request, "desk/search.html", context)


def case_address(case: Any) -> str:
    """Return where a case's page is, without naming anybody."""
    return f"/sportello/persone/cartelle/{case.id}/"


def person_address(person_id: UUID) -> str:
    """Return where a person's page is."""
    return f"/sportello/persone/{person_id}/"


@requires("people.register")
@require_http_methods(["GET", "POST"])
@once
def person_new(request: HttpRequest) -> HttpResponse:
    """Register somebody, after a look at who may be the same person."""
    household = request.POST.get("household") or request.GET.get("nucleo", "")
    form = PersonForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "household": household, "similar": []}
    context["roles"] = [
        {"value": role.value, "label": capital(str(role.label))}
        for role in HouseholdRole
        if role != HouseholdRole.HEAD
    ]
    if request.method == "POST" and form.is_valid():
        judged = set(request.POST.getlist("different"))
        try:
            person, similar = register_known(
                told=form.told(on=timezone.localdate()),
                draft=form.draft(on=timezone.localdate()),
                judged=judged,
                household_code=household,
                role=request.POST.get("role") or "CHILD",
                at=timezone.now(),
            )
        except (Invalid, Refused) as error:
            add_error(form, error)
        else:
            if person is not None:
                return redirect(person_address(person.id))
            reasons = {one.person.id: [str(r.label) for r in one.reasons] for one in similar}
            persons = [one.person for one in similar]
            context["similar"] = people_rows(persons, on=timezone.localdate(), reasons=reasons)
    return render(request, "desk/person_new.html", context)


@requires("people.read")
@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one person: who they are, what was known before, their cases."""
    on, standing = timezone.localdate(), people.standing_of(person_id=person_id)
    if standing != person_id:
        return redirect("desk:person", standing)
    found, files = people.get_person(person_id=person_id), cases.cases_of(person_id=person_id)
    context = {
        "person": found,
        "open": next((case for case in files if case.state != "CLOSED"), None),
        "identity": identity_rows(found, on=on),
        "earlier": [
            {"name": people.known_as(row), "until": long_day(row.at)}
            for row in people.earlier_identities(person_id=person_id)
        ],
        "cases": [
            {
                "id": case.id,
                "code": case.code,
                "state": case.get_state_display(),
                "opened": long_day(case.opened_at),
            }
            for case in files
        ],
        "household": people.household_of(person_id=person_id, on=on),
        "acts": act_rows(
            register_queries.acts_of(person_id=person_id), person_id=person_id, may=can_merge()
        ),
        "different": register_queries.different_from(person_id=person_id),
        "partners": partner_rows(person_id, on=on),
        "open_form": OpenCaseForm(),
    }
    return render(request, "desk/person.html", context)


@requires("people.register")
@require_http_methods(["GET", "POST"])
@once
def person_edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Complete or correct an identity; what was known stays in the timeline."""
    found = people.get_person(person_id=person_id, purpose="edit")
    form = PersonForm(
        request.POST or None, initial=initial_of(found), kept_languages=tuple(found.languages)
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        told = form.told(on=timezone.localdate(now))
        if told["birth"].from_on is None:
            del told["birth"]
        try:
            complete_identity(person_id=person_id, at=now, **told)
        except (Invalid, Refused) as error:
            add_error(form, error)
        else:
            case = cases.open_case_of(person_id=person_id)
            return redirect(case_address(case) if case else person_address(person_id))
    return render(request, "desk/person_edit.html", {"person": found, "form": form})


@requires("cases.open")
@require_POST
@once
def take_in_charge(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open the case of a person."""
    form = OpenCaseForm(request.POST)
    if not form.is_valid():
        raise Invalid("cases.not_a_choice", field="origin")
    case = open_case(person_id=person_id, at=timezone.now(), **form.cleaned_data)
    return redirect(case_address(case))
