"""kill -9 of web workers and of their server while operators write: nothing acknowledged is lost."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.faults import reporting
from tests.harness.databases import app_url, owner_url
from tests.harness.serving import Server, serving

ROUNDS = 4
pytestmark = pytest.mark.commits


def test_killing_web_workers_loses_no_acknowledged_report(
    committed_db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    username = reporting.make_operator()
    dice, back = random.Random(), []
    with serving(
        log_path=tmp_path / "web.log",
        DATABASE_URL=app_url(committed_db),
        DATABASE_OWNER_URL=owner_url(committed_db),
    ) as server:
        crew = reporting.start_operators(4, base=server.url, username=username)
        for number in range(ROUNDS):
            time.sleep(dice.uniform(0.4, 1.4))
            before = server.workers()
            # The oldest has answered longest; at the end the server that keeps the workers.
            victim = min(before) if number < ROUNDS - 1 else server.process.pid
            os.kill(victim, signal.SIGKILL)
            began = time.monotonic()
            _wait_for_workers(server, before)
            server.wait()
            back.append(time.monotonic() - began)
        told = reporting.finish(crew)
    reporting.check_nothing_lost_nothing_half(told)
    assert told.answers["no answer"] > 0, "no request was ever cut: the kills missed"
    with capsys.disabled():
        sys.stderr.write(
            f"\nweb worker killed {ROUNDS} times: {len(told.forms)} reports acknowledged, 0 lost,"
            f" answering again after {max(back):.1f} s at most, granian restarted"
            f" {server.restarts} times; answers {dict(told.answers)}\n"
        )


def _wait_for_workers(server: Server, before: list[int], *, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        now = server.workers()
        if len(now) >= len(before) and not set(before) <= set(now):
            return
        time.sleep(0.02)
    pytest.fail("the killed worker was not started again")
