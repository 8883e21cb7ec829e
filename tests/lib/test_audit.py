"""The chain: complete, append-only, verifiable; broken where it was touched."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lgnet.lib import audit
from lgnet.lib.actor import act_as, current_actor
from lgnet.lib.audit import chain
from lgnet.lib.audit.models import AuditEvent, ChainHead
from lgnet.lib.vault.keys import new_key
from lgnet.lib.vault.models import SubjectKey
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.harness.databases import order

needs_db = pytest.mark.django_db


def _act(times: int = 3) -> None:
    for number in range(times):
        with act_as(current_actor()):
            audit.record("people.read", fields=["given_name"], ids=[number])


@needs_db
def test_a_chain_holds_over_many_transactions() -> None:
    with acting(city=FIRENZE):
        _act(5)
        assert list(chain.verify(FIRENZE)) == []
        assert ChainHead.objects.get(chain=FIRENZE).seq == 5


@needs_db
def test_each_city_has_a_chain_of_its_own() -> None:
    with acting(city=FIRENZE):
        _act(2)
    with acting(city=BOLOGNA):
        _act(1)
        assert AuditEvent.objects.count() == 1
        assert AuditEvent.objects.get().seq == 1


@needs_db
def test_events_are_written_once_and_never_changed() -> None:
    with acting(city=FIRENZE):
        _act(1)
        for forbidden in (
            lambda: AuditEvent.objects.update(role="somebody else"),
            lambda: AuditEvent.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                forbidden()


@needs_db
def test_a_failed_log_commits_nothing() -> None:
    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        if "INSERT INTO audit_auditevent" in sql:
            raise DatabaseError
        return execute(sql, *rest)

    def destroy(key: Any) -> None:
        with act_as(current_actor()):
            SubjectKey.objects.filter(pk=key).delete()
            audit.record("test.destroyed")

    with acting(city=FIRENZE):
        key = new_key()
        with connection.execute_wrapper(refuse), pytest.raises(DatabaseError):
            destroy(key)
        assert SubjectKey.objects.filter(pk=key).exists()


@pytest.mark.commits
@pytest.mark.parametrize(
    ("tampering", "problem", "seq"),
    [
        ("UPDATE audit_auditevent SET role = 'x' WHERE seq = 2", "changed", 2),
        ("DELETE FROM audit_auditevent WHERE seq = 2", "missing", 2),
        ("DELETE FROM audit_auditevent WHERE seq = 4", "tail missing", 4),
        ("UPDATE audit_auditevent SET hash = previous_hash WHERE seq = 3", "changed", 3),
        ("UPDATE audit_auditevent SET at = at + interval '1 s' WHERE seq = 1", "changed", 1),
    ],
)
def test_tampering_by_the_owner_is_found_and_located(
    committed_db: str, tampering: str, problem: str, seq: int
) -> None:
    with acting(city=FIRENZE) as actor:
        pass
    for number in range(4):
        with act_as(actor):
            audit.record("people.read", ids=[number])
    # Even the owner must lift the forced policies and the trigger first: two loud acts.
    order("ALTER TABLE audit_auditevent NO FORCE ROW LEVEL SECURITY", database=committed_db)
    with pytest.raises(Exception, match="only ever added to"):
        order(tampering, database=committed_db)
    with pytest.raises(Exception, match="only ever added to"):
        order("TRUNCATE audit_auditevent", database=committed_db)
    order(
        "ALTER TABLE audit_auditevent DISABLE TRIGGER lgnet_append_only",
        tampering,
        database=committed_db,
    )
    with act_as(actor):
        found = list(chain.verify(FIRENZE))
    assert [(broken.problem, broken.seq) for broken in found] == [(problem, seq)]
