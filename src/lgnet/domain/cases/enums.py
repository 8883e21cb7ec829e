"""Choices and moves of case files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a case stands."""

    OPEN = "OPEN", _("aperta")
    SUSPENDED = "SUSPENDED", _("sospesa")
    CLOSED = "CLOSED", _("chiusa")


CASE_MOVES = {
    CaseState.OPEN: frozenset({CaseState.SUSPENDED, CaseState.CLOSED}),
    CaseState.SUSPENDED: frozenset({CaseState.OPEN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class Origin(TextChoices):
    """How a person came to the One Stop Shop."""

    STREET = "STREET", _("unità di strada")
    SELF = "SELF", _("da sé")
    SOCIAL_SERVICES = "SOCIAL", _("servizi sociali")
    RECEPTION_EXIT = "RECEPTION", _("uscita dall’accoglienza")
    ASSOCIATION = "ASSOC", _("associazione")
    AUTHORITY = "AUTHORITY", _("questura o prefettura")
    OTHER = "OTHER", _("altro")


class NeedKind(TextChoices):
    """What a person needs."""

    HOUSING = "HOUSING", _("casa")
    HEALTH = "HEALTH", _("salute")
    LEGAL = "LEGAL", _("documenti e orientamento legale")
    LANGUAGE = "LANGUAGE", _("italiano")
    WORK = "WORK", _("lavoro")
    SCHOOL = "SCHOOL", _("scuola")
    FOOD = "FOOD", _("cibo e vestiti")
    PSYCHOLOGICAL = "PSY", _("sostegno psicologico")
    SAFETY = "SAFETY", _("protezione")
    OTHER = "OTHER", _("altro")


class NeedState(TextChoices):
    """Where a need stands."""

    OPEN = "OPEN", _("da avviare")
    ONGOING = "ONGOING", _("in corso")
    MET = "MET", _("soddisfatto")
    DROPPED = "DROPPED", _("lasciato")


NEED_MOVES = {
    NeedState.OPEN: frozenset({NeedState.ONGOING, NeedState.MET, NeedState.DROPPED}),
    NeedState.ONGOING: frozenset({NeedState.MET, NeedState.DROPPED}),
    NeedState.MET: frozenset({NeedState.ONGOING}),
    NeedState.DROPPED: frozenset({NeedState.OPEN}),
}


class ActionKind(TextChoices):
    """What was done with or for a person."""

    INTERVIEW = "INTERVIEW", _("Colloquio")
    PHONE = "PHONE", _("Telefonata")
    ACCOMPANIMENT = "ACCOMPANY", _("Accompagnamento")
    FORMALITY = "FORMALITY", _("Pratica")
    MEDIATION = "MEDIATION", _("Mediazione")
    LEGAL = "LEGAL", _("Orientamento legale")
    HEALTH = "HEALTH", _("Salute")
    WORK = "WORK", _("Orientamento al lavoro")
    GROUP = "GROUP", _("Incontro di gruppo")
    OTHER = "OTHER", _("Altro")


class StateReason(TextChoices):
    """Why a case is suspended or closed."""

    AUTONOMY = "AUTONOMY", _("autonomia raggiunta")
    MOVED = "MOVED", _("si è trasferita altrove")
    TRANSFERRED = "TRANSFERRED", _("presa in carico da altro servizio")
    NO_CONTACT = "NO_CONTACT", _("contatti interrotti")
    DECLINED = "DECLINED", _("rinuncia della persona")
    AWAY = "AWAY", _("assenza temporanea")
    DECEASED = "DECEASED", _("decesso")
    MISTAKE = "MISTAKE", _("aperta per errore")
    DOUBLE = "DOUBLE", _("doppione di un’altra cartella")
    OTHER = "OTHER", _("altro")


# A double is said by joining two records; it ends nothing, and no fact says it does.
SAID_REASONS = frozenset(StateReason.values) - {StateReason.DOUBLE.value}


class CaseSort(TextChoices):
    """Orders of the list of cases."""

    RECENT = "recent", _("presa in carico")
    OLDEST = "oldest", _("dalla più vecchia")
    REVIEW = "review", _("prossima verifica")
    CODE = "code", _("codice")
