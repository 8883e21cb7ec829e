"""Sentences of the timeline: a code and its parameters become a line to read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.cases.enums import ActionKind, NeedKind, NeedState, Origin, StateReason
from lgnet.domain.housing.enums import Destination
from lgnet.domain.people.enums import IdentifierKind, UnknownReason
from lgnet.lib.addresses import path_of
from lgnet.lib.timeline import Item
from lgnet.web.desk.words import (
    birth_words,
    capital,
    category_label,
    hours,
    short_day,
    title_label,
    weekday,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline as printed."""

    iso: str
    day: str
    hour: str
    icon: str
    ring: str
    title: str
    text: str
    note: str
    who: str
    reversed: bool
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Said:
    """What an item says: bold words, the rest, an icon, a ring."""

    title: str
    text: str = ""
    icon: str = "file"
    ring: str = ""
    also: str = ""


_ACTION_ICONS = {"PHONE": "telephone", "ACCOMPANY": "map-marker", "FORMALITY": "card"}


def _action(item: Item) -> Said:
    kind, params = ActionKind(item.params["kind"]), item.params
    text = f", {hours(params['minutes'])}"
    if item.reversed:
        text += " · " + _("annullata: {reason}").format(reason=params["reason"])
    others = params["others"]
    also = ""
    if others:
        also = ngettext(
            "riguarda anche un’altra persona", "riguarda anche altre {n} persone", others
        ).format(n=others)
    icon = _ACTION_ICONS.get(kind.value, "user")
    return Said(str(kind.label), text, icon, "" if kind == ActionKind.FORMALITY else "info", also)


def _need(item: Item) -> Said:
    kind = str(NeedKind(item.params["kind"]).label)
    if item.code == "cases.need_moved":
        state = str(NeedState(item.params["state"]).label)
        return Said(_("Bisogno"), f": {kind}, {state}", "refresh", "ok")
    urgent = ", " + _("urgente") if item.params["urgent"] else ""
    return Said(_("Bisogno"), f": {kind}{urgent}", "flag", "bad" if urgent else "")


def _opened(item: Item) -> Said:
    origin = str(Origin(item.params["origin"]).label)
    text = " " + _("allo Sportello unico, da: {origin}").format(origin=origin)
    return Said(_("Presa in carico"), text, "folder", "ok")


def _closed(item: Item) -> Said:
    return Said(_("Cartella chiusa"), f": {StateReason(item.params['reason']).label}", "folder")


def _registered(item: Item) -> Said:
    return Said(_("Persona registrata"), "", "user")


def _completed(item: Item) -> Said:
    before = []
    params = item.params
    if params["alias"]:
        before.append(_("alias «{alias}»").format(alias=params["alias"]))
    if params["name"]:
        before.append(_("nome {name}").format(name=params["name"]))
    if params["ages"]:
        low, high = params["ages"]
        if {"birth_on", "birth_to"} & set(params["changed"]):
            age = _("età da {low} a {high} anni").format(low=low, high=high)
            exact = birth_words(params["birth"])
            before.append(age if low != high else _("nascita {day}").format(day=exact))
    if not before:
        return Said(_("Identità aggiornata"), "", "user")
    return Said(
        _("Identità completata"),
        ". " + _("Prima: {known}.").format(known=", ".join(before)),
        "user",
    )


def _title(item: Item) -> Said:
    params = item.params
    text = f": {title_label(params['title'])}"
    if params["to_on"]:
        text += ", " + _("valido fino al {day}").format(day=short_day(params["to_on"]))
    if params["unknown_reason"]:
        reason = UnknownReason(params["unknown_reason"]).label
        text += " · " + _("numero non noto: {reason}").format(reason=reason)
    return Said(_("Titolo"), text, "card")


def _identifier(item: Item) -> Said:
    kind = str(IdentifierKind(item.params["kind"]).label)
    if item.params["unknown_reason"]:
        reason = UnknownReason(item.params["unknown_reason"]).label
        return Said(capital(kind), " " + _("non noto: {reason}").format(reason=reason), "card")
    return Said(capital(kind), " " + _("aggiunto"), "card")


def _vulnerability(item: Item) -> Said:
    return Said(_("Vulnerabilità"), f": {category_label(item.params['category'])}", "info-circle")


def _asked(item: Item) -> Said:
    n = item.params["persons"]
    text = ": " + ngettext("{n} persona", "{n} persone", n).format(n=n)
    if item.params["needed_by"]:
        text += ", " + _("entro il {day}").format(day=short_day(item.params["needed_by"]))
    return Said(_("Richiesta di inserimento abitativo"), text, "pa", "hold")


def _stay_started(item: Item) -> Said:
    text = f": {item.params['place']}"
    days = item.params["waited"]
    if days:
        waited = ngettext("dopo {n} giorno di attesa", "dopo {n} giorni di attesa", days)
        text += ", " + waited.format(n=days)
    return Said(_("Entrata in struttura"), text, "pa", "hold")


def _stay_ended(item: Item) -> Said:
    text = f": {item.params['place']}"
    if item.params["destination"]:
        text += f", {Destination(item.params['destination']).label}"
    return Said(_("Uscita dalla struttura"), text, "pa", "hold")


def _met(item: Item) -> Said:
    place = item.params["place"]
    return Said(
        _("Contatto in strada"), f", {place}" if place else "", "car", also=item.params["team"]
    )


SENTENCES: dict[str, Callable[[Item], Said]] = {
    "cases.action": _action,
    "cases.need_added": _need,
    "cases.need_moved": _need,
    "cases.opened": _opened,
    "cases.closed": _closed,
    "housing.request_opened": _asked,
    "housing.stay_started": _stay_started,
    "housing.stay_ended": _stay_ended,
    "response.met": _met,
    "people.registered": _registered,
    "people.identity_completed": _completed,
    "people.title_added": _title,
    "people.identifier_added": _identifier,
    "people.vulnerability_added": _vulnerability,
}
"""Sentences by code; other page groups add theirs."""


def lines(
    items: Iterable[Item], *, case_id: UUID, names: Mapping[Any, str], on: date
) -> list[Month]:
    """Return a timeline as months of lines, in the language of the page."""
    base = path_of("desk:case", case_id)
    months: list[Month] = []
    for item in items:
        said, local = SENTENCES[item.code](item), localtime(item.at)
        name = capital(date_format(local, "F Y"))
        if not months or months[-1].name != name:
            months.append(Month(name, []))
        who = " · ".join(part for part in (names.get(item.by, ""), said.also) if part)
        action = item.params.get("action_id") if not item.reversed else None
        undo = f"{base}azione/{action}/annulla/" if action else ""
        months[-1].lines.append(
            Line(
                iso=local.isoformat(),
                day=weekday(item.at, on=on),
                hour=date_format(local, "H:i"),
                icon=said.icon,
                ring=said.ring,
                title=said.title,
                text=said.text,
                note=item.note,
                who=who,
                reversed=item.reversed,
                undo=undo,
            )
        )
    return months
