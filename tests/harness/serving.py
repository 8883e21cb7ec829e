"""The web server as a real installation runs it, started and watched by a test or a benchmark."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from launcher import processes
from launcher.demo import web_command
from launcher.folders import ROOT


class Server:
    """A running web server: its address and its processes, kept alive as `./lgnet demo` does.

    granian starts a killed worker again, and gives up when one falls twice within seconds; then
    the keeper starts granian again, as systemd would.
    """

    def __init__(self, *, port: int, start: Callable[[], "subprocess.Popen[Any]"]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.restarts = 0
        self._start = start
        self._keeper = processes.Keeper()
        self._keeper.add("web", self._spawn)

    def _spawn(self) -> "subprocess.Popen[Any]":
        self.process = self._start()
        return self.process

    def workers(self) -> list[int]:
        """Return the ids of the processes that answer requests; starts again what fell."""
        self.restarts += len(self._keeper.look_after())
        return children_of(self.process.pid)

    def wait(self, *, seconds: float = 90) -> None:
        """Wait until a page is answered."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            self.workers()
            try:
                with urllib.request.urlopen(self.url + "/accesso/", timeout=5):
                    return
            except urllib.error.HTTPError as error:
                error.close()
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"the site does not answer after {seconds} s")

    def stop(self) -> None:
        """Stop it and its workers."""
        self._keeper.stop()


def children_of(pid: int) -> list[int]:
    """Return the ids of a process's children."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(after_name[1]) == pid and after_name[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


@contextmanager
def serving(*, log_path: Path, workers: int = 2, **variables: str) -> Iterator[Server]:
    """Serve this checkout with the production command line until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "lgnet.config.settings",
        "LGNET_DEMO": "1",
        "LGNET_HTTPS": "0",
        "LGNET_HOSTS": "127.0.0.1,localhost",
        **variables,
    }
    command = [sys.executable, "-m", "granian", *web_command(port=port, workers=workers)[1:]]
    with log_path.open("wb") as log:
        server = Server(
            port=port, start=lambda: processes.spawn(command, env=env, log=log, cwd=ROOT)
        )
        try:
            server.wait()
            yield server
        except BaseException:
            sys.stdout.write(log_path.read_text(errors="replace")[-4000:])
            raise
        finally:
            server.stop()
