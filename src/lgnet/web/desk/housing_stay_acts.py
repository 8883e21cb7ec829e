"""Acts on a stay: coming in, moving, giving, correcting, and what comes after."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lgnet.domain.housing import operations, queries
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_forms import ReasonForm, refusal
from lgnet.web.desk.housing_stay import submit
from lgnet.web.desk.housing_stay_parts import night_form, transfer_form
from lgnet.web.desk.stay_forms import ArriveForm, FollowUpForm, MoneyForm, QuestionnaireForm
from lgnet.web.once import once


@require_POST
@requires("housing.accept")
@once
def check_in(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Write down that a household came in."""
    at = timezone.now()

    def act(*, on: date) -> None:
        operations.check_in(stay_id=stay_id, on=on, at=at)
        messages.success(request, _("Ingresso registrato: le notti si contano da lì."))

    return submit(request, stay_id, "arrive_form", ArriveForm(request.POST), act)


@require_POST
@requires("housing.accept")
@once
def undo_check_in(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Take back that a household came in."""
    at = timezone.now()

    def act(*, reason: str) -> None:
        operations.undo_check_in(stay_id=stay_id, reason=reason, at=at)
        messages.success(request, _("Ingresso tolto, con le notti contate."))

    return submit(
        request, stay_id, "undo_arrival_form", ReasonForm(request.POST, auto_id="ua_%s"), act
    )


@require_POST
@requires("housing.accept")
@once
def undo_exit(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Take an exit back."""
    at = timezone.now()

    def act(*, reason: str) -> None:
        operations.undo_exit(stay_id=stay_id, reason=reason, at=at)
        messages.success(request, _("Uscita tolta: la permanenza continua."))

    return submit(
        request, stay_id, "undo_exit_form", ReasonForm(request.POST, auto_id="ue_%s"), act
    )


@require_POST
@requires("housing.accept")
@once
def transfer(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Move a household to another unit of the city."""
    at, stay = timezone.now(), queries.get_stay(stay_id=stay_id)
    form = transfer_form(stay, at, data=(request.POST,))
    moved: list[Any] = []

    def act(*, unit: str, on: date, reason: str) -> None:
        moved.append(
            operations.transfer_stay(
                stay_id=stay_id, unit_id=parse_id(unit), on=on, reason=reason, at=at
            )
        )
        messages.success(request, _("Trasferimento registrato: nessuna notte è rimasta scoperta."))

    answer = submit(request, stay_id, "transfer_form", form, act)
    return redirect("housing:stay", stay_id=moved[0].pk) if moved else answer


@require_POST
@requires("housing.accept")
@once
def add_money(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Write a line of the contribution."""
    at = timezone.now()

    def act(*, kind: str, amount: Decimal, on: date, reason: str) -> None:
        operations.add_contribution(
            stay_id=stay_id, kind=kind, amount=amount, on=on, reason=reason, at=at
        )
        messages.success(request, _("Registrato."))

    form = MoneyForm(request.POST, auto_id="mo_%s")
    return submit(request, stay_id, "money_form", form, act)


@require_POST
@requires("housing.accept")
@once
def undo_money(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Take a line of the contribution back by a counter-line."""
    at, line_id = timezone.now(), parse_id(request.POST.get("line", ""))
    queries.get_line(line_id=line_id, stay_id=stay_id)
    return _simply(
        request,
        stay_id,
        _("Riga tolta con una riga contraria."),
        lambda: operations.undo_contribution(
            line_id=line_id, reason=request.POST.get("reason", ""), at=at
        ),
    )


@require_POST
@requires("housing.presence")
@once
def correct_night(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Say of a night that is over who was there."""
    at, stay = timezone.now(), queries.get_stay(stay_id=stay_id)

    def act(*, person: str, night: date, present: str, reason: str) -> None:
        new = operations.correct_night(
            stay_id=stay_id,
            person_id=parse_id(person),
            night=night,
            present=present == "yes",
            reason=reason,
            at=at,
        )
        messages.success(request, _("Notte corretta.") if new else _("Era già scritto così."))

    return submit(request, stay_id, "night_form", night_form(stay, request.POST), act)


@require_POST
@requires("housing.accept")
@once
def questionnaire(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Keep what people say of the stay."""
    at = timezone.now()

    def act(**answers: str) -> None:
        operations.save_questionnaire(stay_id=stay_id, at=at, **answers)
        messages.success(request, _("Risposte registrate."))

    form = QuestionnaireForm(request.POST, auto_id="qu_%s")
    return submit(request, stay_id, "questionnaire_form", form, act)


@require_POST
@requires("housing.accept")
@once
def follow_up(request: HttpRequest, stay_id: UUID, follow_up_id: UUID) -> HttpResponse:
    """Write down how people are some months on."""
    at, form = timezone.now(), FollowUpForm(request.POST)
    queries.get_follow_up(follow_up_id=follow_up_id, stay_id=stay_id)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("housing:stay", stay_id=stay_id)
    return _simply(
        request,
        stay_id,
        _("Verifica registrata."),
        lambda: operations.record_follow_up(follow_up_id=follow_up_id, at=at, **form.cleaned_data),
    )


@require_POST
@requires("housing.accept")
@once
def undo_follow_up(request: HttpRequest, stay_id: UUID, follow_up_id: UUID) -> HttpResponse:
    """Take a follow-up back; it is to be done again."""
    at = timezone.now()
    queries.get_follow_up(follow_up_id=follow_up_id, stay_id=stay_id)
    return _simply(
        request,
        stay_id,
        _("Verifica tolta: è di nuovo da fare."),
        lambda: operations.undo_follow_up(
            follow_up_id=follow_up_id, reason=request.POST.get("reason", ""), at=at
        ),
    )


def _simply(request: HttpRequest, stay_id: UUID, said: str, act: Any) -> HttpResponse:
    try:
        act()
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, said)
    return redirect("housing:stay", stay_id=stay_id)
