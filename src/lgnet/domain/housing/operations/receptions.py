"""Who is about to leave SAI and CAS: the centres' list, read again and again, settled by people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pycountry

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import RECEPTION_MOVES, ReceptionState
from lgnet.domain.housing.models import ReceptionExit
from lgnet.domain.housing.queries.receptions import get_reception_exit
from lgnet.domain.people.enums import Sex
from lgnet.domain.people.models import Person
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound
from lgnet.lib.sheets import ROW, Outcome, Problem
from lgnet.lib.states import move
from lgnet.lib.texts import short
from lgnet.lib.vault.keys import new_keys
from lgnet.lib.vault.tokens import tokens

_COLUMNS = {
    "tipo": "kind",
    "centro": "centre",
    "nome": "given_name",
    "cognome": "family_name",
    "anno_nascita": "birth_year",
    "sesso": "sex",
    "lingua": "language",
    "persone": "size",
    "uscita": "exit_on",
    "senza_gradini": "needs_accessible",
    "bisogni": "needs",
}
_BLANK = {"sex": Sex.UNKNOWN, "language": "", "size": 1, "needs_accessible": False}


def _key(row: Mapping[str, Any]) -> str:
    return f"{row['centro'].casefold()}:{row['codice'].casefold()}"


@operation
def import_reception_exits(
    *, rows: Sequence[Mapping[str, Any]], dry_run: bool = False, at: datetime
) -> Outcome:
    """Bring in who is about to leave; a row is a household, its key the centre and its code there.

    A household already listed is updated while nobody settled it; blank cells leave what is known.
    What was settled stays: if its day of exit changed, that row is a problem for a person.

    Parameters
    ----------
    rows
        As :data:`lgnet.domain.housing.sheets_reception.RECEPTION_EXITS` reads them.
    """
    access.check_can_request()
    keyed = list(zip(tokens("reception-exit", [_key(row) for row in rows]), rows, strict=True))
    known = {
        bytes(found.code_token): found
        for found in ReceptionExit.objects.select_for_update(of=("self",))
        .filter(code_token__in=[key for key, _row in keyed])
        .order_by("pk")
    }
    settled = _wrong(rows, at) + [
        Problem(row[ROW], "uscita", "housing.reception_settled", {})
        for key, row in keyed
        if key in known
        and known[key].state != ReceptionState.WAITING
        and known[key].exit_on != row["uscita"]
    ]
    if settled:
        return Outcome(problems=tuple(settled))
    fresh = [] if dry_run else new_keys(sum(key not in known for key, _row in keyed))
    created = updated = unchanged = 0
    for key, row in keyed:
        found = known.get(key)
        if found is None:
            created += 1
            if not dry_run:
                _new(key, fresh.pop(), row, at)
        elif found.state == ReceptionState.WAITING and _fill(found, row):
            updated += 1
            if not dry_run:
                found.listed_at, found.listed_by = at, current_actor().user_id
                found.save()
        else:
            unchanged += 1
    if not dry_run:
        counts = [f"created:{created}", f"updated:{updated}"]
        audit.record("housing.import_reception_exits", at=at, fields=counts)
    return Outcome(created, updated, unchanged)


def _wrong(rows: Sequence[Mapping[str, Any]], at: datetime) -> list[Problem]:
    """Find what no column can see: a language there is not, a birth to come."""
    problems = []
    for row in rows:
        language = row.get("lingua")
        if language and pycountry.languages.get(alpha_3=language.lower()) is None:
            problems.append(Problem(row[ROW], "lingua", "housing.reception_language", {}))
        if (row.get("anno_nascita") or 0) > at.year:
            problems.append(Problem(row[ROW], "anno_nascita", "housing.reception_birth", {}))
    return problems


def _new(key: bytes, vault_key: UUID, row: Mapping[str, Any], at: datetime) -> None:
    made = ReceptionExit(code_token=key, vault_key=vault_key, code=row["codice"], listed_at=at)
    made.listed_by = current_actor().user_id
    for name, value in _BLANK.items():
        setattr(made, name, value)
    _fill(made, row)
    made.save(force_insert=True)


def _fill(found: ReceptionExit, row: Mapping[str, Any]) -> bool:
    changed = False
    for column, name in _COLUMNS.items():
        value = row.get(column)
        if name == "language" and value:
            value = value.lower()
        if value is not None and getattr(found, name) != value:
            setattr(found, name, value)
            changed = True
    return changed


@operation
def settle_reception_exit(
    *, exit_id: UUID, person_id: UUID, request_id: UUID, at: datetime
) -> ReceptionExit:
    """Say who it is and which request came of it; the list's texts are sealed as theirs.

    Raises
    ------
    NotFound
        No such household of the list, or no such person.
    Refused
        It was settled already.
    """
    access.check_can_request()
    found = get_reception_exit(exit_id=exit_id)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound("people.no_such_person")
    names = ("code", "given_name", "family_name", "needs")
    texts = {name: getattr(found, name) for name in names}
    found.vault_key = person.vault_key
    for name, text in texts.items():
        setattr(found, name, text)
    found.save(update_fields=["vault_key", *names])
    also = {
        "person_id": person_id,
        "request_id": request_id,
        "decided_at": at,
        "decided_by": current_actor().user_id,
    }
    move(found, ReceptionState.PLANNED, moves=RECEPTION_MOVES, at=at, also=also)
    audit.record("housing.reception_settled", found, at=at, subject=person_id)
    return found


@operation
def drop_reception_exit(*, exit_id: UUID, reason: str, at: datetime) -> ReceptionExit:
    """Say that a household of the list needs nothing of us; it can be taken up again.

    Raises
    ------
    Invalid
        No reason.
    Refused
        It was settled already.
    """
    access.check_can_request()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    found = get_reception_exit(exit_id=exit_id)
    also = {"drop_reason": reason, "decided_at": at, "decided_by": current_actor().user_id}
    move(found, ReceptionState.DROPPED, moves=RECEPTION_MOVES, at=at, also=also)
    return found


@operation
def take_up_reception_exit(*, exit_id: UUID, at: datetime) -> ReceptionExit:
    """Look again at a household that was set aside.

    Raises
    ------
    Refused
        It was not set aside.
    """
    access.check_can_request()
    found = get_reception_exit(exit_id=exit_id)
    also = {"drop_reason": None, "decided_at": None, "decided_by": None}
    move(found, ReceptionState.WAITING, moves=RECEPTION_MOVES, at=at, also=also)
    return found
