"""Addresses of the housing pages."""

from django.urls import URLPattern

app_name = "housing"
urlpatterns: list[URLPattern] = []
