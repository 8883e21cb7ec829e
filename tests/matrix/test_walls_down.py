"""Sabotage: each wall taken down in turn lets something through, so the wall is what holds."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases.models import CaseAction
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.harden import Table, table_of
from lgnet.lib.tenancy.models import TenantModel
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.harness.databases import order
from tests.matrix.cities import fill_city
from tests.matrix.walking import city_tables, client_of

# Tables that stay empty in the filled cities: their policy is tested by its text alone.
EMPTY = {"longwork_longwork", "network_implementingbody", "housing_bednight"}


def _rows_of_theirs(table: Table, column: str) -> int:
    with acting(city=FIRENZE), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [BOLOGNA])
        return int(cursor.fetchone()[0])


@pytest.fixture
def committed(committed_db: str) -> Iterator[str]:
    """Both cities, committed, so that the owner sees them too."""
    fill_city(FIRENZE)
    fill_city(BOLOGNA)
    return committed_db


def test_each_policy_taken_down_is_noticed(committed: str) -> None:
    closed, open_without = [], set()
    for table, column in list(city_tables()):
        assert _rows_of_theirs(table, column) == 0, f"{table} shows rows of Bologna"
        order(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", database=committed)
        if _rows_of_theirs(table, column):
            open_without.add(table.name)
        order(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", database=committed)
        closed.append(table.name)
    assert len(closed) > 35
    left = set(closed) - open_without
    assert left <= EMPTY | {"once_doneform"}, left


def _tenant_keys() -> list[tuple[Table, str, Table]]:
    """Return each reference between rows of cities: table, column, table referred to."""
    from django.apps import apps

    return [
        (table_of(model), field.column, table_of(field.related_model))
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        for field in model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, TenantModel)
    ]


def test_every_reference_between_rows_of_cities_is_bound(committed: str) -> None:
    found = order(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conname LIKE '%tenant_fk'",
        database=committed,
    )
    bound = {(name.replace('"', ""), text.split('"')[0]) for name, text in found}
    assert len(_tenant_keys()) > 30
    for table, column, _target in _tenant_keys():
        wanted = f"FOREIGN KEY (municipality_id, {column})"
        assert any(name == table.name and text.startswith(wanted) for name, text in bound), (
            f"{table}.{column} may point into another city"
        )


def test_each_bound_reference_refuses_a_row_of_another_city(committed: str) -> None:
    tried = 0
    for table, column, target in _tenant_keys():
        if table == target or column == "snapshot_id":
            continue
        with connection.cursor() as cursor, acting(city=BOLOGNA):
            cursor.execute(f"SELECT id FROM {target} LIMIT 1")
            theirs = cursor.fetchone()
        if theirs is None:
            continue
        statement = (
            f"UPDATE {table} SET {column} = %s WHERE ctid = (SELECT ctid FROM {table} LIMIT 1)"
        )
        # As the system, which alone may change history.
        firenze = act_as(system_actor(municipality_id=FIRENZE, job="test"))
        with firenze, connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [str(table)])
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f"SELECT count(*) FROM {table}")
            if not cursor.fetchone()[0]:
                continue
            with pytest.raises(IntegrityError):
                _execute_now(statement, theirs[0])
            tried += 1
    assert tried > 20


def _execute_now(statement: str, value: object) -> None:
    """Run a statement and check its constraints at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [value])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _act(city: str) -> tuple[str, dict[str, str]]:
    made = fill_city(city)
    return reverse("desk:log_action", args=[made.ids["case_id"]]), {
        "kind": "PHONE",
        "minutes": "15",
        "day": timezone.localdate().isoformat(),
        "_key": str(uuid4()),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("sabotaged", [False, True])
def test_a_form_sent_twice_is_done_twice_only_without_its_key(sabotaged: bool) -> None:
    address, data = _act(FIRENZE)
    client = client_of(Role.CASE_WORKER)
    with acting():
        before = CaseAction.objects.count()
    answers = []
    for _ in range(2):
        answers.append(client.post(address, data).status_code)
        if sabotaged:
            data["_key"] = str(uuid4())
    with acting():
        done = CaseAction.objects.count() - before
    assert answers == [302, 302]
    assert done == (2 if sabotaged else 1)
