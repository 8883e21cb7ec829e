"""What keeps a register clean: somebody registered twice, renewals asked for, where people were."""

from datetime import timedelta
from typing import Any

from lgnet.domain.cases.queries import CaseFilter, list_cases, list_expiring_titles
from lgnet.domain.people import operations as people
from lgnet.domain.people import register_queries
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.queries import current_title, titles_of
from lgnet.domain.people.titles import NONE
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as

DOUBLES = 5
"""People another office wrote down again, the way it heard them."""
_JOINED, _RENEWALS, _PLACES = 2, 6, 8
_HEARD = (("ou", "u"), ("y", "i"), ("w", "u"), ("ee", "i"), ("kh", "h"), ("dj", "j"), ("ss", "s"))


def keep_register(troupe: Troupe, memory: Memory) -> None:
    """Let the desk meet doubles, join some, and write down renewals and places of before."""
    with speak_as(troupe.actor(troupe.first(Role.CASE_WORKER))):
        _doubles(memory)
        _renewals(memory)


def heard(name: str | None) -> str | None:
    """Return a name as somebody else would spell it."""
    for one, other in _HEARD:
        if name and one in name:
            return name.replace(one, other, 1)
    return name


def _doubles(memory: Memory) -> None:
    at = aware(memory.until - timedelta(days=1))
    named = [
        case.person
        for case in list_cases(filters=CaseFilter(), size=60).rows
        if case.person.given_name and case.person.family_name and case.person.birth_on
    ]
    doubles = [_again(person, at) for person in named[:DOUBLES]]
    people.note_look_alikes(person_ids=[one.id for one in doubles], at=at)
    for person, double in list(zip(named, doubles, strict=False))[:_JOINED]:
        if register_queries.waiting_pair(first_id=person.id, second_id=double.id) is not None:
            people.merge(
                survivor_id=person.id,
                absorbed_id=double.id,
                reason="Lo dice la persona: era già passata da un altro sportello",
                at=at,
            )
    for number, person in enumerate(named[:_PLACES]):
        kind, place = (("CAS", "Prato"), ("SAI", "Pistoia"), ("HOTSPOT", "Lampedusa"))[number % 3]
        people.add_place(
            person_id=person.id,
            kind=kind,
            place=place,
            begun=(at.year - 2, 3 + number % 6, None),
            ended=(at.year - 1, None, None),
            source="la persona",
            at=at,
        )


def _again(person: Any, at: Any) -> Any:
    return people.register(
        at=at,
        stage="DECLARED",
        given_name=heard(person.given_name),
        family_name=heard(person.family_name),
        sex=person.sex,
        birth=Birth.of(person),
        nationality=person.nationality,
        phone=person.phone,
    )


def _renewals(memory: Memory) -> None:
    """Who has a title about to end asks for its renewal, some of them."""
    today, at = memory.until.date(), aware(memory.until - timedelta(hours=30))
    soon = list_expiring_titles(on=today, until=today + timedelta(days=45), limit=_RENEWALS * 2)
    wanted = {row.case_id for row in soon[::2]}
    rows = list_cases(filters=CaseFilter(), size=1000).rows
    for person_id in [case.person_id for case in rows if case.id in wanted]:
        title = current_title(titles_of(person_ids=[person_id]), on=today)
        if title is not None and title.title != NONE and title.to_on is not None:
            people.add_title(
                person_id=person_id,
                title="RIC_RINNOVO",
                from_on=at.date(),
                renews=title.id,
                number=f"05{title.to_on:%y%m%d}{str(title.pk.int)[-6:]}",
                at=at,
            )
