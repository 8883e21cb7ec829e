"""A full disk, or a key that is gone: the page says 503, nothing is acknowledged, nothing is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from lgnet.domain.ledger.models import Fact
from lgnet.domain.response.models import Report
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.vault import root
from tests.builders import acting, sign_in
from tests.faults.reporting import NEW
from tests.harness.databases import order

pytestmark = pytest.mark.commits

# What PostgreSQL says when a table cannot grow; SQLSTATE 53100 is disk_full.
_NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$
"""
_AT_ONCE = "CREATE TRIGGER no_room BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION no_room()"
_AT_COMMIT = (
    "CREATE CONSTRAINT TRIGGER no_room AFTER INSERT ON {} DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION no_room()"
)
TABLES = ("response_report", "ledger_fact", "audit_auditevent")


@pytest.fixture
def write(committed_db: str) -> Callable[[], HttpResponse]:
    """Send the form of a new report as somebody signed in."""
    client = sign_in(Client(raise_request_exception=False))
    return lambda: client.post(
        NEW,
        {"_key": str(uuid4()), "channel": "PHONE", "place": "Novoli", "what": "x", "signs": "ILL"},
    )


def _kept() -> tuple[int, int, int]:
    with acting():
        return (
            Report.objects.count(),
            Fact.objects.count(),
            AuditEvent.objects.filter(action="response.received").count(),
        )


@pytest.mark.parametrize("statement", [_AT_ONCE, _AT_COMMIT], ids=["insert", "commit"])
def test_a_full_disk_is_never_answered_with_success(
    write: Callable[[], HttpResponse], committed_db: str, statement: str
) -> None:
    assert write().status_code == 302
    order(_NO_ROOM, database=committed_db)
    before = _kept()
    for table in TABLES:
        order(statement.format(table), database=committed_db)
        answer = write()
        assert (table, answer.status_code) == (table, 503)
        assert answer.headers["Retry-After"]
        assert b"could not extend" not in answer.content
        order(f"DROP TRIGGER no_room ON {table}", database=committed_db)
        assert _kept() == before
    assert write().status_code == 302, "there is room again"


@pytest.mark.parametrize("content", [None, "", "00ff", "no key"])
def test_without_the_root_key_nothing_is_served_or_kept(
    write: Callable[[], HttpResponse],
    settings: Any,
    tmp_path: Path,
    content: str | None,
) -> None:
    assert write().status_code == 302
    before = _kept()
    settings.LGNET_ROOT_KEY_FILE = str(tmp_path / "root.key")
    if content is not None:
        (tmp_path / "root.key").write_text(content)
    root._read.cache_clear()
    answer = write()
    assert answer.status_code == 503
    assert b"root.key" not in answer.content
    assert _kept() == before
