"""One cell at a time: what was typed → a value, or the code of what is wrong with it."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from lgnet.lib.sheets.columns import Column, Kind, fold

MAX_CELL = 10_000
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_MOST = Decimal(10) ** 15
_YES = {"si", "s", "1", "x", "vero", "true", "yes", "y"}
_NO = {"no", "n", "0", "falso", "false"}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")


class BadCell(Exception):
    """A cell that cannot be used; carries a code and what was expected."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def clean(column: Column, raw: Any) -> Any:
    """Return the value of a cell, or None when it is blank.

    Raises
    ------
    BadCell
        The cell does not hold what the column asks.
    """
    if isinstance(raw, str):
        if len(raw) > MAX_CELL:
            raise BadCell("cell_too_long", most=min(MAX_CELL, column.max_length))
        raw = unicodedata.normalize("NFC", raw).strip()
        if any(unicodedata.category(c) == "Cc" and c not in "\n\r\t" for c in raw):
            raise BadCell("control_characters")
    if raw is None or raw == "":
        if column.required:
            raise BadCell("blank")
        return None
    return _READERS[column.kind](column, raw)


def _text(column: Column, raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, datetime) and raw.time() == time():
        raw = raw.date()
    text = str(raw)
    if text.startswith("="):  # no name or note does: what was to be worked out came unworked
        raise BadCell("cell_formula")
    if len(text) > column.max_length:
        raise BadCell("cell_too_long", most=column.max_length)
    return text


def _code(column: Column, raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = str(raw).replace(" ", "")
    if isinstance(raw, bool) or not (text.isascii() and text.isdigit()):
        raise BadCell("not_code", digits=column.digits)
    text = text.zfill(column.digits)
    if len(text) != column.digits:
        raise BadCell("not_code", digits=column.digits)
    return text


def _bounded(column: Column, value: Any, low: Any, high: Any, code: str) -> Any:
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadCell(code, low=low, high=high)
    return value


def _int(column: Column, raw: Any) -> int:
    if isinstance(raw, float) and math.isfinite(raw) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise BadCell("not_integer")
    text = str(raw) if isinstance(raw, str) or abs(raw) < _MOST else "x"
    if not re.fullmatch(r"[+-]?\d{1,15}", text, re.ASCII):
        raise BadCell("not_integer")
    return _bounded(column, int(text), column.min, column.max, _number_code(column))


def _number_code(column: Column) -> str:
    if column.max is None:
        return "too_small"
    return "too_big" if column.min is None else "out_of_range"


def _decimal(column: Column, raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        raise BadCell("not_number")
    text = re.sub(r"[\s€]", "", str(raw)) if isinstance(raw, str) else repr(raw)
    if isinstance(raw, str):
        if "," in text and "." in text:
            thousands = "." if text.rindex(",") > text.rindex(".") else ","
            text = text.replace(thousands, "")
        text = text.replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise BadCell("not_number") from error
    if not value.is_finite() or abs(value) >= _MOST:
        raise BadCell("not_number")
    exact = value.quantize(Decimal(1).scaleb(-column.places))
    if exact != value and not (isinstance(raw, float) and abs(exact - value) < Decimal("1e-9")):
        raise BadCell("too_precise", places=column.places)
    return _bounded(column, exact, column.min, column.max, _number_code(column))


def _date(column: Column, raw: Any) -> date:
    if isinstance(raw, datetime):
        found = raw.date()
    elif isinstance(raw, date):
        found = raw
    elif isinstance(raw, str) and len(raw) <= 10:
        found = _first(raw, _DATES, "not_date").date()
    else:
        raise BadCell("not_date")
    low, high = column.min or EARLIEST, column.max or LATEST
    return _bounded(column, found, low, high, "date_out_of_range")


def _datetime(column: Column, raw: Any) -> datetime:
    if isinstance(raw, str) and len(raw) <= 19:
        forms = tuple(f"{day}{gap}{hour}" for day in _DATES for gap in " T" for hour in _TIMES)
        raw = _first(raw, (*forms, *_DATES), "not_datetime")
    if not isinstance(raw, date):
        raise BadCell("not_datetime")
    moment = raw if isinstance(raw, datetime) else datetime.combine(raw, time())
    low, high = column.min or EARLIEST, column.max or LATEST
    _bounded(column, moment.date(), low, high, "date_out_of_range")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _first(text: str, forms: tuple[str, ...], code: str) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  made aware by the caller
        except ValueError:
            continue
    raise BadCell(code)


def _bool(column: Column, raw: Any) -> bool:
    word = fold(str(int(raw)) if isinstance(raw, bool | int | float) else str(raw))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell("not_yes_no")


def _choice(column: Column, raw: Any) -> Any:
    word = fold(str(raw))
    for name, value in column.choices.items():
        if word in (fold(name), fold(str(value))):
            return value
    raise BadCell("not_a_choice", choices=", ".join(column.choices))


_READERS: dict[Kind, Callable[[Column, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.INT: _int,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.BOOL: _bool,
    Kind.CHOICE: _choice,
}
