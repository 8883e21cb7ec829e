"""Addresses of the desk pages."""

from django.urls import URLPattern, URLResolver

from lgnet.web import imports
from lgnet.web.desk import response_urls

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *response_urls.urlpatterns,
    *imports.patterns("desk", "desk.use"),
]
