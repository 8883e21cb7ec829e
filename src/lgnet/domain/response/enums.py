"""Choices and moves of reports and visits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a report reached us."""

    PHONE = "PHONE", _("telefono")
    PUBLIC = "PUBLIC", _("pagina pubblica")
    DESK = "DESK", _("sportello")
    FIELD = "FIELD", _("unità di strada")
    PARTNER = "PARTNER", _("servizio o associazione")
    IMPORT = "IMPORT", _("elenco importato")


class Sign(TextChoices):
    """What the caller says they see; codes are those of ``cores.triage``."""

    PREGNANT = "PREGNANT", _("gravidanza")
    SMALL_CHILD = "SMALL_CHILD", _("bambino sotto i 6 anni")
    CHILD = "CHILD", _("minore con adulti")
    LONE_MINOR = "LONE_MINOR", _("minore da solo")
    ILL = "ILL", _("sta male")
    VIOLENCE = "VIOLENCE", _("violenza o pericolo")
    ELDERLY = "ELDERLY", _("persona anziana")
    DISABLED = "DISABLED", _("disabilità")
    OUTDOORS = "OUTDOORS", _("dorme all’aperto")
    BASICS = "BASICS", _("chiede cibo, doccia, vestiti")


class ReportState(TextChoices):
    """Where a report stands."""

    RECEIVED = "RECEIVED", _("da valutare")
    ASSESSED = "ASSESSED", _("valutata")
    PLANNED = "PLANNED", _("affidata")
    DONE = "DONE", _("visitata")
    CLOSED = "CLOSED", _("chiusa senza uscita")
    MERGED = "MERGED", _("unita a un’altra")


REPORT_MOVES = {
    ReportState.RECEIVED: frozenset({ReportState.ASSESSED, ReportState.MERGED, ReportState.CLOSED}),
    ReportState.ASSESSED: frozenset({ReportState.PLANNED, ReportState.MERGED, ReportState.CLOSED}),
    ReportState.PLANNED: frozenset({ReportState.DONE, ReportState.ASSESSED}),
    ReportState.DONE: frozenset(),
    ReportState.CLOSED: frozenset({ReportState.RECEIVED}),
    ReportState.MERGED: frozenset(),
}


class Priority(TextChoices):
    """How soon somebody must be there; minutes stand in the triage rule set."""

    P1 = "P1", _("subito")
    P2 = "P2", _("presto")
    P3 = "P3", _("stasera")


class VisitState(TextChoices):
    """Where a visit stands."""

    PLANNED = "PLANNED", _("prevista")
    ARRIVED = "ARRIVED", _("arrivati")
    DONE = "DONE", _("fatta")
    NOBODY = "NOBODY", _("nessuno sul posto")
    CANCELLED = "CANCELLED", _("annullata")


VISIT_MOVES = {
    VisitState.PLANNED: frozenset({VisitState.ARRIVED, VisitState.NOBODY, VisitState.CANCELLED}),
    VisitState.ARRIVED: frozenset({VisitState.DONE, VisitState.NOBODY}),
    VisitState.DONE: frozenset(),
    VisitState.NOBODY: frozenset(),
    VisitState.CANCELLED: frozenset(),
}
