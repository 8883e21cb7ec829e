"""Tools of the walks: addresses with anybody's ids, forms as pages have them, fingerprints of cities."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.harden import Table, declared_policies
from tests.builders import BOLOGNA, FIRENZE, sign_in
from tests.matrix.cities import CANARY, Filled
from tests.matrix.routes import Route, all_routes

ROLES = (*Role, "ANONYMOUS")
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Parameters that are no ids, and the values that are worth trying.
WORDS: Mapping[str, tuple[str, ...]] = {
    "slug": (
        "reports",
        "strutture",
        "segnalazioni",
        "comuni",
        "persone",
        "presenze",
        "centri",
        "uscite-accoglienza",
    ),
    "fmt": ("csv", "xlsx"),
    "kind": ("csv", "xlsx", "mine"),
    "to": ("CLOSED", "SUSPENDED", "OPEN"),
    "tab": ("needs", "actions", "titles", "people", "housing", "access", "bisogni", "casa"),
    "paper": ("json", "pdf"),
    "istat": (BOLOGNA, FIRENZE),
    "token": (f"{FIRENZE}{'0' * 32}.nobodys", f"{BOLOGNA}AAAAAAAAAAAAAAAAAAAAAA.not-ours"),
    "indicator": ("persons_met", "people_met", "placed"),
}


def client_of(role: str, city: str = FIRENZE) -> Client:
    """Return a browser of somebody of a role; problems come back as pages."""
    client = Client(raise_request_exception=False)
    return client if role == "ANONYMOUS" else sign_in(client, role, city)


def is_id(parameter: str) -> bool:
    """Tell whether a parameter of a route names a row."""
    return parameter.endswith("_id")


def addresses(route: Route, ids: Mapping[str, UUID]) -> Iterator[str]:
    """Yield the addresses of a route with these ids and every word worth trying."""
    choices: list[dict[str, Any]] = [{}]
    for name in dict.fromkeys(route.parameters):
        values: Iterable[Any] = (ids[name],) if is_id(name) else WORDS[name]
        choices = [{**kwargs, name: value} for kwargs in choices for value in values]
    for kwargs in choices:
        try:
            yield reverse(route.name, kwargs=kwargs)
        except NoReverseMatch:
            continue


def ours_only() -> list[Route]:
    """Return the routes whose parameters name a row."""
    return [route for route in all_routes() if any(map(is_id, route.parameters))]


def said(answer: HttpResponse) -> str:
    """Return all an answer says: body, headers, cookies."""
    body = b"".join(answer) if answer.streaming else answer.content
    head = [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\n".join(
        [body.decode("utf-8", "replace"), *head, *(str(one) for one in answer.cookies.values())]
    )


def leaks(text: str, theirs: Filled, *, asked: str = "") -> set[str]:
    """Return what of theirs stands in a text, besides the ids the asker put there."""
    found = set(re.findall(rf"{CANARY}-[\w-]+", text))
    found |= {key for key in theirs.every_id() if key in text and key not in asked}
    return found | {code for code in theirs.codes if code.startswith("BO-") and code in text}


@dataclass
class Form:
    """A form of a page: address, method, names and values as a browser would send them."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)

    def shape(self) -> tuple[str, ...]:
        """Return what tells one kind of form from another."""
        return (UUID_TEXT.sub("*", self.action.partition("?")[0]), *sorted(self.fields))


class _Forms(HTMLParser):
    """Collect forms; every control gets a value a person could have chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(at.get("action", ""), at.get("method", "get").lower())
            self.forms.append(self._open)
            if at.get("id"):
                self._by_id[at["id"]] = self._open
            return
        form = self._by_id.get(at.get("form", "")) or self._open
        if form is None:
            return
        name = at.get("name", "")
        if name:
            form.kinds[name] = at.get("type", "") if tag == "input" else tag
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            if at.get("value") and (not form.fields[self._select] or "selected" in at):
                form.fields[self._select] = [at["value"]]
        elif tag == "textarea" and name:
            form.fields.setdefault(name, [""])
        elif tag in {"input", "button"} and name:
            if at.get("type") == "file":
                form.files.add(name)
            elif at.get("type") == "checkbox":
                form.fields.setdefault(name, []).append(at.get("value", "on"))
            elif not form.fields.get(name):
                form.fields[name] = [at.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page that are sent by POST."""
    parser = _Forms()
    parser.feed(page)
    return [form for form in parser.forms if form.method == "post"]


def pages_of(client: Client, ids: Mapping[str, UUID]) -> Iterator[tuple[str, str]]:
    """Yield address and text of every page somebody may open with these ids."""
    for route in all_routes():
        for address in addresses(route, ids):
            answer = client.get(address)
            if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", ""):
                yield address, answer.content.decode()


def every_form(client: Client, ids: Mapping[str, UUID]) -> list[Form]:
    """Return one form of each kind somebody is offered, with its full address."""
    found: dict[tuple[str, ...], Form] = {}
    for address, page in pages_of(client, ids):
        for form in forms_of(page):
            form.action = form.action or address
            found.setdefault(form.shape(), form)
    return list(found.values())


def send(client: Client, form: Form, **typed: Any) -> HttpResponse:
    """Send a form, with other values for some fields, as a fresh form."""
    return client.post(form.action, {**form.fields, **typed, "_key": str(uuid4())})


def not_about(table: Any, city: str) -> str:
    """Return the SQL that leaves out what a table tells a city of itself: a partner's word to it."""
    told = {"housing_transferterm": f" AND partner_id <> '{city}'"}
    return told.get(table.name, "")


def city_tables() -> Iterator[tuple[Table, str]]:
    """Yield each table whose rows belong to a city, with the column that says to which."""
    policies = declared_policies()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name, column_name FROM information_schema.columns"
            " WHERE table_schema IN ('public', 'keys') ORDER BY 1, 2"
        )
        rows = cursor.fetchall()
    for schema, name, column in rows:
        policy = policies.get(Table(schema, name))
        by_city = column in {"municipality_id", "chain"} and name != "network_organisation"
        if by_city and policy is not None and not policy.exempt and "SELECT" in policy.verbs:
            yield Table(schema, name), column


# What a refused request may leave behind.
TRACES = {"audit_auditevent", "audit_chainhead", "once_doneform", "security_membership"}


def fingerprint(city: str, *, besides: Iterable[str] = ()) -> dict[str, str]:
    """Return a hash of each table of a city."""
    found = {}
    with act_as(system_actor(municipality_id=city, job="test")), connection.cursor() as cursor:
        for table, column in city_tables():
            if table.name not in besides:
                cursor.execute(
                    f"SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                    f" FROM {table} t WHERE {column} = %s",
                    [city],
                )
                found[table.name] = cursor.fetchone()[0]
    return found


def rows_naming(city: str, keys: Iterable[str]) -> dict[str, int]:
    """Count, table by table, the rows of a city in which one of these ids stands."""
    found, pattern = {}, "|".join(keys)
    with act_as(system_actor(municipality_id=city, job="test")), connection.cursor() as cursor:
        for table, column in city_tables():
            cursor.execute(
                f"SELECT count(*) FROM {table} t WHERE {column} = %s AND t::text ~ %s",
                [city, pattern],
            )
            if rows := cursor.fetchone()[0]:
                found[table.name] = rows
    return found
