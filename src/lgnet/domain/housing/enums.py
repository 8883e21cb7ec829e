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
