"""kill -9 of PostgreSQL while operators write: what was acknowledged is there, the site recovers."""

import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from launcher import postgres
from tests.faults import reporting
from tests.harness.serving import children_of, serving

ROUNDS = 4


def _kill(cluster: postgres.Cluster) -> None:
    """Kill the postmaster first, so that it tells nobody, then all it started."""
    assert cluster.process is not None
    children = children_of(cluster.process.pid)
    for pid in [cluster.process.pid, *children]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    cluster.process.wait(10)


def test_killing_postgres_loses_no_acknowledged_report(
    own_cluster: postgres.Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert own_cluster.sql("SHOW fsync") == own_cluster.sql("SHOW synchronous_commit") == "on"
    username = reporting.make_operator()
    dice, back = random.Random(), []
    with serving(
        log_path=tmp_path / "web.log",
        DATABASE_URL=own_cluster.url(postgres.APP),
        DATABASE_OWNER_URL=own_cluster.url(postgres.OWNER),
    ) as server:
        crew = reporting.start_operators(4, base=server.url, username=username)
        workers = server.workers()
        for _ in range(ROUNDS):
            time.sleep(dice.uniform(0.3, 1.2))
            _kill(own_cluster)
            time.sleep(dice.uniform(0.0, 0.3))
            began = time.monotonic()
            assert own_cluster.restart_if_fallen()
            server.wait()
            back.append(time.monotonic() - began)
        told = reporting.finish(crew)
        assert server.workers() == workers, "the site recovered only by a restart"
    connection.close()  # ours was killed too
    reporting.check_nothing_lost_nothing_half(told)
    assert told.answers["503"] + told.answers["no answer"] > 0, "the kills missed every request"
    with capsys.disabled():
        sys.stderr.write(
            f"\nPostgreSQL killed {ROUNDS} times: {len(told.forms)} reports acknowledged, 0 lost,"
            f" answering again {max(back):.1f} s after its start at most; answers"
            f" {dict(told.answers)}\n"
        )
