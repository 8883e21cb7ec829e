"""The vault application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys in their own schema."""

    name = "lgnet.lib.vault"
    label = "vault"
