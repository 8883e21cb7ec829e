"""Faults told without values: what broke and where, never on what.

An exception's message may hold a name, a parameter of a query or a row. Its type, the database's
code for it and the lines it passed through are enough to mend it, and say nothing of anybody.
"""

import logging
import secrets
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no two that are read for one another
_log = logging.getLogger(__name__)
_STANDARD = Path(logging.__file__).parents[1]
_OURS = Path(__file__).parents[2]


def report(error: BaseException, *, where: str) -> str:
    """Log one line about a fault and return its id, which the person who met it can read out.

    Parameters
    ----------
    where
        What was being done: the name of a route or of a task, never an address.
    """
    fault = _new_id()
    _log.error("fault %s in %s: %s", fault, where, outline(error))
    return fault


def outline(error: BaseException) -> str:
    """Return the types of an exception and its causes, each with its lines, the innermost first."""
    return "; from ".join(_one(link) for link in _causes(error))


class WithoutValues(logging.Formatter):
    """Prints the exceptions that others log as :func:`outline` does, in the line itself."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line, whatever an exception carries."""
        error = record.exc_info[1] if record.exc_info else None
        told = f"{record.levelname} {record.name}: {record.getMessage()}"
        return f"{told}: {outline(error)}" if error is not None else told


def _new_id() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _one(error: BaseException) -> str:
    code = getattr(error, "sqlstate", None)
    name = type(error).__qualname__ + (f" [{code}]" if code else "")
    lines = " < ".join(reversed(list(_lines(error.__traceback__))))
    return f"{name} at {lines}" if lines else name


def _lines(trace: TracebackType | None) -> Iterator[str]:
    for frame, number in traceback.walk_tb(trace):
        yield f"{_short(Path(frame.f_code.co_filename))}:{number}"


def _short(file: Path) -> str:
    """Return a file's path from where its sources begin: machines keep those in many places."""
    if "site-packages" in file.parts:
        return "/".join(file.parts[file.parts.index("site-packages") + 1 :])
    for root in (_OURS, _STANDARD):
        if file.is_relative_to(root):
            return str(file.relative_to(root))
    return file.name
