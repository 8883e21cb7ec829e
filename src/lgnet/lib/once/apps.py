"""The idempotency application."""

from django.apps import AppConfig


class OnceConfig(AppConfig):
    """One table of done forms."""

    name = "lgnet.lib.once"
    label = "once"
