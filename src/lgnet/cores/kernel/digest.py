"""A hash of plain data that depends on its content only, to record which problem was solved."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter


class DigestError(TypeError):
    """The data holds something without a canonical form."""


@cache
def _values(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what takes the fields of a dataclass in their order, after the name of the class."""
    names = [field.name for field in dataclasses.fields(kind)]
    return attrgetter("__class__.__name__", *names)


def _plain(value: object) -> object:
    """Return one step towards plain data of what JSON does not know by itself."""
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _values(type(value))(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=_text)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    raise DigestError(f"no canonical form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False, default=_plain
)


def _text(value: object) -> str:
    return _ENCODER.encode(value)


def canonical_hash(value: object) -> str:
    """Return 32 hexadecimal digits that identify the content of plain data.

    Dataclasses, sequences, sets, mappings, dates, decimals and enumerations are understood;
    the order of sets and of mapping keys does not matter, the order of sequences does.

    Raises
    ------
    DigestError
        When the data holds anything else, or a number that is not finite.
    """
    try:
        text = _text(value)
    except ValueError as error:
        raise DigestError("a number that is not finite has no canonical form") from error
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
