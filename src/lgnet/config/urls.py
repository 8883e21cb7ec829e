"""Addresses: Italian paths, English names, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("lgnet.web.accounts.urls")),
    path("", include("lgnet.web.public.urls")),
    path("sportello/", include("lgnet.web.desk.urls")),
    path("abitare/", include("lgnet.web.desk.housing_urls")),
    path("strada/", include("lgnet.web.field.urls")),
    path("rete/", include("lgnet.web.coordination.urls")),
]

handler400 = "lgnet.web.problems.bad_request"
handler403 = "lgnet.web.problems.not_allowed"
handler404 = "lgnet.web.problems.not_found"
handler500 = "lgnet.web.problems.server_error"
