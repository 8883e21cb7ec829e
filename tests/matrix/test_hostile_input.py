"""Every field of every form with what nobody should type: a clear answer, never a fault."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, FIRENZE
from tests.matrix.conftest import Cities
from tests.matrix.walking import Form, client_of, every_form, fingerprint, send

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


def _sent(client: Client, form: Form, **typed: Any) -> Iterator[HttpResponse]:
    """Send a form inside a savepoint that is undone; check that a refusal changed nothing."""
    with transaction.atomic():
        yield send(client, form, **typed)
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", [*Role, "ANONYMOUS"])
def test_no_field_of_any_form_makes_a_fault(cities: Cities, role: str) -> None:
    client, wrong, sent = client_of(role), [], 0
    forms = every_form(client, cities.ours.ids)
    for form in forms:
        for field in form.fields:
            if field in {"_key", "csrfmiddlewaretoken"}:
                continue
            for kind in kinds_for(form.kinds.get(field, "")):
                value = HOSTILE[kind]
                began = perf_counter()
                for answer in _sent(client, form, **{field: value}):
                    sent += 1
                    if answer.status_code >= 500:
                        wrong.append((form.action, field, kind, answer.status_code))
                if perf_counter() - began > SLOWEST_SECONDS:
                    wrong.append((form.action, field, kind, "slow"))
    assert not wrong, f"{len(wrong)} of {sent}: {wrong[:40]}"
    assert forms


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER])
def test_a_refused_form_changes_nothing(cities: Cities, role: str) -> None:
    client, traces = client_of(role), {"audit_auditevent", "audit_chainhead"}
    before, theirs = fingerprint(FIRENZE, besides=traces), fingerprint(BOLOGNA)
    for form in every_form(client, cities.ours.ids):
        hostile = dict.fromkeys(set(form.fields) - {"_key"}, "9999-99-99\0<x>")
        answer = send(client, form, **hostile)
        if answer.status_code in {301, 302, 303}:
            continue
        assert fingerprint(FIRENZE, besides=traces) == before, form.action
    assert fingerprint(BOLOGNA) == theirs


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.TEAM_MEMBER, "ANONYMOUS"])
def test_ten_megabytes_in_a_field_are_refused(cities: Cities, role: str) -> None:
    client = client_of(role)
    for form in every_form(client, cities.ours.ids):
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


@pytest.mark.parametrize("role", [*Role, "ANONYMOUS"])
def test_no_address_makes_a_fault(cities: Cities, role: str) -> None:
    """S04, S05, M08: unknown words in an address are ignored or refused."""
    from tests.matrix.routes import all_routes
    from tests.matrix.walking import addresses

    client, wrong, seen = client_of(role), [], 0
    for route in all_routes():
        for address in addresses(route, cities.ours.ids):
            if client.get(address).status_code != 200:
                continue
            for query in ADDRESSES:
                seen += 1
                status = client.get(address + query).status_code
                if status >= 500:
                    wrong.append((address, query, status))
    assert not wrong, f"{len(wrong)} of {seen}: {wrong[:30]}"
