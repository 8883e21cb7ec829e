"""What is only ever added to refuses changes by anybody, the owner of the tables included.

No test here uses the two cities as a module does: the owner locks the tables.
"""

import psycopg
import pytest

from lgnet.lib.tenancy.harden import Table, declared_policies
from tests.harness.databases import owner_url
from tests.matrix.conftest import Cities

APPEND_ONLY = sorted(
    (
        table
        for table, policy in declared_policies().items()
        if not policy.exempt and set(policy.verbs) <= {"SELECT", "INSERT"}
    ),
    key=str,
)


def _change(database: str, statement: str, table: Table) -> None:
    """Try it as the owner with the policies lifted; nothing of it stays."""
    with psycopg.connect(owner_url(database)) as connection:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY".encode())
        try:
            connection.execute(statement.format(table).encode())
        finally:
            connection.rollback()


def test_there_are_such_tables() -> None:
    assert {"audit_auditevent", "ledger_fact", "housing_bednight"} <= {t.name for t in APPEND_ONLY}


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda table: table.name)
def test_history_refuses_its_owner(stage: Cities, table: Table) -> None:
    for statement in ("DELETE FROM {}", "TRUNCATE {} CASCADE"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            _change(stage.database, statement, table)
