"""Every guard is taken down in turn: a test must notice each.

    ./lgnet bench sabotage               # all of them, minutes
    ./lgnet bench sabotage vault door    # those whose kind or name has these words

The guards, how they are taken down and who must notice stand in `tests/matrix/sabotage.py`. The
tests run in one process, on one PostgreSQL of the tests' own; each passes before, with the guard up.
Prints guard and test; exits 1 when nothing noticed one.
"""

import os
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from launcher.folders import ROOT


class Sabotage:
    """Runs, instead of all tests, those that guard something, with and without the guard."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.missed: list[str] = []
        self.caught = 0

    @cached_property
    def guards(self) -> list[Any]:
        """Those that were asked for; found once Django stands."""
        from tests.matrix.sabotage import guards

        return [one for one in guards() if not self.words or any(w in str(one) for w in self.words)]

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return beginnings of the names of tests."""
        return tuple(name for one in self.guards for name in one.fails)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Read no file in which nobody looks."""
        files = {name.partition("::")[0] for name in self.wanted}
        is_test = collection_path.name.startswith("test_")
        return True if is_test and str(collection_path.relative_to(ROOT)) not in files else None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests that some guard names."""
        self.items = [item for item in items if item.nodeid.startswith(self.wanted)]
        items[:] = self.items

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take each guard down and look who notices."""
        sure: dict[str, bool] = {}
        for guard in self.guards:
            watching = [item for item in self.items if item.nodeid.startswith(guard.fails)]
            for item in watching:
                if item.nodeid not in sure:
                    sure[item.nodeid] = not self._fails(item, loud=True)
            noticed = ""
            with guard.down():
                for item in watching:
                    if sure[item.nodeid] and self._fails(item):
                        noticed = item.nodeid
                        break
            if noticed:
                self.caught += 1
            else:
                self.missed.append(str(guard))
            print(f"{'caught' if noticed else 'MISSED':6}  {guard}  ->  {noticed or guard.fails}")
            sys.stdout.flush()
        self._fails(self.items[0], last=True)
        return True

    def _fails(self, item: pytest.Item, *, last: bool = False, loud: bool = False) -> bool:
        """Run a test; what the session keeps stays, what its module made goes."""
        after: Any = None if last else item.session  # all that is needed next is the session
        reports = runtestprotocol(item, log=False, nextitem=after)
        failed = [report for report in reports if report.failed]
        if failed and loud:
            print(f"fails with its guard up: {item.nodeid}\n{failed[0].longreprtext[-2000:]}")
        return bool(failed)


def main() -> int:
    """Run the sabotage; return the exit code."""
    began = time.monotonic()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if "LGNET_TEST_OWNER_URL" not in os.environ:
            os.environ.pop(name, None)  # the tests make a server of their own
    plugin: Any = Sabotage(sys.argv[1:])
    options = ["-p", "no:randomly", "-p", "no:cacheprovider", "-q", "-s", "--no-header"]
    code = pytest.main([f"--rootdir={ROOT}", *options, str(ROOT / "tests")], plugins=[plugin])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        return int(code)
    took = time.monotonic() - began
    print(f"{plugin.caught} of {len(plugin.guards)} guards taken down were noticed ({took:.0f} s)")
    for one in plugin.missed:
        print(f"  nobody noticed: {one}")
    return 1 if plugin.missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
