"""The role that dumps the data reads all of it, past every policy, and cannot reach one key."""

import pytest
from django.db import connection

from lgnet.lib.tenancy.harden import BACKUP_ROLE, existing_tables

pytestmark = pytest.mark.django_db
_HAS_ROLE = "SELECT rolbypassrls, rolsuper, rolcanlogin FROM pg_roles WHERE rolname = %s"
_WITHOUT = "the server of these tests was made without the role that dumps"


@pytest.fixture(autouse=True)
def _there_is_such_a_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HAS_ROLE, [BACKUP_ROLE])
        if cursor.fetchone() is None:
            pytest.skip(_WITHOUT)


def _may(sql: str, *values: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [BACKUP_ROLE, *values])
        return bool(cursor.fetchone()[0])


def test_it_reads_every_table_of_the_data_and_writes_none() -> None:
    with connection.cursor() as cursor:
        tables = [str(one) for one in existing_tables(cursor) if one.schema == "public"]
    assert len(tables) > 50
    for table in tables:
        assert _may("SELECT has_table_privilege(%s, %s, 'SELECT')", table), table
        for verb in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
            assert not _may("SELECT has_table_privilege(%s, %s, %s)", table, verb), (table, verb)


def test_it_reaches_no_key() -> None:
    assert not _may("SELECT has_schema_privilege(%s, 'keys', 'USAGE')")
    with connection.cursor() as cursor:
        tables = [str(one) for one in existing_tables(cursor) if one.schema == "keys"]
    assert len(tables) == 2
    for table in tables:
        assert not _may("SELECT has_table_privilege(%s, %s, 'SELECT')", table), table


def test_it_passes_over_policies_and_is_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_HAS_ROLE, [BACKUP_ROLE])
        assert cursor.fetchone()[:2] == (True, False)
