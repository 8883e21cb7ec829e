"""Every field of every form with what nobody should type: a clear answer, never a fault.

A form several roles are offered is read by the same lines: each field gets each hostile text once,
and those who are offered it share the texts out among them. The same with pages and addresses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, FIRENZE
from tests.harness.databases import turned_to
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import (
    ROLES,
    Form,
    addresses,
    client_of,
    fingerprint,
    forms_of,
    send,
)

SLOWEST_SECONDS = 5.0
HOSTILE = {
    "date-one": "0001-01-01",
    "date-last": "9999-12-31",
    "date-time-one": "0001-01-01T00:00",
    "date-time-last": "9999-12-31T23:59",
    "no-such-day": "31/02/2026",
    "no-such-day-iso": "2026-02-31",
    "negative": "-1",
    "huge-number": "9" * 40,
    "nan": "NaN",
    "infinite": "1e309",
    "nul": "a\0b",
    "surrogate": b"\xed\xa0\x80\xff",
    "script": "<script>alert(1)</script>{{7*7}}${7*7}",
    "right-to-left": "\u202eabc\u200b\u2066\ufeff",
    "words": "ù" * 5000,
    "format": "%s%n%(x)s' OR 1=1 --",
    "absent-id": "00000000-0000-7000-8000-000000000000",
    "colons": "a:b:c",
    "empty": "",
}


_DATES = ("date-one", "date-last", "date-time-one", "date-time-last", "no-such-day-iso", "empty")
_NUMBERS = ("negative", "huge-number", "nan", "infinite", "empty")


def kinds_for(control: str) -> list[str]:
    """Return what is worth trying in a control; free texts and hidden values get most."""
    if control in {"date", "datetime-local", "time", "month"}:
        return [*_DATES, "no-such-day", "nul", "huge-number"]
    if control == "number":
        return [*_NUMBERS, "nul", "date-one"]
    if control in {"select", "checkbox", "radio"}:
        return ["nul", "surrogate", "absent-id", "empty", "colons"]
    return [kind for kind in HOSTILE if kind not in {"date-time-one", "date-time-last", "infinite"}]


@dataclass
class Offered:
    """Who may open which page and send which form: by address, and by the form's shape."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[tuple[str, ...], dict[str, Form]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def offered(stage: Cities, django_db_blocker: Any) -> Offered:
    """Walk every page as everybody, once a worker."""
    found = Offered()
    with django_db_blocker.unblock(), turned_to(stage.database), transaction.atomic():
        for role in ROLES:
            _walk(role, stage, found)
        transaction.set_rollback(True)
    return found


def _walk(role: str, stage: Cities, found: Offered) -> None:
    client = client_of(role)
    for route in all_routes():
        for position, address in enumerate(addresses(route, stage.ours.ids)):
            answer = client.get(address)
            if answer.status_code != 200:
                continue
            if position == 0:
                found.pages.setdefault(address, []).append(role)
            if "html" in answer.headers.get("Content-Type", ""):
                for form in forms_of(answer.content.decode()):
                    form.action = form.action or address
                    found.forms.setdefault(form.shape(), {}).setdefault(role, form)


def forms_for(role: str, offered: Offered) -> list[Form]:
    """Return the forms a role is offered, one of each kind."""
    return [by_role[role] for by_role in offered.forms.values() if role in by_role]


def share_of(role: str, *, among: Sequence[str], things: Sequence[str], turn: int = 0) -> list[str]:
    """Return which of these things are this role's to try; together all try all of them."""
    mine = sorted(among).index(role)
    return [one for n, one in enumerate(things, start=turn) if n % len(among) == mine]


def test_everything_is_tried_by_somebody() -> None:
    among = ["ANONYMOUS", "CASE_WORKER", "TEAM_MEMBER"]
    for turn in range(4):
        shares = [share_of(one, among=among, things=[*HOSTILE], turn=turn) for one in among]
        assert sorted(one for share in shares for one in share) == sorted(HOSTILE)


def _sent(client: Client, form: Form, **typed: Any) -> Iterator[HttpResponse]:
    """Send a form inside a savepoint that is undone; check that a refusal changed nothing."""
    with transaction.atomic():
        yield send(client, form, **typed)
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_no_field_of_any_form_makes_a_fault(offered: Offered, cities: Cities, role: str) -> None:
    client, wrong, sent = client_of(role), [], 0
    for turn, by_role in enumerate(offered.forms.values()):
        if role not in by_role:
            continue
        form, among = by_role[role], [*by_role]
        for number, name in enumerate(sorted(set(form.fields) - {"_key", "csrfmiddlewaretoken"})):
            kinds = kinds_for(form.kinds.get(name, ""))
            for kind in share_of(role, among=among, things=kinds, turn=turn + number):
                began = perf_counter()
                for answer in _sent(client, form, **{name: HOSTILE[kind]}):
                    sent += 1
                    if answer.status_code >= 500:
                        wrong.append((form.action, name, kind, answer.status_code))
                if perf_counter() - began > SLOWEST_SECONDS:
                    wrong.append((form.action, name, kind, "slow"))
    assert not wrong, f"{len(wrong)} of {sent}: {wrong[:40]}"
    assert sent > 30


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER])
def test_a_refused_form_changes_nothing(offered: Offered, cities: Cities, role: str) -> None:
    client, traces = client_of(role), {"audit_auditevent", "audit_chainhead"}
    before, theirs = fingerprint(FIRENZE, besides=traces), fingerprint(BOLOGNA)
    for form in forms_for(role, offered):
        hostile = dict.fromkeys(set(form.fields) - {"_key"}, "9999-99-99\0<x>")
        answer = send(client, form, **hostile)
        if answer.status_code in {301, 302, 303}:
            continue
        assert fingerprint(FIRENZE, besides=traces) == before, form.action
    assert fingerprint(BOLOGNA) == theirs


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.TEAM_MEMBER, "ANONYMOUS"])
def test_ten_megabytes_in_a_field_are_refused(offered: Offered, cities: Cities, role: str) -> None:
    client = client_of(role)
    for form in forms_for(role, offered):
        if form.action == reverse("logout"):
            continue  # it reads nothing of what it is sent
        field = next(
            (one for one in form.fields if one not in {"_key", "csrfmiddlewaretoken"}), "x"
        )
        answer = send(client, form, **{field: "x" * 10_000_000})
        assert 400 <= answer.status_code < 500, (form.action, answer.status_code)


ADDRESSES = [
    "?dopo=%00",
    "?dopo=zz",
    "?dopo=eyJhIjoxfQ",
    "?giorno=9999-12-31",
    "?giorno=0001-01-01",
    "?periodo=9999-T9",
    "?periodo=0000-T1",
    "?da=-1",
    "?da=1e309",
    "?da=99999999999999999999",
    "?ordina=password&ordine=person__given_name",
    "?stato=%F0%9F&classe=P9&canale='",
    "?cartella=1&cartella=zz",
    "?turno=zz&uscita=zz&nucleo=zz&camera=zz&se=zz&escluse=zz&solo=zz&tipo=zz",
    "?dal=9999-12-31&al=0001-01-01&notti=-5&persone=NaN&giorni=1e309",
    "?person__given_name__startswith=Z&_connector=OR&_negated=1",
    "?q=%00%ff&base=zz&lingua=zz",
]


@pytest.mark.parametrize("role", ROLES)
def test_no_address_makes_a_fault(offered: Offered, cities: Cities, role: str) -> None:
    """S04, S05, M08: unknown words in an address are ignored or refused."""
    client, wrong, seen = client_of(role), [], 0
    for turn, (address, among) in enumerate(offered.pages.items()):
        if role in among:
            for query in share_of(role, among=among, things=ADDRESSES, turn=turn):
                seen += 1
                status = client.get(address + query).status_code
                if status >= 500:
                    wrong.append((address, query, status))
    assert not wrong, f"{len(wrong)} of {seen}: {wrong[:30]}"
    assert seen > 20
