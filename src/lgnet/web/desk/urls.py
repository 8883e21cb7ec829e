"""Addresses of the desk pages."""

from django.urls import URLPattern, URLResolver

from lgnet.web import imports

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *imports.patterns("desk", "desk.use"),
]
