"""Addresses by which anybody reports and follows."""

from django.urls import path

from lgnet.web.public import report

urlpatterns = [
    path("segnala/", report.report, name="report"),
    path("segnala/ricevuta/", report.report_sent, name="report_sent"),
    path("segui/", report.follow, name="follow"),
]
