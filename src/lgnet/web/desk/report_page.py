"""What the page of reports shows, put together from rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.response import bridge, queries
from lgnet.domain.response.access import can_assess, can_plan
from lgnet.domain.response.enums import (
    ENTRUSTED,
    TO_DECIDE,
    CloseReason,
    Priority,
    ReportState,
    Skill,
    VisitState,
)
from lgnet.web import maps
from lgnet.web.response_words import (
    Line,
    channel_words,
    clock,
    language_names,
    minutes_words,
    moment,
    reason_lines,
    sign_line,
    unknown_lines,
    what_would_change,
)


class DecideForm(forms.Form):
    """Class, reason when it is lowered, and who goes."""

    priority = forms.ChoiceField(label="", choices=[(p, p) for p in Priority.values])
    override_reason = forms.CharField(max_length=200, required=False)
    to = forms.CharField(max_length=40, required=False)


class CloseForm(forms.Form):
    """Why a report ends without a visit."""

    reason = forms.ChoiceField(choices=CloseReason.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox."""

    href: str
    place: str
    meta: str
    priority: str
    proposed: bool
    clock: Any
    note: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody a report can be entrusted to."""

    value: str
    name: str
    when: str
    who: str
    cost: str
    late: str
    chosen: bool


@dataclass(slots=True)
class Detail:
    """An open report with its proposal and what can be done."""

    report: Any
    title: str
    state: str
    state_tone: str
    clock: Any
    facts: list[tuple[str, str]]
    proposed: str
    minutes: str
    spent: str
    spent_minutes: int
    limit_minutes: int
    reasons: list[Line]
    unknown: list[Line]
    change: str
    table: str
    decisions: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    nearby: list[dict[str, Any]]
    choices: list[Choice] = field(default_factory=list)
    form: Any = None
    may_decide: bool = False
    may_close: bool = False
    may_reopen: bool = False


def place_of(report: Any) -> str:
    """Return where, in words; a position without words says so."""
    return report.place or _("posizione sulla mappa")


def row_of(report: Any, *, at: datetime, current: Any = None, query: str = "") -> Row:
    """Return a report as a line of the inbox."""
    note, shown = str(report.get_state_display()), None
    open_visits = getattr(report, "open_visits", [])
    if report.state in TO_DECIDE:
        shown = clock(report.answer_by, at=at)
    elif open_visits:
        visit = open_visits[0]
        note = visit.shift.team.name
        shown = (
            _("arrivati")
            if visit.state == VisitState.ARRIVED
            else f"{timezone.localtime(visit.planned_at):%H:%M}"
        )
    elif report.state == ReportState.DESK:
        note, shown = _("affidata"), _("sportello")
    else:
        shown = moment(report.closed_at or report.received_at, at=at)
    href = reverse("desk:report", args=[report.pk])
    return Row(
        f"{href}?{query}" if query else href,
        place_of(report),
        f"{report.code} · {sign_line(report.signs, report.persons)}",
        report.urgency,
        not report.priority,
        shown,
        note,
        report.pk == current,
    )


def _when(seen: Any, shift: Any, *, at: datetime) -> str:
    if shift.starts_at > at:
        return _("in servizio dalle {time}").format(
            time=f"{timezone.localtime(shift.starts_at):%H:%M}"
        )
    return _("arrivo {time}").format(time=f"{timezone.localtime(seen.at):%H:%M}")


def choices_for(report: Any, shifts: Sequence[Any], *, at: datetime, chosen: str) -> list[Choice]:
    """Return the teams on duty with arrival and cost, the soonest first, and the desk."""
    rows = []
    for shift in shifts:
        seen = bridge.preview(shift, report, at=at)
        skills = [str(Skill(skill).label) for skill in shift.team.skills[:2]]
        who = ", ".join(filter(None, [language_names(shift.team.languages[:3]), *skills]))
        cost = (
            ngettext(
                "sposta una tappa di {minutes} min",
                "sposta {n} tappe fino a {minutes} min",
                seen.moved,
            ).format(n=seen.moved, minutes=seen.minutes)
            if seen.moved
            else ""
        )
        late = ""
        if not seen.fits:
            late = _("il turno finisce prima")
        elif seen.late_minutes:
            late = _("fuori tempo di {time}").format(time=minutes_words(seen.late_minutes))
        rows.append((not seen.fits, seen.at, shift, _when(seen, shift, at=at), who, cost, late))
    rows.sort(key=lambda row: (row[0], row[1], row[2].team.name))
    first = chosen or (str(rows[0][2].pk) if rows and not rows[0][0] else "desk")
    made = [
        Choice(str(shift.pk), shift.team.name, when, who, cost, late, str(shift.pk) == first)
        for _late, _at, shift, when, who, cost, late in rows
    ]
    desk = Choice("desk", _("Sportello unico"), _("senza uscita"), "", "", "", first == "desk")
    return [*made, desk]


def detail_of(report: Any, shifts: Sequence[Any], *, at: datetime, form: Any = None) -> Detail:
    """Return everything the open report shows."""
    day = timezone.localdate(at)
    assessment = bridge.propose_class(signs=report.signs, persons=report.persons, on=day)
    decisions = queries.list_decisions(report=report)
    kept = decisions[0] if decisions and report.priority else None
    reasons = kept.reasons if kept else bridge.reasons_as_json(assessment)
    proposed = kept.proposed if kept else assessment.priority.name
    limit = int((report.answer_by - report.received_at).total_seconds() // 60)
    spent = max(0, int(((report.answered_at or at) - report.received_at).total_seconds() // 60))
    in_force = assessment.in_force.start
    detail = Detail(
        report=report,
        title=f"{place_of(report)}: {sign_line(report.signs, report.persons)}",
        state=str(report.get_state_display()),
        state_tone="warn" if report.state in TO_DECIDE else "info",
        clock=clock(report.answer_by, at=at) if report.state in (*TO_DECIDE, *ENTRUSTED) else None,
        facts=_facts(report, at=at),
        proposed=proposed,
        minutes=minutes_words(limit),
        spent=_("passati {spent} su {limit}").format(
            spent=minutes_words(spent), limit=minutes_words(limit)
        ),
        spent_minutes=min(spent, limit),
        limit_minutes=max(1, limit),
        reasons=reason_lines(reasons, unknown=False),
        unknown=unknown_lines(reasons),
        change=what_would_change(assessment),
        table=_("Tavola di valutazione n. {number} ({version}), in vigore dal {day}").format(
            number=assessment.table_number,
            version=kept.rule_set if kept else assessment.ruleset_version,
            day=f"{in_force:%d/%m/%Y}",
        ),
        decisions=[
            {
                "at": moment(decision.decided_at, at=at),
                "proposed": decision.proposed,
                "chosen": decision.chosen,
                "why": decision.override_reason,
            }
            for decision in decisions
        ],
        visits=[
            {
                "id": visit.pk,
                "team": visit.shift.team.name,
                "state": str(visit.get_state_display()),
                "planned": visit.state == VisitState.PLANNED,
                "at": moment(visit.closed_at or visit.arrived_at or visit.planned_at, at=at),
                "met": visit.persons_met,
            }
            for visit in queries.list_visits(report=report)
        ],
        nearby=[_near(near, report, at=at) for near in queries.nearby_reports(report=report)],
        may_decide=can_assess() and can_plan() and report.state in TO_DECIDE,
        may_close=can_assess() and report.state in (*TO_DECIDE, ReportState.DESK),
        may_reopen=can_assess() and report.state in (ReportState.CLOSED, ReportState.DONE),
    )
    if detail.may_decide:
        detail.form = form or DecideForm(initial={"priority": report.urgency})
        chosen = str(detail.form["to"].value() or "")
        detail.choices = choices_for(report, shifts, at=at, chosen=chosen)
    return detail


def _near(near: Any, report: Any, *, at: datetime) -> dict[str, Any]:
    mergeable = report.state in TO_DECIDE and near.report.state not in (
        ReportState.CLOSED,
        ReportState.MERGED,
    )
    return {
        "id": near.report.pk,
        "code": near.report.code,
        "href": reverse("desk:report", args=[near.report.pk]),
        "words": ", ".join(
            filter(
                None,
                [
                    _("a {n} m").format(n=near.metres) if near.metres is not None else "",
                    moment(near.report.received_at, at=at),
                    sign_line(near.report.signs, near.report.persons),
                    str(near.report.get_state_display()),
                ],
            )
        ),
        "mergeable": mergeable and can_assess(),
        "latitude": near.report.latitude,
        "longitude": near.report.longitude,
    }


def _facts(report: Any, *, at: datetime) -> list[tuple[str, str]]:
    where = place_of(report)
    if report.precision_m:
        where = f"{where} (±{report.precision_m} m)"
    elif report.latitude is None:
        where = f"{where} ({_('posizione non nota')})"
    who = " · ".join(filter(None, [report.reporter_name, report.reporter_contact]))
    return [
        (_("Ricevuta"), f"{moment(report.received_at, at=at)}, {channel_words(report.channel)}"),
        (_("Da"), who),
        (_("Luogo"), where),
        (_("Persone"), str(report.persons) if report.persons else ""),
        (_("Segni"), sign_line(report.signs) if report.signs else ""),
        (_("Lingue"), language_names(report.languages)),
    ]


def map_of(
    reports: Sequence[Any], shifts: Sequence[Any], *, at: datetime, selected: Detail | None
) -> Any:
    """Return the sketch of what is open, who is out, and what may be the same place."""
    marks = []
    for report in reports:
        if report.latitude is None or report.longitude is None:
            continue
        if selected and report.pk == selected.report.pk:
            continue
        marks.append(_mark(report, selected=False))
    for shift in shifts:
        if shift.starts_at <= at < shift.ends_at:
            start = bridge.round_of(shift, at=at).start
            marks.append(
                maps.Mark(
                    latitude=start.lat,
                    longitude=start.lon,
                    kind="team",
                    digit="".join(w[0] for w in shift.team.name.split())[:2].upper(),
                    spoken=shift.team.name,
                    href=reverse("desk:shifts"),
                )
            )
    if selected:
        marks += [
            maps.Mark(
                latitude=near["latitude"],
                longitude=near["longitude"],
                kind="ended",
                spoken=f"{near['code']}, {near['words']}",
                href=near["href"],
            )
            for near in selected.nearby
            if near["latitude"] is not None
        ]
        if selected.report.latitude is not None and selected.report.longitude is not None:
            marks.append(_mark(selected.report, selected=True))
    return maps.sketch(marks)


def _mark(report: Any, *, selected: bool) -> maps.Mark:
    return maps.Mark(
        latitude=report.latitude,
        longitude=report.longitude,
        kind=report.urgency[1],
        label=maps.short(report.place),
        spoken=f"{report.code}, {report.urgency}, {place_of(report)}",
        href=reverse("desk:report", args=[report.pk]),
        selected=selected,
    )


def query_of(filters: dict[str, str]) -> str:
    """Return the filters as the end of an address, without empty ones."""
    return urlencode({name: value for name, value in filters.items() if value})
