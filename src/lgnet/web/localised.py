"""Texts the database keeps in Italian and English."""

from typing import Any

from django.utils.translation import get_language


def localised(thing: Any, field: str) -> str:
    """Return the text of a field kept in both languages; Italian where the other is missing."""
    language = "en" if (get_language() or "").startswith("en") else "it"
    return str(getattr(thing, f"{field}_{language}") or getattr(thing, f"{field}_it"))
