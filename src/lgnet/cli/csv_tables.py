"""Read CSV tables strictly: every error names the file, the row and the column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE_BYTES = 256 * 1024 * 1024
LONGEST_FIELD = 200
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class TableFileError(ValueError):
    """A file is not the table it should be; the message says where and why."""

    def __init__(
        self, path: Path, message: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        """Compose the message from the place of the error and its cause."""
        where = [str(path)]
        if row is not None:
            where.append(f"row {row}")
        if column is not None:
            where.append(f"column {column}")
        super().__init__(f"{', '.join(where)}: {message}")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number as a spreadsheet shows it, and its fields by column."""

    path: Path
    row: int
    fields: dict[str, str]

    def error(self, column: str, message: str) -> TableFileError:
        """Return the error at this row and column."""
        return TableFileError(self.path, message, row=self.row, column=column)

    def name(self, column: str) -> str:
        """Return a short, printable, non-empty text."""
        text = self.fields[column]
        if not text:
            raise self.error(column, "is empty")
        if len(text) > LONGEST_FIELD:
            raise self.error(column, f"is {len(text)} characters long, at most {LONGEST_FIELD}")
        if not text.isprintable():
            raise self.error(column, "holds characters that cannot be printed")
        return text

    def whole(self, column: str, *, least: int, most: int) -> int:
        """Return a whole number within limits."""
        text = self.fields[column]
        if not _WHOLE.fullmatch(text):
            raise self.error(column, f"{_shown(text)} is not a whole number")
        number = int(text)
        if number < 0 <= least:
            raise self.error(column, f"{number} is negative")
        if not least <= number <= most:
            raise self.error(column, f"{number} is not between {least} and {most}")
        return number

    def number(self, column: str, *, most: float) -> float:
        """Return a finite number with a dot before the decimals."""
        text = self.fields[column]
        if not _NUMBER.fullmatch(text):
            hint = "; write decimals with a dot" if "," in text else ""
            raise self.error(column, f"{_shown(text)} is not a finite number{hint}")
        number = float(text)
        if abs(number) > most:
            raise self.error(column, f"{_shown(text)} is out of range (±{most:g})")
        return number


def read_table(path: Path, *, columns: Sequence[str]) -> list[Record]:
    """Read a CSV file with a header; columns may stand in any order, others are ignored.

    Comma or semicolon separate the fields; the text is UTF-8, with or without a byte order
    mark. Rows without any text are skipped.

    Raises
    ------
    TableFileError
        When the file cannot be read, is not such a table, or lacks a column.
    """
    text = _read_text(path)
    header_line = text.split("\n", 1)[0]
    delimiter = ";" if ";" in header_line and "," not in header_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, fields in enumerate(reader, start=1):
            rows.append((number, [field.strip() for field in fields]))
    except csv.Error as error:
        raise TableFileError(path, f"is not readable as CSV: {error}", row=len(rows) + 1) from error
    if not rows or not any(rows[0][1]):
        raise TableFileError(path, f"is empty; it needs the columns {', '.join(columns)}")
    header = [name.casefold() for name in rows[0][1]]
    for column in columns:
        if header.count(column) == 0:
            raise TableFileError(path, "is missing", row=1, column=column)
        if header.count(column) > 1:
            raise TableFileError(path, "appears twice", row=1, column=column)
    places = {column: header.index(column) for column in columns}
    records: list[Record] = []
    for number, fields in rows[1:]:
        if not any(fields):
            continue
        if len(fields) != len(header):
            message = f"has {len(fields)} fields, the header has {len(header)}"
            raise TableFileError(path, message, row=number)
        records.append(Record(path, number, {name: fields[at] for name, at in places.items()}))
    return records


def _read_text(path: Path) -> str:
    try:
        if path.is_dir():
            raise TableFileError(path, "is a folder, not a file")
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise TableFileError(path, f"is larger than {LARGEST_FILE_BYTES >> 20} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise TableFileError(path, error.strerror or "cannot be read") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableFileError(path, "is UTF-16 text; save it as CSV UTF-8", row=1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise TableFileError(path, "is not UTF-8 text; save it as CSV UTF-8", row=row) from error
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise TableFileError(path, "holds a NUL character: it is not a text table", row=row)
    return text


def _shown(text: str) -> str:
    if not text:
        return "an empty field"
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
