"""Addresses of reports and shifts at the desk."""

from django.urls import path

from lgnet.web.desk import plans, report_import, reports, shifts

IMPORTERS = (report_import,)  # importing it offers the table

urlpatterns = [
    path("segnalazioni/", reports.reports, name="reports"),
    path("segnalazioni/nuova/", reports.report_new, name="report_new"),
    path("segnalazioni/elenco.<str:fmt>", reports.reports_export, name="reports_export"),
    path("segnalazioni/<uuid:report_id>/", reports.report, name="report"),
    path("segnalazioni/<uuid:report_id>/decidi/", reports.decide, name="report_decide"),
    path("segnalazioni/<uuid:report_id>/unisci/", reports.merge, name="report_merge"),
    path("segnalazioni/<uuid:report_id>/chiudi/", reports.close, name="report_close"),
    path("segnalazioni/<uuid:report_id>/riapri/", reports.reopen, name="report_reopen"),
    path("uscite/<uuid:visit_id>/togli/", reports.cancel_visit, name="visit_cancel"),
    path("uscite/<uuid:visit_id>/sposta/", reports.move_visit, name="visit_move"),
    path("piani/", plans.plans, name="plans"),
    path("piani/apri/", plans.open_plan, name="plan_open"),
    path("piani/<uuid:plan_id>/chiudi/", plans.close_plan, name="plan_close"),
    path("turni/", shifts.shifts, name="shifts"),
    path("turni/nuovo/", shifts.shift_new, name="shift_new"),
    path("turni/unita/", shifts.team_new, name="team_new"),
]
