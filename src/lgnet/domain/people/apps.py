"""The people application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.people"
    label = "people"
