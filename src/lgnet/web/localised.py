"""Texts the database keeps in Italian and English, and days in words."""

from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language

_LOCALES = {"it": "it_IT", "en": "en_GB"}


def _language() -> str:
    return (get_language() or "it")[:2]


def localised(thing: Any, field: str) -> str:
    """Return the text of a field kept in both languages; Italian where the other is missing."""
    language = "en" if _language() == "en" else "it"
    return str(getattr(thing, f"{field}_{language}") or getattr(thing, f"{field}_it"))


def in_words(day: date, form: str = "long") -> str:
    """Return a day with its month in words: 1 luglio 2019, 1 July 2019."""
    return format_date(day, form, _LOCALES.get(_language(), "it_IT"))
