"""Proposals asked for, kept, and decided upon by a person."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import access, bridge
from lgnet.domain.housing.enums import RequestState
from lgnet.domain.housing.models import Hold, HousingRequest, ProposalRun, Stay
from lgnet.domain.housing.operations.holds import hold, release_hold
from lgnet.domain.housing.operations.stays import accept
from lgnet.domain.housing.queries.requests import get_hold, get_request, get_run
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.texts import short

KEPT_OPTIONS = 20


def _plain(value: Any) -> Any:
    """Turn a draft into what JSON can keep."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _open(request_id: UUID) -> HousingRequest:
    request = get_request(request_id=request_id)
    if request.state not in (RequestState.WAITING, RequestState.HELD):
        raise Refused("housing.request_not_open")
    return request


@operation
def propose(*, request_id: UUID, at: datetime) -> ProposalRun:
    """Rank the units for a request and keep the answer with the rules and what it was asked.

    Whether each member counts as a recipient of sub-action 4, and on which ground, is kept with
    it: a ground to report on, never a reason to leave somebody outside.

    Each run asked for stays: who looks back finds what the person who decided could see.

    Raises
    ------
    NotFound
        No such request.
    Refused
        The request is not open.
    """
    access.check_can_propose()
    return snapshot(request=_open(request_id), at=at)


def snapshot(*, request: HousingRequest, at: datetime) -> ProposalRun:
    """Keep what could be chosen for a request at a moment: whoever looks back finds it."""
    draft = bridge.rank(request=request, at=at)
    judged = bridge.recipients(household_id=request.household_id, on=timezone.localdate(at))
    run = ProposalRun.objects.create(
        request=request,
        vault_key=request.vault_key,
        at=at,
        asked_by=current_actor().user_id,
        rule_set=draft.rule_set,
        input_hash=draft.input_hash,
        options=_plain(draft.options[:KEPT_OPTIONS]),
        excluded=_plain(draft.excluded),
        recipients=_plain(judged),
    )
    audit.record("housing.propose", run, at=at, subject=request.case.person_id)
    return run


@operation
def hold_seen(*, request_id: UUID, unit_id: UUID, from_on: date, at: datetime) -> Hold:
    """Hold a unit, and keep with it what else could have been chosen at that moment.

    Raises
    ------
    Refused
        What :func:`hold` refuses; nothing is kept then.
    """
    access.check_can_hold()
    run = snapshot(request=_open(request_id), at=at)
    return hold(request_id=request_id, unit_id=unit_id, from_on=from_on, at=at, run_id=run.pk)


@operation
def decide(*, request_id: UUID, unit_id: UUID, rank: int, at: datetime, reason: str = "") -> Stay:
    """Take an option the person saw, in one act: keep the proposal, keep the beds, begin the stay.

    Parameters
    ----------
    unit_id, rank
        The unit and the place it had on the page; if it has another place by now the person
        looks again first.
    reason
        Required unless it is the first.

    Raises
    ------
    Invalid
        ``housing.reason_required``.
    Refused
        ``housing.order_changed``, ``housing.bed_taken`` and what :func:`hold` refuses.
    """
    access.check_can_accept()
    reason = short(reason, most=300)
    if rank != 1 and not reason:
        raise Invalid("housing.reason_required", field="reason")
    request = _open(request_id)
    run = propose(request_id=request.pk, at=at)
    options = [option["unit_id"] for option in run.options]
    if not 1 <= rank <= len(options) or options[rank - 1] != str(unit_id):
        raise Refused("housing.order_changed")
    held = get_hold(request_id=request.pk, at=at)
    if held is not None and held.unit_id != unit_id:
        release_hold(hold_id=held.pk, at=at, reason="other_option")
        held = None
    if held is None:
        from_on = date.fromisoformat(run.options[rank - 1]["from_on"])
        held = hold(request_id=request.pk, unit_id=unit_id, from_on=from_on, at=at, run_id=run.pk)
    return accept(hold_id=held.pk, at=at, run_id=run.pk, rank=rank, reason=reason)


@operation
def decline(
    *, at: datetime, reason: str, run_id: UUID | None = None, request_id: UUID | None = None
) -> ProposalRun:
    """Refuse every proposal with a typed reason; a hold is released and the request waits on.

    Parameters
    ----------
    run_id, request_id
        The proposal refused, or the request whose present one is: it is kept first.

    Raises
    ------
    Invalid
        No reason.
    Refused
        It was decided already.
    """
    access.check_can_accept()
    reason = short(reason, most=300)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    if run_id is not None:
        run = get_run(run_id=run_id)
    elif request_id is not None:
        run = propose(request_id=request_id, at=at)
    else:
        raise NotFound("housing.no_such_run")
    if run.decided_at is not None:
        raise Refused("housing.run_decided")
    held = get_hold(request_id=run.request_id, at=at)
    if held is not None:
        release_hold(hold_id=held.pk, at=at, reason="declined")
    run.chosen_rank, run.decision_reason = None, reason
    run.decided_at, run.decided_by = at, current_actor().user_id
    run.save(update_fields=["chosen_rank", "decision_reason", "decided_at", "decided_by"])
    audit.record("housing.decline", run, at=at)
    return run
