"""The pytest plugin: finds or starts PostgreSQL before the settings are read, sets the strictness.

A bare `pytest` works too: it starts the embedded PostgreSQL and stops it at the end. Under
xdist only the controller does; the workers inherit its variables.
"""

import os
from typing import Any

import pytest

from launcher.testing import TestServer, find_chromium
from tests.harness import strict

BROWSER_FIXTURES = {"page", "context", "browser", "new_context", "chromium"}
# A test says with `record_property(GENERATED, n)` how many requests it generated and looked at.
GENERATED = "generated requests"
_server: TestServer | None = None


def _prepare() -> None:
    """Set what the settings read; start PostgreSQL unless somebody did."""
    global _server  # noqa: PLW0603
    os.environ.setdefault("LGNET_HTTPS", "0")
    os.environ.setdefault("LGNET_DEMO", "1")
    if "LGNET_CHROMIUM" not in os.environ:
        os.environ["LGNET_CHROMIUM"] = find_chromium() or ""
    if "LGNET_TEST_OWNER_URL" not in os.environ:
        _server = TestServer()
        os.environ.update(_server.start())


_prepare()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Make the settings strict and quick."""
    from django.conf import settings

    if settings.configured:
        strict.make_settings_strict(settings)
        strict.shuffle_unordered_querysets()
        strict.refuse_writes_in_get()
        strict.tell_of_pages_only()
    strict.block_network()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL we started."""
    if _server is not None:
        _server.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no browser; under CI that is an error."""
    driven = [item for item in items if _needs_browser(item)]
    if os.environ["LGNET_CHROMIUM"] or not driven:
        return
    sentence = "no Chromium found: install one (Debian: apt install chromium) or set LGNET_CHROMIUM"
    if os.environ.get("CI"):
        raise pytest.UsageError(f"{len(driven)} browser tests and {sentence}")
    for item in driven:
        item.add_marker(pytest.mark.skip(reason=sentence))


def _needs_browser(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("e2e") is not None or bool(names & BROWSER_FIXTURES)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many requests were generated, over all workers."""
    passed = terminalreporter.stats.get("passed", [])
    told = [value for one in passed for name, value in one.user_properties if name == GENERATED]
    if told:
        terminalreporter.write_line(f"{sum(told)} {GENERATED}, none told of another city")


@pytest.fixture(autouse=True)
def _commits(request: pytest.FixtureRequest) -> None:
    """Give tests marked `commits` a database of their own."""
    if request.node.get_closest_marker("commits"):
        request.getfixturevalue("committed_db")
