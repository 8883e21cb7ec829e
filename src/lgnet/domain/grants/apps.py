"""The grants application."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.grants"
    label = "grants"
