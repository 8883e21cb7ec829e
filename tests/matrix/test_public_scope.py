"""Somebody without an account reaches what sending and following a report needs, and no more."""

import pytest
from django.db import DatabaseError, connection, transaction

from lgnet.domain.security.queries import public_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.harden import declared_policies
from tests.builders import BOLOGNA, FIRENZE
from tests.matrix.conftest import Cities
from tests.matrix.walking import city_tables

# Table → which of its rows an actor of public scope may read in the city it writes to.
READABLE = {
    "response_report": "channel = 'PUBLIC' AND received_by IS NULL",
    "numbering_counter": "true",
    "municipality_key": "true",
    "audit_chainhead": "true",
    "audit_auditevent": "user_id IS NULL",
    "response_seasonalplan": "true",  # a report from outside is judged by them
}


def test_public_reads_of_a_city_only_what_following_a_report_needs(cities: Cities) -> None:
    with act_as(public_actor(municipality_id=FIRENZE)), connection.cursor() as cursor:
        seen = {}
        for table, column in city_tables():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL")
            seen[table.name] = cursor.fetchone()[0]
            allowed = READABLE.get(table.name, "false")
            cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({allowed})")
            assert cursor.fetchone()[0] == 0, f"{table} shows more than {allowed}"
    assert len(seen) > 30
    assert {name for name, rows in seen.items() if rows} == set(READABLE)
    assert seen["response_report"] == 1


@pytest.mark.parametrize("city", [None, BOLOGNA])
def test_public_of_no_city_or_another_reads_nothing_of_a_city(
    cities: Cities, city: str | None
) -> None:
    with act_as(public_actor(municipality_id=city)), connection.cursor() as cursor:
        for table, column in city_tables():
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [FIRENZE])
            assert cursor.fetchone()[0] == 0, f"{table} shows rows of Firenze"


def test_public_changes_and_deletes_nothing_but_counters(cities: Cities) -> None:
    changed = set()
    with act_as(public_actor(municipality_id=FIRENZE)), connection.cursor() as cursor:
        for table, column in city_tables():
            for order in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
                try:
                    with transaction.atomic():
                        cursor.execute(order)
                        if cursor.rowcount:
                            changed.add((order.split()[0], table.name))
                except DatabaseError:
                    continue
    assert changed == {("UPDATE", "numbering_counter"), ("UPDATE", "audit_chainhead")}


def test_public_makes_no_row_but_those_of_a_report() -> None:
    opened = {
        str(table): {verb for verb, _rows in policy.outside}
        for table, policy in declared_policies().items()
        if policy.outside
    }
    assert opened == {
        '"public"."response_report"': {"SELECT", "INSERT"},
        '"public"."response_seasonalplan"': {"SELECT"},
        '"public"."ledger_fact"': {"INSERT"},
        '"public"."numbering_counter"': {"SELECT", "INSERT", "UPDATE"},
        '"keys"."municipality_key"': {"SELECT", "INSERT"},
        '"keys"."subject_key"': {"INSERT"},
        '"public"."audit_auditevent"': {"SELECT", "INSERT"},
        '"public"."audit_chainhead"': {"SELECT", "INSERT", "UPDATE"},
        '"public"."once_doneform"': {"SELECT", "INSERT", "UPDATE", "DELETE"},
    }
