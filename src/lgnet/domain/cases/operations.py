"""Writes of case files: one transaction each, with audit event and ledger fact."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.cases import access
from lgnet.domain.cases.enums import (
    CASE_MOVES,
    NEED_MOVES,
    SAID_REASONS,
    ActionKind,
    CaseState,
    NeedKind,
    NeedState,
    Origin,
)
from lgnet.domain.cases.models import Action, CaseAction, CaseFile, Need
from lgnet.domain.ledger import operations as ledger
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.network.queries import municipality_prefix
from lgnet.domain.people.operations import check_may_change, index_code
from lgnet.domain.people.operations.common import locked as locked_person
from lgnet.domain.people.queries import dimensions_of_many
from lgnet.domain.people.values import note as clean_note
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import list_colleagues
from lgnet.lib import audit, states
from lgnet.lib.actor import current_actor, current_municipality, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.numbering.next import next_number
from lgnet.lib.vault.keys import want

SUB_ACTION = 3  # taking in charge is emergency and urban resilience (project sheet)
REVIEW_AFTER = timedelta(days=90)
MOST_MINUTES, MOST_CASES = 1440, 200
_LIVE = (CaseState.OPEN, CaseState.SUSPENDED)


def _choice(value: str, choices: Any, *, field: str) -> str:
    if value in getattr(choices, "values", choices):
        return str(value)
    raise Invalid("cases.not_a_choice", field=field)


def _locked(case_id: UUID) -> CaseFile:
    rows = CaseFile.objects.select_for_update(of=("self",)).select_related("person")
    case = rows.filter(pk=case_id).first()
    if case is None:
        check_may_change(CaseFile.objects.filter(pk=case_id).values_list("person_id", flat=True))
        raise NotFound("cases.no_such_case")
    return case


def _dimensions(cases: Sequence[CaseFile], on: date) -> dict[UUID, dict[str, Any]]:
    return dimensions_of_many(people=[case.person for case in cases], on=on)


@operation
def open_case(
    *,
    person_id: UUID,
    origin: str,
    at: datetime,
    case_worker: UUID | None = None,
    summary: str | None = None,
) -> CaseFile:
    """Take a person in charge under a code that says nothing about them.

    Parameters
    ----------
    origin
        How the person came.
    case_worker
        Who follows them; the acting user when not said.

    Raises
    ------
    NotFound
        ``people.no_such_person``.
    Refused
        ``cases.already_open``: with the code of the open case.
    """
    access.check_can_open()
    _choice(origin, Origin, field="origin")
    person = locked_person(person_id)
    _check_none_open(person_id)
    on, user = localdate(at), current_actor().user_id
    prefix = municipality_prefix(current_municipality())
    case = CaseFile.objects.create(
        code=f"{prefix}-{on.year}-{next_number('case', year=on.year):04d}",
        person=person,
        vault_key=person.vault_key,
        origin=origin,
        opened_at=at,
        opened_by=user,
        case_worker=case_worker or user,
        next_review_on=on + REVIEW_AFTER,
        summary=clean_note(summary, field="summary") or None,
    )
    index_code(person_id=person_id, code=case.code)
    audit.record("cases.case_opened", case, at=at, subject=person)
    ledger.record(
        ledger.NewFact(
            kind=FactKind.CASE_OPENED,
            key=f"{FactKind.CASE_OPENED}:{case.id}",
            on=on,
            sub_action=SUB_ACTION,
            subject=person.pseudonym,
            object_id=case.id,
            dimensions={**_dimensions([case], on)[person.id], "origin": origin},
        )
    )
    return case


def _check_none_open(person_id: UUID) -> None:
    present = CaseFile.objects.filter(person_id=person_id, state__in=_LIVE).order_by("id").first()
    if present is not None:
        raise Refused("cases.already_open", case=present.code)


@operation
def log_action(
    *, kind: str, minutes: int, case_ids: Sequence[UUID], at: datetime, note: str | None = None
) -> Action:
    """Write down one act of work for one person or for many at once.

    ``minutes`` is the operator's time, counted once however many people were there; the note is
    kept with each case, sealed with that person's key; ``at`` is when it happened.

    Raises
    ------
    Invalid
        ``cases.minutes``, ``cases.no_cases``, ``cases.too_many_cases``.
    NotFound
        ``cases.no_such_case``.
    Refused
        ``cases.closed``: with the code of a closed case.
    """
    access.check_can_write()
    _choice(kind, ActionKind, field="kind")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Invalid("cases.minutes", field="minutes", most=MOST_MINUTES)
    wanted = list(dict.fromkeys(case_ids))
    if not wanted:
        raise Invalid("cases.no_cases", field="cases")
    if len(wanted) > MOST_CASES:
        raise Invalid("cases.too_many_cases", field="cases", most=MOST_CASES)
    kept = clean_note(note) or None
    cases = list(CaseFile.objects.filter(id__in=wanted).select_related("person").order_by("id"))
    if len(cases) != len(wanted):
        raise NotFound("cases.no_such_case")
    check_may_change(case.person_id for case in cases)
    closed = [case.code for case in cases if case.state == CaseState.CLOSED]
    if closed:
        raise Refused("cases.closed", case=closed[0])
    action = Action.objects.create(kind=kind, at=at, minutes=minutes, by=current_actor().user_id)
    if kept:
        want(case.vault_key for case in cases)
    parts = [
        CaseAction(action=action, case=case, at=at, vault_key=case.vault_key, note=kept)
        for case in cases
    ]
    CaseAction.objects.bulk_create(parts)
    audit.record(
        "cases.action_logged",
        action,
        at=at,
        ids=[case.id for case in cases],
        subject=cases[0].person if len(cases) == 1 else None,
    )
    on, dimensions = localdate(at), _dimensions(cases, localdate(at))
    ledger.record(
        *(
            ledger.NewFact(
                kind=FactKind.ACTION_LOGGED,
                key=_action_key(part.id),
                on=on,
                sub_action=SUB_ACTION,
                subject=case.person.pseudonym,
                object_id=action.id,
                dimensions={
                    **dimensions[case.person_id],
                    "kind": kind,
                    "minutes": minutes,
                    "people": len(cases),
                },
            )
            for part, case in zip(parts, cases, strict=True)
        )
    )
    return action


def _action_key(part_id: UUID) -> str:
    return f"{FactKind.ACTION_LOGGED}:{part_id}"


@operation
def reverse_action(
    *, action_id: UUID, reason: str, at: datetime, case_id: UUID | None = None
) -> Action:
    """Take an action back: it stays readable, struck through, and its facts are countered.

    Raises
    ------
    Invalid
        ``cases.reason_missing``.
    Refused
        ``cases.action_reversed``: somebody did already.
    """
    access.check_can_write()
    why = (clean_note(reason, field="reason") or "")[:200]
    if not why:
        raise Invalid("cases.reason_missing", field="reason")
    action = Action.objects.select_for_update(of=("self",)).filter(pk=action_id).first()
    if action is None or (case_id and not action.parts.filter(case_id=case_id).exists()):
        raise NotFound("cases.no_such_action")
    if action.reversed_at is not None:
        raise Refused("cases.action_reversed")
    check_may_change(action.parts.values_list("case__person_id", flat=True))
    action.reversed_at, action.reversed_by = at, current_actor().user_id
    action.save(update_fields=["reversed_at", "reversed_by"])
    for part in (parts := list(action.parts.defer("note").order_by("id"))):
        part.reverse_reason = why
        part.save(update_fields=["reverse_reason"])
        ledger.reverse(key=_action_key(part.id), reason="action_reversed", on=localdate(at))
    audit.record("cases.action_reversed", action, at=at, ids=[part.case_id for part in parts])
    return action


@operation
def add_need(
    *, case_id: UUID, kind: str, at: datetime, urgent: bool = False, note: str | None = None
) -> Need:
    """Write down something a person needs.

    Raises
    ------
    Refused
        ``cases.closed``.
    """
    access.check_can_write()
    _choice(kind, NeedKind, field="kind")
    case = _locked(case_id)
    if case.state == CaseState.CLOSED:
        raise Refused("cases.closed", case=case.code)
    need = Need.objects.create(
        case=case,
        vault_key=case.vault_key,
        kind=kind,
        urgent=urgent,
        note=clean_note(note) or None,
        recorded_at=at,
    )
    audit.record("cases.need_added", need, at=at, subject=case.person, fields=["kind"])
    return need


@operation
def move_need(*, need_id: UUID, to: str, at: datetime, case_id: UUID | None = None) -> Need:
    """Say that a need, of that case if one is named, is being met, is met, or was left.

    Raises
    ------
    Refused
        ``state.no_such_move``.
    """
    access.check_can_write()
    _choice(to, NeedState, field="to")
    need = Need.objects.filter(pk=need_id).first()
    if need is None or (case_id and need.case_id != case_id):
        raise NotFound("cases.no_such_need")
    check_may_change([need.case.person_id])
    states.move(need, to, moves=NEED_MOVES, at=at, also={"changed_at": at})
    return need


@operation
def suspend_case(*, case_id: UUID, reason: str, at: datetime) -> CaseFile:
    """Put a case aside, with the reason; it stays in charge."""
    access.check_can_write()
    why = _choice(reason, SAID_REASONS, field="reason")
    case = _locked(case_id)
    states.move(case, CaseState.SUSPENDED, moves=CASE_MOVES, at=at, also={"state_reason": why})
    return case


@operation
def close_case(*, case_id: UUID, reason: str, at: datetime) -> CaseFile:
    """End the taking in charge, with the reason; the file stays readable."""
    access.check_can_write()
    why = _choice(reason, SAID_REASONS, field="reason")
    case = _locked(case_id)
    states.move(
        case,
        CaseState.CLOSED,
        moves=CASE_MOVES,
        at=at,
        also={"state_reason": why, "closed_at": at, "next_review_on": None},
    )
    on = localdate(at)
    ledger.record(
        ledger.NewFact(
            kind=FactKind.CASE_CLOSED,
            key=_closed_key(case, at),
            on=on,
            sub_action=SUB_ACTION,
            subject=case.person.pseudonym,
            object_id=case.id,
            dimensions={
                **_dimensions([case], on)[case.person_id],
                "reason": why,
                "days": (on - localdate(case.opened_at)).days,
            },
        )
    )
    return case


def _closed_key(case: CaseFile, closed_at: datetime) -> str:
    # A case may be closed, reopened and closed again: each time is a fact of its own.
    return f"{FactKind.CASE_CLOSED}:{case.id}:{int(closed_at.timestamp() * 1_000_000)}"


@operation
def reopen_case(*, case_id: UUID, at: datetime) -> CaseFile:
    """Take up a suspended or closed case again; the fact of its closing is countered.

    Raises
    ------
    Refused
        ``cases.already_open``: another case of the person is open.
    """
    access.check_can_write()
    case = _locked(case_id)
    closed_at = case.closed_at if case.state_reason in SAID_REASONS else None
    if case.state == CaseState.CLOSED:
        _check_none_open(case.person_id)
    states.move(
        case,
        CaseState.OPEN,
        moves=CASE_MOVES,
        at=at,
        also={
            "state_reason": "",
            "closed_at": None,
            "next_review_on": case.next_review_on or localdate(at) + REVIEW_AFTER,
        },
    )
    if closed_at is not None:
        ledger.reverse(key=_closed_key(case, closed_at), reason="reopened", on=localdate(at))
    return case


@operation
def set_review(*, case_id: UUID, on: date, at: datetime) -> CaseFile:
    """Set the day on which the plan is looked at again.

    Raises
    ------
    Invalid
        ``cases.review_day``: past, or more than two years ahead.
    """
    access.check_can_write()
    if not localdate(at) <= on <= localdate(at) + timedelta(days=731):
        raise Invalid("cases.review_day", field="on")
    case = _locked(case_id)
    if case.state == CaseState.CLOSED:
        raise Refused("cases.closed", case=case.code)
    case.next_review_on = on
    case.save(update_fields=["next_review_on"])
    audit.record("cases.review_set", case, at=at, subject=case.person, fields=["next_review_on"])
    return case


@operation
def reassign(*, case_id: UUID, to: UUID, at: datetime) -> CaseFile:
    """Give a case to another case worker of the municipality.

    Raises
    ------
    Invalid
        ``cases.not_a_case_worker``.
    """
    access.check_can_write()
    case = _locked(case_id)
    if case.state == CaseState.CLOSED:
        raise Refused("cases.closed", case=case.code)
    colleagues = list_colleagues(role=Role.CASE_WORKER, on=localdate(at))
    if to not in {user.pk for user in colleagues}:
        raise Invalid("cases.not_a_case_worker", field="to")
    case.case_worker = to
    case.save(update_fields=["case_worker"])
    audit.record("cases.reassigned", case, at=at, subject=case.person, fields=["case_worker"])
    return case
