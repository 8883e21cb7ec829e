"""Who waits for a place: the queue, its export, and a new request."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lgnet.domain.cases import queries as cases
from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import PriorityClass, RequestState
from lgnet.domain.people import queries as people
from lgnet.lib import audit
from lgnet.lib.access import needs_fresh_to_download, requires
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.export import CSV, TYPES, table
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_forms import RequestForm, put, refusal
from lgnet.web.desk.housing_words import days_since, persons
from lgnet.web.desk.stay_words import class_groups, clock_words, line_words
from lgnet.web.once import once

EXPORTED = 5000


def _filter(get: Mapping[str, str]) -> queries.RequestFilter:
    state, size = get.get("stato", ""), get.get("persone", "")
    priority_class = get.get("classe", "")
    return queries.RequestFilter(
        state=state if state in RequestState.values else "",
        priority_class=priority_class if priority_class in PriorityClass.values else "",
        size=int(size) if size in {"1", "2", "3", "4", "5", "6"} else None,
        accessible="accessibile" in get,
        women="donne" in get,
        secret="riservato" in get,
    )


def _url(get: Mapping[str, str], name: str = "housing:requests", **changes: str | None) -> str:
    values = {key: value for key, value in get.items() if key != "da"} | changes
    query = urlencode({key: value for key, value in values.items() if value is not None})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _toggle(get: Mapping[str, str], key: str, value: str) -> dict[str, Any]:
    active = get.get(key) == value
    return {"href": _url(get, **{key: None if active else value}), "active": active}


@require_GET
@requires("housing.request")
def requests(request: HttpRequest) -> HttpResponse:
    """List who waits: those past their class's term first, then by class and days waited."""
    at, get = timezone.now(), request.GET.dict()
    where = _filter(get)
    terms = queries.settings_now()
    page = queries.list_late_first(where=where, terms=terms, at=at, cursor=get.get("da", ""))
    by_size = queries.count_waiting_by_size()
    audit.record("housing.requests_read", at=at, ids=[row.pk for row in page.rows])
    return render(
        request,
        "desk/housing/requests.html",
        {
            "rows": [_row(row, at, terms) for row in page.rows],
            "total": queries.count_waiting(where=where),
            "sizes": [
                {
                    "value": str(size),
                    "label": f"{size}+" if size == 6 else str(size),
                    "count": count,
                    "href": _toggle(get, "persone", str(size))["href"],
                }
                for size, count in by_size.items()
            ],
            "size": get.get("persone", ""),
            "classes": [
                {"label": label, **_toggle(get, "classe", value)}
                for value, label in PriorityClass.choices
            ],
            "filters": [
                {"label": _("con opzione"), **_toggle(get, "stato", RequestState.HELD)},
                {"label": _("accessibile"), **_toggle(get, "accessibile", "1")},
                {"label": _("ambiente di donne"), **_toggle(get, "donne", "1")},
                {"label": _("indirizzo riservato"), **_toggle(get, "riservato", "1")},
            ],
            "next_url": _url(get, da=page.next_cursor) if page.next_cursor else "",
            "first_url": _url(get) if get.get("da") else "",
            "export_url": _url(get, "housing:requests_export"),
        },
    )


def _row(row: Any, at: Any, terms: Any) -> dict[str, Any]:
    clock, tone = clock_words(queries.days_left(row, terms, at=at))
    return {
        "clock": clock,
        "tone": tone,
        "line": line_words(row.class_line),
        "request": row,
        "code": row.household.code if row.persons > 1 else row.case.code,
        "days": days_since(row.opened_at, at),
        "who": persons(row.persons),
        "must": musts(row),
        "wishes": wishes(row),
    }


def musts(row: Any) -> list[str]:
    """Return what a place must have for a request."""
    found = []
    if row.needs_accessible:
        found.append(_("senza gradini"))
    if row.women_only:
        found.append(_("ambiente di donne o alloggio esclusivo"))
    if row.secret_address:
        found.append(_("indirizzo riservato"))
    return found


def wishes(row: Any) -> list[str]:
    """Return what a household would like."""
    found = []
    if row.wants_kitchen:
        found.append(_("cucina propria"))
    if row.wants_bathroom:
        found.append(_("bagno proprio"))
    if row.max_minutes:
        found.append(_("scuola o lavoro entro {n} minuti").format(n=row.max_minutes))
    return found


@needs_fresh_to_download
@require_GET
@requires("housing.request")
def export(request: HttpRequest) -> HttpResponse:
    """Give what is on screen as CSV: codes, no names."""
    at = timezone.now()
    where = _filter(request.GET.dict())
    rows = queries.list_waiting(where=where, size=EXPORTED).rows
    audit.record("housing.requests_exported_read", at=at, ids=[row.pk for row in rows])
    heads = [_("codice"), _("stato"), _("classe"), _("persone"), _("giorni"), _("entro")]
    cells = (
        [
            row.household.code if row.persons > 1 else row.case.code,
            row.get_state_display(),
            row.priority_class,
            row.persons,
            days_since(row.opened_at, at),
            row.needed_by,
        ]
        for row in rows
    )
    response = HttpResponse(table(CSV, heads, cells), content_type=TYPES[CSV])
    response["Content-Disposition"] = 'attachment; filename="richieste.csv"'
    return response


@require_http_methods(["GET", "POST"])
@requires("housing.request")
@once
def request_new(request: HttpRequest) -> HttpResponse:
    """Ask for a place for the household of a case."""
    at = timezone.now()
    case = cases.get_case(case_id=parse_id(request.GET.get("cartella", "")))
    household = people.household_of(person_id=case.person_id, on=timezone.localdate(at))
    if household is None:
        raise NotFound("housing.no_household")
    already = queries.open_request_of(household_id=household.pk)
    if already is not None and request.method == "GET":
        return redirect("housing:request", request_id=already.pk)
    table, initial = queries.table_on(timezone.localdate(at)), {"from_on": timezone.localdate(at)}
    form = RequestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            line = table.line(form.cleaned_data["class_line"])
            made = operations.open_request(
                case_id=case.pk,
                household_id=household.pk,
                at=at,
                priority_class=line.priority_class if line else "",
                **form.cleaned_data,
            )
            return redirect("housing:request", request_id=made.pk)
        except Invalid as error:
            put(form, error)
        except Refused as error:
            form.add_error(None, refusal(error))
    members = queries.members_of(household_ids=[household.pk], on=timezone.localdate(at))
    context = {
        "form": form,
        "case": case,
        "household": household,
        "size": len(members[household.pk]),
        "classes": class_groups(table),
    }
    return render(request, "desk/housing/request_new.html", context)
