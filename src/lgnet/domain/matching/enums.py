"""Choices and moves of asking a partner."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Band(TextChoices):
    """How far a partner may know somebody; all that a city is told."""

    POSSIBLE = "POSSIBLE", _("forse noto a un partner")
    LIKELY = "LIKELY", _("probabilmente noto a un partner")


class Side(TextChoices):
    """Whose half of a question a row is."""

    SENT = "SENT", _("chiesta")
    RECEIVED = "RECEIVED", _("ricevuta")


class Purpose(TextChoices):
    """Why a partner is asked."""

    CONTINUITY = "CONTINUE", _("continuare un percorso già avviato")
    DOUBLE = "DOUBLE", _("non aprire due volte la stessa presa in carico")
    HEALTH = "HEALTH", _("una cura o una terapia da non interrompere")
    MINOR = "MINOR", _("tutela di un minore")
    REQUEST = "REQUEST", _("lo chiede la persona")


class DeclineReason(TextChoices):
    """Why a partner says no; it stays in that city."""

    NOT_SAME = "NOT_SAME", _("non è la stessa persona")
    UNWILLING = "UNWILL", _("la persona non vuole")
    NO_GROUND = "NO_GROUND", _("il motivo non basta")


class InquiryState(TextChoices):
    """Where one city's half of a question is."""

    WAITING = "WAITING", _("in attesa")
    ACCEPTED = "ACCEPTED", _("collegata")
    DECLINED = "DECLINED", _("respinta")
    UNANSWERED = "SILENT", _("senza risposta")
    WITHDRAWN = "WITHDRAWN", _("ritirata")
    ENDED = "ENDED", _("scollegata")


INQUIRY_MOVES = {
    InquiryState.WAITING: frozenset(
        {
            InquiryState.ACCEPTED,
            InquiryState.DECLINED,
            InquiryState.UNANSWERED,
            InquiryState.WITHDRAWN,
        }
    ),
    InquiryState.ACCEPTED: frozenset({InquiryState.ENDED}),
    InquiryState.DECLINED: frozenset(),
    InquiryState.UNANSWERED: frozenset(),
    InquiryState.WITHDRAWN: frozenset(),
    InquiryState.ENDED: frozenset(),
}
