"""Turni: who is out tonight, the round of each team, what does not fit and why."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from lgnet.domain.response import bridge, operations, queries
from lgnet.domain.response.access import PLAN_SHIFT
from lgnet.domain.response.enums import Skill, VisitState
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid
from lgnet.web import maps
from lgnet.web.desk.report_form import LANGUAGES
from lgnet.web.desk.report_page import place_of
from lgnet.web.messages import sentence
from lgnet.web.once import once
from lgnet.web.response_words import language_names, minutes_words, sign_line

_LOCAL = "%Y-%m-%dT%H:%M"


class ShiftForm(forms.Form):
    """When a team is out."""

    use_required_attribute = False

    team_id = forms.TypedChoiceField(
        label=gettext_lazy("Unità"), coerce=UUID, widget=forms.Select(attrs={"class": "lg-in"})
    )
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Inizio"),
        input_formats=[_LOCAL],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "lg-in"}, format=_LOCAL
        ),
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Fine"),
        input_formats=[_LOCAL],
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "lg-in"}, format=_LOCAL
        ),
    )

    def __init__(self, *args: Any, teams: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team_id"].choices = [(str(team.pk), team.name) for team in teams]


class TeamForm(forms.Form):
    """A team and what it can do."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Nome dell’unità"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in"}),
    )
    vehicle = forms.CharField(
        label=gettext_lazy("Mezzo"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Lingue"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Competenze"),
        required=False,
        choices=Skill.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _stop(visit: Any, fits: dict[Any, bool]) -> dict[str, Any]:
    planned = visit.state == VisitState.PLANNED
    when = visit.planned_at if planned else (visit.arrived_at or visit.closed_at)
    late = 0
    if planned and visit.planned_at > visit.report.answer_by:
        late = int((visit.planned_at - visit.report.answer_by).total_seconds() // 60)
    return {
        "id": visit.pk,
        "when": when,
        "time": f"{timezone.localtime(when):%H:%M}" if when else "",
        "place": place_of(visit.report),
        "meta": f"{visit.report.code} · {sign_line(visit.report.signs, visit.report.persons)}",
        "priority": visit.report.urgency,
        "state": str(visit.get_state_display()),
        "planned": planned,
        "fits": fits.get(visit.pk, True),
        "late": _("{time} oltre il limite").format(time=minutes_words(late)) if late else "",
        "no_place": visit.report.latitude is None,
        "href": reverse("desk:report", args=[visit.report_id]),
    }


def _about(shift: Any) -> str:
    people = len(shift.members)
    parts = [
        ngettext("{n} operatore", "{n} operatori", people).format(n=people) if people else "",
        language_names(shift.team.languages),
        ", ".join(str(Skill(skill).label) for skill in shift.team.skills),
        shift.team.vehicle,
    ]
    return " · ".join(part for part in parts if part)


def _round(shift: Any, others: list[Any], *, at: datetime) -> dict[str, Any]:
    round_ = bridge.round_of(shift, at=at)
    fits = {leg.id: leg.fits for leg in bridge.order_round(round_)}
    stops = [_stop(visit, fits) for visit in shift.round]
    stops.sort(key=lambda stop: stop["planned"])
    been = [stop for stop in stops if not stop["planned"]]
    stops[: len(been)] = sorted(been, key=lambda stop: stop["when"])
    marks = [
        maps.Mark(
            latitude=round_.start.lat,
            longitude=round_.start.lon,
            kind="team",
            digit="".join(w[0] for w in shift.team.name.split())[:2].upper(),
            spoken=shift.team.name,
        )
    ]
    marks += [
        maps.Mark(
            latitude=visit.report.latitude,
            longitude=visit.report.longitude,
            kind=visit.report.urgency[1],
            label=f"{timezone.localtime(visit.planned_at):%H:%M} {maps.short(visit.report.place)}",
            spoken=f"{visit.report.urgency}, {place_of(visit.report)}",
            href=reverse("desk:report", args=[visit.report_id]),
        )
        for visit in shift.round
        if visit.state == VisitState.PLANNED and visit.report.latitude is not None
    ]
    return {
        "id": shift.pk,
        "team": shift.team.name,
        "hours": f"{timezone.localtime(shift.starts_at):%H:%M}–{timezone.localtime(shift.ends_at):%H:%M}",
        "on": shift.starts_at <= at < shift.ends_at,
        "about": _about(shift),
        "stops": [stop for stop in stops if stop["fits"]],
        "left_out": [stop for stop in stops if not stop["fits"]],
        "sketch": maps.sketch(marks, route=True) if len(marks) > 1 else None,
        "others": [(other.pk, other.team.name) for other in others if other.pk != shift.pk],
    }


def _page(request: HttpRequest, *, shift_form: Any = None, team_form: Any = None) -> HttpResponse:
    at = timezone.now()
    shifts, teams = queries.list_shifts(at=at), queries.list_teams()
    queries.shown_round(shifts=shifts)
    evening = timezone.localtime(at).replace(hour=20, minute=0, second=0, microsecond=0)
    context = {
        "rounds": [_round(shift, shifts, at=at) for shift in shifts],
        "later": [
            {
                "team": shift.team.name,
                "starts": timezone.localtime(shift.starts_at),
                "ends": timezone.localtime(shift.ends_at),
            }
            for shift in queries.list_planned_shifts(at=at)
        ],
        "waiting": queries.count_waiting(),
        "teams": teams,
        "shift_form": shift_form
        or ShiftForm(
            teams=teams, initial={"starts_at": evening, "ends_at": evening + timedelta(hours=4)}
        ),
        "team_form": team_form or TeamForm(),
    }
    return render(request, "desk/shifts.html", context)


@requires(PLAN_SHIFT)
@require_GET
def shifts(request: HttpRequest) -> HttpResponse:
    """Show tonight's teams and their rounds."""
    return _page(request)


@requires(PLAN_SHIFT)
@require_http_methods(["POST"])
@once
def shift_new(request: HttpRequest) -> HttpResponse:
    """Plan a team's time in the street."""
    form = ShiftForm(request.POST, teams=queries.list_teams())
    if form.is_valid():
        try:
            operations.plan_shift(at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            form.add_error(error.params.get("field"), sentence(error))
        else:
            messages.success(request, _("Turno pianificato."))
            return redirect("desk:shifts")
    return _page(request, shift_form=form)


@requires(PLAN_SHIFT)
@require_http_methods(["POST"])
@once
def team_new(request: HttpRequest) -> HttpResponse:
    """Write down a team."""
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            team = operations.form_team(**form.cleaned_data)
        except Invalid as error:
            form.add_error(error.params.get("field"), sentence(error))
        else:
            messages.success(request, _("{team}: ora può avere turni.").format(team=team.name))
            return redirect("desk:shifts")
    return _page(request, team_form=form)
