"""A plan made in a process of its own, which is ended at the limit with an answer in hand.

The solver does not always keep its time limit while it prepares a problem, and cannot be asked
to stop there: only the end of its process is certain.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue
from typing import IO

from lgnet.cores.placement.batch import served_in_order, solve
from lgnet.cores.placement.highs import SolverError, Stop
from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.results import BatchResult

GRACE = 1.5
"""Times the seconds asked for, after which the process is ended."""
START_SECONDS = 3.0
"""Seconds a process may take to start, on top."""
LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan is: seconds since it began, the best plan so far."""

    seconds: float
    best: BatchResult


def solve_guarded(
    *,
    problem: BatchProblem,
    stop: Stop,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BatchResult:
    """Return the best plan found when the process ends, is cancelled, or time is over.

    Parameters
    ----------
    problem : BatchProblem
    stop : Stop
        The process ends by itself within its seconds, or is ended soon after.
    seed : int
    progress : callable, optional
        Told each better plan; the first is the queue served in order.
    cancelled : callable, optional
        Asked often; once it answers yes the process is ended and the best plan returned.

    Raises
    ------
    SolverError
        When the process fails before its first answer and the queue cannot be served either.
    """
    began = time.monotonic()
    best = served_in_order(problem=problem, seed=seed)

    def tell(found: BatchResult) -> None:
        if progress is not None:
            progress(Progress(time.monotonic() - began, found))

    tell(best)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        answers: Queue[BatchResult | None] = Queue()
        threading.Thread(target=_listen, args=(child.stdout, answers), daemon=True).start()
        try:
            _send(child.stdin, (problem, stop, seed))
            end = time.monotonic() + stop.seconds * GRACE + START_SECONDS
            while time.monotonic() < end and not (cancelled is not None and cancelled()):
                try:
                    found = answers.get(timeout=LOOK_EVERY)
                except Empty:
                    continue
                if found is None:
                    break
                best = found
                tell(best)
        finally:
            child.kill()
    return best


def _environment() -> dict[str, str]:
    """Return the little the process needs: where the modules are; nothing of the parent's."""
    return {"PYTHONPATH": ":".join(path for path in sys.path if path), "OMP_NUM_THREADS": "1"}


def _send(pipe: IO[bytes], value: object) -> None:
    try:
        pickle.dump(value, pipe)
        pipe.close()
    except BrokenPipeError as error:
        raise SolverError("the solving process ended before it began") from error


def _listen(pipe: IO[bytes], answers: Queue[BatchResult | None]) -> None:
    try:
        while True:
            answers.put(pickle.load(pipe))  # noqa: S301 - our own child wrote it
    except (EOFError, pickle.UnpicklingError, OSError, ValueError):
        answers.put(None)


def main() -> None:
    """Read a problem from the standard input, write each better plan to the standard output."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may write there

    def write(found: BatchResult) -> None:
        pickle.dump(found, out)
        out.flush()

    problem, stop, seed = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    write(solve(problem=problem, stop=stop, seed=seed, report=write))


if __name__ == "__main__":
    main()
