"""Addresses of the desk pages."""

from django.urls import URLPattern

from lgnet.web.desk import response_urls

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *response_urls.urlpatterns,
]
