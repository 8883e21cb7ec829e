"""The tenancy application: the ``harden`` command."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """No models of its own."""

    name = "lgnet.lib.tenancy"
    label = "tenancy"
