"""Making the demonstration's cities: one command after the other, in the background."""

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from launcher import database, folders, processes
from launcher.say import Problem, elapsed, say

STEPS = (("seeded", "seed"), ("filled", "fill"))
"""The stamp of each step, and the act of `manage demo` that does it from wherever it stopped."""
TRIES, REST = 3, 2.0
"""How often a step may fall before it is given up until the next start; seconds between."""


class Filling:
    """What makes the cities that are missing in a data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._process: subprocess.Popen[Any] | None = None
        self._stamp = ""
        self._env: dict[str, str] = {}
        self._scale = "1"
        self._aside = False
        self._falls = 0
        self._again_at: float | None = None

    def start(self, *, env: dict[str, str], scale: str) -> None:
        """Begin the first step that isn't done; none when all are."""
        self._env, self._scale, self._again_at = env, scale, None
        stamps = folders.read_stamps(self.data)
        for stamp, act in STEPS:
            if not stamps.get(stamp):
                self._stamp = stamp
                self._process = processes.spawn(
                    database.manage("demo", act, "--scale", scale), env=env, cwd=folders.ROOT
                )
                if self._aside:
                    self.step_aside()
                return

    def is_going_on(self) -> bool:
        """Whether a step runs now, or soon does again."""
        return self._process is not None or self._again_at is not None

    def step_aside(self) -> None:
        """Let the pages be answered first, from now on."""
        self._aside = True
        if self._process is not None:
            with suppress(OSError):
                os.setpriority(os.PRIO_PGRP, self._process.pid, 10)

    def wait_for(self, stamp: str, *, until: float) -> None:
        """Wait for a step's end, at most to some seconds after the command began.

        Raises
        ------
        Problem
            The step kept failing.
        """
        while self._stamp == stamp and self.is_going_on() and elapsed() < until:
            if not self.look_after():
                raise Problem("Making the cities failed: the last words of it are above.")
            time.sleep(0.1)

    def look_after(self) -> bool:
        """Go on with the next step when one has ended; False when a step failed for good.

        A step that fell (its database was killed, say) goes on soon from where it stopped.
        """
        if self._again_at is not None and time.monotonic() >= self._again_at:
            self.start(env=self._env, scale=self._scale)
        if self._process is None or self._process.poll() is None:
            return True
        code, self._process = self._process.returncode, None
        if code != 0:
            return self._fell()
        self._falls = 0
        folders.write_stamps(self.data, **{self._stamp: True})
        self.start(env=self._env, scale=self._scale)
        if self._process is None:
            say("the demonstration network is complete")
        return True

    def _fell(self) -> bool:
        self._falls += 1
        if self._falls == TRIES:
            say("making the cities stopped; it goes on at the next start")
            return False
        say("making the cities was interrupted; going on")
        self._again_at = time.monotonic() + REST
        return True

    def stop(self) -> None:
        """Stop at once: what is under way is undone by the database and done again next time."""
        if self._process is not None:
            processes.kill_session(self._process.pid)
            self._process.wait()
            self._process = None
        self._again_at = None
