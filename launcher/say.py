"""What the command says while it works, and how it says that something is missing."""

import sys
import time

_STARTED = time.monotonic()


class Problem(Exception):
    """Something is missing or wrong; its text is the one sentence that says what to do."""


def elapsed() -> float:
    """Seconds since the command started."""
    return time.monotonic() - _STARTED


def say(text: str) -> None:
    """Print one line of progress with the seconds elapsed."""
    line(f"[{elapsed():5.1f} s] {text}")


def line(text: str = "") -> None:
    """Print one line as it is, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"lgnet: {text}\n")
    sys.stderr.flush()


def table(*, heads: list[str], rows: list[list[str]]) -> None:
    """Print rows in columns as wide as their widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    for row in (heads, ["-" * width for width in widths], *rows):
        line("  " + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())
