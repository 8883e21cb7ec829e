"""Child processes that never outlive the launcher, stopped in order and started again."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from launcher.say import Problem

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Stopped(BaseException):
    """Somebody asked us to stop (Ctrl-C, SIGTERM, SIGHUP)."""


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into one exception, `Stopped`."""

    def stop(_number: int, _frame: object) -> None:
        ignore_signals()
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    """While we're stopping, a second Ctrl-C must not leave half of the children alive."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _die_with_parent(number: int) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)

    return prepare


def spawn(
    command: list[str],
    *,
    env: dict[str, str] | None = None,
    log: IO[Any] | int | None = None,
    cwd: Path | str | None = None,
    uid: int | None = None,
    last_signal: signal.Signals = signal.SIGTERM,
    **more: Any,
) -> subprocess.Popen[Any]:
    """Start a child in a session of its own, which dies with us even on kill -9.

    `log` takes its output; `uid` is who it runs as (root only); `last_signal` is what the kernel
    sends it when we die.
    """
    return subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=more.pop("stdout", log),
        stderr=subprocess.STDOUT if log is not None else None,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_die_with_parent(last_signal),
        **identity(uid),
        **more,
    )


def identity(uid: int | None) -> dict[str, Any]:
    """The arguments that make subprocess run as another user; none for ourselves."""
    if uid is None or uid == os.geteuid():
        return {}
    import pwd

    return {"user": uid, "group": pwd.getpwuid(uid).pw_gid, "extra_groups": []}


def run(command: list[str], *, env: dict[str, str], what: str, **more: Any) -> str:
    """Run a step to its end and return what it printed.

    Raises
    ------
    Problem
        It failed; the end of its output is in the sentence.
    """
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        preexec_fn=_die_with_parent(signal.SIGTERM),
        **more,
    )
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        raise Problem(f"{what} failed (exit {done.returncode}):\n{tail}")
    return str(done.stdout)


def stop(
    process: subprocess.Popen[Any], *, number: signal.Signals = signal.SIGTERM, patience: float = 10
) -> None:
    """Ask a child to stop; kill its whole session when it takes too long."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            kill_session(process.pid)
            process.wait(5)


def kill_session(pid: int) -> None:
    """Kill a process group we made, if it's still there."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


class Keeper:
    """Keeps named children alive: one that ends by itself is started again, not too often."""

    def __init__(self) -> None:
        self._start: dict[str, Callable[[], subprocess.Popen[Any]]] = {}
        self._alive: dict[str, subprocess.Popen[Any]] = {}
        self._falls: dict[str, list[float]] = {}

    def add(self, name: str, start: Callable[[], subprocess.Popen[Any]]) -> None:
        """Start a child and keep it."""
        self._start[name] = start
        self._alive[name] = start()

    def alive(self, name: str) -> bool:
        """Whether this child runs now."""
        return name in self._alive and self._alive[name].poll() is None

    def look_after(self) -> list[str]:
        """Start again what fell; return the names.

        Raises
        ------
        Problem
            A child fell five times in a minute.
        """
        fallen = [name for name, process in self._alive.items() if process.poll() is not None]
        for name in fallen:
            now = time.monotonic()
            falls = [at for at in self._falls.get(name, []) if now - at < 60] + [now]
            self._falls[name] = falls
            if len(falls) >= 5:
                raise Problem(f"{name} keeps stopping: read its log in the data folder.")
            kill_session(self._alive[name].pid)
            self._alive[name] = self._start[name]()
        return fallen

    def stop(self) -> None:
        """Stop all children, the last started first."""
        for process in reversed(list(self._alive.values())):
            if process.poll() is None:
                process.terminate()
        for process in reversed(list(self._alive.values())):
            stop(process)
            kill_session(process.pid)
        self._alive.clear()
