"""The planner knows how many rows a city's policy lets through, and reads lists by their index."""

import json
from uuid import uuid4

import pytest
from django.db import connection

from lgnet.domain.ledger.models import Fact
from lgnet.domain.response.models import Report
from tests.builders import acting
from tests.harness.databases import order

ROWS = 400
pytestmark = pytest.mark.commits


def _estimate(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
        found = cursor.fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    return int(plan[0]["Plan"]["Plan Rows"])


def test_a_citys_rows_are_not_taken_for_a_hundredth(committed_db: str) -> None:
    with acting() as actor:
        Fact.objects.bulk_create(
            Fact(kind="x", key=f"k{n}", happened_on="2026-11-22", sub_action=3) for n in range(ROWS)
        )
        Report.objects.bulk_create(
            Report(
                vault_key=uuid4(),
                code=f"S-{n}",
                channel="PHONE",
                received_at="2026-11-22T10:00Z",
                received_by=actor.user_id,
                urgency="P3",
                answer_by="2026-11-22T12:00Z",
            )
            for n in range(ROWS)
        )
    order("ANALYZE ledger_fact", "ANALYZE response_report", database=committed_db)
    with acting():
        assert _estimate("SELECT * FROM ledger_fact") > ROWS / 2
        assert _estimate("SELECT * FROM response_report") > ROWS / 2
