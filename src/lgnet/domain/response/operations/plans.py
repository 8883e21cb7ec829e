"""The municipality's seasonal plans: declared open, declared over."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from lgnet.domain.response.access import check_can_declare_plan
from lgnet.domain.response.enums import PlanKind
from lgnet.domain.response.models import SeasonalPlan
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

LONGEST = timedelta(days=366)
COLDEST, HOTTEST = -40, 55


@operation
def open_plan(
    *,
    kind: str,
    from_on: date,
    at: datetime,
    last_on: date | None = None,
    celsius: int | None = None,
) -> SeasonalPlan:
    """Declare a cold or heat plan in force from a day, until its last day or until it is closed.

    Parameters
    ----------
    celsius
        The minimum expected of a cold plan, the maximum of a heat plan, if somebody said it.

    Raises
    ------
    Invalid
        ``response.unknown_choice``, ``response.plan_days``, ``response.plan_celsius``.
    Refused
        ``response.plan_open``: one of the kind is in force on some of those days.
    """
    check_can_declare_plan()
    if kind not in PlanKind.values:
        raise Invalid("response.unknown_choice", field="kind")
    if last_on is not None and not from_on <= last_on <= from_on + LONGEST:
        raise Invalid("response.plan_days", field="last_on")
    if celsius is not None and not COLDEST <= celsius <= HOTTEST:
        raise Invalid("response.plan_celsius", field="celsius")
    try:
        with transaction.atomic():
            plan = SeasonalPlan.objects.create(
                kind=kind,
                from_on=from_on,
                to_on=last_on + timedelta(days=1) if last_on is not None else None,
                celsius=celsius,
                opened_at=at,
                opened_by=current_actor().user_id,
            )
    except IntegrityError as error:
        raise Refused("response.plan_open") from error
    audit.record("response.plan_opened", plan, at=at)
    return plan


@operation
def close_plan(*, plan_id: UUID, on: date, at: datetime) -> SeasonalPlan:
    """Declare a plan over: from a day it is not in force any more; one that never began is empty.

    Raises
    ------
    NotFound
        No such plan.
    Refused
        ``response.plan_over``: it was over by then.
    """
    check_can_declare_plan()
    plan = SeasonalPlan.objects.select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound("response.no_such_plan")
    if plan.to_on is not None and plan.to_on <= on:
        raise Refused("response.plan_over")
    plan.to_on = max(plan.from_on, on)
    plan.closed_at, plan.closed_by = at, current_actor().user_id
    plan.save(update_fields=["to_on", "closed_at", "closed_by"])
    audit.record("response.plan_closed", plan, at=at, fields=["to_on"])
    return plan
