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
    """What the caller says they see. A sign not ticked is not known, never "no"."""

    DANGER = "DANGER", _("non risponde o rischia la vita")
    PREGNANT = "PREGNANT", _("gravidanza")
    SMALL_CHILD = "SMALL_CHILD", _("bambino sotto i 6 anni")
    CHILD = "CHILD", _("minore con adulti")
    LONE_MINOR = "LONE_MINOR", _("minore da solo")
    ILL = "ILL", _("sta male")
    DISTRESS = "DISTRESS", _("forte angoscia o agitazione")
    VIOLENCE = "VIOLENCE", _("violenza, minaccia o sfruttamento")
    ELDERLY = "ELDERLY", _("persona anziana")
    DISABLED = "DISABLED", _("disabilità")
    OUTDOORS = "OUTDOORS", _("dorme all’aperto")
    BASICS = "BASICS", _("chiede solo cibo, doccia, vestiti")
    WELL = "WELL", _("sta bene, non c’è pericolo")


class ReportState(TextChoices):
    """Where a report stands."""

    RECEIVED = "RECEIVED", _("da valutare")
    ASSESSED = "ASSESSED", _("valutata")
    PLANNED = "PLANNED", _("affidata")
    DESK = "DESK", _("allo sportello")
    DONE = "DONE", _("visitata")
    CLOSED = "CLOSED", _("chiusa senza uscita")
    MERGED = "MERGED", _("unita a un’altra")


REPORT_MOVES = {
    ReportState.RECEIVED: frozenset({ReportState.ASSESSED, ReportState.MERGED, ReportState.CLOSED}),
    ReportState.ASSESSED: frozenset(
        {ReportState.PLANNED, ReportState.DESK, ReportState.MERGED, ReportState.CLOSED}
    ),
    ReportState.PLANNED: frozenset({ReportState.DONE, ReportState.ASSESSED}),
    ReportState.DESK: frozenset({ReportState.DONE, ReportState.ASSESSED, ReportState.CLOSED}),
    ReportState.DONE: frozenset({ReportState.RECEIVED}),
    ReportState.CLOSED: frozenset({ReportState.RECEIVED}),
    ReportState.MERGED: frozenset(),
}
TO_DECIDE = (ReportState.RECEIVED, ReportState.ASSESSED)
ENTRUSTED = (ReportState.PLANNED, ReportState.DESK)


class CloseReason(TextChoices):
    """Why a report ends without a visit."""

    RESOLVED = "RESOLVED", _("risolta prima dell’uscita")
    OTHER_SERVICE = "SERVICE", _("se ne occupa un altro servizio")
    EMERGENCY = "EMERGENCY", _("passata al 112 o al 118")
    OUTSIDE = "OUTSIDE", _("fuori dal Comune")
    TOO_LITTLE = "LITTLE", _("informazioni insufficienti, chi segnala non risponde")
    NOT_SO = "NOT_SO", _("non c’era bisogno")


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
OPEN_VISIT = (VisitState.PLANNED, VisitState.ARRIVED)


class Given(TextChoices):
    """What a team left with people."""

    BLANKET = "BLANKET", _("coperta")
    CLOTHES = "CLOTHES", _("vestiti")
    FOOD = "FOOD", _("cibo")
    DRINK = "DRINK", _("bevanda calda")
    KIT = "KIT", _("kit igienico")
    CARD = "CARD", _("biglietto dello sportello")
    RIDE = "RIDE", _("passaggio in un posto per la notte")


class StreetNeed(TextChoices):
    """What a person asks for in the street, as a pictogram."""

    SLEEP = "SLEEP", _("Dormire")
    FOOD = "FOOD", _("Mangiare")
    HEALTH = "HEALTH", _("Salute")
    CLOTHES = "CLOTHES", _("Coperte")
    CHILDREN = "CHILDREN", _("Bambini")
    DANGER = "DANGER", _("Pericolo")
    DOCUMENTS = "DOCUMENTS", _("Documenti")
    TALK = "TALK", _("Parlare")


class Skill(TextChoices):
    """What somebody in a team can do."""

    NURSE = "NURSE", _("infermiera o infermiere")
    MEDIATOR = "MEDIATOR", _("mediazione culturale")
    PSYCHOLOGIST = "PSYCHOLOGIST", _("psicologa o psicologo")
    LEGAL = "LEGAL", _("orientamento legale")
    EDUCATOR = "EDUCATOR", _("educatrice o educatore")
    WOMAN = "WOMAN", _("una donna nell’équipe")


class PlanKind(TextChoices):
    """What a municipality's seasonal plan is against."""

    COLD = "COLD", _("piano freddo")
    HEAT = "HEAT", _("piano caldo")
