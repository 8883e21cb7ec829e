"""Databases for tests: one migrated template, a clone per worker, a clone per committing test.

Migrations run once per change of the schema, as the owner and by the same commands as in a real
installation; tests connect as the application's role, under row-level security.
"""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connections

from launcher.folders import ROOT, schema_hash

APP_ROLE = "lgnet_app"
_PREFIX = "lgnet_t_"
_KEPT_TEMPLATES = 4
_standing: set[str] = set()  # the clones of this process
_also: list[str] = []  # what the owner does to each new clone


def with_database(url: str, name: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def owner_url(name: str | None = None) -> str:
    """The owner's address, of one database or of the one to give orders from."""
    url = os.environ["LGNET_TEST_OWNER_URL"]
    return with_database(url, name) if name else url


def app_url(name: str) -> str:
    """The application's address of a database."""
    return with_database(os.environ["DATABASE_URL"], name)


def order(*statements: str, database: str | None = None) -> list[tuple[Any, ...]]:
    """Run statements as the owner, each on its own; return the rows of the last."""
    rows: list[tuple[Any, ...]] = []
    with psycopg.connect(owner_url(database), autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
            rows = cursor.fetchall() if cursor.description else []
    return rows


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    home = Path(os.environ.get("LGNET_TEST_HOME", "/tmp"))
    with (home / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def template() -> str:
    """The name of the migrated template for this code, made when it is missing."""
    name = f"{_PREFIX}{schema_hash()}"
    with _one_at_a_time():
        existing = [row[0] for row in order(_LIST)]
        if name not in existing:
            _make_template(name)
            for old in existing[: -_KEPT_TEMPLATES + 1]:
                order(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name


# Oldest first: a database's oid grows with time.
_LIST = f"SELECT datname FROM pg_database WHERE datname ~ '^{_PREFIX}[0-9a-f]+$' ORDER BY oid"


def _make_template(name: str) -> None:
    part = f"{name}_part"
    order(
        f'DROP DATABASE IF EXISTS "{part}" WITH (FORCE)',
        f"CREATE DATABASE \"{part}\" TEMPLATE template0 ENCODING 'UTF8'",
    )
    order("CREATE EXTENSION IF NOT EXISTS btree_gist", database=part)
    order("REVOKE ALL ON SCHEMA public FROM PUBLIC", database=part)
    url = owner_url(part)
    env = {**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    env |= {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "lgnet.config.settings"}
    for command in (["migrate", "--no-input"], ["harden"]):
        done = subprocess.run(
            [sys.executable, "-m", "lgnet.cli", "manage", *command],
            env=env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    order(f'ALTER DATABASE "{part}" RENAME TO "{name}"')


def clone(name: str, *, source: str = "") -> None:
    """Make a database from the template, or from one nobody is connected to."""
    drop(name)
    order(
        f'CREATE DATABASE "{name}" TEMPLATE "{source or template()}"',
        f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
        f'GRANT CONNECT ON DATABASE "{name}" TO "{APP_ROLE}"',
    )
    _standing.add(name)
    if not source:  # else it has been done there
        order(*_also, database=name)


@contextmanager
def changed(down: str, up: str) -> Iterator[None]:
    """Do something as the owner in every clone there is and will be, and undo it afterwards."""
    _also.append(down)
    before = set(_standing)
    try:
        for name in before:
            order(down, database=name)
        yield
    finally:
        _also.remove(down)
        for name in _standing:
            order(up, database=name)


def drop(name: str) -> None:
    """Remove a clone, whoever is connected: each role may end its own sessions only."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user",
            [name],
        )
    order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _standing.discard(name)


def _turn_to(name: str) -> str:
    """Point Django's default connection at another database; return the one before."""
    connection = connections["default"]
    connection.close()
    before = connection.settings_dict["NAME"]
    connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name
    return str(before)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: Any, django_test_environment: None
) -> Iterator[None]:
    """This worker's database: a clone of the template, used as the application's role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"lgnet_w_{worker}_{os.getpid()}"
    clone(name)
    with django_db_blocker.unblock():
        before = _turn_to(name)
    yield
    with django_db_blocker.unblock():
        _turn_to(before)
    drop(name)


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A fresh database where transactions really commit; yields its name, dropped after."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        pytest.fail("a test that commits has a database of its own: leave `db` out")
    with fresh_database(request.node.nodeid, django_db_blocker) as name:
        yield name


@contextmanager
def passing_database(key: str, *, source: str = "") -> Iterator[str]:
    """Keep a clone while the block runs; ``key`` tells clones apart."""
    name = f"lgnet_c_{os.getpid()}_{abs(hash(key)) % 10**8}"
    clone(name, source=source)
    yield name
    drop(name)


@contextmanager
def fresh_database(key: str, blocker: Any, *, source: str = "") -> Iterator[str]:
    """Turn Django to a clone of its own while the block runs."""
    with passing_database(key, source=source) as name, blocker.unblock(), turned_to(name):
        yield name


@contextmanager
def turned_to(name: str) -> Iterator[None]:
    """Turn Django to another database while the block runs."""
    before = _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


@pytest.fixture
def together(committed_db: str) -> Callable[..., list[Any]]:
    """Run functions at the same moment, a thread and a connection each.

    Returns their results in order; an exception is a result too, so that a test can count who
    won and who was refused.
    """

    def run(*functions: Callable[[], Any]) -> list[Any]:
        start = threading.Barrier(len(functions))
        results: list[Any] = [None] * len(functions)

        def call(index: int, function: Callable[[], Any]) -> None:
            try:
                connections["default"].ensure_connection()
                start.wait(30)
                results[index] = function()
            except BaseException as error:  # noqa: BLE001
                results[index] = error
            finally:
                connections.close_all()

        threads = [
            threading.Thread(target=call, args=pair, daemon=True) for pair in enumerate(functions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run
