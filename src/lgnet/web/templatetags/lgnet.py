"""Tags every template may use without loading them."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from lgnet.lib.actor import actor_or_none
from lgnet.lib.ids import new_id
from lgnet.web.localised import in_words, written
from lgnet.web.once import FIELD

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    """Print the hidden field by which a form sent twice is done once."""
    return mark_safe(f'<input type="hidden" name="{FIELD}" value="{new_id()}">')  # noqa: S308


@register.filter
def may(permission: str) -> bool:
    """Tell whether the current actor holds a permission: ``{% if "people.read"|may %}``."""
    actor = actor_or_none()
    return actor is not None and actor.may(permission)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """Look a key up in a mapping."""
    return mapping.get(key)


@register.filter
def longdate(day: date | None) -> str:
    """Print a day with the month in words: 1 luglio 2019, 1 July 2019."""
    return in_words(day) if day else ""


@register.filter
def day(when: date | None, form: str) -> str:
    """Print a day by one of Django's forms, with small months in Italian: ``{{ at|day:"j M" }}``."""
    return written(when, form) if when else ""
