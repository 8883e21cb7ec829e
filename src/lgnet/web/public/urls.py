"""Addresses of the public pages."""

from django.urls import path

from lgnet.web.public import report_urls, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("progetto/", views.project, name="project"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    *report_urls.urlpatterns,
]
