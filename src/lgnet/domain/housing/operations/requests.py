"""Asking for a place, changing what is asked, withdrawing."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.cases.enums import CaseState
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    REQUEST_MOVES,
    RequestState,
)
from lgnet.domain.housing.models import HousingRequest
from lgnet.domain.housing.operations.classing import check_class
from lgnet.domain.housing.operations.holds import release_hold
from lgnet.domain.housing.queries.households import members_of
from lgnet.domain.housing.queries.requests import get_hold, get_request
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.domain.people.models import Household
from lgnet.domain.people.operations import check_may_change
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short

SUB_ACTION = 4
FARTHEST = timedelta(days=366)
LONGEST_STAY = 730
LATER = 3
FARTHER = 20


def _check_dates(
    *, on: date, from_on: date, needed_by: date | None, nights: tuple[int, int]
) -> None:
    if not on <= from_on <= on + FARTHEST:
        raise Invalid("housing.from_on", field="from_on")
    if needed_by is not None and abs(needed_by - on) > FARTHEST:
        raise Invalid("housing.needed_by", field="needed_by")
    if not 1 <= nights[0] <= LONGEST_STAY:
        raise Invalid("housing.expected_nights", field="expected_nights", most=LONGEST_STAY)
    if not nights[0] <= nights[1] <= LONGEST_STAY:
        raise Invalid("housing.nights_p90", field="nights_p90", most=LONGEST_STAY)


def _check_place(near: tuple[float, float] | None, max_minutes: int | None) -> None:
    if near is not None and not (-90 <= near[0] <= 90 and -180 <= near[1] <= 180):
        raise Invalid("housing.near", field="near")
    if max_minutes is not None and not 1 <= max_minutes <= 240:
        raise Invalid("housing.max_minutes", field="max_minutes")


@operation
def open_request(
    *,
    case_id: UUID,
    household_id: UUID,
    at: datetime,
    priority_class: str,
    class_reason: str,
    from_on: date,
    needed_by: date | None = None,
    class_line: str = "",
    expected_nights: int = 120,
    nights_p90: int | None = None,
    needs_accessible: bool = False,
    women_only: bool = False,
    secret_address: bool = False,
    wants_kitchen: bool = False,
    wants_bathroom: bool = False,
    shares_room: bool = False,
    near: tuple[float, float] | None = None,
    max_minutes: int | None = None,
) -> HousingRequest:
    """Ask for a place for a household; how many beds follows from who belongs to it.

    Parameters
    ----------
    priority_class, class_line, class_reason
        Set by a person from the published table: the class, the line it follows from ('' where the
        table was not at hand, as in the street), and why.
    from_on
        First night wanted, not before the day of ``at``.
    needed_by
        Last day with a roof, if known.
    expected_nights, nights_p90
        How many nights half of such stays are shorter than, and nine of ten; without the second
        one figure stands for both.
    near, max_minutes
        Where the daily way goes to (latitude, longitude), and the longest way wished.

    Raises
    ------
    Invalid
        A date, figure or class that cannot be; nobody in the household.
    Refused
        ``housing.request_open_already``, ``housing.case_closed``.
    """
    access.check_can_request()
    on = timezone.localdate(at)
    rules = check_class(priority_class, class_line, on=on)
    class_reason = short(class_reason, most=200)
    if not class_reason:
        raise Invalid("housing.class_reason", field="class_reason")
    nights = (expected_nights, nights_p90 or expected_nights)
    _check_dates(on=on, from_on=from_on, needed_by=needed_by, nights=nights)
    _check_place(near, max_minutes)
    case = CaseFile.objects.filter(pk=case_id).defer("summary").first()
    household = Household.objects.filter(pk=household_id).first()
    if case is None or household is None:
        raise NotFound("housing.no_such_case")
    check_may_change([case.person_id])
    if case.state == CaseState.CLOSED:
        raise Refused("housing.case_closed")
    members = members_of(household_ids=[household_id], on=max(on, from_on))[household_id]
    if not members:
        raise Invalid("housing.nobody", field="household")
    request = HousingRequest(
        case=case,
        household=household,
        opened_at=at,
        opened_by=current_actor().user_id,
        persons=len(members),
        priority_class=priority_class,
        vault_key=case.vault_key,
        class_line=class_line,
        class_rules=rules,
        class_reason=class_reason,
        class_set_at=at,
        class_set_by=current_actor().user_id,
        from_on=from_on,
        needed_by=needed_by,
        nights_p50=nights[0],
        nights_p90=nights[1],
        needs_accessible=needs_accessible,
        women_only=women_only,
        secret_address=secret_address,
        wants_kitchen=wants_kitchen,
        wants_bathroom=wants_bathroom,
        shares_room=shares_room,
        near_latitude=near[0] if near else None,
        near_longitude=near[1] if near else None,
        max_minutes=max_minutes,
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("housing.request_open_already") from error
    audit.record("housing.open_request", request, at=at, subject=case.person_id)
    record(
        *[
            NewFact(
                kind=FactKind.REQUEST_OPENED,
                key=f"request_opened:{request.pk}:{member.pseudonym}",
                on=on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=request.pk,
                dimensions={**member.dimensions(on=on), "class": priority_class},
            )
            for member in members
        ]
    )
    return request


@operation
def accept_concession(*, request_id: UUID, code: str, at: datetime) -> HousingRequest:
    """Write into a request what the household says it can accept.

    Parameters
    ----------
    code
        A what-if of the proposals: ``ACCEPT_SHARED_BATHROOM``, ``ACCEPT_SHARED_KITCHEN``,
        ``ACCEPT_SHARED_ROOM``, ``ACCEPT_LONGER_WAY``, ``ENTER_LATER``.

    Raises
    ------
    Invalid
        No such concession for this request.
    Refused
        The request is not open.
    """
    access.check_can_request()
    request = get_request(request_id=request_id)
    if request.state not in (RequestState.WAITING, RequestState.HELD):
        raise Refused("housing.request_not_open")
    changes = _concession(request, code, timezone.localdate(at))
    HousingRequest.objects.filter(pk=request.pk).update(**changes)
    for name, value in changes.items():
        setattr(request, name, value)
    audit.record("housing.accept_concession", request, at=at, fields=list(changes))
    return request


def _concession(request: HousingRequest, code: str, on: date) -> dict[str, Any]:
    if code == "ACCEPT_SHARED_BATHROOM":
        return {"wants_bathroom": False}
    if code == "ACCEPT_SHARED_KITCHEN":
        return {"wants_kitchen": False}
    if code == "ACCEPT_SHARED_ROOM":
        return {"shares_room": True}
    if code == "ACCEPT_LONGER_WAY" and request.max_minutes is not None:
        return {"max_minutes": min(240, request.max_minutes + FARTHER)}
    if code == "ENTER_LATER":
        later = timedelta(days=LATER)
        needed_by = request.needed_by + later if request.needed_by else None
        return {"from_on": max(on, request.from_on) + later, "needed_by": needed_by}
    raise Invalid("housing.no_such_concession", field="code")


@operation
def withdraw_request(*, request_id: UUID, reason: str, at: datetime) -> HousingRequest:
    """Take a request back, with the reason; a hold it had is released.

    Raises
    ------
    Invalid
        No reason.
    Refused
        The household was placed already, or the request withdrawn.
    """
    access.check_can_request()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    request = get_request(request_id=request_id)
    held = get_hold(request_id=request_id, at=at)
    if held is not None:
        release_hold(hold_id=held.pk, at=at, reason="withdrawn")
        request.refresh_from_db(fields=["state"])
    move(
        request,
        RequestState.WITHDRAWN,
        moves=REQUEST_MOVES,
        at=at,
        also={"withdraw_reason": reason, "decided_at": at},
    )
    on = timezone.localdate(at)
    members = members_of(household_ids=[request.household_id], on=on)[request.household_id]
    record(
        *[
            NewFact(
                kind=FactKind.REQUEST_WITHDRAWN,
                key=f"request_withdrawn:{request.pk}:{member.pseudonym}",
                on=on,
                sub_action=SUB_ACTION,
                subject=member.pseudonym,
                object_id=request.pk,
                dimensions=member.dimensions(on=on),
            )
            for member in members
        ]
    )
    return request
