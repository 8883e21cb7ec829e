"""Segnalazioni: what came in, what is proposed, who goes; one decision a page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.domain.response import operations, queries
from lgnet.domain.response.access import ASSESS, PLAN_SHIFT, READ, RECEIVE
from lgnet.domain.response.enums import Channel, CloseReason, Priority, ReportState
from lgnet.lib import audit
from lgnet.lib.access import needs_fresh_to_download, requires
from lgnet.lib.errors import Invalid, NotFound
from lgnet.lib.paging import parse_id
from lgnet.lib.sheets import FORMATS, write
from lgnet.web.desk.report_form import ReportForm
from lgnet.web.desk.report_page import (
    DecideForm,
    detail_of,
    map_of,
    place_of,
    query_of,
    row_of,
)
from lgnet.web.messages import sentence
from lgnet.web.once import once
from lgnet.web.response_words import channel_words, minutes_words, sign_line

_TABS = {"aperte": "open", "chiuse": "closed", "unite": "merged"}
_MAX_EXPORT = 5000
_LIMITS = {"P1": 30, "P2": 90, "P3": 240}


def _filters(request: HttpRequest) -> dict[str, str]:
    wanted = {name: request.GET.get(name, "") for name in ("vista", "stato", "classe", "canale")}
    wanted["vista"] = wanted["vista"] if wanted["vista"] in _TABS else "aperte"
    allowed = {"stato": ReportState.values, "classe": Priority.values, "canale": Channel.values}
    for name, values in allowed.items():
        if wanted[name] not in values:
            wanted[name] = ""
    return wanted


def _lists(filters: dict[str, str], *, at: Any, cursor: str) -> dict[str, Any]:
    """Return the rows of a tab, or of a filter, with what comes after them."""
    if filters["stato"] or filters["classe"] or filters["canale"]:
        found = queries.list_reports(
            state=filters["stato"],
            priority=filters["classe"],
            channel=filters["canale"],
            cursor=cursor,
        )
        return {"groups": [("", found.rows)], "next": found.next_cursor}
    if filters["vista"] == "aperte":
        waiting = queries.list_waiting(at=at, cursor=cursor)
        groups = [(_("Da decidere"), waiting.rows)]
        if not cursor:
            groups.append((_("Affidate"), queries.list_entrusted().rows))
        return {"groups": groups, "next": waiting.next_cursor}
    found = queries.list_ended(tab=_TABS[filters["vista"]], cursor=cursor)
    return {"groups": [("", found.rows)], "next": found.next_cursor}


def _page(request: HttpRequest, report_id: UUID | None = None, form: Any = None) -> HttpResponse:
    at, filters = timezone.now(), _filters(request)
    lists = _lists(filters, at=at, cursor=request.GET.get("da", ""))
    shifts = queries.list_shifts(at=at)
    detail = None
    if report_id is not None:
        detail = detail_of(queries.get_report(report_id=report_id), shifts, at=at, form=form)
    counts, query = queries.count_by_tab(), query_of(filters)
    base = reverse("desk:reports")
    rows = [report for _title, group in lists["groups"] for report in group]
    context = {
        "groups": [
            (title, [row_of(r, at=at, current=report_id, query=query) for r in group])
            for title, group in lists["groups"]
            if group
        ],
        "next": f"{base}?{query_of({**filters, 'da': lists['next'] or ''})}"
        if lists["next"]
        else "",
        "tabs": [
            {
                "name": name,
                "url": f"{base}?vista={tab}",
                "count": counts[_TABS[tab]],
                "current": tab == filters["vista"],
            }
            for tab, name in (
                ("aperte", _("Aperte")),
                ("chiuse", _("Chiuse")),
                ("unite", _("Unite")),
            )
        ],
        "counts": counts,
        "filters": filters,
        "filtered": bool(filters["stato"] or filters["classe"] or filters["canale"]),
        "states": ReportState.choices,
        "classes": Priority.choices,
        "channels": Channel.choices,
        "stats": [
            {
                "priority": row.priority,
                "limit": minutes_words(_LIMITS[row.priority]),
                "on_time": row.on_time,
                "total": row.total,
                "href": f"{base}?classe={row.priority}",
            }
            for row in queries.on_time_stats(at=at)
        ],
        "detail": detail,
        "close_reasons": CloseReason.choices,
        "sketch": map_of(rows, shifts, at=at, selected=detail),
        "export": f"{reverse('desk:reports_export', args=['csv'])}?{query}",
    }
    return render(request, "desk/reports.html", context)


@requires(READ)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Show the inbox with the map beside it."""
    return _page(request)


@requires(READ)
@require_GET
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show one report with its proposal, beside the inbox."""
    return _page(request, report_id)


@requires(ASSESS)
@require_http_methods(["POST"])
@once
def decide(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Confirm or override the class, and entrust the report."""
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            made = operations.confirm_and_assign(
                report_id=report_id, at=timezone.now(), **form.cleaned_data
            )
        except Invalid as error:
            field = error.params.get("field")
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            entrusted = made.state != ReportState.ASSESSED
            words = (
                _("{code}: classe {priority} confermata, affidata.")
                if entrusted
                else _("{code}: classe {priority} confermata.")
            )
            messages.success(request, words.format(code=made.code, priority=made.priority))
            return redirect("desk:report", report_id)
    return _page(request, report_id, form)


@requires(ASSESS)
@require_POST
@once
def merge(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Join this report to an earlier one of the same place."""
    into = operations.merge(
        report_id=report_id, into_id=parse_id(request.POST.get("into", "")), at=timezone.now()
    )
    messages.success(
        request, _("Unita a {code}: resta una sola segnalazione.").format(code=into.code)
    )
    return redirect("desk:report", into.pk)


@requires(ASSESS)
@require_POST
@once
def close(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """End a report without a visit."""
    done = operations.close_report(
        report_id=report_id, reason=request.POST.get("reason", ""), at=timezone.now()
    )
    messages.success(request, _("{code} chiusa. Si può riaprire.").format(code=done.code))
    return redirect("desk:report", report_id)


@requires(ASSESS)
@require_POST
@once
def reopen(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Take an ended report up again."""
    again = operations.reopen(report_id=report_id, at=timezone.now())
    messages.success(request, _("{code} riaperta: è di nuovo da valutare.").format(code=again.code))
    return redirect("desk:report", report_id)


@requires(PLAN_SHIFT)
@require_POST
@once
def cancel_visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Take a report out of a round."""
    visit = operations.cancel_visit(visit_id=visit_id, at=timezone.now())
    messages.success(request, _("Tolta dal giro: la segnalazione è di nuovo da affidare."))
    return redirect("desk:report", visit.report_id)


@requires(PLAN_SHIFT)
@require_POST
@once
def move_visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Move a visit to another team's round."""
    shift_id = parse_id(request.POST.get("shift", ""))
    visit = operations.reassign(visit_id=visit_id, shift_id=shift_id, at=timezone.now())
    messages.success(
        request,
        _("Spostata: arrivo previsto alle {time}.").format(
            time=f"{timezone.localtime(visit.planned_at):%H:%M}"
        ),
    )
    return redirect("desk:shifts")


@requires(RECEIVE)
@require_http_methods(["GET", "POST"])
@once
def report_new(request: HttpRequest) -> HttpResponse:
    """Take a report in at the desk or on the phone."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.receive_report(at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            field = error.params.get("field")
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            messages.success(request, _("{code} registrata.").format(code=made.code))
            return redirect("desk:report", made.pk)
    return render(request, "desk/report_new.html", {"form": form})


@needs_fresh_to_download
@requires(READ)
@require_GET
def reports_export(request: HttpRequest, fmt: str) -> HttpResponse:
    """Send what is on screen as a table; who exported which rows is recorded."""
    if fmt not in FORMATS:
        raise NotFound("response.no_such_format")
    at, filters = timezone.now(), _filters(request)
    rows: list[Any] = []
    cursor = ""
    while cursor is not None and len(rows) < _MAX_EXPORT:
        lists = _lists(filters, at=at, cursor=cursor)
        rows += [report for _title, group in lists["groups"] for report in group]
        cursor = lists["next"]
    audit.record("response.reports_exported", ids=[row.pk for row in rows], fields=["place"])
    head = [
        _("codice"),
        _("ricevuta"),
        _("canale"),
        _("stato"),
        _("classe"),
        _("luogo"),
        _("segni"),
    ]
    table = [
        [
            row.code,
            timezone.localtime(row.received_at).strftime("%Y-%m-%d %H:%M"),
            channel_words(row.channel),
            str(row.get_state_display()),
            row.urgency,
            place_of(row),
            sign_line(row.signs, row.persons),
        ]
        for row in rows
    ]
    response = HttpResponse(write(fmt, _("Segnalazioni"), head, table), content_type=FORMATS[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="segnalazioni.{fmt}"'
    return response
