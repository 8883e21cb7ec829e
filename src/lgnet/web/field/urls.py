"""Addresses of the field pages."""

from django.urls import path

from lgnet.web.field import contact, tonight, visit

app_name = "field"
urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("contatto/", contact.contact, name="contact"),
    path("uscite/<uuid:visit_id>/", visit.visit, name="visit"),
    path("uscite/<uuid:visit_id>/arrivati/", visit.arrived, name="visit_arrived"),
    path("uscite/<uuid:visit_id>/nessuno/", visit.nobody, name="visit_nobody"),
    path("uscite/<uuid:visit_id>/fatto/", visit.done, name="visit_done"),
    path("uscite/<uuid:visit_id>/invio/", visit.referral, name="visit_refer"),
]
