"""What goes with stays and comes after them, once the year is played.

Contributions, how people are half a year on, needs that were told, the list of a reception centre,
and an offer that waits for its answer: each by the operation an operator would use.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.enums import RequestState
from lgnet.domain.housing.queries import (
    RequestFilter,
    get_hold,
    list_follow_ups_due,
    list_present,
    list_waiting,
)
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.dice import pick, stream
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as
from lgnet.lib.sheets import ROW

_ALL = 100_000
_OUTCOMES = (
    ("OWN_HOME", 0.44),
    ("HOSTED", 0.14),
    ("SERVICE", 0.1),
    ("PRECARIOUS", 0.08),
    ("ABROAD", 0.06),
    ("NOT_REACHED", 0.18),
)
_NEEDS = (
    ("HOURS", "NIGHTS", "COHABITATION", "WISH"),
    ("SMOKING", "NO_SMOKE", "COHABITATION", "WISH"),
    ("COT", "ONE_COT", "ROOM", "CONDITION"),
    ("FAITH", "MUSLIM", "COHABITATION", "WISH"),
    ("HEALTH", "FRIDGE", "ROOM", "CONDITION"),
)
_LEAVING = (
    ("SAI", "Centro Il Ponte", "P-0107", "Amanuel", "Tesfay", 1996, "uomo", "tir", 1),
    ("SAI", "Centro Il Ponte", "P-0112", "Farida", "Noori", 1989, "donna", "prs", 4),
    ("CAS", "Casa Arno", "CA-31", "Ibrahima", "Ba", 2001, "uomo", "fra", 1),
    ("CAS", "Casa Arno", "CA-38", None, None, None, None, "ben", 2),
)
_SEX = {"uomo": "M", "donna": "F", None: None}


def look_after(troupe: Troupe, memory: Memory, *, seed: object) -> None:
    """Do what belongs to stays and what follows them, up to this moment."""
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        _give(memory, seed)
        _ask_again(memory, seed)
        _offer(memory)
    with speak_as(troupe.actor(troupe.first(Role.CASE_WORKER))):
        _tell(memory, seed)
        _list(memory)


def _give(memory: Memory, seed: object) -> None:
    """A few households of those that live here give something each month."""
    at, today = aware(memory.until), memory.until.date()
    stays = {row.stay_id: row.stay for row in list_present(night=today, at=at)}
    for stay in list(stays.values())[:60:3]:
        rng = stream(seed, "gives", str(stay.from_on))
        monthly = Decimal(rng.choice((40, 60, 80, 120)))
        agreed = {"stay_id": stay.pk, "amount": monthly, "at": at}
        housing.add_contribution(kind="AGREED", on=stay.from_on, **agreed)
        for days in range(30, (today - stay.from_on).days, 30):
            on = stay.from_on + timedelta(days=days)
            if rng.random() < 0.12:
                housing.add_contribution(kind="WAIVED", on=on, reason="Mese senza lavoro", **agreed)
            elif rng.random() < 0.85:
                housing.add_contribution(kind="PAID", on=on, **agreed)


def _ask_again(memory: Memory, seed: object) -> None:
    """Whoever left half a year ago was asked how they are; the last days' are still to be."""
    today = memory.until.date()
    for row in list_follow_ups_due(until=today - timedelta(days=6), limit=_ALL):
        rng = stream(seed, "after", str(row.stay.from_on), row.months)
        on = min(today, row.due_on + timedelta(days=rng.randrange(0, 6)))
        housing.record_follow_up(
            follow_up_id=row.pk, outcome=pick(rng, _OUTCOMES), on=on, at=aware(_noon(on))
        )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def _offer(memory: Memory) -> None:
    """A household that has a place held is offered it, and has not answered."""
    at = aware(memory.until)
    if not list_waiting(where=RequestFilter(state=RequestState.HELD)).rows:
        _hold(at)
    for request in list_waiting(where=RequestFilter(state=RequestState.HELD)).rows[:2]:
        held = get_hold(request_id=request.pk, at=at)
        if held is not None:
            housing.make_offer(hold_id=held.pk, language="ar", at=at)


def _hold(at: datetime) -> None:
    """Where nothing is held tonight, hold the first place that can be."""
    for request in list_waiting(where=RequestFilter(state=RequestState.WAITING)).rows:
        run = housing.propose(request_id=request.pk, at=at)
        for option in run.options:
            if date.fromisoformat(option["from_on"]) == at.date():
                housing.hold(
                    request_id=request.pk,
                    unit_id=UUID(option["unit_id"]),
                    from_on=at.date(),
                    expires_at=at + timedelta(hours=6),
                    run_id=run.pk,
                    at=at,
                )
                return


def _tell(memory: Memory, seed: object) -> None:
    """Some of who wait told what else they need."""
    at = aware(memory.until)
    for place, request in enumerate(list_waiting(size=12).rows):
        for kind, value, purpose, demand in stream(seed, "told", place).sample(_NEEDS, 2):
            housing.note_need(
                request_id=request.pk,
                kind=kind,
                value=value,
                purpose=purpose,
                demand=demand,
                at=at,
            )


def _list(memory: Memory) -> None:
    """Two centres sent the list of who leaves in the next weeks."""
    today = memory.until.date()
    rows: list[dict[str, Any]] = [
        {
            ROW: position,
            "tipo": kind,
            "centro": centre,
            "codice": code,
            "nome": given,
            "cognome": family,
            "anno_nascita": born,
            "sesso": _SEX[sex],
            "lingua": language,
            "persone": size,
            "uscita": today + timedelta(days=9 * position),
            "senza_gradini": None,
            "bisogni": None,
        }
        for position, (kind, centre, code, given, family, born, sex, language, size) in enumerate(
            _LEAVING, 2
        )
    ]
    housing.import_reception_exits(rows=rows, at=aware(memory.until))
