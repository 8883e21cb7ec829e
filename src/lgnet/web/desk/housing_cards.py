"""Proposals as cards: reasons in words, effects on others, comparison, what-ifs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.housing.enums import SexRule
from lgnet.domain.housing.queries import UnitName, is_fresh
from lgnet.domain.housing.queries.drafts import ExcludedDraft, OptionDraft, WhatIfDraft
from lgnet.web.desk.housing_words import (
    ago,
    count_excluded,
    left,
    persons,
    reason_sentence,
    short_date,
    what_if_words,
)

MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A reason with where it leads."""

    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One option, ready to print."""

    rank: int
    unit_id: UUID
    title: str
    sub: str
    facility_url: str
    from_on: date
    when: str
    fresh: bool
    freshness: str
    held: str
    yes: list[str]
    no: list[str]
    others: list[Line]
    nights_without_place: int
    minutes: int | None
    nights: int | None
    spare_beds: int
    more_days: int
    effects: list[str] = field(default_factory=list)


def cards(
    options: Sequence[OptionDraft],
    *,
    names: Mapping[UUID, UnitName],
    others: Mapping[UUID, Any],
    held: Any,
    at: datetime,
) -> list[Card]:
    """Return the options in words."""
    return [
        _card(rank, option, name=names[option.unit_id], others=others, held=held, at=at)
        for rank, option in enumerate(options, 1)
    ]


def _card(
    rank: int,
    option: OptionDraft,
    *,
    name: UnitName,
    others: Mapping[UUID, Any],
    held: Any,
    at: datetime,
) -> Card:
    tonight = option.from_on == timezone.localdate(at)
    is_held = held is not None and held.unit_id == option.unit_id
    effects = [_effect(effect, others) for effect in option.effects]
    total = sum((effect.more_days or 0) * effect.persons for effect in option.effects)
    lost = any(effect.more_days is None for effect in option.effects)
    return Card(
        rank=rank,
        unit_id=option.unit_id,
        title=name.title,
        sub=_about(name),
        facility_url=reverse("housing:facility", args=[option.facility_id]),
        from_on=option.from_on,
        when=_("da stasera") if tonight else _("dal {day}").format(day=short_date(option.from_on)),
        fresh=is_fresh(name.confirmed_at, at),
        freshness=_("confermato {ago}").format(ago=ago(name.confirmed_at, at)),
        held=_("tenuta, {left}").format(left=left(held.expires_at, at)) if is_held else "",
        yes=[reason_sentence(reason) for reason in option.reasons_for[:MOST_REASONS]],
        no=[reason_sentence(reason) for reason in option.unmet],
        others=effects,
        nights_without_place=option.nights_without_place,
        minutes=option.minutes,
        nights=None if option.to_on is None else (option.to_on - option.from_on).days,
        spare_beds=option.spare_beds,
        more_days=10**6 if lost else total,
        effects=[line.text for line in effects],
    )


def _about(name: UnitName) -> str:
    parts = [str(SexRule(name.sex_rule).label)]
    if name.exclusive:
        parts.append(_("uso esclusivo"))
    parts.append(ngettext("{n} posto", "{n} posti", name.beds).format(n=name.beds))
    if name.secret:
        parts.append(_("indirizzo riservato"))
    if not name.covered:
        parts.append(_("senza convenzione in vigore"))
    return " · ".join(parts)


def _effect(effect: Any, others: Mapping[UUID, Any]) -> Line:
    other = others.get(effect.request_id)
    if other is None:
        code, href = "", ""
    else:
        code = other.household.code if other.persons > 1 else other.case.code
        href = reverse("housing:request", args=[other.pk])
    who = _("{code} ({persons}, classe {n})").format(
        code=code, persons=persons(effect.persons), n=effect.priority_class
    )
    if effect.more_days is None:
        return Line(who, _("perderebbe l’unico posto adatto delle prossime settimane"), href)
    note = ngettext(
        "aspetterebbe {n} giorno in più", "aspetterebbe {n} giorni in più", effect.more_days
    ).format(n=effect.more_days)
    return Line(who, note, href)


def comparison(found: Sequence[Card]) -> dict[str, Any]:
    """Return the table that puts the options side by side; the best of each line is marked."""
    rows = [
        _line(_("Notti senza posto"), found, lambda card: card.nights_without_place),
        _line(_("Minuti per scuola o lavoro"), found, lambda card: card.minutes),
        _line(_("Notti possibili"), found, lambda card: card.nights, most=True),
        _line(_("Posti lasciati vuoti"), found, lambda card: card.spare_beds),
        _line(
            _("Attesa in più per gli altri, giorni per persona"), found, lambda card: card.more_days
        ),
    ]
    heads = [f"{card.rank} · {card.title}" for card in found]
    return {"heads": heads, "rows": [row for row in rows if row is not None]}


def _line(name: str, found: Sequence[Card], value: Any, *, most: bool = False) -> Any:
    values = [value(card) for card in found]
    known = [item for item in values if item is not None]
    if not known:
        return None
    best = max(known) if most else min(known)
    differ = len(set(values)) > 1
    cells = [
        {
            "text": _shown(item),
            "best": differ and item == best,
            "note": "",
            "href": "",
        }
        for item in values
    ]
    return {"name": name, "cells": cells}


def _shown(value: int | None) -> str:
    if value is None:
        return _("non noto")
    return _("nessun altro posto") if value >= 10**6 else str(value)


def what_ifs(
    found: Sequence[WhatIfDraft], *, names: Mapping[UUID, UnitName], ticked: Sequence[str]
) -> list[dict[str, Any]]:
    """Return what the household could accept, each with its effect said before it is ticked."""
    return [
        {
            "code": item.code,
            "label": what_if_words(item.code, item.params),
            "effect": _change(item, names),
            "ticked": item.code in ticked,
        }
        for item in found
    ]


def _change(item: WhatIfDraft, names: Mapping[UUID, UnitName]) -> str:
    parts = []
    if item.new_unit_ids:
        count = len(item.new_unit_ids)
        parts.append(ngettext("+{n} camera", "+{n} camere", count).format(n=count))
    if item.lost_unit_ids:
        count = len(item.lost_unit_ids)
        parts.append(ngettext("−{n} camera", "−{n} camere", count).format(n=count))
    if item.first_changes and item.first_unit_id in names:
        parts.append(_("{unit} diventa prima").format(unit=names[item.first_unit_id].title))
    elif item.now_without_reserve:
        count = len(item.now_without_reserve)
        parts.append(
            ngettext("{n} camera senza riserve", "{n} camere senza riserve", count).format(n=count)
        )
    return ", ".join(parts) or _("non cambia nulla")


def excluded(
    found: Sequence[ExcludedDraft], *, names: Mapping[UUID, UnitName]
) -> list[dict[str, Any]]:
    """Return the rooms left out, by the first rule each fails, with all that each fails."""
    by_code: dict[str, list[dict[str, Any]]] = {}
    for item in found:
        by_code.setdefault(item.failed[0]["code"], []).append(
            {
                "title": names[item.unit_id].title,
                "reasons": [reason_sentence(reason) for reason in item.failed],
            }
        )
    counted = count_excluded(item.failed[0]["code"] for item in found)
    return [
        {
            "code": code,
            "words": words,
            "rooms": sorted(by_code[code], key=lambda room: str(room["title"])),
        }
        for code, words in counted
    ]
