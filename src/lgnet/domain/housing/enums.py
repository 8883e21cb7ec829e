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
    StayState.ENDED: frozenset({StayState.ACTIVE}),  # the exit was written down by mistake
    StayState.CANCELLED: frozenset(),
}


class Destination(TextChoices):
    """Where people go after a stay."""

    AUTONOMY = "AUTONOMY", _("autonomia")
    FAMILY = "FAMILY", _("famiglia o amici")
    OTHER_SERVICE = "SERVICE", _("altro servizio")
    TRANSFER = "TRANSFER", _("altra struttura")
    LEFT = "LEFT", _("allontanamento")
    RETURNED = "RETURNED", _("rientro nel Paese d’origine")
    STREET = "STREET", _("di nuovo in strada")
    DIED = "DIED", _("decesso")
    UNKNOWN = "UNKNOWN", _("non nota")


class OccupancyKind(TextChoices):
    """Why a bed is not free."""

    HOLD = "HOLD", _("opzione")
    STAY = "STAY", _("permanenza")
    BLOCK = "BLOCK", _("blocco")


class NeedKind(TextChoices):
    """What else a household needs or would like, beyond what the request itself asks."""

    LANGUAGE = "LANGUAGE", _("lingua di chi convive")
    HOURS = "HOURS", _("orari di lavoro o studio")
    SMOKING = "SMOKING", _("fumo")
    PETS = "PETS", _("animali")
    FLOOR = "FLOOR", _("piano")
    QUIET = "QUIET", _("quiete")
    COT = "COT", _("culla")
    AGE_MATES = "AGE_MATES", _("coetanei")
    FAITH = "FAITH", _("religione di chi convive")
    HEALTH = "HEALTH", _("salute, per la camera")
    SAFETY = "SAFETY", _("sicurezza di chi è LGBT+")


class NeedPurpose(TextChoices):
    """What a need may be read for, and for nothing else."""

    ROOM = "ROOM", _("scegliere la camera")
    COHABITATION = "COHABITATION", _("scegliere con chi")
    SAFETY = "SAFETY", _("tenere al sicuro")


class Demand(TextChoices):
    """How much a need binds."""

    CONDITION = "CONDITION", _("deve")
    WISH = "WISH", _("vorrebbe")


class OfferState(TextChoices):
    """Where an offer to a household stands."""

    OPEN = "OPEN", _("in attesa di risposta")
    ACCEPTED = "ACCEPTED", _("accettata")
    DECLINED = "DECLINED", _("rifiutata")
    WITHDRAWN = "WITHDRAWN", _("ritirata")


OFFER_MOVES = {
    OfferState.OPEN: frozenset({OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN}),
    OfferState.ACCEPTED: frozenset({OfferState.DECLINED, OfferState.WITHDRAWN}),
    OfferState.DECLINED: frozenset(),
    OfferState.WITHDRAWN: frozenset(),
}


class DeclineReason(TextChoices):
    """Why a household says no; none of them counts against it."""

    TOO_FAR = "TOO_FAR", _("troppo lontano da scuola, lavoro o persone care")
    SHARED = "SHARED", _("camera o bagno in comune")
    TOO_SMALL = "TOO_SMALL", _("troppo piccolo")
    STAIRS = "STAIRS", _("scale o altri ostacoli")
    SHORT = "SHORT", _("per troppo poco tempo")
    OWN = "OWN", _("ha trovato da sé")
    NOT_SAFE = "NOT_SAFE", _("lì non si sente al sicuro")
    OTHER = "OTHER", _("altro, o preferisce non dirlo")


class AnsweredBy(TextChoices):
    """How a household answered an offer."""

    LINK = "LINK", _("con il collegamento")
    DESK = "DESK", _("allo sportello")


class Corrected(TextChoices):
    """What of a stay was taken back."""

    CHECK_IN = "CHECK_IN", _("ingresso")
    EXIT = "EXIT", _("uscita")
    NIGHT = "NIGHT", _("notte")
    FOLLOW_UP = "FOLLOW_UP", _("verifica dopo l’uscita")


class ContributionKind(TextChoices):
    """What a line of a stay's contribution says."""

    AGREED = "AGREED", _("concordato al mese")
    PAID = "PAID", _("ricevuto")
    WAIVED = "WAIVED", _("condonato")


class FollowUpState(TextChoices):
    """Where a follow-up stands."""

    PLANNED = "PLANNED", _("da fare")
    DONE = "DONE", _("fatto")
    DROPPED = "DROPPED", _("non serve più")


FOLLOW_UP_MOVES = {
    FollowUpState.PLANNED: frozenset({FollowUpState.DONE, FollowUpState.DROPPED}),
    FollowUpState.DONE: frozenset({FollowUpState.PLANNED}),
    FollowUpState.DROPPED: frozenset({FollowUpState.PLANNED}),
}


class FollowUpOutcome(TextChoices):
    """How people who left are living, some months on."""

    OWN_HOME = "OWN_HOME", _("in una casa propria o in affitto")
    HOSTED = "HOSTED", _("da famiglia o amici")
    SERVICE = "SERVICE", _("in un servizio di accoglienza")
    PRECARIOUS = "PRECARIOUS", _("in una sistemazione precaria")
    STREET = "STREET", _("in strada")
    ABROAD = "ABROAD", _("in un altro Paese")
    DIED = "DIED", _("decesso")
    NOT_REACHED = "NOT_REACHED", _("non raggiungibile")


HOUSED = frozenset({FollowUpOutcome.OWN_HOME, FollowUpOutcome.HOSTED})
"""Outcomes that count as still housed."""


class Grade(TextChoices):
    """An answer of the exit questionnaire."""

    YES = "YES", _("sì")
    PARTLY = "PARTLY", _("in parte")
    NO = "NO", _("no")


class ReceptionState(TextChoices):
    """Where somebody about to leave a reception centre stands with us."""

    WAITING = "WAITING", _("da guardare")
    PLANNED = "PLANNED", _("richiesta aperta")
    DROPPED = "DROPPED", _("non serve")


RECEPTION_MOVES = {
    ReceptionState.WAITING: frozenset({ReceptionState.PLANNED, ReceptionState.DROPPED}),
    ReceptionState.PLANNED: frozenset(),
    ReceptionState.DROPPED: frozenset({ReceptionState.WAITING}),
}


class ReceptionKind(TextChoices):
    """What kind of reception somebody leaves."""

    SAI = "SAI", _("SAI")
    CAS = "CAS", _("CAS")


class PlanState(TextChoices):
    """Where a plan for all who wait stands."""

    ASKED = "ASKED", _("in coda")
    RUNNING = "RUNNING", _("in corso")
    DONE = "DONE", _("fatto")
    STOPPED = "STOPPED", _("fermato")
    FAILED = "FAILED", _("interrotto")


PLAN_MOVES = {
    PlanState.ASKED: frozenset({PlanState.RUNNING, PlanState.STOPPED, PlanState.FAILED}),
    PlanState.RUNNING: frozenset({PlanState.DONE, PlanState.STOPPED, PlanState.FAILED}),
    PlanState.DONE: frozenset(),
    PlanState.STOPPED: frozenset(),
    PlanState.FAILED: frozenset(),
}


class Direction(TextChoices):
    """What a city is ready for with a partner."""

    SENDS = "SENDS", _("manda")
    RECEIVES = "RECEIVES", _("accoglie")
