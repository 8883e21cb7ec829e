"""What an interruption leaves half done is never taken for done at the next start."""

from pathlib import Path

import pytest

from launcher import database, environment, folders, processes


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / ".venv"
    (place / "bin").mkdir(parents=True)
    monkeypatch.setattr(environment, "VENV", place)
    monkeypatch.setattr(environment, "PYTHON", place / "bin" / "python")
    return place


def make(venv: Path, *, python: str) -> None:
    for name, text in (("python", python), ("pip", "")):
        (venv / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
        (venv / "bin" / name).chmod(0o755)
    (venv / "pyvenv.cfg").write_text("")


@pytest.mark.parametrize("lacks", ["bin/python", "bin/pip", "pyvenv.cfg"])
def test_a_half_made_environment_is_made_again(venv: Path, lacks: str) -> None:
    make(venv, python="exit 0")
    assert environment._venv_works()
    (venv / lacks).unlink()
    assert not environment._venv_works()


def test_an_environment_whose_python_is_gone_is_made_again(venv: Path) -> None:
    make(venv, python="exit 1")
    assert not environment._venv_works()


def test_an_installation_counts_only_once_it_ended(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(venv, python="exit 0")
    (venv / "bin" / "uv").write_text("")
    environment._stamp("run").write_text(environment._wanted("run"))
    assert environment._is_current("run")

    def killed(*_args: object, **_more: object) -> None:
        raise processes.Stopped

    monkeypatch.setattr(environment, "_fetch", killed)
    with pytest.raises(processes.Stopped):
        environment._install("run")
    assert not environment._is_current("run")


def test_a_migration_counts_only_once_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = database.Database(app_url="app", owner_url="owner", cluster=None)
    calls: list[str] = []

    def migrate(_opened: database.Database, *, env: dict[str, str]) -> None:
        calls.append("migrate")
        if len(calls) == 1:
            raise processes.Stopped

    monkeypatch.setattr(database, "migrate", migrate)
    with pytest.raises(processes.Stopped):
        database.migrate_if_changed(opened, data=tmp_path, env={})
    database.migrate_if_changed(opened, data=tmp_path, env={})
    database.migrate_if_changed(opened, data=tmp_path, env={})
    assert calls == ["migrate", "migrate"]
    assert folders.read_stamps(tmp_path)["schema"]
