"""The seam with sign-in: views that want a fresh proof of who is there before they do anything.

Sign-in reads the mark in its middleware; until it does, the views work without.
"""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]
FRESH_ATTRIBUTE = "lgnet_fresh"


def needs_fresh(view: View) -> View:
    """Ask who it is again before this page or form; put it above ``requires``."""
    setattr(view, FRESH_ATTRIBUTE, "page")
    return view


def needs_fresh_to_download(view: View) -> View:
    """As :func:`needs_fresh`, for a view that answers with a file."""
    setattr(view, FRESH_ATTRIBUTE, "file")
    return view
