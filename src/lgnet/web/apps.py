"""The web application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Compiles the catalogues that changed; templates and static files are found by settings."""

    name = "lgnet.web"
    label = "web"

    def ready(self) -> None:
        from lgnet.web.translations import compile_stale

        compile_stale()
