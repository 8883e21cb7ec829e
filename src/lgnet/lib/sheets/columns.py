"""What a table should look like, and what was found in one."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from django.utils.functional import Promise

Text: TypeAlias = str | Promise
ROW = "_row"
"""Key under which every row keeps its line in the file."""

FILE = 0
"""Row of a problem that concerns the whole file."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"  # digits whose leading zeros matter
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOL = "bool"
    CHOICE = "choice"


def fold(text: str) -> str:
    """Return a text as headers and choices are compared: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    return (
        re.sub(r"[\W_]+", "_", "".join(c for c in plain if not unicodedata.combining(c)))
        .strip("_")
        .casefold()
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name
        Header, and key of the row.
    kind
        How cells are read; blank cells are None.
    required
        The column must be there and no cell of it blank.
    max_length
        Most characters of a text.
    min, max
        Bounds of numbers and dates; dates without bounds lie in 1900–2100.
    places
        Most decimal places.
    digits
        Length of a code; spreadsheets drop leading zeros, which are put back.
    choices
        Word → value; words are compared by :func:`fold`, and values are accepted as words too.
    aliases
        Other headers the column may have.
    help, example
        For the template.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    max_length: int = 500
    min: int | Decimal | date | None = None
    max: int | Decimal | date | None = None
    places: int = 2
    digits: int = 0
    choices: Mapping[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    help: Text = ""
    example: str = ""

    def headers(self) -> set[str]:
        """Return every header this column answers to, folded."""
        return {fold(name) for name in (self.name, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its columns, and the ones no two rows may share (``key``)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    max_rows: int = 200_000

    def column(self, name: str) -> Column:
        """Return a column by name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where; the web turns the code into what, and what to do.

    ``row`` is the line in the file, 0 for the file as a whole. ``params`` hold what was expected,
    never what was typed: a cell may be about a person.
    """

    row: int
    column: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Parsed:
    """The good rows as dicts (with their line under :data:`ROW`) and everything that is wrong.

    Import only when :attr:`ok`: a file is taken whole or not at all.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    total: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do; with problems it has done nothing.

    ``notes`` are what is odd in a row and yet taken as it is: told in the trial, in the way of nothing.
    ``remarks`` are sentences for who imported: what else came of it.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: Sequence[Problem] = ()
    remarks: Sequence[str] = ()
    notes: Sequence[Problem] = ()
