"""What pages say of partners: forms, lines, and the sentences for what operations refuse."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lgnet.domain.matching import queries
from lgnet.domain.matching.enums import Band, DeclineReason, InquiryState, Purpose, Side
from lgnet.domain.network.queries import municipality_name
from lgnet.web.desk.words import capital, label, long_day, short_day
from lgnet.web.messages import explain

explain(
    {
        "matching.contact": _("Scrivi un ufficio e un telefono, in {most} lettere al massimo."),
        "matching.no_such_hint": _("Questa indicazione non c’è più."),
        "matching.no_such_inquiry": _("Questa richiesta non c’è."),
        "matching.asked_already": _("L’avete già chiesto: la richiesta è aperta."),
        "matching.asked_lately": _("L’avete chiesto da poco: si può chiedere di nuovo dal {day}."),
        "matching.quota_each": _("Oggi hai già chiesto {most} volte: riprova domani."),
        "matching.quota_city": _("Oggi il Comune ha già chiesto {most} volte: riprovate domani."),
        "matching.set_aside": _(
            "Questa persona è protetta: un sì direbbe dov’è. Se serve, telefona tu."
        ),
        "matching.envelopes": _("Queste due buste non fanno una chiave."),
        "matching.over": _("Chi ha chiesto ha ritirato la richiesta."),
    }
)

_TONES = {
    InquiryState.WAITING: ("warn", "clock"),
    InquiryState.ACCEPTED: ("ok", "check-circle"),
}


class AskForm(forms.Form):
    """Why a partner is asked, and how they reach us."""

    purpose = forms.ChoiceField(
        label=_("Perché lo chiedi"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In parole"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lo legge l’altro Comune: niente nomi, numeri o salute."),
    )
    contact = forms.CharField(
        label=_("Come vi trovano"), max_length=120, help_text=_("Ufficio e telefono.")
    )


class AcceptForm(forms.Form):
    """How the partner reaches us."""

    contact = forms.CharField(
        label=_("Come vi trovano"), max_length=120, help_text=_("Ufficio e telefono.")
    )


class DeclineForm(forms.Form):
    """Why not; it stays here."""

    reason = forms.ChoiceField(
        label=_("Perché no"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )


def inquiry_row(row: Any, names: Mapping[UUID, str]) -> dict[str, Any]:
    """Return one half of a question as pages print it."""
    tone, icon = _TONES.get(row.state, ("old", "minus-circle"))
    return {
        "id": row.pk,
        "person": row.person,
        "city": municipality_name(row.partner_id),
        "sent": row.side == Side.SENT,
        "purpose": capital(label(Purpose(row.purpose))),
        "by": names.get(row.asked_by, ""),
        "day": short_day(timezone.localdate(row.asked_at)),
        "until": short_day(row.until),
        "state": row.state,
        "state_word": label(InquiryState(row.state)),
        "tone": tone,
        "icon": icon,
        "contact": row.contact or "",
        "since": short_day(row.known_since) if row.known_since else "",
        "reason": label(DeclineReason(row.reason)) if row.reason else "",
        "answered": names.get(row.answered_by, ""),
    }


def partner_rows(person_id: UUID, *, on: date) -> list[dict[str, Any]]:
    """Return which partners may know a person, a line each."""
    return [
        {
            "city": municipality_name(line.partner_id),
            "band": capital(str(line.band.label)),
            "hint": line.hint_id if line.again_on is None else None,
            "again": short_day(line.again_on) if line.again_on else "",
            "inquiry": inquiry_row(line.inquiry, {}) if line.inquiry else None,
        }
        for line in queries.partners_of(person_id=person_id, on=on)
    ]


def rows_of_copy(
    hints: Iterable[Any], inquiries: Iterable[Any], names: Mapping[UUID, str]
) -> Iterator[list[str]]:
    """Yield what a person's copy of their data says of partners: when, who, what, why."""
    for hint in hints:
        city, on = municipality_name(hint.partner_id), timezone.localdate(hint.found_at)
        yield [long_day(on), city, label(Band(hint.band)), ""]
    for row in inquiries:
        said = (names.get(row.asked_by, ""), label(Purpose(row.purpose)), row.text, row.contact)
        yield [
            long_day(timezone.localdate(row.asked_at)),
            municipality_name(row.partner_id),
            f"{label(Side(row.side))}: {label(InquiryState(row.state))}",
            " · ".join(part for part in said if part),
        ]
