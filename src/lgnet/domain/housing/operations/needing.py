"""Noting what else a household needs, each for one purpose, and taking it back."""

from datetime import datetime
from uuid import UUID

import pycountry
from django.db import IntegrityError, transaction

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import Demand
from lgnet.domain.housing.models import RequestNeed
from lgnet.domain.housing.needs import RULES, SPECIAL
from lgnet.domain.housing.queries.requests import OPEN_STATES, get_request
from lgnet.domain.people.operations import check_may_change
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused


@operation
def note_need(
    *, request_id: UUID, kind: str, value: str, purpose: str, demand: str, at: datetime
) -> RequestNeed:
    """Write one need into an open request; what was said of the same kind before ends.

    Nothing here is ever asked for: a request without a single need is whole.

    Raises
    ------
    Invalid
        ``housing.need_kind``, ``housing.need_value``, ``housing.need_purpose``,
        ``housing.need_demand``: not one of the list, or not for that kind.
    NotAllowed
        A special category, noted by somebody who may not read it.
    Refused
        ``housing.request_not_open``, ``housing.need_said``.
    """
    access.check_can_request()
    _check(kind, value, purpose, demand)
    if kind in SPECIAL:
        access.check_can_read_special()
    request = get_request(request_id=request_id)
    check_may_change([request.case.person_id])
    if request.state not in OPEN_STATES:
        raise Refused("housing.request_not_open")
    user_id = current_actor().user_id
    RequestNeed.objects.filter(request=request, kind=kind, ended_at=None).update(
        ended_at=at, ended_by=user_id
    )
    made = RequestNeed(
        vault_key=request.vault_key,
        request=request,
        kind=kind,
        value=value,
        purpose=purpose,
        demand=demand,
        noted_at=at,
        noted_by=user_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:  # two people at the same moment
        raise Refused("housing.need_said") from error
    audit.record(
        "housing.note_need", request, at=at, subject=request.case.person_id, fields=[kind.lower()]
    )
    return made


def _check(kind: str, value: str, purpose: str, demand: str) -> None:
    rule = RULES.get(kind)
    if rule is None:
        raise Invalid("housing.need_kind", field="kind")
    known = value in rule.values if rule.values else pycountry.languages.get(alpha_3=value)
    if not known:
        raise Invalid("housing.need_value", field="value")
    if purpose not in rule.purposes:
        raise Invalid("housing.need_purpose", field="purpose")
    if demand not in Demand.values:
        raise Invalid("housing.need_demand", field="demand")


@operation
def end_need(*, need_id: UUID, at: datetime) -> RequestNeed:
    """Take a need back; that it was noted, and for what, stays.

    Raises
    ------
    NotAllowed
        A special category, ended by somebody who may not read it.
    NotFound
        No such need.
    Refused
        ``housing.need_over``.
    """
    access.check_can_request()
    found = (
        RequestNeed.objects.select_related("request__case")
        .select_for_update(of=("self",))
        .filter(pk=need_id)
        .first()
    )
    if found is None:
        raise NotFound("housing.no_such_need")
    if found.kind in SPECIAL:
        access.check_can_read_special()
    if found.ended_at is not None:
        raise Refused("housing.need_over")
    found.ended_at, found.ended_by = at, current_actor().user_id
    found.save(update_fields=["ended_at", "ended_by"])
    audit.record("housing.end_need", found, at=at, subject=found.request.case.person_id)
    return found
