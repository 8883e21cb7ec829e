"""Choices and moves of housing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FacilityKind(TextChoices):
    """What a facility is."""

    SHELTER = "SHELTER", _("shelter temporaneo")
    FIRST = "FIRST", _("prima soglia")
    SECOND = "SECOND", _("seconda soglia")
    FLAT = "FLAT", _("alloggio sociale")
    COHOUSING = "COHOUSING", _("co-housing")
    PROTECTED = "PROTECTED", _("contesto protetto")
    HOST = "HOST", _("famiglia accogliente")
    HOTEL = "HOTEL", _("posti in albergo")
    UNKNOWN = "UNKNOWN", _("tipo non noto")


class FacilityState(TextChoices):
    """Where a facility stands in the open register."""

    LISTED = "LISTED", _("censita")
    APPLIED = "APPLIED", _("domanda ricevuta")
    EXAMINED = "EXAMINED", _("in esame")
    ACCREDITED = "ACCREDITED", _("accreditata")
    REFUSED = "REFUSED", _("non accreditata")
    ENDED = "ENDED", _("uscita dal registro")


FACILITY_MOVES = {
    FacilityState.LISTED: frozenset({FacilityState.APPLIED}),
    FacilityState.APPLIED: frozenset({FacilityState.EXAMINED, FacilityState.ENDED}),
    FacilityState.EXAMINED: frozenset(
        {FacilityState.ACCREDITED, FacilityState.REFUSED, FacilityState.ENDED}
    ),
    FacilityState.ACCREDITED: frozenset({FacilityState.ENDED}),
    FacilityState.REFUSED: frozenset({FacilityState.APPLIED}),
    FacilityState.ENDED: frozenset({FacilityState.APPLIED}),
}


class NoCig(TextChoices):
    """Why a convention has no CIG: unknown is written as unknown, never as an invented code."""

    NOT_DUE = "NOT_DUE", _("non è un appalto")
    NOT_KNOWN = "NOT_KNOWN", _("non noto alla fonte")


class ConventionEnd(TextChoices):
    """Why a convention ended before its day."""

    EARLY = "EARLY", _("chiusa prima")
    REPLACED = "REPLACED", _("sostituita")
    ERROR = "ERROR", _("registrata per errore")


class UpkeepKind(TextChoices):
    """What is done or found in a facility."""

    WORKS = "WORKS", _("lavori")
    INSPECTION = "INSPECT", _("ispezione")
    DAMAGE = "DAMAGE", _("danno")


class UpkeepOutcome(TextChoices):
    """How it ended."""

    DONE = "DONE", _("fatto")
    FINE = "FINE", _("tutto regolare")
    TO_MEND = "TO_MEND", _("con prescrizioni")
    DROPPED = "DROPPED", _("non più necessario")


class ConfirmationWay(TextChoices):
    """How a facility's picture was confirmed."""

    DESK = "DESK", _("dallo sportello")
    LINK = "LINK", _("dalla struttura, con un link")
    ROLL = "ROLL", _("con un elenco di presenze")


class DiscrepancyKind(TextChoices):
    """What a facility says that the picture does not."""

    COUNT = "COUNT", _("un altro numero di posti liberi")
    CALL = "CALL", _("chiede di essere chiamata")
    PRESENT = "PRESENT", _("un altro numero di presenti")


class DiscrepancyOutcome(TextChoices):
    """How it was settled."""

    MENDED = "MENDED", _("corretto")
    AS_IT_WAS = "AS_WAS", _("era giusto com’era")


class SexRule(TextChoices):
    """Who may sleep in a unit or facility."""

    ANY = "ANY", _("tutti")
    WOMEN = "WOMEN", _("donne")
    MEN = "MEN", _("uomini")
    WOMEN_CHILDREN = "WOMEN_CHILDREN", _("donne e bambini")
    FAMILIES = "FAMILIES", _("nuclei")


class UnitKind(TextChoices):
    """A room, or a whole flat."""

    ROOM = "ROOM", _("camera")
    FLAT = "FLAT", _("alloggio")


class BlockReason(TextChoices):
    """Why nobody can sleep in a bed: a choice, so that no name or illness is ever typed there."""

    REPAIR = "REPAIR", _("guasto")
    PAINTING = "PAINTING", _("tinteggiatura")
    WORKS = "WORKS", _("lavori")
    CLEANING = "CLEANING", _("pulizia o disinfestazione")
    SAFETY = "SAFETY", _("non sicuro")
    HELD_BACK = "HELD_BACK", _("tenuto libero")
    OTHER = "OTHER", _("altro motivo")
    AWAY = "AWAY", _("letto aggiunto: non c’è")  # set by the operations on extra beds alone


class RequestState(TextChoices):
    """Where a request stands."""

    WAITING = "WAITING", _("in attesa")
    HELD = "HELD", _("con opzione")
    PLACED = "PLACED", _("inserita")
    WITHDRAWN = "WITHDRAWN", _("ritirata")


REQUEST_MOVES = {
    RequestState.WAITING: frozenset({RequestState.HELD, RequestState.WITHDRAWN}),
    RequestState.HELD: frozenset(
        {RequestState.WAITING, RequestState.PLACED, RequestState.WITHDRAWN}
    ),
    RequestState.PLACED: frozenset({RequestState.WAITING}),
    RequestState.WITHDRAWN: frozenset({RequestState.WAITING}),
}


class PriorityClass(TextChoices):
    """Class set by people from a published table; 0 goes before 1, and so on."""

    ZERO = "0", _("Classe 0")
    ONE = "1", _("Classe 1")
    TWO = "2", _("Classe 2")
    THREE = "3", _("Classe 3")


class HoldState(TextChoices):
    """Where a hold stands."""

    ACTIVE = "ACTIVE", _("attiva")
    ACCEPTED = "ACCEPTED", _("accettata")
    RELEASED = "RELEASED", _("lasciata")
    EXPIRED = "EXPIRED", _("scaduta")


HOLD_MOVES = {
    HoldState.ACTIVE: frozenset({HoldState.ACCEPTED, HoldState.RELEASED, HoldState.EXPIRED}),
    HoldState.ACCEPTED: frozenset(),
    HoldState.RELEASED: frozenset(),
    HoldState.EXPIRED: frozenset(),
}


class StayState(TextChoices):
    """Where a stay stands."""

    ACTIVE = "ACTIVE", _("in corso")
    ENDED = "ENDED", _("finita")
    CANCELLED = "CANCELLED", _("annullata")


STAY_MOVES = {
    StayState.ACTIVE: frozenset({StayState.ENDED, StayState.CANCELLED}),
    StayState.ENDED: frozenset(),
    StayState.CANCELLED: frozenset(),
}


class Destination(TextChoices):
    """Where people go after a stay."""

    AUTONOMY = "AUTONOMY", _("autonomia")
    FAMILY = "FAMILY", _("famiglia o amici")
    OTHER_SERVICE = "SERVICE", _("altro servizio")
    TRANSFER = "TRANSFER", _("altra struttura")
    LEFT = "LEFT", _("allontanamento")
    UNKNOWN = "UNKNOWN", _("non nota")


class OccupancyKind(TextChoices):
    """Why a bed is not free."""

    HOLD = "HOLD", _("opzione")
    STAY = "STAY", _("permanenza")
    BLOCK = "BLOCK", _("blocco")
