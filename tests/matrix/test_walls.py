"""The walls, one table, one reference, one view at a time: the tests a sabotage must make fail."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from lgnet.domain.grants.operations import publish_figures
from lgnet.domain.grants.periods import Period
from lgnet.domain.housing.models import NetworkPlan
from lgnet.domain.people.models import Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import (
    PRIVATE,
    AccessCode,
    ExternalIdentity,
    KnownDevice,
    RecoveryCode,
    SecondFactor,
    SignIn,
    User,
)
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.network import load_network
from lgnet.lib.access import PERMISSION_ATTRIBUTE
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.tenancy.harden import Table, declared_policies, table_of
from lgnet.lib.tenancy.models import TenantModel
from lgnet.lib.tenancy.policies import Policy
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.domain.privacy.builders import a_colleague
from tests.matrix.cities import CANARY
from tests.matrix.conftest import Cities
from tests.matrix.routes import Route, all_routes
from tests.matrix.walking import addresses, city_tables, not_about

Reference = tuple[Table, str, Table]


def guarded_tables() -> list[tuple[Table, Policy]]:
    """Return each table with row-level security that can be read at all."""
    found = declared_policies().items()
    return sorted(((t, p) for t, p in found if not p.exempt and "SELECT" in p.verbs), key=str)


def references() -> list[Reference]:
    """Return each reference between rows of cities: table, column, table referred to."""
    return [
        (table_of(model), field.column, table_of(field.related_model))
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, TenantModel)
    ]


def name_of(reference: Reference) -> str:
    """Return how a reference is called in the names of tests."""
    return f"{reference[0].name}.{reference[1]}"


def _count(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchone()[0])


@pytest.fixture(scope="module")
def by_city(filled: Cities) -> dict[Table, str]:
    """Which column says to which city a row belongs."""
    return dict(city_tables())


@pytest.fixture(scope="module")
def of_no_city(filled: Cities) -> None:
    """What belongs to no city: the network's tables, and what opens an account."""
    now = timezone.now()
    load_network(at=now)
    period = Period.quarter_of(now.date())
    with act_as(system_actor(municipality_id=None, job="test")):
        publish_figures(period_from=period.starts_on, period_to=period.ends_on, at=now)
        NetworkPlan.objects.create(state="DONE", asked_at=now, moved_at=now)
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        user = User.objects.get(pk=filled.ours.ids["user_id"])
        about = {"user": user, "digest": b"x"}
        SecondFactor.objects.create(user=user, kind="TOTP", name="x", secret=b"x", made_at=now)
        RecoveryCode.objects.create(**about)
        KnownDevice.objects.create(**about, label="x", first_at=now, seen_at=now)
        SignIn.objects.create(user=user, session_key="x", label="x", method="TEST", at=now)
        AccessCode.objects.create(**about, made_by=user.pk, made_at=now, expires_at=now)
        ExternalIdentity.objects.create(user=user, email="x@comune.test")


def _is_of_no_city(table: Table) -> None:
    """Nobody who acts for nobody reads it, nor a colleague what opens another's account."""
    with act_as(Actor(Scope.CITY, None)), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lgnet.scope', '', true)")
        assert _count(f"SELECT count(*) FROM {table}") == 0
    seen = 0
    for who in (act_as(system_actor(municipality_id=FIRENZE, job="test")), acting(city=FIRENZE)):
        with who:
            seen += _count(f"SELECT count(*) FROM {table}")
    assert seen, "nothing is there to be seen"
    if declared_policies()[table] == PRIVATE:
        with acting(Role.TEAM_MEMBER, FIRENZE) as actor:
            others = f"SELECT count(*) FROM {table} WHERE user_id <> %s"
            assert _count(others, actor.user_id) == 0


@pytest.mark.parametrize("table", [t for t, _ in guarded_tables()], ids=lambda table: table.name)
def test_rows_of_another_city_are_not_there(
    cities: Cities, of_no_city: None, by_city: dict[Table, str], table: Table
) -> None:
    column = by_city.get(table)
    if column is None:
        _is_of_no_city(table)
        return
    theirs = f"SELECT count(*) FROM {table} WHERE {column} = %s"
    with acting(city=FIRENZE):
        assert _count(theirs + not_about(table, FIRENZE), BOLOGNA) == 0
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")):
        assert _count(theirs, BOLOGNA) > 0, "nothing is there to be seen: fill the city"


@pytest.fixture
def hidden(cities: Cities) -> Iterator[Cities]:
    """Everybody of the second city secluded by who follows them."""
    now = timezone.now()
    with acting(Role.CASE_WORKER, BOLOGNA):
        for one in Person.objects.exclude(seclusions__isnull=False).values_list("id", flat=True):
            privacy.seclude(
                person_id=one,
                ground="TRAFFICK",
                reason=f"{CANARY}-Person-seclusion-1",
                review_on=timezone.localdate() + timedelta(days=30),
                at=now,
            )
    return cities


ABOUT_PEOPLE = [(t, p) for t, p in guarded_tables() if p.about]


def test_nothing_about_somebody_hidden_is_there(hidden: Cities) -> None:
    met = {}
    for whose in ("follows", "colleague"):
        other = a_colleague(Role.CASE_WORKER, BOLOGNA)
        who = acting(Role.CASE_WORKER, BOLOGNA) if whose == "follows" else act_as(other)
        with who:
            met[whose] = {
                table.name: _count(
                    f"SELECT count(*) FROM {table} WHERE "
                    + " OR ".join(f'"{column}" = ANY(%s)' for column in policy.about),
                    *[_subjects(hidden, column) for column in policy.about],
                )
                for table, policy in ABOUT_PEOPLE
            }
    assert {name for name, rows in met["colleague"].items() if rows} == set()
    assert len([name for name, rows in met["follows"].items() if rows]) > 10, met["follows"]


def _subjects(hidden: Cities, column: str) -> list[object]:
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")):
        people = Person.objects.values_list("id", "vault_key")
        return [key for pair in people for key in pair]


@pytest.mark.parametrize("reference", references(), ids=name_of)
def test_a_reference_into_another_city_is_refused(cities: Cities, reference: Reference) -> None:
    table, column, target = reference
    with act_as(system_actor(municipality_id=BOLOGNA, job="test")), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {target} WHERE municipality_id = %s LIMIT 1", [BOLOGNA])
        theirs = cursor.fetchone()
    # As the system, which alone may change history.
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        bound = _count(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
            " AND pg_get_constraintdef(oid) LIKE %s",
            str(table),
            f"FOREIGN KEY (municipality_id, {column}) REFERENCES %",
        )
        assert bound == 1, "it may point into another city"
        ours = _count(f"SELECT count(*) FROM {table}")
        if theirs and ours and _count("SELECT has_table_privilege(%s, 'UPDATE')::int", str(table)):
            with pytest.raises(IntegrityError):
                _point(table, column, theirs[0])


def _point(table: Table, column: str, key: object) -> None:
    """Let one row point elsewhere, and check at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE ctid = (SELECT ctid FROM {table} LIMIT 1)",
            [key],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


CLOSED = [route for route in all_routes() if getattr(route.view, PERMISSION_ATTRIBUTE, None)]


@pytest.mark.parametrize("route", CLOSED, ids=str)
def test_a_view_that_needs_a_permission_is_not_opened_by_a_stranger(
    cities: Cities, route: Route
) -> None:
    client, asked = Client(raise_request_exception=False), 0
    for address in addresses(route, cities.ours.ids):
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            asked += 1
            assert answer.status_code == 302, (method, address)
            assert answer.headers["Location"].startswith("/accesso/"), (method, address)
    assert asked
