"""The network application."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.network"
    label = "network"
