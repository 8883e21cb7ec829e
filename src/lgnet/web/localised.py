"""Texts the database keeps in Italian and English, and days in words."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

_LOCALES = {"it": "it_IT", "en": "en_GB"}
# Where Unicode's list has no name, or one nobody here would know ("ci" for Twi).
_LANGUAGES = {
    "it": {"tw": "twi", "mnk": "mandinka", "bin": "edo"},
    "en": {"mnk": "Mandinka", "bin": "Edo"},
}


def _language() -> str:
    return (get_language() or "it")[:2]


def localised(thing: Any, field: str) -> str:
    """Return the text of a field kept in both languages; Italian where the other is missing."""
    language = "en" if _language() == "en" else "it"
    return str(getattr(thing, f"{field}_{language}") or getattr(thing, f"{field}_it"))


def in_words(day: date, form: str = "long") -> str:
    """Return a day with its month in words: 1 luglio 2019, 1 July 2019."""
    return format_date(day, form, _LOCALES.get(_language(), "it_IT"))


@lru_cache(maxsize=4)
def languages_by_code(shown_in: str) -> dict[str, str]:
    """Return what languages are called, by code, in one of the languages of the interface."""
    return {**Locale(shown_in).languages, **_LANGUAGES.get(shown_in, {})}


def written(day: date | datetime, form: str) -> str:
    """Return a day by one of Django's forms; Italian writes months and days of the week small."""
    text = date_format(localtime(day) if isinstance(day, datetime) else day, form)
    return text.lower() if _language() == "it" else text
