"""One thing that happened, as any package tells it, so that pages can show one course of events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a timeline: a code and its parameters; the sentence belongs to web.

    Attributes
    ----------
    at
        When it happened.
    code
        ``package.what``.
    key
        The row it comes from; puts items of one instant in a steady order.
    group
        Filter it belongs to, e.g. ``actions``.
    by
        The user who did it, if one did.
    params
        What the sentence prints: codes, dates, counts, and for names the text itself.
    note
        Free text a person wrote.
    reversed
        A later entry took it back.
    """

    at: datetime
    code: str
    key: UUID
    group: str
    by: UUID | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    reversed: bool = False


def merge(*parts: Iterable[Item]) -> list[Item]:
    """Return all items, newest first."""
    every = [item for part in parts for item in part]
    every.sort(key=lambda item: (item.at, item.key), reverse=True)
    return every
