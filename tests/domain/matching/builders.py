"""One person met in two cities, brought as far as a hint, a question or a link by the real jobs."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.matching import operations
from lgnet.domain.matching.key import NetworkKey
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Person
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import Actor, Scope, act_as
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities
from tests.people_builders import AT, a_person

KEY = NetworkKey(b"k" * 32)
LATER = AT + timedelta(days=1)
WHY = "Dice di aver già un percorso da voi: per non ricominciare."
CONTACT = "Sportello unico, 055 000 111"
SELAM: dict[str, Any] = {
    "given_name": "Selam",
    "family_name": "Weldu",
    "birth": Birth.on_day(date(1994, 5, 12)),
    "phone": "+39 333 1234567",
}
OTHER: dict[str, Any] = {
    "given_name": "Oleksandr",
    "family_name": "Kovalenko",
    "sex": "M",
    "birth": Birth.on_day(date(1971, 11, 3)),
}
MATCHER = Actor(Scope.MATCHER, role="matching.compare")


def as_job(city: str) -> Any:
    """Act as a job of one city."""
    return act_as(system_actor(municipality_id=city, job="test"))


def write(*cities: str, key: NetworkKey = KEY, at: datetime = AT) -> dict[str, int]:
    """Fingerprint the people of cities; return how many were written in each."""
    done = {}
    for city in cities or (FIRENZE, BOLOGNA):
        with as_job(city):
            done[city] = operations.write_prints(key=key, at=at).written
    return done


def compare(at: datetime = AT) -> tuple[int, int]:
    """Compare everything, as who has no key."""
    with act_as(MATCHER):
        return operations.compare(since=None, at=at)


def settle(at: datetime = AT) -> None:
    """Let both cities settle."""
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            operations.settle(at=at)


def met_twice(**told: Any) -> dict[str, Person]:
    """Register one person in both cities, spelt twice, and somebody else in each; compare."""
    make_cities()
    people = {}
    for city, spelt in ((FIRENZE, SELAM), (BOLOGNA, SELAM | {"given_name": "Salam"})):
        with acting(city=city):
            people[city] = a_person(**spelt | told)
            a_person(**OTHER | {"given_name": f"{OTHER['given_name']}{city}"[: 9 + len(city)]})
    write()
    compare()
    return people


def hint_of(person: Person, city: str) -> Hint:
    """Return what a city was told of one of its people."""
    with as_job(city):
        return Hint.objects.get(handle__in=Handle.objects.filter(person=person).values("id"))


def asked(at: datetime = LATER, **told: Any) -> dict[str, Inquiry]:
    """Let Firenze ask Bologna about the person both met; return both halves."""
    people = met_twice()
    hint = hint_of(people[FIRENZE], FIRENZE)
    with acting(city=FIRENZE):
        values = {"purpose": "CONTINUE", "text": WHY, "contact": CONTACT, "at": at}
        operations.ask(hint_id=hint.pk, **values | told)
    return halves()


def halves() -> dict[str, Inquiry]:
    """Return both cities' halves of the only question there is."""
    found = {}
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            row = Inquiry.objects.select_related("person").first()
            if row is not None:
                found[city] = row
    return found


def states() -> dict[str, str]:
    """Return the state of both halves."""
    return {city: row.state for city, row in halves().items()}


def linked() -> dict[str, Inquiry]:
    """Let Bologna say yes."""
    rows = asked()
    with acting(city=BOLOGNA):
        operations.accept(inquiry_id=rows[BOLOGNA].pk, contact="SAI Bologna, 051 000", at=LATER)
    return halves()


def hints(city: str) -> list[UUID]:
    """Return the hints a city has."""
    with as_job(city):
        return list(Hint.objects.order_by("id").values_list("id", flat=True))
