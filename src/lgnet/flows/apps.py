"""The flows application: its management commands."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """No models of its own."""

    name = "lgnet.flows"
    label = "flows"
