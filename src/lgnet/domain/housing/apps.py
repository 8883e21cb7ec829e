"""The housing application."""

from django.apps import AppConfig


class HousingConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.housing"
    label = "housing"
