"""What the page of a stay shows besides its dates: money, moves, corrections, what came after."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from lgnet.domain.housing import bridge, queries
from lgnet.domain.housing.enums import ContributionKind, FollowUpState, StayState
from lgnet.domain.people import queries as people
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import can
from lgnet.web.desk.housing_forms import ReasonForm
from lgnet.web.desk.stay_forms import (
    ArriveForm,
    FollowUpForm,
    MoneyForm,
    NightForm,
    QuestionnaireForm,
    TransferForm,
)


def more(request: HttpRequest, stay: Any, at: datetime) -> dict[str, Any]:
    """Return the parts of a stay's page, each with its form for who may act."""
    today, may = timezone.localdate(at), can("housing.accept")
    active = stay.state == StayState.ACTIVE
    here = active and stay.arrived_on is not None
    corrections = queries.corrections_of(stay_id=stay.pk)
    lines = queries.contribution_of(stay_id=stay.pk)
    names = names_of([row.by for row in corrections] + [row.by for row in lines])
    context: dict[str, Any] = {
        "corrections": [{"row": row, "by": names.get(row.by, "")} for row in corrections],
        "money": [_money(row, names) for row in lines],
        "balance": queries.balance(lines, until=stay.to_on or today) if lines else None,
        "before": queries.get_stay(stay_id=stay.follows_id) if stay.follows_id else None,
        "after": queries.stay_after(stay_id=stay.pk),
        "shows_money": can("housing.accept"),
    }
    if may:
        context |= {
            "arrive_form": ArriveForm(initial={"on": stay.from_on})
            if active and not here and stay.from_on <= today
            else None,
            "undo_arrival_form": ReasonForm(auto_id="ua_%s") if here else None,
            "money_form": MoneyForm(initial={"kind": "PAID", "on": today}, auto_id="mo_%s"),
        }
        context["transfer_form"] = (
            transfer_form(stay, at, initial={"on": today}) if "sposta" in request.GET else None
        )
        context["can_transfer"] = here and stay.from_on < today
    if can("housing.presence") and stay.arrived_on is not None:
        context["night_form"] = night_form(stay, initial={"night": None})
    if stay.state == StayState.ENDED:
        context |= _after(stay, today, may)
    return context


def transfer_form(stay: Any, at: datetime, **given: Any) -> TransferForm:
    """Return the form of a transfer with the units that fit the household tonight, best first."""
    draft, today = bridge.rank(request=stay.request, at=at), timezone.localdate(at)
    ids = [one.unit_id for one in draft.options if one.from_on <= today]
    names = queries.unit_names(unit_ids=ids, on=today)
    units = [(str(one), names[one].title) for one in ids if one != stay.unit_id]
    return TransferForm(*given.pop("data", ()), units=units, auto_id="tr_%s", **given)


def night_form(stay: Any, *data: Any, **given: Any) -> NightForm:
    """Return the form of a night said wrongly, with who has a bed in the stay."""
    ids = queries.persons_in(stay_id=stay.pk)
    names = people.people_by_ids(ids) if can("people.read") else {}
    choices = [
        (str(one), getattr(names.get(one), "full_name", "") or f"{position}")
        for position, one in enumerate(ids, 1)
    ]
    return NightForm(*data, people=choices, auto_id="ni_%s", **given)


def _money(row: Any, names: Any) -> dict[str, Any]:
    return {
        "row": row,
        "what": str(ContributionKind(row.kind).label),
        "by": names.get(row.by, ""),
        "undone": hasattr(row, "reversed_by"),
        "counter": row.reverses_id is not None,
    }


def _after(stay: Any, today: Any, may: bool) -> dict[str, Any]:
    said = queries.questionnaire_of(stay_id=stay.pk)
    follow_ups = queries.follow_ups_of(stay_id=stay.pk)
    moved = queries.stay_after(stay_id=stay.pk) is not None
    answers = {name: getattr(said, name) for name in ("helpful", "safe", "ready")} if said else {}
    answers["words"] = (said.words or "") if said else ""
    return {
        "ended": True,
        "undo_exit_form": ReasonForm(auto_id="ue_%s") if may and not moved else None,
        "questionnaire": said,
        "questionnaire_form": QuestionnaireForm(initial=answers, auto_id="qu_%s")
        if may and not moved
        else None,
        "follow_ups": [
            {
                "row": row,
                "due": row.state == FollowUpState.PLANNED and row.due_on <= today,
                "form": FollowUpForm(initial={"on": today}, auto_id=f"f{row.months}_%s")
                if may and row.state == FollowUpState.PLANNED
                else None,
            }
            for row in follow_ups
        ],
    }
