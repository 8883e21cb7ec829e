"""What a year leaves of protecting people: somebody hidden, an emergency, holds, terms, requests."""

from datetime import datetime, time, timedelta

from lgnet.domain.cases.queries import CaseFilter, list_cases
from lgnet.domain.people import operations as people
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.flows import protect_person
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as

_HIDDEN, _HELD, _FROZEN, _ASKED = range(4)


def protect(troupe: Troupe, memory: Memory) -> None:
    """Play it once, on the last day, on open cases: the city's own acts, each by who may do it."""
    at = memory.until
    worker = troupe.actor(troupe.first(Role.CASE_WORKER))
    with speak_as(worker):
        cases = list_cases(filters=CaseFilter(state="OPEN"), size=12).rows[::3]
    if len(cases) <= _ASKED:
        return
    with speak_as(worker):
        protect_person.seclude(
            person_id=cases[_HIDDEN].person_id,
            ground="TRAFFICK",
            reason="Chi la sfruttava la cerca in città: denuncia in corso, alloggio protetto.",
            review_on=(at + timedelta(days=80)).date(),
            with_household=True,
            at=aware(at - timedelta(days=20)),
        )
        protect_person.place_hold(
            person_id=cases[_FROZEN].person_id, reason="LIMIT", at=aware(at - timedelta(days=6))
        )
        people.propose_erasure(
            person_id=cases[_ASKED].person_id, reason="REQUEST", at=aware(at - timedelta(days=2))
        )
    _emergency(troupe, cases[_HIDDEN].code, at)
    with speak_as(troupe.actor(troupe.first(Role.CITY_MANAGER))):
        people.place_hold(
            person_id=cases[_HELD].person_id, reason="CLAIM", at=aware(at - timedelta(days=40))
        )
        for kind, months, basis in (
            (
                "CLOSED",
                60,
                "Massimario di scarto del Comune, servizi sociali: 5 anni dalla chiusura",
            ),
            ("NEVER", 3, "Art. 5, par. 1, lett. e) GDPR: contatto di strada senza seguito"),
        ):
            privacy.set_term(
                kind=kind,
                months=months,
                legal_basis=basis,
                from_on=(at - timedelta(days=300)).date(),
                at=aware(at),
            )
    with speak_as(system_actor(municipality_id=troupe.city.istat, job="demo")):
        privacy.find_due(at=aware(at))


def _emergency(troupe: Troupe, code: str, at: datetime) -> None:
    """A colleague opened the hidden file last evening; the manager has not judged it yet."""
    evening = datetime.combine((at - timedelta(days=1)).date(), time(21, 40))
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        privacy.open_emergency(
            code=code,
            ground="SHELTER",
            reason="Allarme in struttura alle 21.30: va spostata subito, chi la segue non risponde.",
            at=aware(evening),
        )
