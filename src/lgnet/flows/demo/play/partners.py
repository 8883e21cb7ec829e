"""People met in Firenze and in Bologna: hints, questions asked, accepted, refused and waiting."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.cases.operations import open_case
from lgnet.domain.cases.queries import CaseFilter, list_cases
from lgnet.domain.grants.operations import snapshot_indicators
from lgnet.domain.grants.periods import open_periods
from lgnet.domain.matching import operations as matching
from lgnet.domain.matching.key import NetworkKey, key_file, network_key, new_network_key
from lgnet.domain.matching.queries import list_inquiries, partners_of, set_aside
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.operations import register
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import list_colleagues, system_actor
from lgnet.domain.security.roles import PERMISSIONS
from lgnet.flows.demo.cities import BOLOGNA, FIRENZE
from lgnet.flows.demo.play.accounts import JOB
from lgnet.flows.demo.play.troupe import aware
from lgnet.flows.demo.play.upkeep import heard
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.longwork.steps import is_finished

HERE, THERE = FIRENZE.istat, BOLOGNA.istat
MET = 6
"""People both cities know."""
_ASK = {
    "purpose": "CONTINUE",
    "text": "Racconta di un percorso di italiano già cominciato da voi: per non ripartire da zero.",
}
_DESKS = {HERE: "Sportello unico di Firenze, 055 000 1122", THERE: "Centro Bologna, 051 000 3344"}


def meet_partners(work: str, *, now: datetime) -> bool:
    """Play it once, when both cities stand; tell whether it was played now."""
    at = aware(now)
    for city in (HERE, THERE):
        with act_as(system_actor(municipality_id=city, job=JOB)):
            if not is_finished(work):
                return False
    with act_as(_worker(HERE, at)):
        if list_inquiries(side="SENT"):
            return False
    meet(now=now)
    return True


def meet(*, now: datetime) -> None:
    """Register in the second city some people of the first; let the night pass, ask, answer."""
    at = aware(now)
    with act_as(_worker(HERE, at)):
        known = list(_known())
    with act_as(_worker(THERE, at)):
        again = [_again(person, at - timedelta(days=3)) for person in known]
    _compare({HERE: [one.id for one in known], THERE: [one.id for one in again]}, at)
    _ask(HERE, [one.id for one in known[:3]], at - timedelta(days=2))
    _ask(THERE, [one.id for one in again[3:4]], at - timedelta(days=1))
    _answer([one.id for one in again[:2]], at)
    for city in (HERE, THERE):
        with act_as(system_actor(municipality_id=city, job=JOB)):
            matching.settle(at=at)
            for period in open_periods(on=now.date()):
                snapshot_indicators(period_from=period.starts_on, period_to=period.ends_on, at=at)


def _worker(city: str, at: datetime) -> Actor:
    with act_as(system_actor(municipality_id=city, job=JOB)):
        user = list_colleagues(role=Role.CASE_WORKER, on=at.date())[0]
    return Actor(Scope.CITY, city, user.pk, Role.CASE_WORKER, PERMISSIONS[Role.CASE_WORKER])


def _known() -> Iterator[Any]:
    """Yield people of the first city who are told well enough to be recognised."""
    people = [case.person for case in list_cases(filters=CaseFilter(state="OPEN"), size=60).rows]
    aside, found = set_aside([person.id for person in people]), 0
    for person in reversed(people):  # the last opened have other parts to play
        told = person.given_name and person.family_name and person.birth_on
        if told and person.birth_on == person.birth_to and person.id not in aside and found < MET:
            found += 1
            yield person


def _again(person: Any, at: datetime) -> Any:
    """Register somebody in the other city, as they were heard there, and take them in charge."""
    made = register(
        at=at,
        stage="DECLARED",
        given_name=heard(person.given_name),
        family_name=person.family_name,
        sex=person.sex,
        birth=Birth.of(person),
        nationality=person.nationality,
        languages=person.languages,
    )
    open_case(person_id=made.id, origin="STREET", at=at)
    return made


def _compare(people: dict[str, list[UUID]], at: datetime) -> None:
    """Do what the night does, for these people alone: the others wait for the first night."""
    key: NetworkKey = network_key() if key_file().exists() else new_network_key()
    for city, ids in people.items():
        with act_as(system_actor(municipality_id=city, job=JOB)):
            matching.write_prints(key=key, at=at, only=frozenset(ids))
    with act_as(Actor(Scope.MATCHER, role=JOB)):
        matching.compare(since=None, at=at)


def _ask(city: str, person_ids: Sequence[UUID], at: datetime) -> None:
    with act_as(_worker(city, at)):
        for person_id in person_ids:
            for line in partners_of(person_id=person_id, on=at.date()):
                if line.hint_id is not None:
                    matching.ask(hint_id=line.hint_id, contact=_DESKS[city], at=at, **_ASK)


def _answer(person_ids: Sequence[UUID], at: datetime) -> None:
    """Say yes about the first, no about the second; the others wait."""
    with act_as(_worker(THERE, at)):
        for row in list_inquiries(side="RECEIVED"):
            if row.person_id == person_ids[0]:
                matching.accept(inquiry_id=row.pk, contact=_DESKS[THERE], at=at)
            elif row.person_id in person_ids:
                matching.decline(inquiry_id=row.pk, reason="UNWILL", at=at)
