"""Deny by default: a view says which permission it needs, or it is never served."""

from collections.abc import Callable
from typing import Any

from lgnet.lib.actor import current_actor
from lgnet.lib.errors import NotAllowed

View = Callable[..., Any]

PERMISSION_ATTRIBUTE = "lgnet_permission"
PUBLIC_ATTRIBUTE = "lgnet_public"


def check(permission: str) -> None:
    """Raise :class:`NotAllowed` unless the current actor holds the permission."""
    if not current_actor().may(permission):
        raise NotAllowed("access.denied", permission=permission)


def can(permission: str) -> bool:
    """Tell whether the current actor holds the permission; buttons ask this, operations check."""
    return current_actor().may(permission)


def requires(permission: str) -> Callable[[View], View]:
    """Declare the permission a view needs; the middleware enforces it before the view runs."""

    def mark(view: View) -> View:
        setattr(view, PERMISSION_ATTRIBUTE, permission)
        return view

    return mark


def public(reason: str) -> Callable[[View], View]:
    """Declare that anybody may open a view, and why that harms nobody."""

    def mark(view: View) -> View:
        setattr(view, PUBLIC_ATTRIBUTE, reason)
        return view

    return mark
