"""The commands that hand over to Python inside the environment."""

import os
import re
import subprocess
from pathlib import Path

from launcher import database, environment, folders, processes
from launcher.demo import web_command
from launcher.say import Problem, line, say

# Management commands that change tables or roles' rights: the owner's business.
OWNERS_COMMANDS = {"migrate", "harden"}
# Those that open no database at all.
BARE_COMMANDS = {"help", "version", "--help", "--version", "makemessages", "compilemessages"}

# Benchmarks that compare with other programs, which nothing else installs.
COMPARED = {"linkage"}


def manage(arguments: list[str]) -> int:
    """Run a management command on DATABASE_URL or on this folder's own PostgreSQL."""
    environment.ensure()
    if not arguments or arguments[0] in BARE_COMMANDS:
        env = database.child_environment(folders.data_folder())
        return _call(database.manage(*arguments), env)
    data = folders.open_data_folder(folders.data_folder())
    if not os.environ.get("DATABASE_URL"):
        folders.make_keys(data)
    opened = database.open_database(data)
    try:
        variables = opened.variables()
        if arguments[0] in OWNERS_COMMANDS:
            variables["DATABASE_URL"] = opened.owner_url or opened.app_url
        env = database.child_environment(data, LGNET_DEMO=_demo_or_given(), **variables)
        return _call(database.manage(*arguments), env)
    finally:
        opened.stop()


def placement(arguments: list[str]) -> int:
    """Run the placement core on tables: needs no database and no keys."""
    environment.ensure()
    env = database.child_environment(folders.data_folder())
    return _call([str(environment.PYTHON), "-m", "lgnet.cli", "placement", *arguments], env)


def bench(arguments: list[str]) -> int:
    """Run one benchmark on a durable PostgreSQL of its own, migrated."""
    names = sorted(
        path.stem
        for path in (folders.ROOT / "benchmarks").glob("[a-z]*.py")
        if path.stem != "conftest"
    )
    name = arguments[0] if arguments else "--help"
    if name not in names:
        line("usage: ./lgnet bench NAME [arguments of the benchmark]")
        line("benchmarks: " + (", ".join(names) or "none yet"))
        return 0 if name in {"-h", "--help"} else 2
    environment.ensure(dev=True, bench=name in COMPARED)
    data = folders.open_data_folder(folders.data_folder())
    home = folders.open_data_folder(data / "bench")
    folders.make_keys(home)
    opened = database.open_database(home)
    try:
        env = database.child_environment(home, LGNET_DEMO="1", **opened.variables())
        env["PYTHONPATH"] += os.pathsep + str(folders.ROOT)
        database.migrate_if_changed(opened, data=home, env=env)
        return _call([str(environment.PYTHON), "-m", f"benchmarks.{name}", *arguments[1:]], env)
    finally:
        opened.stop()


def serve(*, host: str, port: int, workers: int) -> int:
    """Become the web server of a real installation."""
    env = _production_environment()
    _check_ready(env, "--static")
    say(f"serving on {host}:{port}")
    command = web_command(port=port, host=host, workers=workers)
    os.chdir(folders.ROOT)
    os.execve(command[0], command, env)


def work() -> int:
    """Become the job worker of a real installation."""
    env = _production_environment()
    _check_ready(env)
    command = database.manage("procrastinate", "worker")
    os.chdir(folders.ROOT)
    os.execve(command[0], command, env)


def keys() -> int:
    """Make the key files of a new installation; existing ones stay as they are."""
    data = folders.open_data_folder(folders.data_folder())
    for path in folders.make_keys(data).values():
        line(path)
    line("Keep a copy of the root key away from this machine: without it the data can't be read.")
    return 0


def _production_environment() -> dict[str, str]:
    """What a production process needs.

    Raises
    ------
    Problem
        No DATABASE_URL, a role that could pass over row-level security by its name, no keys.
    """
    environment.ensure()
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise Problem("Set DATABASE_URL to the address of your PostgreSQL (see docs/settings.md).")
    if re.match(r"[a-z]+://(postgres|lgnet_owner|lgnet_super)[:@]", url):
        raise Problem(
            "DATABASE_URL names a role that passes over row-level security: use the application's, "
            "lgnet_app."
        )
    data = folders.data_folder()
    paths = folders.key_paths(data)
    # The network's key is asked for by who writes fingerprints, and by nobody else.
    for path in (Path(paths["LGNET_ROOT_KEY_FILE"]), Path(paths["LGNET_SECRET_KEY_FILE"])):
        if not os.access(path, os.R_OK):
            raise Problem(
                f"The key file {path} can't be read: restore it, or make the first one with "
                "./lgnet keys."
            )
    if not os.environ.get("LGNET_HOSTS") and os.environ.get("LGNET_DEMO") != "1":
        raise Problem("Set LGNET_HOSTS to the names people reach this under (docs/settings.md).")
    if os.environ.get("LGNET_DEBUG") == "1":
        raise Problem("LGNET_DEBUG shows data on error pages: unset it, this is no place for it.")
    return database.child_environment(folders.open_data_folder(data))


def _check_ready(env: dict[str, str], *options: str) -> None:
    """Refuse to start on a database, tables or keys that are not right.

    Raises
    ------
    Problem
        The one sentence that says what is missing.
    """
    command = database.manage("ready", *options)
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = [row for row in done.stderr.splitlines() if row.strip()] or ["Not ready to start."]
        raise Problem(said[-1].removeprefix("CommandError: "))


def _demo_or_given() -> str:
    given = os.environ.get("LGNET_DEMO")
    return given if given is not None else ("0" if os.environ.get("DATABASE_URL") else "1")


def _call(command: list[str], env: dict[str, str]) -> int:
    """Run a command in the foreground and return its exit code."""
    process = subprocess.Popen(command, env=env, cwd=folders.caller_folder())
    try:
        return process.wait()
    finally:
        processes.stop(process)
