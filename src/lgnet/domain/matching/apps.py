"""The matching application."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.matching"
    label = "matching"
