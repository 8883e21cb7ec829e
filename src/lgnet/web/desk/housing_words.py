"""Sentences of housing: every code of the placement core and of the operations, in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from lgnet.web.desk.words import language_names
from lgnet.web.localised import written
from lgnet.web.messages import explain

# What speaks for a unit, what it leaves unmet, what excludes it. The names in braces are the
# reason's parameters.
REASONS: dict[str, Any] = {
    "FREE_TODAY": gettext_lazy("Libera da stasera"),
    "ENTERS_IN_TIME": ngettext_lazy(
        "Entra {days} giorno prima che finisca l’ospitalità",
        "Entra {days} giorni prima che finisca l’ospitalità",
        "days",
    ),
    "PROTECTED_ADDRESS": gettext_lazy("Indirizzo riservato"),
    "STEP_FREE": gettext_lazy("Senza gradini, come serve"),
    "UNIT_FOR_THEMSELVES": ngettext_lazy(
        "Tutta per il nucleo, {beds} posto", "Tutta per il nucleo, {beds} posti", "beds"
    ),
    "PRIVATE_BATHROOM": gettext_lazy("Bagno proprio"),
    "PRIVATE_KITCHEN": gettext_lazy("Cucina propria"),
    "NEAR_DAILY_PLACE": gettext_lazy("Scuola o lavoro a {minutes} minuti con i mezzi"),
    "LANGUAGE_SPOKEN": gettext_lazy("Qui qualcuno parla la lingua del nucleo ({language})"),
    "CAN_STAY_AS_PLANNED": ngettext_lazy(
        "Si può restare {nights} notte, come previsto",
        "Si può restare {nights} notti, come previsto",
        "nights",
    ),
    "NO_BED_LEFT_EMPTY": gettext_lazy("Nessun posto resta vuoto"),
    "NIGHTS_WITHOUT_PLACE": ngettext_lazy(
        "{nights} notte senza posto", "{nights} notti senza posto", "nights"
    ),
    "SHARED_BATHROOM": gettext_lazy("Bagno in comune (lo vorrebbero proprio)"),
    "SHARED_KITCHEN": gettext_lazy("Cucina in comune (la vorrebbero propria)"),
    "WAY_NOT_KNOWN": gettext_lazy("Non si sa quanto sia lontana da scuola o lavoro"),
    "TOO_FAR": gettext_lazy(
        "Scuola o lavoro a {minutes} minuti con i mezzi (al massimo {max_minutes})"
    ),
    "NO_COMMON_LANGUAGE": gettext_lazy("Nessuno della struttura parla la lingua del nucleo"),
    "STAY_SHORTER_THAN_PLANNED": ngettext_lazy(
        "Si può restare {nights} notte su {planned} previste",
        "Si può restare {nights} notti su {planned} previste",
        "nights",
    ),
    "UNIT_TOO_SMALL": gettext_lazy("Troppo piccola: {beds} posti per {persons} persone"),
    "UNIT_KEPT_FOR_OTHERS": gettext_lazy("Riservata ad altri: {kept_for}"),
    "SEX_NOT_DECLARED": gettext_lazy("Riservata ({kept_for}) e il sesso di una persona non è noto"),
    "KEPT_FOR_FAMILIES": gettext_lazy("Riservata ai nuclei di più persone"),
    "NOT_A_WOMEN_SETTING": gettext_lazy("Non è un ambiente di donne né un alloggio esclusivo"),
    "NOT_STEP_FREE": gettext_lazy("Ha gradini"),
    "ADDRESS_NOT_PROTECTED": gettext_lazy("L’indirizzo non è riservato"),
    "FACILITY_TO_AVOID": gettext_lazy("Struttura da evitare per questo nucleo"),
    "OTHER_MUNICIPALITY": gettext_lazy("In un altro Comune"),
    "NO_TRANSFER_AGREED": gettext_lazy("In un’altra città, senza accordo o senza consenso"),
    "STAY_TOO_SHORT": gettext_lazy("Si può restare al massimo {max_nights} notti"),
    "NOT_CONFIRMED": gettext_lazy("Disponibilità non confermata nelle ultime 24 ore"),
    "UNIT_NOT_OPEN": gettext_lazy("Chiusa in quelle notti"),
    "UNIT_BLOCKED": gettext_lazy("Bloccata fino al {until}"),
    "UNIT_TAKEN": gettext_lazy("Occupata fino al {until}"),
    "NOT_ENOUGH_FREE_BEDS": gettext_lazy("Posti liberi: {free}, persone: {persons}"),
    "ROOM_SEX_DIFFERS": gettext_lazy("Ci dormono persone di un altro sesso"),
    "MINOR_WITH_UNRELATED_ADULT": gettext_lazy("Un minore dormirebbe con adulti estranei"),
    "UNIT_CLOSED": gettext_lazy("Non ha posti usabili"),
}

# The same exclusions, counted: "6 troppo piccole".
EXCLUDED: dict[str, Any] = {
    "UNIT_TOO_SMALL": ngettext_lazy("{n} troppo piccola", "{n} troppo piccole", "n"),
    "UNIT_KEPT_FOR_OTHERS": ngettext_lazy("{n} riservata ad altri", "{n} riservate ad altri", "n"),
    "SEX_NOT_DECLARED": ngettext_lazy("{n} per sesso non noto", "{n} per sesso non noto", "n"),
    "KEPT_FOR_FAMILIES": ngettext_lazy("{n} per soli nuclei", "{n} per soli nuclei", "n"),
    "NOT_A_WOMEN_SETTING": ngettext_lazy("{n} non di sole donne", "{n} non di sole donne", "n"),
    "NOT_STEP_FREE": ngettext_lazy("{n} con gradini", "{n} con gradini", "n"),
    "ADDRESS_NOT_PROTECTED": ngettext_lazy("{n} con indirizzo noto", "{n} con indirizzo noto", "n"),
    "FACILITY_TO_AVOID": ngettext_lazy("{n} da evitare", "{n} da evitare", "n"),
    "OTHER_MUNICIPALITY": ngettext_lazy("{n} in altro Comune", "{n} in altro Comune", "n"),
    "NO_TRANSFER_AGREED": ngettext_lazy("{n} in altra città", "{n} in altra città", "n"),
    "SHARED_BATHROOM": ngettext_lazy("{n} con bagno in comune", "{n} con bagno in comune", "n"),
    "SHARED_KITCHEN": ngettext_lazy("{n} con cucina in comune", "{n} con cucina in comune", "n"),
    "WAY_NOT_KNOWN": ngettext_lazy("{n} a distanza non nota", "{n} a distanza non nota", "n"),
    "TOO_FAR": ngettext_lazy("{n} troppo lontana", "{n} troppo lontane", "n"),
    "STAY_TOO_SHORT": ngettext_lazy(
        "{n} per soggiorni troppo brevi", "{n} per soggiorni troppo brevi", "n"
    ),
    "NOT_CONFIRMED": ngettext_lazy("{n} non confermata", "{n} non confermate", "n"),
    "UNIT_NOT_OPEN": ngettext_lazy("{n} chiusa", "{n} chiuse", "n"),
    "UNIT_BLOCKED": ngettext_lazy("{n} bloccata", "{n} bloccate", "n"),
    "UNIT_TAKEN": ngettext_lazy("{n} occupata", "{n} occupate", "n"),
    "NOT_ENOUGH_FREE_BEDS": ngettext_lazy(
        "{n} con troppo pochi posti liberi", "{n} con troppo pochi posti liberi", "n"
    ),
    "ROOM_SEX_DIFFERS": ngettext_lazy(
        "{n} con persone di altro sesso", "{n} con persone di altro sesso", "n"
    ),
    "MINOR_WITH_UNRELATED_ADULT": ngettext_lazy(
        "{n} con adulti estranei ai minori", "{n} con adulti estranei ai minori", "n"
    ),
}

HOLD_ENDS: dict[str, Any] = {
    "declined": gettext_lazy("proposte rifiutate"),
    "other_option": gettext_lazy("scelto un altro posto"),
    "withdrawn": gettext_lazy("richiesta ritirata"),
}

WHAT_IFS: dict[str, Any] = {
    "ACCEPT_SHARED_BATHROOM": gettext_lazy("bagno in comune"),
    "ACCEPT_SHARED_KITCHEN": gettext_lazy("cucina in comune"),
    "ACCEPT_SHARED_ROOM": gettext_lazy("camera con altri"),
    "ACCEPT_LONGER_WAY": gettext_lazy("scuola o lavoro fino a {max_minutes} minuti"),
    "ACCEPT_OTHER_MUNICIPALITY": gettext_lazy("un altro Comune"),
    "ENTER_LATER": ngettext_lazy("{nights} notte più tardi", "{nights} notti più tardi", "nights"),
}

KEPT_FOR: dict[str, Any] = {
    "WOMEN": gettext_lazy("donne"),
    "MEN": gettext_lazy("uomini"),
    "WOMEN_AND_CHILDREN": gettext_lazy("donne e bambini"),
    "FAMILIES": gettext_lazy("nuclei"),
}

# The published table: what each class means. A person sets it, with the reason.
CLASSES: tuple[tuple[str, Any], ...] = (
    (
        "0",
        gettext_lazy(
            "Pericolo adesso: violenza, tratta, minore senza adulti, salute in pericolo stanotte."
        ),
    ),
    (
        "1",
        gettext_lazy("Minori, gravidanza, malattia o disabilità, senza un tetto entro 7 giorni."),
    ),
    ("2", gettext_lazy("Senza un tetto entro 30 giorni, o in uscita dall’accoglienza.")),
    ("3", gettext_lazy("Ha un posto ma non adatto: può aspettare.")),
)

explain(
    {
        "housing.bed_taken": gettext_lazy(
            "Qualcun altro ha appena preso questo posto. Scegli un’altra camera: nulla è cambiato."
        ),
        "housing.person_has_bed": gettext_lazy(
            "Una persona del nucleo ha già un posto in quelle notti. Registra prima la sua uscita,"
            " o anticipa l’uscita prevista."
        ),
        "housing.request_held": gettext_lazy(
            "Il nucleo ha già un’opzione. Lasciala prima di tenere un’altra camera."
        ),
        "housing.request_not_open": gettext_lazy("La richiesta è chiusa: ricarica la pagina."),
        "housing.request_open_already": gettext_lazy("Il nucleo ha già una richiesta aperta."),
        "housing.rule_failed": gettext_lazy(
            "Questa camera non si può dare a questo nucleo: {rule}."
        ),
        "housing.hold_expired": gettext_lazy("L’opzione è scaduta: tieni di nuovo la camera."),
        "housing.hold_ended": gettext_lazy("L’opzione non c’è più: ricarica la pagina."),
        "housing.hold_too_long": gettext_lazy("Un’opzione dura al massimo una settimana."),
        "housing.order_changed": gettext_lazy(
            "Nel frattempo le proposte sono cambiate. Guarda il nuovo ordine e decidi."
        ),
        "housing.other_option": gettext_lazy("La camera tenuta non è quella scelta."),
        "housing.run_decided": gettext_lazy("Su questa proposta è già stato deciso."),
        "housing.stay_over": gettext_lazy("La permanenza è già finita."),
        "housing.stay_began": gettext_lazy(
            "Una notte è già stata registrata: non si annulla, si registra l’uscita."
        ),
        "housing.bed_in_use": gettext_lazy("Su questo posto c’è qualcuno, ora o più avanti."),
        "housing.block_over": gettext_lazy("Il blocco è già finito."),
        "housing.case_closed": gettext_lazy(
            "La cartella è chiusa: riaprila prima di chiedere un posto."
        ),
        "housing.reason_required": gettext_lazy("Scrivi il motivo: resta accanto alla decisione."),
        "housing.priority_class": gettext_lazy("Scegli una classe della tabella."),
        "housing.block_reason": gettext_lazy("Scegli un motivo dall’elenco."),
        "housing.class_reason": gettext_lazy("Scrivi perché questa classe."),
        "housing.from_on": gettext_lazy("Una notte da oggi a un anno."),
        "housing.to_on": gettext_lazy("Una data dopo la prima notte."),
        "housing.span": gettext_lazy("L’ultima data viene dopo la prima."),
        "housing.needed_by": gettext_lazy("Una data entro un anno."),
        "housing.expected_nights": gettext_lazy("Da 1 a {most} notti."),
        "housing.expected_to_on": gettext_lazy(
            "Una data dopo la prima notte e dopo oggi, entro tre anni."
        ),
        "housing.end_on": gettext_lazy("Una data fra l’ingresso e oggi."),
        "housing.expires_at": gettext_lazy("Un’ora da adesso a una settimana."),
        "housing.destination": gettext_lazy("Scegli dove va il nucleo; «non nota» va bene."),
        "housing.near": gettext_lazy("Un punto sulla mappa: latitudine e longitudine."),
        "housing.max_minutes": gettext_lazy("Da 1 a 240 minuti."),
        "housing.nobody": gettext_lazy("Nel nucleo non c’è nessuno in quella data."),
        "housing.evening": gettext_lazy("Si registra la sera in corso, fino alle 6 del mattino."),
        "housing.evening_over": gettext_lazy(
            "La notte è già contata. Se qualcuno non c’era, scrivilo nella nota della sua cartella."
        ),
        "housing.not_expected": gettext_lazy("Qualcuno in elenco non è più atteso: ricarica."),
        "housing.nights": gettext_lazy("Da una notte a {most} alla volta."),
        "housing.no_such_concession": gettext_lazy("Questa concessione non cambia nulla."),
        "housing.facility_differs": gettext_lazy(
            "Dice altro della riga {row} della stessa struttura."
        ),
    }
)


def short_date(day: date | None) -> str:
    """Return ``5 dic``; a dash where no end is known."""
    return "—" if day is None else _short(day, get_language() or "it")


@lru_cache(maxsize=4096)
def _short(day: date, language: str) -> str:
    return written(day, "j M")


def _shown(name: str, value: Any) -> Any:
    if name in ("until", "opens", "closes"):
        return short_date(date.fromisoformat(value) if isinstance(value, str) else value)
    if name == "kept_for":
        return KEPT_FOR.get(value, value)
    if name == "language" and value:
        return ", ".join(language_names([value]))
    return value


def _fill(template: Any, params: Mapping[str, Any]) -> str:
    shown = {name: _shown(name, value) for name, value in params.items()}
    # % picks the plural of a lazy one by the number it was made with, and leaves the braces.
    return str(template % params).format(**shown)


def reason_sentence(reason: Mapping[str, Any]) -> str:
    """Return a coded reason in words; its first letter is upper-case, no full stop."""
    params = dict(reason.get("params", {}))
    if reason["code"] in ("UNIT_TAKEN", "UNIT_BLOCKED") and params.get("until") is None:
        return _("Occupata, uscita non nota") if reason["code"] == "UNIT_TAKEN" else _("Bloccata")
    if reason["code"] == "ENTERS_IN_TIME" and not params.get("days"):
        return _("Entra entro il termine")
    return _fill(REASONS[reason["code"]], params)


def rule_words(code: str) -> str:
    """Return an exclusion without its figures, to end a sentence."""
    return _fill(EXCLUDED[code], {"n": 1}).removeprefix("1 ") if code in EXCLUDED else code.lower()


def count_excluded(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return (code, words) of what excluded units, the most frequent first."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(code, _fill(EXCLUDED[code], {"n": count})) for code, count in ranked]


def what_if_words(code: str, params: Mapping[str, Any]) -> str:
    """Return what the household would accept."""
    return _fill(WHAT_IFS[code], params)


def ago(then: datetime | None, at: datetime) -> str:
    """Return how long ago a facility confirmed, short."""
    if then is None:
        return _("mai confermato")
    minutes = max(0, int((at - then).total_seconds() // 60))
    if minutes < 60:
        return _("{n} min fa").format(n=minutes)
    hours = minutes // 60
    if hours < 48:
        return _("{n} h fa").format(n=hours)
    return _("{n} giorni fa").format(n=hours // 24)


def left(until: datetime, at: datetime) -> str:
    """Return how long is left, as the countdown writes it."""
    minutes = max(0, int((until - at).total_seconds() // 60))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{minutes} min"


def persons(count: int) -> str:
    """Return ``4 persone``."""
    return ngettext("{n} persona", "{n} persone", count).format(n=count)


def days_since(then: datetime, at: datetime) -> int:
    """Return whole days by the calendar."""
    return (timezone.localdate(at) - timezone.localdate(then)).days
