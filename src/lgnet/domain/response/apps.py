"""The response application."""

from django.apps import AppConfig


class ResponseConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.response"
    label = "response"
