"""A real browser on the real site: Debian's Chromium, and the web server on a committed clone."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from launcher import processes
from launcher.folders import ROOT
from tests.harness.databases import app_url, owner_url

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--lang=it-IT",
    "--disable-lcd-text",  # grey letters: pictures half the size
]


@dataclass(frozen=True)
class Site:
    """A running site: its address and the name of its database."""

    url: str
    database: str


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive this machine's Chromium instead of a downloaded one."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ["LGNET_CHROMIUM"],
        "args": CHROMIUM_ARGUMENTS,
        "env": {**os.environ, "LANGUAGE": "it"},  # date fields as in Italy, given chromium-l10n
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at the site as a person in Italy does."""
    return {**browser_context_args, "locale": "it-IT", "timezone_id": "Europe/Rome"}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """Playwright, which keeps an event loop in this thread as long as it lives.

    Django refuses database work where a loop runs; from here on this worker allows it.
    """
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        yield running
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def live_site(committed_db: str, tmp_path: Path) -> Iterator[Site]:
    """The site as it is served for real, on this test's own database."""
    with serving(committed_db, tmp_path) as site:
        yield site


@contextmanager
def serving(database: str, folder: Path, **settings: str) -> Iterator[Site]:
    """Serve the site on a database; its log stands in the folder and is printed at the end.

    ``settings`` are variables of docs/settings.md that differ from the demonstration's.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "lgnet.config.settings",
        "DATABASE_URL": app_url(database),
        "DATABASE_OWNER_URL": owner_url(database),
        "LGNET_DEMO": "1",
        "LGNET_HOSTS": "127.0.0.1,localhost",
        **settings,
    }
    log_path = folder / "web.log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    with log_path.open("wb") as log:
        server = processes.spawn(
            [*command, "lgnet.config.wsgi:application"], env=env, log=log, cwd=ROOT
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server, log_path)
        yield Site(url=f"http://127.0.0.1:{port}", database=database)
    finally:
        processes.stop(server)
        sys.stdout.write(log_path.read_text(errors="replace")[-6000:])


def _wait_for(address: str, server: "subprocess.Popen[Any]", log_path: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the site did not start:\n{log_path.read_text(errors='replace')[-4000:]}")
