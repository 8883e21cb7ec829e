"""Sabotage: each wall taken down in turn lets something through, so the wall is what holds."""

from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases.models import CaseAction
from lgnet.domain.security.enums import Role
from lgnet.lib.tenancy.harden import Table
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.harness.databases import order
from tests.matrix.cities import fill_city
from tests.matrix.conftest import Cities
from tests.matrix.walking import city_tables, client_of, not_about


def _rows_of_theirs(table: Table, column: str) -> int:
    with acting(city=FIRENZE), connection.cursor() as cursor:
        ours = not_about(table, FIRENZE)
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s{ours}", [BOLOGNA])
        return int(cursor.fetchone()[0])


def test_each_policy_taken_down_is_noticed(committed: Cities) -> None:
    closed, open_without = [], set()
    for table, column in list(city_tables()):
        assert _rows_of_theirs(table, column) == 0, f"{table} shows rows of Bologna"
        order(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", database=committed.database)
        if _rows_of_theirs(table, column):
            open_without.add(table.name)
        order(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", database=committed.database)
        closed.append(table.name)
    assert len(closed) > 35
    assert set(closed) - open_without == set()


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
