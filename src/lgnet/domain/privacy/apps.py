"""The privacy application."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.privacy"
    label = "privacy"
