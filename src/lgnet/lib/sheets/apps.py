"""The sheets application: uploads that wait for a yes."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """One short-lived table."""

    name = "lgnet.lib.sheets"
    label = "sheets"
