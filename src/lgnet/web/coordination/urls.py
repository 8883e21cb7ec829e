"""Addresses of the coordination pages."""

from django.urls import path, re_path

from lgnet.web import imports
from lgnet.web.coordination import city, network, partners, plan
from lgnet.web.coordination import importers as _importers  # noqa: F401  registers itself

app_name = "coordination"
urlpatterns = [
    path("", network.network, name="network"),
    path("esporta.<str:fmt>", network.export, name="network_export"),
    path("partner/", partners.partners, name="partners"),
    path("partner/esporta.<str:fmt>", partners.export, name="partners_export"),
    path("piano/", plan.plan, name="plan"),
    path("piano/calcola/", plan.make, name="make_plan"),
    path("piano/<uuid:work_id>/ferma/", plan.stop, name="stop_plan"),
    *imports.patterns("coordination", "network.maintain"),
    re_path(r"^(?P<istat>\d{6})/$", city.city, name="city"),
    re_path(r"^(?P<istat>\d{6})/fatti/(?P<indicator>[a-z_]+)/$", city.facts, name="facts"),
]
