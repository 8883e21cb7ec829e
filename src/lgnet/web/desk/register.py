"""The register's upkeep: pairs that look alike, records joined, parted and split."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.cases.queries import open_cases_of
from lgnet.domain.people import finding, operations, register_queries
from lgnet.domain.people import queries as people
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.web.desk.person_forms import add_error
from lgnet.web.desk.register_forms import MergeForm, UnmergeForm
from lgnet.web.desk.register_rows import compared, effects_of_merge, effects_of_unmerge, pair_rows
from lgnet.web.desk.register_words import conflict_said
from lgnet.web.desk.rows import people_rows
from lgnet.web.desk.words import long_day
from lgnet.web.messages import sentence
from lgnet.web.once import once

LATER, DIFFERENT = "dopo", "diverse"


@requires("people.merge")
@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """Show the pairs that wait for somebody to look, the most alike first."""
    on, cursor = timezone.localdate(), request.GET.get("dopo", "")
    page = register_queries.list_pairs(on=on, cursor=cursor)
    context = {
        "rows": pair_rows(page.rows, on=on),
        "count": register_queries.count_pairs(on=on),
        "next_cursor": page.next_cursor,
        "cursor": cursor,
        "tab": "pairs",
    }
    return render(request, "desk/pairs.html", context)


@requires("people.merge")
@require_http_methods(["GET", "POST"])
@once
def compare(request: HttpRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two records beside each other; say that they are two people, or not now."""
    at, on = timezone.now(), timezone.localdate()
    pair = register_queries.waiting_pair(first_id=person_id, second_id=other_id)
    if request.method == "POST":
        if request.POST.get("answer") == LATER and pair is not None:
            until = operations.put_off(pair_id=pair.id, at=at)
            messages.success(request, _("Ne riparliamo dal {day}.").format(day=f"{until:%d/%m/%Y}"))
        else:
            operations.decide_match(
                first_id=person_id,
                second_id=other_id,
                answer="DIFFERENT",
                reasons=pair.reasons if pair else [],
                at=at,
            )
            messages.success(request, _("Due persone diverse: non saranno più proposte insieme."))
        return _next(request, person_id)
    found = register_queries.side_by_side(first_id=person_id, second_id=other_id)
    context = compared(found, on=on) | {
        "pair": pair,
        "waiting": register_queries.count_pairs(on=on),
        "first": found.people[0],
        "second": found.people[1],
    }
    return render(request, "desk/compare.html", context)


def _next(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Go to the next pair when the queue was being worked through, else back to the person."""
    if not request.POST.get("queue"):
        return redirect("desk:person", person_id)
    following = register_queries.next_pair(on=timezone.localdate())
    if following is None:
        return redirect("desk:pairs")
    return redirect("desk:compare", following.first_id, following.second_id)


@requires("people.merge")
@require_http_methods(["GET", "POST"])
def compare_with(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Find the other record of a person; by POST, so that no name stands in an address."""
    text, on = request.POST.get("q", "").strip(), timezone.localdate()
    person = people.get_person(person_id=person_id, purpose="compare")
    context: dict[str, Any] = {"person": person, "text": text, "rows": []}
    try:
        found = finding.search(text=text, at=timezone.now()) if text else []
    except Invalid as error:
        found, context["problem"] = [], sentence(error)
    others = [one.person for one in found if one.person.id != person_id]
    context["rows"] = people_rows(others, on=on)
    return render(request, "desk/compare_with.html", context)


@requires("people.merge")
@require_http_methods(["GET", "POST"])
@once
def merge(request: HttpRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Say what joining two records does; do it."""
    found = register_queries.side_by_side(first_id=person_id, second_id=other_id)
    one, other = found.people
    choices = [
        (
            str(row.id),
            _("{name}, registrata il {day}").format(
                name=row.full_name, day=long_day(row.registered_at)
            ),
        )
        for row in register_queries.fuller_first(one, other)
    ]
    form = MergeForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["survivor"]
        gone = other_id if kept == person_id else person_id
        try:
            operations.merge(
                survivor_id=kept,
                absorbed_id=gone,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except (Invalid, Refused) as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Schede unite. Si può annullare da questa pagina."))
            return redirect("desk:person", kept)
    cases = open_cases_of(person_ids=[person_id, other_id])
    context = {
        "form": form,
        "title": _("Unisci due schede"),
        "names": (one.full_name, other.full_name),
        "effects": effects_of_merge(cases, declared=found.declared),
        "undo": _(
            "Si può annullare: ogni scheda riprende quello che aveva. Quello che si scrive dopo "
            "resta alla scheda che rimane; quello che si scrive in una cartella segue la cartella."
        ),
        "verb": _("Sono la stessa persona: unisci"),
        "back": ("desk:compare", person_id, other_id),
    }
    return _confirm(request, context)


def _refuse(form: forms.Form, error: Invalid | Refused) -> None:
    """Show beside the form why not, with what is in the way."""
    if error.code == "people.merge_conflict":
        what = conflict_said(str(error.params.get("what")))
        form.add_error(
            None, _("Tutte e due le schede hanno {what}: prima va sistemato.").format(what=what)
        )
    else:
        add_error(form, error)


def _confirm(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    name, *args = context.pop("back")
    return render(
        request, "desk/register_confirm.html", context | {"back_name": name, "back_args": args}
    )


@requires("people.merge")
@require_http_methods(["GET", "POST"])
@once
def unmerge(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Say what taking two records apart does; do it."""
    act = register_queries.get_act(act_id=act_id)
    if act.kind != "MERGE":
        raise NotFound("people.no_such_merge")
    form = UnmergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.unmerge(act_id=act_id, at=timezone.now(), **form.cleaned_data)
        except (Invalid, Refused) as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Unione annullata: le due schede sono di nuovo separate."))
            return redirect("desk:person", act.kept_id)
    context = {
        "form": form,
        "title": _("Annulla l’unione"),
        "names": (act.kept.full_name, act.other.full_name),
        "effects": effects_of_unmerge(register_queries.written_since(act)),
        "undo": _("Le due schede si possono unire di nuovo."),
        "verb": _("Annulla l’unione"),
        "back": ("desk:person", act.kept_id),
    }
    return _confirm(request, context)


@requires("people.merge")
@require_POST
@once
def withdraw(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Say that two records declared different may be one person after all."""
    row = operations.withdraw_decision(decision_id=decision_id, at=timezone.now())
    messages.success(request, _("Decisione ritirata: le due schede si possono confrontare."))
    return redirect("desk:compare", row.first_id, row.second_id)
