"""The harness keeps its promises: tests that it would let a mistake pass would be worth nothing."""

import socket
import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections
from django.template import Context, Engine

from tests.harness import strict
from tests.harness.databases import app_url, clone, drop


@pytest.mark.django_db
def test_tests_run_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("lgnet_app", False, False)


@pytest.mark.django_db
def test_application_role_makes_no_tables() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE public.intruder (id int)")


def test_network_is_blocked() -> None:
    with socket.socket() as outside, pytest.raises(strict.NetworkError):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.commits
def test_committed_database_shows_other_connections_what_is_committed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            " VALUES ('k', 'd', now())"
        )
    seen = []

    def look() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_session")
            seen.append(cursor.fetchone())
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [(1,)]


@pytest.mark.commits
def test_committed_database_starts_empty_every_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


def test_a_database_in_use_is_dropped(django_db_setup) -> None:
    clone("lgnet_in_use")
    with psycopg.connect(app_url("lgnet_in_use")) as busy:
        drop("lgnet_in_use")
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")


def test_together_returns_results_and_exceptions_in_order(together) -> None:
    def fail() -> None:
        raise ValueError("refused")

    first, second = together(lambda: "won", fail)
    assert first == "won"
    assert isinstance(second, ValueError)


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT 1 FOR UPDATE OF bed", []),
        ('INSERT INTO "people_person" ("id") VALUES (1)', ["people_person"]),
        ("UPDATE housing_bed SET x = 1", ["housing_bed"]),
        ('DELETE FROM ONLY "keys"."subject" WHERE 1=1', ["keys.subject"]),
        ("WITH x AS (INSERT INTO a VALUES (1) RETURNING 1) SELECT 1 FROM x", ["a"]),
        ("SELECT procrastinate_defer_jobs_v1(1)", ["procrastinate_jobs"]),
    ],
)
def test_written_tables_are_found(sql: str, tables: list[str]) -> None:
    assert strict.written_tables(sql) == tables


def test_undefined_variable_in_our_template_fails(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(strict, "SOURCE", str(tmp_path))
    (tmp_path / "page.html").write_text("{{ known }} {{ unknown }}")
    (tmp_path / "soft.html").write_text("{{ unknown|default:'-' }}{% if nothing %}{% endif %}")
    engine = Engine(dirs=[str(tmp_path)], string_if_invalid=strict.Undefined())
    assert engine.get_template("soft.html").render(Context({})) == "-"
    with pytest.raises(strict.UndefinedVariableError, match="unknown"):
        engine.get_template("page.html").render(Context({"known": 1}))
