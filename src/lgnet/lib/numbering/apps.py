"""The numbering application."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """One table of counters."""

    name = "lgnet.lib.numbering"
    label = "numbering"
