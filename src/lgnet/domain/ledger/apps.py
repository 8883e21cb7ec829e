"""The ledger application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Registered by its package name."""

    name = "lgnet.domain.ledger"
    label = "ledger"
