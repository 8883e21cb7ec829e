"""Files to take home: templates to fill in, and exports no spreadsheet will run as a program."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from lgnet.lib.export import plain
from lgnet.lib.sheets.columns import Column, Kind, Sheet

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_XLSX = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, int | float | Decimal | date | datetime):
        return value
    return plain(value)


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def write(fmt: str, title: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as ``csv`` or ``xlsx``.

    Raises
    ------
    KeyError
        Another format.
    """
    FORMATS[fmt]
    safe = [[harmless(cell) for cell in row] for row in (head, *rows)]
    if fmt == "csv":
        return _csv(safe)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _XLSX) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet(_tab(title))
        for number, row in enumerate(safe):
            for position, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, position, cell, day)
                else:
                    page.write(number, position, cell, bold if number == 0 else None)
        page.freeze_panes(1, 0)
        page.autofit(320)
    return out.getvalue()


def _tab(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "lgnet"


def template(sheet: Sheet, fmt: str) -> bytes:
    """Return an empty table with header and example; as XLSX with a page of explanations."""
    head = [column.name for column in sheet.columns]
    example = [column.example for column in sheet.columns]
    if fmt == "csv":
        return _csv([head, example] if any(example) else [head])
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _XLSX) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E6F0FA", "border": 1})
        grey = book.add_format({"italic": True, "font_color": "#475A6D", "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet(_tab(sheet.name))
        page.freeze_panes(1, 0)
        for position, column in enumerate(sheet.columns):
            as_text = column.kind in (Kind.TEXT, Kind.CODE)
            page.set_column(
                position, position, max(14, len(column.name) + 3), text if as_text else None
            )
            page.write_string(0, position, column.name, bold)
            page.write_string(1, position, column.example, grey)
            if column.choices and sum(map(len, column.choices)) < 240:
                source = {"validate": "list", "source": list(column.choices)}
                page.data_validation(1, position, 5000, position, source)
        notes = book.add_worksheet(_tab(_("Istruzioni")))
        notes.set_column(0, 2, 24)
        notes.set_column(3, 3, 80)
        for position, word in enumerate((_("Colonna"), _("Che cosa"), _("Serve?"), _("Come"))):
            notes.write_string(0, position, word, bold)
        for number, column in enumerate(sheet.columns, start=1):
            for position, word in enumerate(explain(column)):
                notes.write_string(number, position, word, wrap)
    return out.getvalue()


def explain(column: Column) -> tuple[str, str, str, str]:
    """Return a column's name, kind, need and rule in words."""
    kinds = {
        Kind.TEXT: _("testo"),
        Kind.CODE: _("codice di {n} cifre").format(n=column.digits),
        Kind.INT: _("numero intero"),
        Kind.DECIMAL: _("numero"),
        Kind.DATE: _("data (gg/mm/aaaa o aaaa-mm-gg)"),
        Kind.DATETIME: _("data e ora (gg/mm/aaaa hh:mm)"),
        Kind.BOOL: _("sì o no"),
        Kind.CHOICE: _("una di queste parole"),
    }
    parts = [str(column.help)] if column.help else []
    if column.choices:
        parts.append(", ".join(column.choices))
    if column.min is not None:
        parts.append(_("almeno {low}").format(low=column.min))
    if column.max is not None:
        parts.append(_("al massimo {high}").format(high=column.max))
    need = _("sì") if column.required else _("no")
    return column.name, str(kinds[column.kind]), need, "; ".join(parts)
