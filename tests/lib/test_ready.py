"""A production process starts only on a right key, a right role and the tables of its version."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from lgnet.lib.tenancy.management.commands import ready

pytestmark = pytest.mark.django_db


def test_all_is_right_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("ready")
    assert capsys.readouterr().out == ""


def test_no_root_key(settings: Any, tmp_path: Path) -> None:
    settings.LGNET_ROOT_KEY_FILE = str(tmp_path / "absent.key")
    with pytest.raises(CommandError, match=r"root key file .*absent.key cannot be read"):
        call_command("ready")


def test_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("password for lgnet_app: hunter2")

    monkeypatch.setattr(ready, "_check_role", gone)
    with pytest.raises(CommandError, match=r"can't be reached.*DATABASE_URL") as raised:
        call_command("ready")
    assert "hunter2" not in str(raised.value)


def test_tables_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ready.MigrationExecutor, "migration_plan", lambda *_args: ["0002_something"]
    )
    with pytest.raises(CommandError, match=r"manage migrate and \./lgnet manage harden"):
        call_command("ready")


@pytest.mark.parametrize(
    "given",
    [
        "SELECT true, false",  # a superuser, or one that bypasses row-level security
        "SELECT false, true",  # the owner of the tables
    ],
)
def test_a_role_that_passes_over_the_policies(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setattr(ready, "_ROLE", given)
    with pytest.raises(CommandError, match="passes over row-level security"):
        call_command("ready")


@pytest.mark.parametrize("setting", list(ready.QUIET_LOG))
def test_a_log_that_would_hold_personal_data(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setitem(ready.QUIET_LOG, setting, ("another",))
    with pytest.raises(CommandError, match=f"personal data into its log: set {setting}"):
        call_command("ready")


def test_the_applications_role_is_asked_about_itself() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ready._ROLE)
        assert cursor.fetchone() == (False, False)
