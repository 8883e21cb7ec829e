"""The open register in words: sentences for its refusals, tags for conventions and freshness."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lgnet.domain.housing.queries import DUE_WITHIN, Freshness, freshness
from lgnet.web.desk.housing_words import ago
from lgnet.web.desk.words import short_day
from lgnet.web.messages import explain

explain(
    {
        "housing.facts": gettext_lazy(
            "Questo valore non è possibile: controllalo, o lascia vuoto se non si sa."
        ),
        "housing.contact_email": gettext_lazy(
            "Non è un indirizzo e-mail: scrivilo come nome@ente.it, o lascia vuoto."
        ),
        "housing.not_accredited": gettext_lazy(
            "La struttura non è accreditata: prima si esamina la domanda."
        ),
        "housing.cig": gettext_lazy("Il CIG ha dieci caratteri, lettere maiuscole e cifre."),
        "housing.cig_or_why": gettext_lazy("Scrivi il CIG, oppure scegli perché non c’è."),
        "housing.places": gettext_lazy("Da 1 a {most} posti."),
        "housing.daily_rate": gettext_lazy("Euro e centesimi: 32,50. Vuoto se non si sa."),
        "housing.convention_span": gettext_lazy(
            "L’ultimo giorno viene dopo il primo, entro dieci anni."
        ),
        "housing.convention_overlaps": gettext_lazy(
            "In quei giorni vale già un’altra convenzione: chiudila, o comincia dal giorno dopo."
        ),
        "housing.renewed_already": gettext_lazy("Questa convenzione è già stata rinnovata."),
        "housing.convention_end": gettext_lazy(
            "Un giorno della convenzione, e un motivo dell’elenco."
        ),
        "housing.convention_over": gettext_lazy("La convenzione è già stata chiusa."),
        "housing.convention_holds": gettext_lazy(
            "Una convenzione vale ancora: chiudila prima di togliere la struttura dal registro."
        ),
        "housing.facility_in_use": gettext_lazy(
            "Ci sono ancora persone o opzioni ({n}): chi ci dorme non sparisce dal tableau."
        ),
        "housing.bed_is_away": gettext_lazy(
            "È un letto aggiunto che in quelle notti non c’è: si aggiunge di nuovo, non si sblocca."
        ),
        "housing.room_full": gettext_lazy("In questa camera non ci stanno altri letti."),
        "housing.same_room": gettext_lazy("Il letto è già in questa camera."),
        "housing.unit_name": gettext_lazy("Un nome che in questa struttura non c’è ancora."),
        "housing.unit": gettext_lazy("Da 1 a {most} posti."),
        "housing.upkeep_kind": gettext_lazy("Scegli dall’elenco."),
        "housing.upkeep_outcome": gettext_lazy("Scegli com’è finita."),
        "housing.upkeep_closed": gettext_lazy("È già stato chiuso."),
        "housing.link_over": gettext_lazy("Il link non vale più."),
        "housing.link_tired": gettext_lazy(
            "A questo link avete già risposto molte volte: per altro chiamate lo sportello."
        ),
        "housing.picture_changed": gettext_lazy(
            "Nel frattempo è cambiato qualcosa: guardate i numeri nuovi e rispondete ancora."
        ),
        "housing.free_places": gettext_lazy("Un numero da zero ai posti della camera."),
        "housing.discrepancy_outcome": gettext_lazy("Scegli com’è finita."),
        "housing.discrepancy_settled": gettext_lazy("È già stata chiarita."),
    }
)

TONES = {Freshness.FRESH: "ok", Freshness.FADING: "warn", Freshness.UNKNOWN: "old"}
FRESHNESS = {
    Freshness.FRESH: gettext_lazy("confermata"),
    Freshness.FADING: gettext_lazy("da confermare"),
    Freshness.UNKNOWN: gettext_lazy("non nota"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """Words with the tone of their tag."""

    words: str
    tone: str = ""


def freshness_tag(confirmed_at: datetime | None, at: datetime) -> Tag:
    """Return how fresh a facility's picture is: fades after a day, not known after three."""
    state, told = freshness(confirmed_at, at), ago(confirmed_at, at)
    if state == Freshness.FRESH:
        return Tag(_("confermato {ago}").format(ago=told), TONES[state])
    if confirmed_at is None:
        return Tag(told, TONES[state])
    if state == Freshness.FADING:
        return Tag(_("{ago}, da confermare").format(ago=told), TONES[state])
    return Tag(_("non noto, ultima conferma {ago}").format(ago=told), TONES[state])


def convention_tag(until: date | None, *, on: date) -> Tag:
    """Return whether a convention is in force and until when; ``until`` is the first day after."""
    if until is None:
        return Tag(_("senza convenzione in vigore"), "bad")
    last = short_day(until - timedelta(days=1))
    left = (until - on).days
    if until - on <= DUE_WITHIN:
        distance = ngettext("tra {n} giorno", "tra {n} giorni", left).format(n=left)
        return Tag(_("fino al {day}, {distance}").format(day=last, distance=distance), "warn")
    return Tag(_("fino al {day}").format(day=last), "ok")


def last_day(to_on: date) -> date:
    """Return the last day of a half-open span."""
    return to_on - timedelta(days=1)


def entering(rooms: dict[int, int]) -> list[dict[str, Any]]:
    """Return, by size of household up to five and more, how many could enter."""
    return [
        {"size": f"{size}+" if size == 5 else str(size), "count": rooms.get(size, 0)}
        for size in range(1, 6)
    ]


def yes_no(value: bool | None) -> str:
    """Return a fact that may not be known."""
    return _("non noto") if value is None else _("sì") if value else _("no")
