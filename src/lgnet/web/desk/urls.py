"""Addresses of the desk pages, one list per room."""

from django.urls import URLPattern, URLResolver

from lgnet.web import imports
from lgnet.web.desk import people_urls, response_urls

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *people_urls.urlpatterns,
    *response_urls.urlpatterns,
    *imports.patterns("desk", "desk.use"),
]
