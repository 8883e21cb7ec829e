"""The list of guards is whole and true; a small sample of the sabotage runs here.

All of it: `./lgnet bench sabotage`.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from launcher.folders import ROOT
from tests.matrix.sabotage import TWICE, guards
from tests.matrix.test_operations_refuse import every_operation, name_of

AT_LEAST = {
    "row-level security": 60,
    "seclusion": 15,
    "tenant-bound reference": 55,
    "append-only": 8,
    "operation's check": 90,
    "view's permission": 100,
    "constraint": 9,
}


def test_every_guard_is_told_once_and_names_a_test_there_is() -> None:
    names = Counter(map(str, guards()))
    assert max(names.values()) == 1, names.most_common(1)
    told = {}
    for guard in guards():
        for beginning in guard.fails:
            file, _, test = beginning.partition("::")
            source = told.setdefault(file, (ROOT / file).read_text())
            assert f"def {test.partition('[')[0]}" in source, beginning


def test_no_kind_of_guard_was_lost() -> None:
    kinds = Counter(guard.kind for guard in guards())
    assert {kind for kind, least in AT_LEAST.items() if kinds[kind] < least} == set(), kinds
    assert set(TWICE) <= set(map(name_of, every_operation()))


def test_a_sample_taken_down_is_noticed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sabotage", "a formula", "every field is classified"],
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 of 2 guards taken down were noticed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
