"""Addresses of the public pages."""

from django.urls import path

from lgnet.web.public import confirm, machines, offer, report_urls, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("progetto/", views.project, name="project"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("posti/<str:token>/", confirm.confirm_places, name="confirm_places"),
    path("robots.txt", machines.robots, name="robots"),
    path("salute/", machines.health, name="health"),
    path(".well-known/security.txt", machines.security_text, name="security_text"),
    path("offerta/<str:token>/", offer.offer, name="offer"),
    *report_urls.urlpatterns,
]
