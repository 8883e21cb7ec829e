"""Fixtures of all tests; what they do is in `tests/harness/`."""

from tests.harness.browser import (
    browser_context_args,
    browser_type_launch_args,
    live_site,
    playwright,
)
from tests.harness.databases import committed_db, django_db_setup, together

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "committed_db",
    "django_db_setup",
    "live_site",
    "playwright",
    "together",
]
