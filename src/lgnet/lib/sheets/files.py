"""From bytes to lines of raw cells; every limit a hostile file could break stands here."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

import puremagic
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lgnet.lib.sheets.columns import fold

MAX_BYTES = 20_000_000
MAX_UNPACKED = 150_000_000
MAX_PARTS = 500
MAX_COLUMNS = 200
MAX_LINES = 1_100_000
_CHUNK = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    zlib.error,
    NotImplementedError,
    SyntaxError,
    OSError,
    EOFError,
    ArithmeticError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What openpyxl and zipfile raise on a damaged file; ParseError is a SyntaxError."""

Line = tuple[int, list[Any]]


class BadFile(Exception):
    """A file that cannot be read as a table at all."""

    def __init__(self, code: str, row: int = 0, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.params = params


def lines(data: bytes, headers: set[str]) -> Iterator[Line]:
    """Yield (line number, cells) of a CSV or XLSX file, blank lines left out.

    Parameters
    ----------
    data
        The whole file.
    headers
        Folded headers that are hoped for; the separator of a CSV is the one that finds most.

    Raises
    ------
    BadFile
        At the first thing that makes the file unreadable.
    """
    if not data.strip(b"\0\r\n\t ;,"):
        raise BadFile("empty_file")
    if len(data) > MAX_BYTES:
        raise BadFile("file_too_big", most=MAX_BYTES // 1_000_000)
    found = _workbook(data) if data.startswith(b"PK\x03\x04") else _text_lines(data, headers)
    for number, cells in found:
        if number > MAX_LINES:
            raise BadFile("too_many_rows", row=number, most=MAX_LINES)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise BadFile("too_many_columns", row=number, most=MAX_COLUMNS)
        if any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells):
            yield number, cells


def _name_of(data: bytes) -> str:
    try:
        return puremagic.from_string(data[:4096]).lstrip(".")
    except (puremagic.PureError, ValueError, IndexError):
        return ""


def _decode(data: bytes) -> str:
    if data.startswith((b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")):
        raise BadFile("wrong_type", found=_name_of(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("old_excel")
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise BadFile("encoding")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text
    if _name_of(data) not in ("", "csv", "txt"):
        raise BadFile("wrong_type", found=_name_of(data))
    raise BadFile("nul_bytes" if b"\0" in data else "encoding")


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    sample = data[:4000]
    if sample[1::2].count(0) > len(sample) // 4:
        return ("utf-16-le",)
    if sample[0::2].count(0) > len(sample) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _text_lines(data: bytes, headers: set[str]) -> Iterator[Line]:
    text = _decode(data)
    declared = re.match(r"sep=(.)\r?\n", text)
    body, skipped = (text[declared.end() :], 1) if declared else (text, 0)

    def known(mark: str) -> tuple[int, int]:
        head = next((line for line in body.splitlines() if line.strip()), "")
        cells = next(csv.reader([head], delimiter=mark), [])
        return len({fold(cell) for cell in cells} & headers), len(cells)

    previous = skipped
    try:
        separator = declared[1] if declared else max(";,\t", key=known)
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
        for cells in reader:
            yield previous + 1, list(cells)
            previous = reader.line_num + skipped
    except (csv.Error, TypeError, ValueError) as error:
        code = "cell_too_long" if "field limit" in str(error) else "broken_csv"
        raise BadFile(code, row=previous + 1, most=10_000) from error


def _guard(archive: zipfile.ZipFile) -> None:
    """Refuse bombs and documents that would make the parser fetch or multiply something."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadFile("zip_bomb", most=MAX_UNPACKED // 1_000_000)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise BadFile("wrong_type", found="zip")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                tail = b""
                while chunk := stream.read(_CHUNK):
                    window = tail + chunk
                    if b"<!DOCTYPE" in window or b"<!ENTITY" in window or b"\0" in window:
                        raise BadFile("entities")
                    tail = chunk[-10:]


def _workbook(data: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise BadFile("empty_file")
        sheets[0].reset_dimensions()
        rows = sheets[0].iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield number, list(cells)
    except _BROKEN as error:
        raise BadFile("broken_workbook") from error
