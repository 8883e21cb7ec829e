"""Pairs, comparisons and acts of the register, as printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentityStage, RegisterActKind
from lgnet.lib.addresses import path_of
from lgnet.web.desk.register_words import BANDS, number_said, part_said, short_reasons, signed
from lgnet.web.desk.words import (
    birth_words,
    capital,
    country_name,
    language_names,
    long_day,
    sex_and_age,
    short_day,
    title_label,
)


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people who look alike, in a list."""

    href: str
    first: str
    second: str
    about: str
    about_other: str
    reasons: Sequence[str]
    bits: str
    since: str


def pair_rows(found: Sequence[Any], *, on: date) -> list[PairRow]:
    """Return pairs as a list prints them."""
    return [
        PairRow(
            href=path_of("desk:compare", row.first_id, row.second_id),
            first=row.first.full_name,
            second=row.second.full_name,
            about=sex_and_age(row.first, on=on),
            about_other=sex_and_age(row.second, on=on),
            reasons=short_reasons(row.reasons),
            bits=signed(row.bits),
            since=short_day(row.found_at.date()),
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing two records say of a person."""

    name: str
    first: Sequence[str]
    second: Sequence[str]
    same: bool


def _line(name: str, first: Sequence[str] | str, second: Sequence[str] | str) -> Line:
    one, other = (
        [text] if isinstance(text, str) and text else list(text) for text in (first, second)
    )
    return Line(name, one, other, bool(one) and one == other)


def _title(row: Any) -> str:
    until = _("fino al {day}").format(day=short_day(row.to_on)) if row.to_on else ""
    return " ".join(part for part in (title_label(row.title), row.number or "", until) if part)


def _lines(found: Any, *, on: date) -> list[Line]:
    one, other = found.people
    told = [
        (_("Nomi"), *found.names),
        (_("Sesso ed età"), sex_and_age(one, on=on), sex_and_age(other, on=on)),
        (_("Nascita"), _born(one), _born(other)),
        (_("Cittadinanza"), country_name(one.nationality), country_name(other.nationality)),
        (_("Lingue"), language_names(one.languages), language_names(other.languages)),
        (_("Telefono"), one.phone or "", other.phone or ""),
        (_("Numeri"), *([number_said(row) for row in rows if row.value] for rows in found.numbers)),
        (_("Titoli"), *([_title(row) for row in rows] for rows in found.titles)),
        (
            _("Identità"),
            str(IdentityStage(one.stage).label),
            str(IdentityStage(other.stage).label),
        ),
        (_("Registrata"), long_day(one.registered_at), long_day(other.registered_at)),
    ]
    return [_line(*values) for values in told]


def _born(person: Any) -> str:
    birth = Birth.of(person)
    return birth_words(birth) if birth.from_on else ""


def compared(found: Any, *, on: date) -> dict[str, Any]:
    """Return two records beside each other, and what the judgement is made of."""
    weighed = found.weighed
    parts = [part_said(part.code, part.bits, part.times) for part in weighed.parts]
    return {
        "lines": _lines(found, on=on),
        "speaks_for": [part for part in parts if part.bits > 0],
        "speaks_against": [part for part in parts if part.bits < 0],
        "prior": signed(weighed.prior),
        "total": signed(weighed.total),
        "band": str(BANDS[weighed.band]),
        "version": weighed.version,
        "declared": found.declared,
    }


def effects_of_merge(cases: Mapping[UUID, Any], *, declared: bool) -> list[str]:
    """Say what joining two records does, before it is done."""
    said = [
        _("Resta una scheda sola; l’altra diventa un suo nome, e si trova con tutti i nomi."),
        _("Passano alla scheda che resta: cartelle, nucleo, permanenze, titoli, numeri, incontri."),
    ]
    if len(cases) == 2:
        codes = ", ".join(case.code for case in cases.values())
        said.append(
            _(
                "Le cartelle aperte sono due ({codes}): quella della scheda che non resta si chiude "
                "come doppione e rimane leggibile."
            ).format(codes=codes)
        )
    said.append(_("Nei conteggi della rete la persona vale una volta sola."))
    if declared:
        said.append(_("Attenzione: qualcuno ha deciso che sono due persone diverse."))
    return said


def effects_of_unmerge(written: int) -> list[str]:
    """Say what taking two records apart does, before it is done."""
    after = ngettext(
        "{n} voce scritta dopo l’unione resta alla scheda che rimane: guardala, forse non è sua.",
        "{n} voci scritte dopo l’unione restano alla scheda che rimane: guardale, forse non sono sue.",
        written,
    ).format(n=written)
    return [
        _("Ogni scheda riprende quello che aveva prima: cartelle, nucleo, titoli, numeri."),
        after if written else _("Dopo l’unione non è stato scritto altro."),
        _("Quello che è stato scritto in una cartella segue la cartella."),
    ]


def act_rows(acts: Sequence[Any], *, person_id: UUID, may: bool) -> list[dict[str, Any]]:
    """Return what was done to a person's records, for their page."""
    rows = []
    for act in acts:
        other = act.other if act.kept_id == person_id else act.kept
        undone = getattr(act, "undone_by", None)
        open_merge = act.kind == RegisterActKind.MERGE and undone is None
        rows.append(
            {
                "what": capital(str(RegisterActKind(act.kind).label)),
                "name": other.full_name,
                "href": "" if open_merge else path_of("desk:person", other.id),
                "day": long_day(act.at),
                "reason": act.reason or "",
                "undo": path_of("desk:unmerge", act.id)
                if may and open_merge and act.kept_id == person_id
                else "",
                "undone": undone is not None,
            }
        )
    return rows
