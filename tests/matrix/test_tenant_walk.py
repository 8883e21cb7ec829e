"""Another city's ids in forms, in searches and in our own addresses: nothing is found or guessed.

That no address with them is answered is asked in `test_generated_requests.py`.
"""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people.models import Person
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.ids import new_id
from lgnet.lib.tenancy.harden import declared_policies
from tests.builders import BOLOGNA, FIRENZE
from tests.matrix.cities import CANARY
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import (
    TRACES,
    UUID_TEXT,
    addresses,
    client_of,
    every_form,
    fingerprint,
    leaks,
    ours_only,
    rows_naming,
    said,
    send,
)


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.HOUSING_COORDINATOR, Role.TEAM_MEMBER])
def test_our_pages_are_walked_with_our_data_in_them(cities: Cities, role: str) -> None:
    """Prove the oracle: the same walk in our own city finds our own texts."""
    client, found = client_of(role), set()
    for route in all_routes():
        for address in addresses(route, cities.ours.ids):
            found |= set(re.findall(r"FIORINO-(\w+-\w+)", said(client.get(address))))
    assert len(found) >= (3 if role == Role.TEAM_MEMBER else 6), found


@pytest.mark.parametrize("role", [one for one in Role if one not in NETWORK_ROLES])
def test_foreign_and_absent_ids_are_one_answer(cities: Cities, role: str) -> None:
    client, nothing = client_of(role), {name: new_id() for name in cities.theirs.ids}
    for route in ours_only():
        for theirs, absent in zip(
            addresses(route, cities.theirs.ids), addresses(route, nothing), strict=True
        ):
            for method in ("get", "post"):
                one = getattr(client, method)(theirs, {"_key": str(uuid4())})
                other = getattr(client, method)(absent, {"_key": str(uuid4())})
                assert one.status_code == other.status_code, theirs
                assert len(one.content) == len(other.content), theirs
                assert set(one.headers) == set(other.headers), theirs


def _counterparts(cities: Cities) -> dict[str, str]:
    """Return, for each id of ours, an id of theirs of the same kind."""
    pairs = {}
    for name, key in cities.ours.ids.items():
        pairs[str(key)] = str(cities.theirs.ids[name])
    for name, keys in cities.ours.more.items():
        for position, key in enumerate(keys):
            pairs.setdefault(str(key), str(cities.theirs.more[name][position]))
    return pairs


@pytest.mark.parametrize("role", [one for one in Role if one not in NETWORK_ROLES])
def test_forms_with_another_citys_ids_change_nothing(cities: Cities, role: str) -> None:
    client, pairs = client_of(role), _counterparts(cities)
    before, wrong, sent = fingerprint(BOLOGNA, besides=TRACES), [], 0
    for form in every_form(client, cities.ours.ids):
        for name, values in form.fields.items():
            if name == "_key" or not any(UUID_TEXT.search(value) for value in values):
                continue
            swapped = [
                UUID_TEXT.sub(
                    lambda found: pairs.get(found.group(), str(cities.theirs.ids["case_id"])), value
                )
                for value in values
            ]
            answer = send(client, form, **{name: swapped})
            sent += 1
            if answer.status_code >= 500:
                wrong.append((form.action, name, answer.status_code))
            if found := leaks(said(answer), cities.theirs, asked=str(swapped)):
                wrong.append((form.action, name, found))
        if UUID_TEXT.search(form.action):
            form.action = UUID_TEXT.sub(
                lambda found: pairs.get(found.group(), str(new_id())), form.action
            )
            answer = send(client, form)
            sent += 1
            if answer.status_code not in {403, 404, 422}:
                wrong.append((form.action, "address", answer.status_code))
    assert not wrong, wrong[:12]
    assert fingerprint(BOLOGNA, besides=TRACES) == before
    # Whatever was answered, no row of ours points at a thing of theirs.
    assert rows_naming(FIRENZE, cities.theirs.every_id()) == {}
    assert sent or role == Role.CITY_MANAGER


@pytest.mark.parametrize("text", [CANARY, "given_name-2", "ZZ", "%", "' OR 1=1 --", "BO-2026-0001"])
def test_search_finds_nobody_of_theirs(cities: Cities, text: str) -> None:
    for role in (Role.CASE_WORKER, Role.HOUSING_COORDINATOR):
        answer = client_of(role).post(reverse("desk:search"), {"q": text, "_key": str(uuid4())})
        assert answer.status_code == 200
        assert not leaks(said(answer).replace(text, ""), cities.theirs)


def test_search_by_code_ignores_the_city_of_the_code(cities: Cities) -> None:
    """A code of theirs finds what the same number finds here: nothing tells that theirs exists."""
    client, found = client_of(Role.CASE_WORKER), []
    for code in ("BO-2026-0001", "RM-2026-0001"):
        answer = client.post(reverse("desk:search"), {"q": code, "_key": str(uuid4())})
        found.append((answer.status_code, len(answer.content)))
    assert found[0] == found[1]


def test_lists_count_what_the_database_counts(cities: Cities) -> None:
    """T06: what pages count is what the owner counts for this city alone."""
    with act_as(system_actor(municipality_id=FIRENZE, job="test")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE state <> 'CLOSED') FROM cases_casefile"
            " WHERE municipality_id = %s",
            [FIRENZE],
        )
        every, open_now = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM people_person WHERE municipality_id = %s", [FIRENZE])
        persons = cursor.fetchone()[0]
    client = client_of(Role.CASE_WORKER)
    export = said(client.get(reverse("desk:case_export", args=["csv"])))
    assert len(set(re.findall(r"FI-2026-\d{4}", export))) in {every, open_now}
    page = said(client.get(reverse("desk:people")))
    mine = {str(key) for key in cities.ours.more["person_id"] + cities.ours.more["case_id"]}
    shown = {key for key in UUID_TEXT.findall(page) if key in mine}
    assert len(shown) <= persons
    assert not set(UUID_TEXT.findall(page)) & cities.theirs.every_id()
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert Person.objects.count() == persons
        assert CaseFile.objects.count() == every


def test_the_wall_alone_holds_when_everybody_may_everything(
    cities: Cities, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T15: with every permission check patched out nothing of theirs is reached."""
    monkeypatch.setattr(Actor, "may", lambda self, permission: True)
    before, wrong = fingerprint(BOLOGNA, besides=TRACES), []
    for role in (Role.TEAM_MEMBER, Role.NETWORK_OBSERVER):
        client = client_of(role)
        for route in all_routes():
            for address in addresses(route, cities.theirs.ids):
                for method in ("get", "post"):
                    answer = getattr(client, method)(
                        address, {"_key": str(uuid4())} if method == "post" else None
                    )
                    if found := leaks(said(answer), cities.theirs, asked=address):
                        wrong.append((role, method, address, found))
    assert not wrong, wrong[:12]
    assert fingerprint(BOLOGNA, besides=TRACES) == before


def test_a_child_named_in_an_address_belongs_to_its_parent(cities: Cities) -> None:
    """T03 inside one city: a need, an act, a category of one case by way of another."""
    other, ids = cities.ours.more["case_id"][3], cities.ours.ids
    held, left = cities.ours.more["request_id"][1], cities.ours.more["left"]
    client, before = client_of(Role.CASE_WORKER), fingerprint(FIRENZE, besides=TRACES)
    for name, keys, data in (
        ("desk:move_need", [other, ids["need_id"]], {"to": "MET"}),
        ("desk:undo_action", [other, ids["action_id"]], {"reason": "prova"}),
        ("desk:end_vulnerability", [other, ids["vulnerability_id"]], {}),
        ("desk:leave_household", [other, ids["person_id"]], {}),
        ("housing:release", [ids["request_id"]], {"hold": ids["hold_id"]}),
        ("housing:prolong", [ids["request_id"]], {"hold": ids["hold_id"], "reason": "prova"}),
        ("housing:end_need", [held], {"need": cities.ours.more["need"][0]}),
        ("housing:offer", [ids["request_id"]], {"hold": ids["hold_id"], "language": "it"}),
        ("housing:offer_withdraw", [ids["request_id"], ids["offer_id"]], {}),
        ("housing:offer_answer", [ids["request_id"], ids["offer_id"]], {"answer": "yes"}),
        ("housing:follow_up", [ids["stay_id"], ids["follow_up_id"]], {"outcome": "HOSTED"}),
        ("housing:undo_follow_up", [ids["stay_id"], ids["follow_up_id"]], {"reason": "prova"}),
        ("housing:undo_money", [ids["stay_id"]], {"line": left[4], "reason": "prova"}),
    ):
        answer = client.post(reverse(name, args=keys), {**data, "_key": str(uuid4())})
        assert answer.status_code == 404, name
    assert fingerprint(FIRENZE, besides=TRACES) == before


SEEN_BY_THE_MATCHER = {"matching_print", "matching_hint"}


def test_who_compares_reads_fingerprints_and_hints_and_not_one_row_more(cities: Cities) -> None:
    full = 0
    for table, policy in declared_policies().items():
        if policy.exempt or "SELECT" not in policy.verbs:
            continue
        seen = []
        for actor in (system_actor(municipality_id=FIRENZE, job="test"), Actor(Scope.MATCHER)):
            with act_as(actor), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                seen.append(cursor.fetchone()[0])
        there, matcher = seen
        assert bool(matcher) == (table.name in SEEN_BY_THE_MATCHER), table
        full += there > 0
    assert full > 40
