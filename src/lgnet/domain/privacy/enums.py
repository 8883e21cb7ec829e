"""Choices of privacy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SecludedFor(TextChoices):
    """Why a person's file is for the named only."""

    ADDRESS = "ADDRESS", _("indirizzo protetto")
    TRAFFICKING = "TRAFFICK", _("tratta o grave sfruttamento")
    VIOLENCE = "VIOLENCE", _("violenza o minacce")
    WITNESS = "WITNESS", _("protezione disposta dall’autorità")


class EmergencyGround(TextChoices):
    """Why a hidden file had to be opened at once."""

    HEALTH = "HEALTH", _("pericolo per la salute")
    SAFETY = "SAFETY", _("pericolo per l’incolumità")
    MINOR = "MINOR", _("tutela di un minore")
    AUTHORITY = "AUTH", _("ordine dell’autorità")
    SHELTER = "SHELTER", _("un posto per questa notte")


class EmergencyOutcome(TextChoices):
    """What who looks back says of an emergency."""

    JUSTIFIED = "JUSTIFIED", _("giustificato")
    NOT_JUSTIFIED = "UNJUST", _("non giustificato")


class NoticeKind(TextChoices):
    """What somebody is told on Oggi."""

    EMERGENCY = "EMERGENCY", _("accesso d’emergenza a una cartella riservata")
    NAMED = "NAMED", _("sei tra chi può vedere una cartella riservata")
    ANOMALY = "ANOMALY", _("consultazioni oltre il consueto")
    EXPIRED = "EXPIRED", _("termini di conservazione scaduti")


class TermKind(TextChoices):
    """From when a term of retention runs."""

    CASE_CLOSED = "CLOSED", _("dalla chiusura dell’ultima cartella")
    NEVER_IN_CHARGE = "NEVER", _("dalla registrazione, se mai presa in carico")


class DueAnswer(TextChoices):
    """What somebody said of a person whose term is over."""

    PROPOSED = "PROPOSED", _("cancellazione proposta")
    KEPT = "KEPT", _("conservata ancora")


class AnomalyKind(TextChoices):
    """In what somebody's reading of a day stands out."""

    CASELOAD = "CASELOAD", _("persone aperte oltre quelle seguite")
    NIGHT = "NIGHT", _("cartelle aperte fuori orario")
    SEARCHES = "SEARCHES", _("ricerche in serie")
