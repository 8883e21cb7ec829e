"""The web application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files are found by settings."""

    name = "lgnet.web"
    label = "web"
