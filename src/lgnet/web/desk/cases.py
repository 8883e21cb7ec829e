"""Pages about case files: list, export, the file and its tabs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.enums import ActionKind, CaseSort, CaseState
from lgnet.domain.people import queries as people
from lgnet.domain.people.enums import HouseholdRole, IdentifierKind, UnknownReason
from lgnet.domain.people.families import family_of
from lgnet.domain.people.renewals import is_receipt, receipt_of
from lgnet.domain.people.sai import ground_of
from lgnet.domain.people.values import is_unusual
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import list_colleagues, names_of
from lgnet.flows.timeline import GROUPS, course_of
from lgnet.lib.access import can, needs_fresh_to_download, requires
from lgnet.lib.actor import current_actor
from lgnet.lib.audit.queries import looks_at, sightings
from lgnet.lib.errors import NotFound
from lgnet.lib.export import TYPES, table
from lgnet.web.desk import case_page, people_words, privacy_case  # noqa: F401  (its import adds the sentences)
from lgnet.web.desk.access_words import SIGHTED, look_lines
from lgnet.web.desk.case_forms import (
    MINUTES,
    ActionForm,
    JoinForm,
    NeedForm,
    ReasonForm,
    ReassignForm,
    ReviewForm,
)
from lgnet.web.desk.course import lines
from lgnet.web.desk.housing_part import housing_of
from lgnet.web.desk.person_forms import IdentifierForm, TitleForm, VulnerabilityForm
from lgnet.web.desk.place_lines import PlaceForm, place_lines
from lgnet.web.desk.rows import case_rows
from lgnet.web.desk.words import capital, category_label, label, short_day, title_label

SHOWN_LOOKS = 100
SIGHTED_FOR = timedelta(days=30)
REVIEW_WITHIN = timedelta(days=7)


def _filters(request: HttpRequest) -> cases.CaseFilter:
    asked = request.GET
    state = asked.get("stato", CaseState.OPEN)
    return cases.CaseFilter(
        state=state if state in CaseState.values else "",
        worker=current_actor().user_id if asked.get("miei") else None,
        review_until=timezone.localdate() + REVIEW_WITHIN if asked.get("verifica") else None,
        code=asked.get("codice", "")[:20],
    )


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("ordine", CaseSort.RECENT)
    return asked if asked in CaseSort.values else CaseSort.RECENT


def _address(request: HttpRequest, **changed: str) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "dopo"}
    merged = {name: value for name, value in {**kept, **changed}.items() if value}
    if changed.get("stato") == "":
        merged["stato"] = "TUTTE"
    return f"?{urlencode(merged)}"


def _state_links(request: HttpRequest, filters: cases.CaseFilter) -> list[dict[str, Any]]:
    other = cases.CaseFilter(worker=filters.worker, code=filters.code)
    counts = cases.count_by_state(filters=other)
    links = [
        {
            "value": state.value,
            "label": capital(str(state.label)),
            "count": counts.get(state.value, 0),
            "href": _address(request, stato=state.value, verifica=""),
        }
        for state in CaseState
    ]
    every = {"value": "", "label": _("Tutte"), "count": sum(counts.values())}
    return [*links, every | {"href": _address(request, stato="", verifica="")}]


@requires("cases.read")
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Show the cases of the city, narrowed and sorted by the address."""
    filters, sort, cursor = _filters(request), _sort(request), request.GET.get("dopo", "")
    page = cases.list_cases(filters=filters, sort=sort, cursor=cursor)
    states = _state_links(request, filters)
    shown = next(link["count"] for link in states if link["value"] == filters.state)
    context = {
        "rows": case_rows(page.rows, on=timezone.localdate()),
        "states": states,
        "count": cases.count_cases(filters=filters) if filters.review_until else shown,
        "filters": filters,
        "sort": sort,
        "next_href": _address(request, dopo=page.next_cursor) if page.next_cursor else "",
        "first_href": _address(request) if cursor else "",
        "mine_href": _address(request, miei="" if filters.worker else "1"),
        "review_href": _address(
            request, verifica="" if filters.review_until else "1", stato=CaseState.OPEN
        ),
        "sorts": {one.value: _address(request, ordine=one.value) for one in CaseSort},
        "query": _address(request),
    }
    return render(request, "desk/cases.html", context)


@needs_fresh_to_download
@requires("cases.read")
@require_GET
def case_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give what the list shows as a file; who is in it is noted as read."""
    if kind not in TYPES:
        raise NotFound("export.no_such_form")
    found = cases.export_cases(filters=_filters(request), sort=_sort(request))
    on = timezone.localdate()
    heads = [
        _("Codice"),
        _("Persona"),
        _("Sesso ed età"),
        _("Lingue"),
        _("Stato"),
        _("In carico dal"),
        _("Prossima verifica"),
        _("Operatore"),
    ]
    rows = (
        [r.code, r.name, r.about, r.languages, r.state_label, r.opened, r.review, r.worker]
        for r in case_rows(found, on=on)
    )
    response = HttpResponse(table(kind, heads, rows), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="cartelle-{on.isoformat()}.{kind}"'
    return response


@requires("cases.read")
@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case file: the quick action and the one timeline."""
    now = timezone.now()
    page = case_page.load(case_id, at=now)
    group = request.GET.get("solo", "")
    cursor = request.GET.get("dopo", "")
    course = course_of(
        case=page.case,
        at=now,
        needs=page.needs,
        titles=page.titles,
        household_id=page.household.id if page.household else None,
        group=group,
        cursor=cursor,
    )
    names = names_of({item.by for item in course.items} | case_page.users_of(page))
    context = case_page.context(page, "course", names=names) | {
        "months": lines(course.items, case_id=case_id, names=names, on=page.on),
        "groups": _group_links(case_id, group),
        "next_cursor": course.next_cursor,
        "group": group,
        "cursor": cursor,
        **action_line(ActionForm(who=who_choices(page))),
        "sprites": static("bi/svg/sprites.svg"),
        "can_write": can("cases.write"),
    }
    return render(request, "desk/case.html", context)


def _option(value: str, name: str) -> dict[str, Any]:
    return {"value": value, "label": name, "count": None}


def action_line(form: ActionForm) -> dict[str, Any]:
    """Return the quick action as printed: choices as plain data, which costs less than widgets."""
    kinds = [(kind.value, label(kind)) for kind in ActionKind]
    return {
        "form": form,
        "kinds": [_option(value, name) for value, name in kinds],
        "minutes": [_option(str(value), name) for value, name in MINUTES],
        "kind_now": form["kind"].value(),
        "minutes_now": str(form["minutes"].value() or ""),
    }


def _group_links(case_id: UUID, group: str) -> list[dict[str, Any]]:
    names = {
        "": _("Tutto"),
        "actions": _("Azioni"),
        "needs": _("Bisogni"),
        "housing": _("Abitare"),
        "street": _("In strada"),
        "titles": _("Titoli"),
        "identity": _("Identità"),
    }
    return [
        {"label": label, "href": f"?solo={name}" if name else "?", "active": name == group}
        for name, label in names.items()
        if not name or name in GROUPS
    ]


def who_choices(page: case_page.CasePage) -> list[tuple[str, str]]:
    """Return who an action may be about: the person, or also the others in charge of the household."""
    me = (str(page.case.id), page.person.given_name or page.person.full_name)
    ids = [str(member.case_id) for member in page.members if member.case_id]
    if len(ids) < 2:
        return [me]
    both = _("Tutto il nucleo in carico, {n} persone").format(n=len(ids))
    return [me, (",".join(ids), both)]


@requires("cases.read")
@require_GET
def case_tab(request: HttpRequest, case_id: UUID, tab: str) -> HttpResponse:
    """Show another tab of a case file."""
    if tab not in TAB_CONTEXTS:
        raise NotFound("cases.no_such_case")
    page = case_page.load(case_id, at=timezone.now())
    context = case_page.context(page, tab) | TAB_CONTEXTS[tab](page)
    return render(request, f"desk/case_{tab}.html", context)


@requires("audit.read_subject")
@require_GET
def case_access(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who looked at a person's file, as the person may ask."""
    at = timezone.now()
    page = case_page.load(case_id, at=at)
    records, kind = list(family_of([page.case.person_id])), request.GET.get("solo", "")
    looks = [] if kind == "elenchi" else list(looks_at(subject_ids=records, limit=SHOWN_LOOKS))
    if kind != "cartella":
        since = at - SIGHTED_FOR
        looks += sightings(
            subject_ids=records, actions=list(SIGHTED), since=since, limit=SHOWN_LOOKS
        )
    looks.sort(key=lambda look: look.seq, reverse=True)
    del looks[SHOWN_LOOKS:]
    names = names_of({look.user_id for look in looks} | case_page.users_of(page))
    context = case_page.context(page, "access", names=names) | {
        "looks": look_lines(looks, names=names, on=page.on),
        "kind": kind,
    }
    return render(request, "desk/case_access.html", context)


def _needs_tab(page: case_page.CasePage) -> dict[str, Any]:
    colleagues = list_colleagues(role=Role.CASE_WORKER, on=page.on)
    return {
        "need_form": NeedForm(),
        "review_form": ReviewForm(initial={"on": page.case.next_review_on}),
        "reason_form": ReasonForm(),
        "reassign_form": ReassignForm(
            colleagues=[(str(user.pk), user.display_name) for user in colleagues],
            initial={"to": str(page.case.case_worker)},
        ),
    }


def renewable(page: case_page.CasePage) -> list[tuple[str, str]]:
    """Return the titles a receipt may renew, as a form offers them."""
    return [
        (str(row.id), f"{capital(title_label(row.title))} {row.number or ''}".strip())
        for row in page.titles
        if not is_receipt(row)
    ]


def _titles_tab(page: case_page.CasePage) -> dict[str, Any]:
    person_id = page.case.person_id
    return {
        "titles": [
            {
                "name": capital(title_label(row.title)),
                "from": short_day(row.from_on) if row.from_on else "",
                "to": short_day(row.to_on) if row.to_on else "",
                "number": row.number or "",
                "sai": ground_of(row.title, on=page.on),
                "reason": UnknownReason(row.unknown_reason).label if row.unknown_reason else "",
                "ended": bool(row.to_on and row.to_on <= page.on)
                and receipt_of(row, page.titles, on=page.on) is None,
                "renewing": receipt_of(row, page.titles, on=page.on) is not None,
            }
            for row in page.titles
        ],
        "identifiers": [
            {
                "kind": capital(str(IdentifierKind(row.kind).label)),
                "value": row.value or "",
                "odd": bool(row.value) and is_unusual(row.kind, row.value),
                "reason": UnknownReason(row.unknown_reason).label if row.unknown_reason else "",
            }
            for row in people.identifiers_of(person_id=person_id)
        ],
        "vulnerabilities": [
            {
                "id": row.id,
                "name": capital(category_label(row.category)),
                "on": short_day(row.assessed_on),
                "by": row.assessed_by,
            }
            for row in people.vulnerabilities_of(person_id=person_id, on=page.on)
        ],
        "identity": case_page.identity_rows(page.person, on=page.on),
        "places": place_lines(people.earlier_places(person_id=person_id)),
        "place_form": PlaceForm(),
        "title_form": TitleForm(renewable=renewable(page)),
        "identifier_form": IdentifierForm(),
        "vulnerability_form": VulnerabilityForm(on=page.on),
    }


def _household_tab(page: case_page.CasePage) -> dict[str, Any]:
    past = (
        people.past_members_of(household_id=page.household.id, on=page.on) if page.household else []
    )
    return {
        "join_form": JoinForm(),
        "roles": HouseholdRole.choices,
        "past": [
            {
                "name": row.person.full_name,
                "role": str(HouseholdRole(row.role).label),
                "when": f"{short_day(row.from_on)} – {short_day(row.to_on)}",
            }
            for row in past
        ],
    }


def _housing_tab(page: case_page.CasePage) -> dict[str, Any]:
    return housing_of(page.household.id if page.household else None, on=page.on)


TAB_CONTEXTS: dict[str, Callable[[case_page.CasePage], dict[str, Any]]] = {
    "needs": _needs_tab,
    "titles": _titles_tab,
    "household": _household_tab,
    "housing": _housing_tab,
    "privacy": privacy_case.tab,
}
