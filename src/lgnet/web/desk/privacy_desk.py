"""Tutela: what waits for a judgement about data, for the manager and the desk."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.cases import queries as cases
from lgnet.domain.people import operations as people
from lgnet.domain.people.enums import ErasureReason, ErasureState, HoldReason
from lgnet.domain.privacy import operations, queries
from lgnet.domain.privacy.enums import AnomalyKind, TermKind
from lgnet.domain.security.queries import names_of
from lgnet.flows import erase_person, protect_person
from lgnet.lib.access import can, needs_fresh, requires
from lgnet.lib.errors import LgnetError, NotFound
from lgnet.web.desk import privacy_words  # noqa: F401  (its import adds the sentences)
from lgnet.web.desk.person_forms import add_error
from lgnet.web.desk.privacy_emergencies import emergency_line, role_name
from lgnet.web.desk.privacy_forms import HoldForm, LimitsForm, TermForm
from lgnet.web.desk.words import capital, label, short_day
from lgnet.web.once import once

LIMITS = tuple(LimitsForm.base_fields)


def _codes(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the code of the last case of each person: here nobody is called by name."""
    return cases.last_codes_of(person_ids=person_ids)


def _erasure_lines(*, proposed: bool) -> list[dict[str, Any]]:
    rows = queries.list_erasures(proposed=proposed)
    codes = _codes(row.person_id for row in rows)
    names = names_of({one for row in rows for one in (row.proposed_by, row.decided_by)})
    return [
        {
            "id": row.pk,
            "code": codes.get(row.person_id, ""),
            "why": capital(label(ErasureReason(row.reason))),
            "day": short_day(timezone.localdate(row.proposed_at)),
            "by": names.get(row.proposed_by, ""),
            "state": label(ErasureState(row.state)),
            "erased": row.state == ErasureState.ERASED,
            "decided": short_day(timezone.localdate(row.decided_at)) if row.decided_at else "",
            "decided_by": names.get(row.decided_by, ""),
        }
        for row in rows
    ]


def _hold_lines() -> list[dict[str, Any]]:
    rows = queries.list_holds()
    codes = _codes(row.person_id for row in rows)
    names = names_of({row.placed_by for row in rows})
    return [
        {
            "id": row.pk,
            "code": codes.get(row.person_id, ""),
            "why": capital(label(HoldReason(row.reason))),
            "frozen": row.reason == HoldReason.RESTRICTION,
            "day": short_day(timezone.localdate(row.from_at)),
            "by": names.get(row.placed_by, ""),
        }
        for row in rows
    ]


def _anomaly_words(row: Any) -> str:
    words = {
        AnomalyKind.CASELOAD: ngettext(
            "ha aperto {n} persona; il suo lavoro ne spiega {allowed}",
            "ha aperto {n} persone; il suo lavoro ne spiega {allowed}",
            row.counted,
        ),
        AnomalyKind.NIGHT: ngettext(
            "ha aperto {n} persona fuori orario; il limite è {allowed}",
            "ha aperto {n} persone fuori orario; il limite è {allowed}",
            row.counted,
        ),
        AnomalyKind.SEARCHES: ngettext(
            "ha fatto {n} ricerca in un’ora; il limite è {allowed}",
            "ha fatto {n} ricerche in un’ora; il limite è {allowed}",
            row.counted,
        ),
    }
    return words[AnomalyKind(row.kind)].format(n=row.counted, allowed=row.allowed)


def _anomaly_lines() -> list[dict[str, Any]]:
    rows = queries.list_anomalies()
    names = names_of({one for row in rows for one in (row.user_id, row.seen_by)})
    return [
        {
            "id": row.pk,
            "day": short_day(row.on),
            "who": names.get(row.user_id, ""),
            "role": role_name(row.role),
            "what": _anomaly_words(row),
            "seen": names.get(row.seen_by, "") if row.seen_at else "",
        }
        for row in rows
    ]


def _protection(request: HttpRequest, **given: forms.Form) -> HttpResponse:
    emergencies = queries.list_emergencies()
    names = names_of({one for row in emergencies for one in (row.user_id, row.reviewed_by)})
    limits = queries.settings_now()
    context: dict[str, Any] = {
        "proposed": _erasure_lines(proposed=True),
        "decided": _erasure_lines(proposed=False),
        "holds": _hold_lines(),
        "emergencies": [emergency_line(row, names) for row in emergencies],
        "unjudged": sum(1 for row in emergencies if row.reviewed_at is None),
        "anomalies": _anomaly_lines(),
        "hold_form": HoldForm(),
        "limits_form": LimitsForm(initial={name: getattr(limits, name) for name in LIMITS}),
    }
    return render(request, "desk/protection.html", context | given)


@requires("privacy.review")
@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """Show what waits for the manager: erasures, emergencies, readings, holds, limits."""
    return _protection(request)


def _done(
    request: HttpRequest,
    *,
    name: str,
    form: forms.Form,
    act: Callable[[], Any],
    done: str,
    to: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except LgnetError as error:
            add_error(form, error)
        else:
            messages.success(request, done)
            return redirect(to)
    return _PAGES[to](request, **{name: form})


@requires("people.decide_erasure")
@require_POST
@once
def place_hold(request: HttpRequest) -> HttpResponse:
    """Keep somebody's data, by the code of their file."""
    form = HoldForm(request.POST)

    def act() -> None:
        case = cases.case_by_code(code=form.cleaned_data["code"])
        if case is None:
            form.add_error("code", _("Nessuna cartella ha questo codice."))
            raise forms.ValidationError("code")
        why = form.cleaned_data["reason"]
        protect_person.place_hold(person_id=case.person_id, reason=why, at=timezone.now())

    try:
        return _done(
            request,
            name="hold_form",
            form=form,
            act=act,
            done=_("Vincolo posto."),
            to="desk:protection",
        )
    except forms.ValidationError:
        return _protection(request, hold_form=form)


@requires("people.decide_erasure")
@require_POST
@once
def end_hold(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """Say that a hold is over."""
    people.end_hold(hold_id=kept_id, at=timezone.now())
    messages.success(request, _("Vincolo tolto; resta scritto nella storia."))
    return redirect("desk:protection")


@requires("people.decide_erasure")
@require_GET
def erasure(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Show what a proposal would destroy and what would remain."""
    return render(request, "desk/erasure.html", _erasure_context(erasure_id))


def _erasure_context(erasure_id: UUID) -> dict[str, Any]:
    row, left = erase_person.what_is_left(erasure_id=erasure_id)
    names = names_of({row.proposed_by})
    return {
        "erasure": row,
        "code": _codes([row.person_id]).get(row.person_id, ""),
        "why": capital(label(ErasureReason(row.reason))),
        "day": short_day(timezone.localdate(row.proposed_at)),
        "by": names.get(row.proposed_by, ""),
        "left": left,
        "holds": [
            capital(label(HoldReason(hold.reason)))
            for hold in queries.holds_of(person_id=row.person_id)
        ],
    }


@needs_fresh
@requires("people.decide_erasure")
@require_POST
@once
def authorise_erasure(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Erase, as somebody else proposed."""
    erase_person.authorise(erasure_id=erasure_id, at=timezone.now())
    messages.success(request, _("Cancellata: i suoi testi non li legge più nessuno."))
    return redirect("desk:protection")


@requires("people.decide_erasure")
@require_POST
@once
def decline_erasure(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Leave everything as it is."""
    people.decline_erasure(erasure_id=erasure_id, at=timezone.now())
    messages.success(request, _("Respinta: i dati restano come sono."))
    return redirect("desk:protection")


@requires("privacy.review")
@require_POST
@once
def see_anomaly(request: HttpRequest, anomaly_id: UUID) -> HttpResponse:
    """Say that somebody asked the colleague, or needs not."""
    operations.see_anomaly(anomaly_id=anomaly_id, at=timezone.now())
    messages.success(request, _("Segnata come verificata."))
    return redirect("desk:protection")


@requires("privacy.configure")
@require_POST
@once
def save_limits(request: HttpRequest) -> HttpResponse:
    """Set the municipality's limits."""
    form = LimitsForm(request.POST)

    def act() -> None:
        operations.save_settings(at=timezone.now(), **form.cleaned_data)

    return _done(
        request,
        name="limits_form",
        form=form,
        act=act,
        done=_("Limiti salvati."),
        to="desk:protection",
    )


def _terms(request: HttpRequest, **given: forms.Form) -> HttpResponse:
    due = queries.list_due()
    codes = _codes(row.person_id for row in due)
    context: dict[str, Any] = {
        "terms": [
            {
                "name": capital(label(TermKind(row.kind))),
                "months": row.months,
                "basis": row.legal_basis,
                "from": short_day(row.from_on),
                "to": short_day(row.to_on) if row.to_on else "",
            }
            for row in (*queries.terms_in_force(), *queries.terms_before())
        ],
        "due": [
            {
                "id": row.pk,
                "person": row.person_id,
                "code": codes.get(row.person_id, "") or _("mai presa in carico"),
                "why": label(TermKind(row.term.kind)),
                "months": row.term.months,
                "day": short_day(row.due_on),
            }
            for row in due
        ],
        "term_form": TermForm(initial={"from_on": timezone.localdate()}),
        "may_answer": can("people.propose_erasure"),
    }
    return render(request, "desk/terms.html", context | given)


@requires("privacy.read_terms")
@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """Show how long what is kept, on what basis, and whose term is over."""
    return _terms(request)


@requires("privacy.configure")
@require_POST
@once
def set_term(request: HttpRequest) -> HttpResponse:
    """Set a term."""
    form = TermForm(request.POST)

    def act() -> None:
        operations.set_term(at=timezone.now(), **form.cleaned_data)

    return _done(
        request, name="term_form", form=form, act=act, done=_("Termine in vigore."), to="desk:terms"
    )


@requires("people.propose_erasure")
@require_POST
@once
def answer_due(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Propose the erasure of somebody whose term is over, or keep them another year."""
    now = timezone.now()
    if request.POST.get("answer") == "keep":
        on = timezone.localdate(now)
        operations.keep_due(due_id=due_id, until=on.replace(year=on.year + 1, day=1), at=now)
        messages.success(request, _("Resta: si richiederà tra un anno."))
    else:
        operations.propose_due(due_id=due_id, at=now)
        messages.success(request, _("Cancellazione proposta: decide il referente del Comune."))
    return redirect("desk:terms")


_PAGES: dict[str, Callable[..., HttpResponse]] = {
    "desk:protection": _protection,
    "desk:terms": _terms,
}
