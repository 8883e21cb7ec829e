"""Keyset paging: the millionth page costs what the first one does."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from lgnet.lib.errors import Invalid
from lgnet.lib.reads import Read

M = TypeVar("M", bound=Model)
PAGE_SIZE = 25
_MAX_CURSOR = 400


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows and the address of the next."""

    rows: list[M]
    next_cursor: str | None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _encode(values: list[Any]) -> str:
    raw = json.dumps([_plain(value) for value in values], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _decode(cursor: str, fields: list[Any]) -> list[Any]:
    if len(cursor) > _MAX_CURSOR:
        raise Invalid("paging.cursor")
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(fields):
            raise Invalid("paging.cursor")
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, TypeError, ValidationError, binascii.Error) as error:
        # A cursor comes from an address bar: whatever is wrong with it is one and the same error.
        raise Invalid("paging.cursor") from error


def _field(rows: QuerySet[Any], name: str) -> Any:
    """Return what a value of a cursor is read by: a field, or what an annotation gives."""
    worked_out = rows.query.annotations.get(name)
    return worked_out.output_field if worked_out is not None else rows.model._meta.get_field(name)


def page(
    rows: QuerySet[M],
    *,
    by: tuple[str, ...],
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> Page[M]:
    """Return one page ordered by ``by`` (``-`` for descending; the last one unique).

    Raises
    ------
    Invalid
        The cursor was not made by this function.
    """
    names = [name.lstrip("-") for name in by]
    if cursor:
        fields = [_field(rows, name) for name in names]
        values = _decode(cursor, fields)
        after = Q()
        for position, name in enumerate(by):
            step = Q(
                **{f"{names[position]}__{'lt' if name.startswith('-') else 'gt'}": values[position]}
            )
            for earlier in range(position):
                step &= Q(**{names[earlier]: values[earlier]})
            after |= step
        rows = rows.filter(after)
    return _cut(list(rows.order_by(*by)[: size + 1]), names, size)


def first_page(
    rows: Read[M], *, by: tuple[str, ...], size: int = PAGE_SIZE, **values: Any
) -> Page[M]:
    """Return the first page of a read that is ordered ``by``; :func:`page` gives those after it."""
    names = [name.lstrip("-") for name in by]
    return _cut(rows(limit=size + 1, **values), names, size)


def _cut(found: list[M], names: list[str], size: int) -> Page[M]:
    last = found[size - 1] if len(found) > size else None
    cursor_out = _encode([getattr(last, name) for name in names]) if last else None
    return Page(found[:size], cursor_out)


def parse_id(text: str) -> UUID:
    """Return the id in an address, or raise :class:`Invalid`."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid("paging.id") from error
