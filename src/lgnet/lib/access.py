"""Deny by default: a view says which permission it needs, or it is never served."""

from collections.abc import Callable
from typing import Any

from lgnet.lib.actor import current_actor
from lgnet.lib.errors import NotAllowed

View = Callable[..., Any]

PERMISSION_ATTRIBUTE = "lgnet_permission"
PUBLIC_ATTRIBUTE = "lgnet_public"
FRESH_ATTRIBUTE = "lgnet_fresh"


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


def needs_fresh(view: View) -> View:
    """Declare that a view is opened by who proved in the last minutes that it is they.

    Put it above ``requires``. Somebody who has not is asked for their second factor, or their
    password if they have none: a page comes back by itself, and a form that was sent is kept,
    word for word, and goes on once they answered (files are chosen again). The middleware enforces
    it after the permission; tests find it by :data:`FRESH_ATTRIBUTE`.
    """
    setattr(view, FRESH_ATTRIBUTE, "page")
    return view


def needs_fresh_to_download(view: View) -> View:
    """As :func:`needs_fresh`, for a view that answers with a file: a page offers it afterwards."""
    setattr(view, FRESH_ATTRIBUTE, "file")
    return view
