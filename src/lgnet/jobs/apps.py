"""The jobs application: procrastinate finds ``jobs.tasks``."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """No models of its own."""

    name = "lgnet.jobs"
    label = "jobs"
