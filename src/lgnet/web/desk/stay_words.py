"""Sentences of requests, offers, stays and what comes after: codes in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lgnet.domain.housing import queries
from lgnet.domain.housing.classes import ClassTable
from lgnet.domain.housing.enums import (
    DeclineReason,
    Demand,
    NeedKind,
    NeedPurpose,
    OfferState,
    PriorityClass,
)
from lgnet.domain.housing.needs import RULES
from lgnet.web.desk.words import language_names
from lgnet.web.import_words import explain_problems
from lgnet.web.messages import explain

# The published table in words. A person chooses the line; the class follows.
CLASS_LINES: dict[str, Any] = {
    "VIOLENCE": gettext_lazy("Violenza in casa o minaccia, adesso"),
    "TRAFFICKING": gettext_lazy("Tratta o sfruttamento, adesso"),
    "LONE_MINOR": gettext_lazy("Minore senza adulti"),
    "HEALTH_TONIGHT": gettext_lazy("Salute in pericolo se dorme fuori stanotte"),
    "MINORS_WEEK": gettext_lazy("Minori nel nucleo, senza un tetto entro 7 giorni"),
    "PREGNANCY_WEEK": gettext_lazy("Gravidanza, senza un tetto entro 7 giorni"),
    "ILLNESS_WEEK": gettext_lazy("Malattia o disabilità, senza un tetto entro 7 giorni"),
    "NO_ROOF_MONTH": gettext_lazy("Senza un tetto entro 30 giorni"),
    "RECEPTION_EXIT": gettext_lazy("In uscita dall’accoglienza (SAI, CAS)"),
    "UNSUITABLE": gettext_lazy("Ha un posto ma non adatto: può aspettare"),
}
SOURCES: dict[str, Any] = {
    "NETWORK_PROPOSAL": gettext_lazy(
        "Proposta della rete per la Sub-Azione 4, da confermare dal tavolo di coordinamento; le"
        " categorie seguono l’art. 17 c. 1 del d.lgs. 142/2015."
    ),
}
NEED_VALUES: dict[str, Any] = {
    "NIGHTS": gettext_lazy("lavora di notte"),
    "EARLY": gettext_lazy("esce prima dell’alba"),
    "LATE": gettext_lazy("rientra tardi"),
    "SMOKES": gettext_lazy("fuma"),
    "NO_SMOKE": gettext_lazy("senza fumo"),
    "DOG": gettext_lazy("ha un cane"),
    "CAT": gettext_lazy("ha un gatto"),
    "OTHER_PET": gettext_lazy("ha un altro animale"),
    "NO_PETS": gettext_lazy("senza animali"),
    "GROUND": gettext_lazy("piano terra"),
    "LIFT": gettext_lazy("con ascensore"),
    "QUIET": gettext_lazy("camera tranquilla"),
    "ONE_COT": gettext_lazy("una culla"),
    "TWO_COTS": gettext_lazy("due culle"),
    "YOUNG": gettext_lazy("con giovani"),
    "ADULT": gettext_lazy("con adulti"),
    "OLDER": gettext_lazy("con anziani"),
    "CHRISTIAN": gettext_lazy("con cristiani"),
    "MUSLIM": gettext_lazy("con musulmani"),
    "HINDU": gettext_lazy("con induisti"),
    "SIKH": gettext_lazy("con sikh"),
    "BUDDHIST": gettext_lazy("con buddhisti"),
    "JEWISH": gettext_lazy("con ebrei"),
    "OTHER_FAITH": gettext_lazy("con persone della stessa religione, altra"),
    "ALONE": gettext_lazy("camera da sola o da solo"),
    "NEAR_BATHROOM": gettext_lazy("vicino al bagno"),
    "FRIDGE": gettext_lazy("un frigorifero per i farmaci"),
    "CARER": gettext_lazy("posto per chi assiste"),
    "LGBT_SAFE": gettext_lazy("ambiente sicuro per persone LGBT+"),
}

explain(
    {
        "housing.class_line": gettext_lazy("Scegli una riga della tabella delle classi."),
        "housing.same_class": gettext_lazy("La classe è già questa: nulla è cambiato."),
        "housing.nights_p90": gettext_lazy("Almeno quante la metà dei casi, al massimo {most}."),
        "housing.need_kind": gettext_lazy("Scegli che cosa serve."),
        "housing.need_value": gettext_lazy("Scegli un valore dell’elenco."),
        "housing.need_purpose": gettext_lazy("Per questo bisogno lo scopo non va bene."),
        "housing.need_demand": gettext_lazy("Scegli se deve o se vorrebbe."),
        "housing.need_said": gettext_lazy("Qualcun altro l’ha appena scritto: ricarica."),
        "housing.need_over": gettext_lazy("Era già stato tolto: ricarica la pagina."),
        "housing.no_such_need": gettext_lazy("Questo bisogno non c’è più."),
        "housing.term": gettext_lazy("Da {low} a {high}."),
        "housing.term_order": gettext_lazy("Una classe più urgente non può attendere di più."),
        "housing.no_such_term": gettext_lazy("Questa impostazione non c’è."),
        "housing.hold_extended_enough": gettext_lazy(
            "Già prolungata {most} volte: decidi, o lascia la camera ad altri."
        ),
        "housing.hold_long_enough": gettext_lazy("L’opzione dura già più di 24 ore."),
        "housing.offer_language": gettext_lazy("Il testo non c’è in questa lingua."),
        "housing.offered": gettext_lazy("È già stata offerta: ricarica la pagina."),
        "housing.offer_over": gettext_lazy("L’offerta non vale più: l’opzione è finita."),
        "housing.offer_answered": gettext_lazy(
            "Il nucleo ha già risposto: si cambia allo sportello."
        ),
        "housing.decline_reason": gettext_lazy("Scegli un motivo dell’elenco."),
        "housing.answered_how": gettext_lazy("Ricarica la pagina e riprova."),
        "housing.no_such_offer": gettext_lazy("Questa offerta non c’è."),
        "housing.arrived_on": gettext_lazy("Una data fra la prima notte decisa e oggi."),
        "housing.arrived_already": gettext_lazy(
            "L’ingresso è già registrato: per annullare la decisione togli prima l’ingresso."
        ),
        "housing.not_arrived": gettext_lazy("L’ingresso non è registrato."),
        "housing.stay_on": gettext_lazy("La permanenza non è finita."),
        "housing.stay_moved": gettext_lazy(
            "Il nucleo è passato in un’altra camera: si corregge da lì."
        ),
        "housing.followed_up": gettext_lazy(
            "Dopo l’uscita il nucleo è già stato sentito: togli prima quella verifica."
        ),
        "housing.not_followed_up": gettext_lazy("Questa verifica non è stata fatta."),
        "housing.end_note": gettext_lazy("Scrivi perché non si sa dove va."),
        "housing.transfer_on": gettext_lazy("Un giorno dopo la prima notte, fino a oggi."),
        "housing.same_unit": gettext_lazy("È già in questa camera."),
        "housing.night": gettext_lazy("Una notte passata di questa permanenza."),
        "housing.night_elsewhere": gettext_lazy("Quella notte è contata in un altro posto."),
        "housing.contribution_kind": gettext_lazy("Scegli che cosa registrare."),
        "housing.amount": gettext_lazy("Euro e centesimi, da 0,01 a 10.000."),
        "housing.contribution_on": gettext_lazy("Una data fra l’ingresso e oggi."),
        "housing.line_reversed": gettext_lazy("È già stata tolta: ricarica la pagina."),
        "housing.outcome": gettext_lazy("Scegli come sta; «non raggiungibile» va bene."),
        "housing.done_on": gettext_lazy("Una data fra l’uscita e oggi."),
        "housing.grade": gettext_lazy("Scegli sì, in parte o no, o lascia vuoto."),
        "housing.no_such_card": gettext_lazy(
            "Tessera non valida stasera: controlla il codice, o segna la presenza dall’elenco."
        ),
        "housing.card_made": gettext_lazy("Qualcun altro ha appena fatto una tessera: ricarica."),
        "housing.reception_settled": gettext_lazy("È già stato deciso: ricarica la pagina."),
        "housing.reception_who": gettext_lazy("Scegli chi è, o che è un’altra persona."),
        "housing.reception_look": gettext_lazy(
            "C’è qualcuno che può essere la stessa persona: guardalo prima."
        ),
        "housing.reception_size": gettext_lazy(
            "La lista dice {listed} persone, il nucleo qui ne ha {known}: completa prima il nucleo."
        ),
    }
)
explain_problems(
    {
        "housing.reception_settled": (
            gettext_lazy("Il giorno di uscita è cambiato, ma è già stato deciso."),
            gettext_lazy("Correggi la richiesta già aperta, e lascia qui il giorno di prima."),
        ),
        "housing.reception_language": (
            gettext_lazy("Non è una lingua ISO 639."),
            gettext_lazy("Scrivi tre lettere, come tir o ara, o lascia vuoto."),
        ),
        "housing.reception_birth": (
            gettext_lazy("L’anno di nascita deve ancora venire."),
            gettext_lazy("Correggi l’anno, o lascia vuoto."),
        ),
    }
)


def class_groups(table: ClassTable) -> list[dict[str, Any]]:
    """Return the table's lines by class, in words."""
    terms = queries.settings_now()
    return [
        {
            "value": value,
            "label": label,
            "days": terms.target_days(value),
            "lines": [
                (line.code, CLASS_LINES[line.code])
                for line in table.lines
                if line.priority_class == value
            ],
        }
        for value, label in PriorityClass.choices
    ]


def line_words(code: str) -> str:
    """Return a line of the table in words; '' where none was chosen."""
    return str(CLASS_LINES.get(code, ""))


def clock_words(days: int) -> tuple[str, str]:
    """Return how long a class still has, and the tone of the clock."""
    if days < 0:
        late = ngettext("in ritardo di {n} giorno", "in ritardo di {n} giorni", -days)
        return late.format(n=-days), "late"
    if days == 0:
        return _("scade oggi"), "soon"
    left = ngettext("ancora {n} giorno", "ancora {n} giorni", days).format(n=days)
    return left, "soon" if days <= 2 else ""


def need_line(row: Any) -> dict[str, Any]:
    """Return a need in words."""
    value = row.value or ""
    words = language_names([value])[0] if not RULES[row.kind].values else NEED_VALUES.get(value, "")
    return {
        "id": row.pk,
        "kind": str(NeedKind(row.kind).label),
        "words": str(words),
        "purpose": str(NeedPurpose(row.purpose).label),
        "demand": str(Demand(row.demand).label),
        "condition": row.demand == Demand.CONDITION,
    }


def need_choices(kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Return what may be noted, kind by kind, as a form offers it: ``KIND:VALUE``."""
    return [
        {
            "label": str(NeedKind(kind).label),
            "options": [
                (f"{kind}:{value}", str(NEED_VALUES[value])) for value in RULES[kind].values
            ],
        }
        for kind in kinds
        if RULES[kind].values
    ]


def offer_words(offer: Any, at: datetime) -> tuple[str, str]:
    """Return where an offer stands, and its tone."""
    if offer.state == OfferState.ACCEPTED:
        return _("Il nucleo ha detto sì {how}.").format(how=offer.get_answered_how_display()), "ok"
    if offer.state == OfferState.DECLINED:
        why = DeclineReason(offer.decline_reason).label
        return _("Il nucleo ha detto no: {why}.").format(why=why), "warn"
    if offer.state == OfferState.WITHDRAWN or offer.until <= at:
        return _("Offerta ritirata: il collegamento non vale più."), ""
    return _("Offerta fatta: si attende la risposta."), "info"


def seen_words(run: Any) -> Mapping[str, int]:
    """Return how many could be chosen and how many were excluded, of a run."""
    return {"options": len(run.options), "excluded": len(run.excluded)}
