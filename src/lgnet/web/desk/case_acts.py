"""What is done from a case file: each a form of its own, back to the tab it came from."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.cases import operations, queries
from lgnet.domain.cases.queries import CaseFilter
from lgnet.domain.people import operations as people
from lgnet.domain.people import queries as persons
from lgnet.lib.access import requires
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, LgnetError, NotFound, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk import case_page
from lgnet.web.desk.case_forms import (
    ActionForm,
    JoinForm,
    NeedForm,
    ReasonForm,
    ReassignForm,
    ReviewForm,
    UndoForm,
)
from lgnet.web.desk.cases import TAB_CONTEXTS, action_line, renewable, who_choices
from lgnet.web.desk.person_forms import IdentifierForm, TitleForm, VulnerabilityForm, add_error
from lgnet.web.desk.rows import case_rows
from lgnet.web.desk.words import long_day
from lgnet.web.messages import sentence
from lgnet.web.once import once

GROUP_LIMIT = 200
_ENDS = {"sospendi": operations.suspend_case, "chiudi": operations.close_case}


def back_to_case(case_id: UUID, tab: str = "") -> HttpResponse:
    """Go back to the tab an act came from."""
    if tab:
        return redirect("desk:case_tab", case_id, tab)
    return redirect("desk:case", case_id)


def do_act(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    case_id: UUID,
    tab: str,
    name: str,
) -> HttpResponse:
    """Do an act of a tab; refused, show the tab again with what was typed and why not."""
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except LgnetError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Inserimento confermato."))
            return back_to_case(case_id, tab)
    page = case_page.load(case_id, at=timezone.now())
    context = case_page.context(page, tab) | TAB_CONTEXTS[tab](page) | {name: form}
    return render(request, f"desk/case_{tab}.html", context)


@requires("cases.write")
@require_POST
@once
def log_action(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down an action from the line at the top of the file."""
    now = timezone.now()
    page = case_page.load(case_id, at=now)
    form = ActionForm(request.POST, who=who_choices(page))
    if form.is_valid():
        about = form.cleaned_data["who"] or str(case_id)
        ids = [parse_id(one) for one in about.split(",")]
        try:
            operations.log_action(case_ids=ids, **form.told(now=now))
        except LgnetError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Azione registrata."))
            return back_to_case(case_id)
    return render(request, "desk/case.html", case_page.context(page, "course") | action_line(form))


@requires("cases.write")
@require_http_methods(["GET", "POST"])
@once
def undo_action(request: HttpRequest, case_id: UUID, action_id: UUID) -> HttpResponse:
    """Take an action back, with the reason; it stays readable, struck through."""
    person_of_case(case_id)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.reverse_action(
            action_id=action_id,
            case_id=case_id,
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        messages.success(request, _("Azione annullata."))
        return back_to_case(case_id)
    return render(request, "desk/undo_action.html", {"form": form, "case_id": case_id})


def _group_rows(request: HttpRequest) -> list[Any]:
    chosen = [parse_id(one) for one in request.GET.getlist("cartella")[:GROUP_LIMIT]]
    if chosen:
        return list(queries.cases_by_ids(chosen).values())
    mine = CaseFilter(state="OPEN", worker=current_actor().user_id)
    return queries.list_cases(filters=mine, size=GROUP_LIMIT).rows


@requires("cases.write")
@require_http_methods(["GET", "POST"])
@once
def group_action(request: HttpRequest) -> HttpResponse:
    """Write one action down for many people at once."""
    now = timezone.now()
    form = ActionForm(request.POST or None, initial={"kind": "GROUP", "minutes": 60})
    picked = request.POST.getlist("cartella")
    if request.method == "POST" and form.is_valid():
        ids = [parse_id(one) for one in picked]
        try:
            operations.log_action(case_ids=ids, **form.told(now=now))
        except LgnetError as error:
            add_error(form, error)
        else:
            done = ngettext(
                "Azione registrata per {n} persona.",
                "Azione registrata per {n} persone.",
                len(set(ids)),
            )
            messages.success(request, done.format(n=len(set(ids))))
            return redirect("desk:my_day")
    chosen = set(picked or request.GET.getlist("cartella"))
    rows = case_rows(_group_rows(request), on=timezone.localdate())
    context = {**action_line(form), "rows": rows, "chosen": chosen}
    return render(request, "desk/group_action.html", context)


@requires("cases.read")
@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """Show what the operator wrote down on a day."""
    on = _day_asked(request) or timezone.localdate()
    user_id = current_actor().user_id
    context = {
        "day": long_day(on, "l j F Y"),
        "actions": queries.actions_of_day(user_id=user_id, on=on),
        "work": queries.work_day(user_id=user_id, on=on),
    }
    return render(request, "desk/my_day.html", context)


def _day_asked(request: HttpRequest) -> Any:
    try:
        return datetime.strptime(request.GET.get("giorno", ""), "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        return None


@requires("cases.write")
@require_POST
@once
def add_need(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a need."""
    form = NeedForm(request.POST)

    def act() -> None:
        operations.add_need(case_id=case_id, at=timezone.now(), **form.cleaned_data)

    return do_act(request, form, act, case_id=case_id, tab="needs", name="need_form")


@requires("cases.write")
@require_POST
@once
def move_need(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    """Say how a need stands now."""
    person_of_case(case_id)
    operations.move_need(
        need_id=need_id, case_id=case_id, to=request.POST.get("to", ""), at=timezone.now()
    )
    return back_to_case(case_id, "needs")


@requires("cases.write")
@require_POST
@once
def set_review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Set the day of the next review."""
    form = ReviewForm(request.POST)

    def act() -> None:
        operations.set_review(case_id=case_id, on=form.cleaned_data["on"], at=timezone.now())

    return do_act(request, form, act, case_id=case_id, tab="needs", name="review_form")


@requires("cases.write")
@require_POST
@once
def reassign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a colleague."""
    form = ReassignForm(request.POST, colleagues=[(request.POST.get("to", ""), "")])

    def act() -> None:
        to = parse_id(form.cleaned_data["to"])
        operations.reassign(case_id=case_id, to=to, at=timezone.now())

    return do_act(request, form, act, case_id=case_id, tab="needs", name="reassign_form")


@requires("cases.write")
@require_POST
@once
def change_state(request: HttpRequest, case_id: UUID, to: str) -> HttpResponse:
    """Suspend, close or reopen a case."""
    form, now = ReasonForm(request.POST), timezone.now()

    def act() -> None:
        if to == "riprendi":
            operations.reopen_case(case_id=case_id, at=now)
            return
        _ENDS[to](case_id=case_id, reason=form.cleaned_data["reason"], at=now)

    if to not in {"riprendi", *_ENDS}:
        raise NotFound("cases.no_such_change")
    if to == "riprendi":
        form = forms.Form(request.POST)
    return do_act(request, form, act, case_id=case_id, tab="needs", name="reason_form")


def person_of_case(case_id: UUID) -> UUID:
    """Return whose a case is, to write of them."""
    found = queries.get_case(case_id=case_id, purpose="edit").person_id
    return UUID(str(found))


@requires("people.register")
@require_POST
@once
def add_title(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a title to stay."""
    page = case_page.load(case_id, at=timezone.now())
    form = TitleForm(request.POST, renewable=renewable(page))

    def act() -> None:
        people.add_title(person_id=person_of_case(case_id), at=timezone.now(), **form.cleaned_data)

    return do_act(request, form, act, case_id=case_id, tab="titles", name="title_form")


@requires("people.register")
@require_POST
@once
def add_identifier(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a number that names the person."""
    form = IdentifierForm(request.POST)

    def act() -> None:
        people.add_identifier(
            person_id=person_of_case(case_id), at=timezone.now(), **form.cleaned_data
        )

    return do_act(request, form, act, case_id=case_id, tab="titles", name="identifier_form")


@requires("people.register")
@require_POST
@once
def add_vulnerability(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a category of art. 17."""
    form, now = VulnerabilityForm(request.POST, on=timezone.localdate()), timezone.now()

    def act() -> None:
        people.add_vulnerability(person_id=person_of_case(case_id), at=now, **form.cleaned_data)

    return do_act(request, form, act, case_id=case_id, tab="titles", name="vulnerability_form")


@requires("people.register")
@require_POST
@once
def end_vulnerability(request: HttpRequest, case_id: UUID, vulnerability_id: UUID) -> HttpResponse:
    """Say that a category no longer holds."""
    now = timezone.now()
    people.end_vulnerability(
        vulnerability_id=vulnerability_id,
        person_id=person_of_case(case_id),
        on=timezone.localdate(now),
        at=now,
    )
    return back_to_case(case_id, "titles")


@requires("people.register")
@require_POST
@once
def form_household(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make the person the reference of a new household."""
    now = timezone.now()
    members = [(person_of_case(case_id), "HEAD")]
    people.form_household(members=members, on=timezone.localdate(now), at=now)
    return back_to_case(case_id, "household")


@requires("people.register")
@require_POST
@once
def join_household(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Bring somebody already in charge into the household, by the code of their case."""
    form, now = JoinForm(request.POST), timezone.now()

    def act() -> None:
        on = timezone.localdate(now)
        household = persons.household_of(person_id=person_of_case(case_id), on=on)
        joined = queries.case_by_code(code=form.cleaned_data["code"])
        if joined is None or household is None:
            raise Invalid("cases.no_such_code", field="code")
        people.join_household(
            household_id=household.id,
            person_id=joined.person_id,
            role=form.cleaned_data["role"],
            on=on,
            at=now,
        )

    return do_act(request, form, act, case_id=case_id, tab="household", name="join_form")


@requires("people.register")
@require_POST
@once
def leave_household(request: HttpRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Let somebody leave the household from today."""
    now = timezone.now()
    on = timezone.localdate(now)
    homes = [
        persons.household_of(person_id=one, on=on) for one in (person_of_case(case_id), person_id)
    ]
    if homes[0] is None or homes[0] != homes[1]:
        raise NotFound("people.no_such_person")
    try:
        people.leave_household(person_id=person_id, on=on, at=now)
    except (Invalid, Refused) as error:
        messages.error(request, sentence(error))
    return back_to_case(case_id, "household")
