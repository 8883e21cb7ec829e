"""The cases application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.cases"
    label = "cases"
