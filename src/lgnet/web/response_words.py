"""What the codes of rapid response say, in words: reasons, signs, moments, refusals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from lgnet.domain.response.enums import Channel, PlanKind, Priority, Sign
from lgnet.web.localised import languages_by_code, written
from lgnet.web.messages import explain

explain(
    {
        "response.text_too_long": _("Il testo è troppo lungo: al massimo {most} caratteri."),
        "response.unknown_sign": _("Uno dei segni non è nell’elenco."),
        "response.signs_disagree": _("“Sta bene” non va insieme a pericolo, malattia o violenza."),
        "response.unknown_language": _("Una lingua non è riconosciuta."),
        "response.absurd_persons": _("Il numero di persone va da 1 a {most}; vuoto se non è noto."),
        "response.half_position": _("Servono latitudine e longitudine, oppure nessuna delle due."),
        "response.absurd_position": _("Questa posizione non è sulla Terra."),
        "response.unknown_choice": _("Questa scelta non è nell’elenco."),
        "response.no_time_zone": _("La data non ha un fuso orario."),
        "response.absurd_date": _("Questa data non è credibile."),
        "response.in_the_future": _("Questa data è nel futuro."),
        "response.place_needed": _("Scrivi dove: una via, una piazza, un punto conosciuto."),
        "response.what_needed": _("Scrivi che cosa si vede, o scegli almeno un segno."),
        "response.plan_days": _("L’ultimo giorno viene dopo il primo, entro un anno."),
        "response.plan_celsius": _("Da −40 a 55 gradi; vuoto se non si sa."),
        "response.plan_open": _(
            "In quei giorni c’è già un piano di questo tipo: chiudi prima quello."
        ),
        "response.plan_over": _("Il piano era già concluso: ricarica la pagina."),
        "response.name_needed": _("Serve un nome per l’unità."),
        "response.external_id_needed": _("Manca il codice della segnalazione nell’elenco."),
        "response.twice_in_file": _("Questo codice compare due volte nel file."),
        "response.no_such_report": _("La segnalazione non esiste."),
        "response.no_such_visit": _("L’uscita non esiste."),
        "response.no_such_shift": _("Il turno non esiste."),
        "response.no_such_format": _("Questo formato non esiste: usa csv o xlsx."),
        "response.no_such_team": _("L’unità non esiste."),
        "response.merge_into_itself": _("Una segnalazione non si unisce a sé stessa."),
        "response.merge_into_ended": _("{report} è già chiusa: apri quella, o valuta questa."),
        "response.reason_needed": _("Scegli perché si chiude."),
        "response.lowering_needs_reason": _(
            "Per abbassare la classe proposta ({proposed}) scrivi il motivo."
        ),
        "response.already_ended": _("{report} è già chiusa: riaprila per valutarla di nuovo."),
        "response.same_class": _("{report} ha già questa classe."),
        "response.absurd_shift": _("Un turno finisce dopo l’inizio e dura al massimo {hours} ore."),
        "response.team_is_out": _("{team} ha già un turno in quelle ore."),
        "response.team_not_active": _("Questa unità non è più in servizio."),
        "response.shift_over": _("Il turno di {team} è finito: scegli un’altra unità."),
        "response.same_shift": _("È già in questo turno."),
        "response.visit_over": _("Questa uscita è già chiusa."),
        "response.nobody_to_refer": _("Scegli almeno una persona."),
    }
)

REASONS: dict[str, Any] = {
    "DANGER_TO_LIFE": _("Pericolo di vita: prima il 112"),
    "VIOLENCE_REPORTED": _("Violenza, minaccia o sfruttamento riferiti"),
    "UNACCOMPANIED_MINOR": _("Minore senza adulti"),
    "PREGNANCY_REPORTED": _("Gravidanza, riferita da chi segnala"),
    "ILLNESS_REPORTED": _("Sta male"),
    "MENTAL_DISTRESS": _("Forte angoscia o agitazione"),
    "SMALL_CHILD_OUTDOORS": _("Bambino sotto i {years} anni all’aperto"),
    "MINOR_OUTDOORS": _("Minore all’aperto"),
    "ELDERLY_OUTDOORS": _("Persona oltre i {years} anni all’aperto"),
    "DISABILITY_REPORTED": _("Disabilità riferita"),
    "LARGE_GROUP": _("Gruppo di {persons} persone"),
    "COLD_PLAN_ACTIVE": _("Piano freddo attivo"),
    "HEAT_PLAN_ACTIVE": _("Piano caldo attivo"),
    "SLEEPING_OUTDOORS": _("Dorme all’aperto stanotte"),
    "BASIC_SERVICES_ONLY": _("Chiede solo servizi di base"),
    "EVERY_REPORT_IS_ANSWERED": _("Ogni segnalazione ha risposta"),
    "DANGER_NOT_KNOWN": _("Non si sa se c’è pericolo di vita"),
    "VIOLENCE_NOT_KNOWN": _("Non si sa se c’è violenza"),
    "AGE_NOT_KNOWN": _("Età non nota"),
    "MAY_BE_MINOR_ALONE": _("Potrebbe essere un minore da solo"),
    "MINOR_MAY_BE_ALONE": _("Il minore potrebbe essere solo"),
    "PREGNANCY_NOT_KNOWN": _("Non si sa se c’è una gravidanza"),
    "ILLNESS_NOT_KNOWN": _("Non si sa se qualcuno sta male"),
    "MENTAL_DISTRESS_NOT_KNOWN": _("Non si sa se c’è angoscia"),
    "SMALL_CHILD_MAY_BE_OUTDOORS": _("Il bambino potrebbe dormire all’aperto"),
    "MINOR_MAY_BE_OUTDOORS": _("Il minore potrebbe dormire all’aperto"),
    "ELDERLY_MAY_BE_OUTDOORS": _("La persona anziana potrebbe dormire all’aperto"),
    "DISABILITY_NOT_KNOWN": _("Non si sa se c’è una disabilità"),
    "PERSONS_NOT_KNOWN": _("Non si sa quante persone sono"),
    "SLEEPING_OUTDOORS_NOT_KNOWN": _("Non si sa se dorme all’aperto"),
    "DANGER_AND_HEALTH_NOT_KNOWN": _("Né pericolo né salute sono noti: la classe sale"),
}

_IF_SO: dict[str, Any] = {
    "danger": _("se ci fosse pericolo di vita"),
    "violence": _("se ci fosse violenza"),
    "pregnancy": _("se ci fosse una gravidanza"),
    "alone": _("se la persona fosse sola"),
    "illness": _("se qualcuno stesse male"),
    "mental_distress": _("se ci fosse forte angoscia"),
    "disability": _("se ci fosse una disabilità"),
    "sleeping_outdoors": _("se dormisse all’aperto"),
    "basic_services_only": _("se chiedesse solo servizi di base"),
    "SMALL_CHILD": _("se ci fosse un bambino piccolo"),
    "UNDER_18": _("se ci fosse un minore"),
    "ELDERLY": _("se ci fosse una persona anziana"),
}
_IF_NOT: dict[str, Any] = {
    "danger": _("senza pericolo di vita"),
    "violence": _("senza violenza"),
    "pregnancy": _("senza gravidanza"),
    "alone": _("se non fosse sola"),
    "illness": _("se nessuno stesse male"),
    "mental_distress": _("senza angoscia"),
    "disability": _("senza disabilità"),
    "sleeping_outdoors": _("se avesse un tetto stanotte"),
    "basic_services_only": _("se chiedesse di più dei servizi di base"),
    "ADULT": _("se fossero tutti adulti"),
    "NOT_ELDERLY": _("se non fosse anziana"),
}

# What the shortest line about a report says of its signs, most telling first.
_SHORT: dict[str, Any] = {
    Sign.DANGER: _("pericolo di vita"),
    Sign.VIOLENCE: _("violenza o minaccia"),
    Sign.LONE_MINOR: _("minore da solo"),
    Sign.PREGNANT: _("incinta"),
    Sign.SMALL_CHILD: _("bambino piccolo"),
    Sign.CHILD: _("minore"),
    Sign.ILL: _("sta male"),
    Sign.DISTRESS: _("angoscia"),
    Sign.ELDERLY: _("persona anziana"),
    Sign.DISABLED: _("disabilità"),
    Sign.OUTDOORS: _("dorme fuori"),
    Sign.BASICS: _("chiede servizi di base"),
    Sign.WELL: _("sta bene"),
}
CLASS_NAMES = {Priority.P1: _("alta"), Priority.P2: _("media"), Priority.P3: _("bassa")}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with a note, as ``c-reasons`` prints it."""

    text: str
    note: str = ""


def plan_degrees(kind: str, celsius: float | None) -> str:
    """Return what weather a plan reckons with, in words; nothing when nobody said."""
    if celsius is None:
        return ""
    words = gettext("massima {n} °C") if kind == PlanKind.HEAT else gettext("minima {n} °C")
    return words.format(n=f"{celsius:g}".replace("-", "−"))


def _degrees_of(reason: dict[str, Any]) -> str:
    """Return the weather a seasonal plan's reason speaks of, to follow its sentence."""
    cold, heat = (reason["params"].get(name) for name in ("minimum_celsius", "maximum_celsius"))
    words = plan_degrees("COLD", cold) or plan_degrees("HEAT", heat)
    return f", {words}" if words else ""


def reason_lines(reasons: Iterable[dict[str, Any]], *, unknown: bool) -> list[Line]:
    """Return the reasons kept with a decision, or proposed, in words with the rule's number."""
    lines = []
    for reason in reasons:
        if (reason["effect"] == "UNKNOWN") is not unknown:
            continue
        params = {name: "" if value is None else value for name, value in reason["params"].items()}
        sentence = str(REASONS.get(reason["code"], reason["code"])).format(**params)
        sentence += _degrees_of(reason)
        note = gettext("regola {number}").format(number=params.get("number", ""))
        lines.append(Line(sentence, note))
    return lines


def unknown_lines(reasons: Iterable[dict[str, Any]]) -> list[Line]:
    """Return what is not known; the first that raises the class, then the rest in one line."""
    reasons = [reason for reason in reasons if reason["effect"] == "UNKNOWN"]
    loud = [reason for reason in reasons if reason["params"].get("priority")]
    quiet = len(reasons) - len(loud)
    lines = reason_lines(loud, unknown=True)
    if quiet:
        lines.append(
            Line(
                ngettext(
                    "{n} altra cosa non nota: non abbassa la classe",
                    "{n} altre cose non note: non abbassano la classe",
                    quiet,
                ).format(n=quiet)
            )
        )
    return lines


def what_would_change(assessment: Any) -> str:
    """Return what known sign, were it otherwise, and what question, would change the class."""
    phrases = []
    for other in sorted(assessment.what_would_change, key=lambda c: (not c.is_known, c.priority)):
        if isinstance(other.value, str):
            words = _IF_SO.get(other.value) or _IF_NOT.get(other.value)
        else:
            words = (_IF_SO if other.value else _IF_NOT).get(other.fact)
        if words is None:
            continue
        phrases.append(
            gettext("{condition} sarebbe {priority}").format(
                condition=words, priority=other.priority.name
            )
        )
    return "; ".join(phrases[:3])


def sign_line(signs: Sequence[str], persons: int | None = None) -> str:
    """Return the shortest description of a report: its two most telling signs, how many people."""
    words = [str(text) for sign, text in _SHORT.items() if sign in signs][:2]
    if persons and persons > 1:
        words.append(ngettext("{n} persona", "{n} persone", persons).format(n=persons))
    return ", ".join(words) or gettext("segni non noti")


def language_names(codes: Sequence[str]) -> str:
    """Return languages by name, in the reader's language."""
    names = languages_by_code((get_language() or "it").split("-", maxsplit=1)[0])
    return ", ".join(names.get(code, code) for code in codes)


def minutes_words(minutes: int) -> str:
    """Return ``12 min``, ``1 h 49``, with a minus when past."""
    sign, minutes = ("−", -minutes) if minutes < 0 else ("", minutes)
    hours, rest = divmod(minutes, 60)
    return f"{sign}{hours} h {rest:02d}" if hours else f"{sign}{rest} min"


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as ``c-clock`` prints it."""

    text: str
    note: str
    tone: str
    until: datetime | None


def clock(until: datetime, *, at: datetime) -> Clock:
    """Return how long is left; beyond a day it is a date."""
    minutes = -int((at - until).total_seconds() // 60)
    local = timezone.localtime(until)
    if abs(minutes) >= 24 * 60:
        tone = "late" if minutes < 0 else ""
        return Clock(written(local, "j M"), date_format(local, "H:i"), tone, None)
    tone = "late" if minutes < 15 else "soon" if minutes < 60 else ""
    note = gettext("entro le {time}").format(time=f"{local:%H:%M}")
    return Clock(minutes_words(minutes), note, tone, until)


def moment(when: datetime, *, at: datetime) -> str:
    """Return ``oggi 17:24``, ``ieri 22:10`` or the date."""
    local, today = timezone.localtime(when), timezone.localdate(at)
    days = (today - local.date()).days
    if days == 0:
        return gettext("oggi {time}").format(time=f"{local:%H:%M}")
    if days == 1:
        return gettext("ieri {time}").format(time=f"{local:%H:%M}")
    return written(local, "j M Y, H:i")


def channel_words(channel: str) -> str:
    """Return how a report reached us."""
    return str(Channel(channel).label)
