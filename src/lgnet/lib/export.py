"""Tables as files people open in a spreadsheet: CSV and XLSX in which no cell can be a formula.

Source: OWASP, CSV injection; attacks.md E01-E02.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from lgnet.lib.errors import NotFound

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS = "=+-@\t\r\n|%"
_HIDDEN = frozenset(("Cf", "Cc", "Zs", "Zl", "Zp"))


def _first_visible(text: str) -> str:
    for character in text:
        if unicodedata.category(character) not in _HIDDEN:
            # NFKC folds the full-width signs some programs read as the plain ones.
            return unicodedata.normalize("NFKC", character)[:1]
    return ""


def plain(value: Any) -> str:
    """Return a cell as text that no spreadsheet program takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool | int | Decimal):
        return str(value)
    text = str(value).replace("\x00", "")
    if text and (text[0] in _STARTS or (_first_visible(text) or "x") in _STARTS):
        return f"'{text}"
    return text


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as CSV: UTF-8 with a mark spreadsheets know, semicolons as Italy has them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([plain(head) for head in heads])
    writer.writerows([plain(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def to_xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as XLSX; text stays text, dates are dates, numbers are numbers."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, plain(head), bold)
            sheet.set_column(column, column, max(12, len(str(head)) + 2))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, bool | int | Decimal | date | datetime):
                    sheet.write(number, column, value)
                else:
                    sheet.write_string(number, column, plain(value))
    return stream.getvalue()


def table(kind: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table in one of the two forms, or raise :class:`NotFound` for another."""
    if kind not in TYPES:
        raise NotFound("export.no_such_form")
    return to_csv(heads, rows) if kind == CSV else to_xlsx(heads, rows)
