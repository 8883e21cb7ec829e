"""The long work application."""

from django.apps import AppConfig


class LongWorkConfig(AppConfig):
    """One table of works and how far they have come."""

    name = "lgnet.lib.longwork"
    label = "longwork"
