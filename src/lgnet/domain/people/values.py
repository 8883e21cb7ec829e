"""What a person tells, checked and brought to one form before it is kept."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import pycountry
from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale

from lgnet.domain.people import bridge
from lgnet.domain.people.enums import IdentifierKind
from lgnet.lib.errors import Invalid

NAME_LIMIT, NOTE_LIMIT, NUMBER_LIMIT, REASON_LIMIT = 200, 4000, 40, 500
MAX_LANGUAGES = 12
# ICAO Doc 9303 part 3 § 5: travel documents of people without a state; ISO reserves XKX for Kosovo.
STATELESS, REFUGEE, KOSOVO = "XXA", "XXB", "XKX"
_BEYOND_ISO = frozenset((STATELESS, REFUGEE, KOSOVO))
_FAR_PAST, _YEARS_AHEAD = date(1900, 1, 1), 30


def name(text: str | None, *, field: str) -> str | None:
    """Return a name as kept, None when not known.

    Raises
    ------
    Invalid
        ``people.too_long``.
    """
    return _limited(text, field=field, limit=NAME_LIMIT)


def note(text: str | None, *, field: str = "note") -> str | None:
    """Return a note as kept: lines stay, invisible characters go."""
    if text is None:
        return None
    if len(text) > NOTE_LIMIT * 4:
        raise Invalid("people.too_long", field=field, limit=NOTE_LIMIT)
    kept = "\n".join(bridge.clean(line) or "" for line in text.splitlines()).strip()
    if len(kept) > NOTE_LIMIT:
        raise Invalid("people.too_long", field=field, limit=NOTE_LIMIT)
    return kept


def _limited(text: str | None, *, field: str, limit: int) -> str | None:
    # Length first: nobody has a name of ten megabytes, and cleaning one would take its time.
    if text is not None and len(text) > limit * 4:
        raise Invalid("people.too_long", field=field, limit=limit)
    kept = bridge.clean(text)
    if kept is not None and len(kept) > limit:
        raise Invalid("people.too_long", field=field, limit=limit)
    return kept


@lru_cache(maxsize=512)
def country(code: str) -> str:
    """Return the three-letter code of a state (ISO 3166-1), '' when not known.

    Raises
    ------
    Invalid
        ``people.unknown_country``.
    """
    plain = code.strip().upper()
    if not plain or plain in _BEYOND_ISO:
        return plain
    key = {2: "alpha_2", 3: "alpha_3"}.get(len(plain))
    found = pycountry.countries.get(**{key: plain}) if key else None
    if found is None:
        raise Invalid("people.unknown_country", field="nationality")
    return str(found.alpha_3)


@lru_cache(maxsize=512)
def language(code: str) -> str:
    """Return the three-letter code of a language (ISO 639-3).

    Raises
    ------
    Invalid
        ``people.unknown_language``.
    """
    plain = code.strip().lower()
    key = {2: "alpha_2", 3: "alpha_3"}.get(len(plain))
    found = pycountry.languages.get(**{key: plain}) if key else None
    if found is None:
        raise Invalid("people.unknown_language", field="languages")
    return str(found.alpha_3)


def languages(codes: Iterable[str]) -> list[str]:
    """Return languages in the order told, each once, at most twelve."""
    found = list(dict.fromkeys(language(code) for code in codes))
    if len(found) > MAX_LANGUAGES:
        raise Invalid("people.too_many_languages", field="languages", limit=MAX_LANGUAGES)
    return found


def identifier(kind: str, value: str) -> str:
    """Return a number as kept; the one with a check letter is checked.

    Raises
    ------
    Invalid
        ``people.tax_code_wrong`` or ``people.too_long``.
    """
    kept = _limited(value, field="value", limit=NUMBER_LIMIT) or ""
    if kind != IdentifierKind.TAX_CODE:
        return kept.upper()
    plain = bridge.code(kept)
    try:
        # A provisional codice fiscale of eleven figures is one too (art. 2 DPR 605/1973).
        codicefiscale.validate(plain)
    except ValidationError as error:
        raise Invalid("people.tax_code_wrong", field="value") from error
    return plain


# Usual forms, on general knowledge: a number of another form is kept, and a page says so. CUI: seven
# signs from the fingerprint system; VESTANET: province and figures; permit: letter and eight
# figures; receipt: figures of the registered letter; passport: nine signs at most (ICAO 9303).
_USUAL = {
    IdentifierKind.CUI: r"[0-9A-Z]{7}",
    IdentifierKind.VESTANET: r"[A-Z]{2}\d{5,8}",
    IdentifierKind.PERMIT: r"[A-Z]{1,2}\d{7,8}|[A-Z]\d{2}[A-Z]{2}\d{5}",
    IdentifierKind.RECEIPT: r"\d{10,14}",
    IdentifierKind.PASSPORT: r"[0-9A-Z]{6,9}",
}


def is_unusual(kind: str, value: str) -> bool:
    """Tell whether a number has not the form its kind usually has; one may still be right."""
    usual = _USUAL.get(IdentifierKind(kind))
    return usual is not None and re.fullmatch(usual, re.sub(r"[\s./-]", "", value)) is None


def told_span(
    told: tuple[int, int | None, int | None] | None, *, field: str, on: date
) -> tuple[date, date] | None:
    """Return the first and last day a date may be, told as year, perhaps month, perhaps day.

    Raises
    ------
    Invalid
        ``people.date_absurd``, ``people.date_to_come``.
    """
    if told is None:
        return None
    year, month, number = told
    try:
        first = date(year, month or 1, number or 1)
        last = date(year, month or 12, number or monthrange(year, month or 12)[1])
    except (ValueError, OverflowError) as error:
        raise Invalid("people.date_absurd", field=field) from error
    if first < _FAR_PAST:
        raise Invalid("people.date_absurd", field=field)
    if first > on:
        raise Invalid("people.date_to_come", field=field)
    return first, last


def day(value: date | None, *, field: str, on: date) -> date | None:
    """Return a day if it is a credible one for a document: not 01/01/0001, not in a century."""
    if value is not None and not _FAR_PAST <= value <= date(on.year + _YEARS_AHEAD, 12, 31):
        raise Invalid("people.date_absurd", field=field)
    return value
