"""`./lgnet test`: the environment with the test tools, a fast PostgreSQL, pytest."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from launcher import database, environment, folders, postgres, processes
from launcher.say import Problem, complain, elapsed, say

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEFAULT_WORKERS = ["-n", "2"]


def run(arguments: list[str]) -> int:
    """Run the suite and return pytest's exit code."""
    rest = [argument for argument in arguments if argument != "--"]
    environment.ensure(dev=True)
    chromium = find_chromium()
    if chromium is None:
        if os.environ.get("CI"):
            raise Problem(
                "No Chromium, and CI is set: install one (Debian: apt install chromium), or set "
                "LGNET_CHROMIUM."
            )
        complain("no Chromium found: the browser tests are skipped (apt install chromium).")
    server = TestServer()
    try:
        variables = server.start()
        say("tests: PostgreSQL is up, starting pytest")
        env = database.child_environment(server.home, **variables)
        env.update(LGNET_CHROMIUM=chromium or "", PYTHONPATH=_test_path())
        env.pop("DJANGO_SETTINGS_MODULE", None)
        parallel = [] if _chooses_workers(rest) else _DEFAULT_WORKERS
        command = [str(environment.PYTHON), "-m", "pytest", *parallel, *rest]
        process = subprocess.Popen(command, env=env, cwd=folders.ROOT, stdin=subprocess.DEVNULL)
        try:
            code = process.wait()
        finally:
            processes.stop(process)
    finally:
        server.stop()
    sys.stderr.write(f"tests: {elapsed():.0f} s in all\n")
    return code


class TestServer:
    """A PostgreSQL for tests: the folder's own, or a passing one when that is in use."""

    __test__ = False

    def __init__(self) -> None:
        self.home = folders.data_folder() / "test"
        self._passing: Path | None = None
        self._cluster: postgres.Cluster | None = None

    def start(self) -> dict[str, str]:
        """Start it; return the variables tests read.

        LGNET_TEST_OWNER_URL may name a server of one's own; nothing is started then.
        """
        given = os.environ.get("LGNET_TEST_OWNER_URL")
        if given:
            app = os.environ.get("DATABASE_URL")
            if not app:
                raise Problem("LGNET_TEST_OWNER_URL needs DATABASE_URL, the application's role.")
            return {"LGNET_TEST_OWNER_URL": given, "DATABASE_OWNER_URL": given, "DATABASE_URL": app}
        folders.open_data_folder(folders.data_folder())
        self._cluster = self._own() or self._temporary()
        owner = self._cluster.url(postgres.OWNER)
        return {
            "LGNET_TEST_OWNER_URL": owner,
            "DATABASE_OWNER_URL": owner,
            "DATABASE_URL": self._cluster.url(postgres.APP),
            "LGNET_TEST_HOME": str(self.home),
            **folders.make_keys(self.home),
        }

    def stop(self) -> None:
        """Stop it and remove what was passing."""
        if self._cluster is not None:
            self._cluster.stop()
        if self._passing is not None:
            shutil.rmtree(self._passing, ignore_errors=True)

    def _own(self) -> postgres.Cluster | None:
        folders.open_data_folder(self.home)
        cluster = database.embedded(self.home, durable=False)
        if not cluster.lock.try_take():
            return None
        cluster.lock.release()
        cluster.start()
        return cluster

    def _temporary(self) -> postgres.Cluster:
        """Another run holds the folder's server, and would stop it under us."""
        self._passing = Path(tempfile.mkdtemp(prefix="lgnet-test-"))
        self._passing.chmod(0o711)
        self.home = self._passing
        cluster = database.embedded(self.home, durable=False)
        cluster.start()
        return cluster


def find_chromium() -> str | None:
    """The Chromium (or Chrome) the browser tests drive."""
    given = os.environ.get("LGNET_CHROMIUM")
    if given:
        if not Path(given).exists():
            raise Problem(f"LGNET_CHROMIUM names {given}, which is not there.")
        return given
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _chooses_workers(arguments: list[str]) -> bool:
    return any(
        argument.startswith(("-n", "--numprocesses", "--pdb", "--co", "-h", "--help"))
        for argument in arguments
    )


def _test_path() -> str:
    return os.pathsep.join([str(folders.ROOT / "src"), str(folders.ROOT)])
