"""The security application."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.security"
    label = "security"
