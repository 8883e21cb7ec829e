"""A hash of plain data that depends on its content only, to record which problem was solved."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache


class DigestError(TypeError):
    """The data holds something without a canonical form."""


_AS_IT_IS = frozenset({type(None), str, int, float, bool})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _plain(value: object) -> object:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    raise DigestError(f"no canonical form for {type(value).__name__}")


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
        text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise DigestError("a number that is not finite has no canonical form") from error
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
