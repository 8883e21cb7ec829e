"""Thousands of requests nobody should send, generated from a seed and the same in every run.

Each role asks every route for what is ours and for what is another city's; rows of the other city
by every method. Language, htmx or a whole page, and a hostile question behind the address are dealt
out by the seed.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.test import Client

from tests.matrix.conftest import Cities
from tests.matrix.routes import Route, all_routes
from tests.matrix.walking import addresses, is_id

SEED = "lgnet"
AT_LEAST = 5000
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
LANGUAGES = ("it", "en", "ti", "fr;q=0.9, *;q=0.1")
QUESTIONS = (
    "",
    "?q=ZZCANARY&cerca=ZZCANARY",
    "?ordina=person__given_name&ordine=-password",
    "?person__given_name__startswith=ZZ&_connector=OR&_negated=1",
    "?municipality_id=037006&comune=037006&istat=037006",
    "?giorno=0001-01-01&periodo=9999-T9&da=-1",
    "?dopo=eyJhIjoxfQ&stato=%00&formato=json",
)


@dataclass(frozen=True)
class Request:
    """One request to be sent, and whether it names rows of the other city."""

    route: Route
    method: str
    address: str
    theirs: bool
    headers: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] | None = None

    def send(self, client: Client) -> HttpResponse:
        """Send it."""
        headers = {f"HTTP_{name}": value for name, value in self.headers.items()}
        answer: HttpResponse = getattr(client, self.method)(self.address, self.data, **headers)
        return answer


def requests_of(role: str, cities: Cities) -> Iterator[Request]:
    """Yield all requests of a role, in the same order with the same details every time."""
    dice = random.Random(f"{SEED} {role}")
    for route in all_routes():
        ids: list[tuple[Mapping[str, UUID], bool]] = [(cities.ours.ids, False)]
        if any(map(is_id, route.parameters)):
            ids.append((cities.theirs.ids, True))
        for known, theirs in ids:
            for address in addresses(route, known):
                for method in METHODS if theirs else ("get",):
                    yield _dealt(route, method, address, theirs, dice)


def _dealt(route: Route, method: str, address: str, theirs: bool, dice: random.Random) -> Request:
    headers = {"ACCEPT_LANGUAGE": dice.choice(LANGUAGES)}
    if dice.random() < 0.3:
        headers["HX_REQUEST"] = "true"
    question = dice.choice(QUESTIONS) if dice.random() < 0.5 else ""
    data = None
    if method == "post":
        data = {"_key": str(uuid5(UUID(int=0), f"{address} {dice.random()}"))}
    return Request(route, method, address + question, theirs, headers, data)
