"""The style guide: every component full, empty and in error, to look at.

A staff page without data of anybody: names, places and figures are invented here. Mount it
where the project wants it, behind a permission.
"""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lgnet.web.frame import Frame, NavItem
from lgnet.web.sparkline import points


class SampleForm(forms.Form):
    """A form with one control of each kind."""

    kind = forms.ChoiceField(
        label=_("Tipo"),
        choices=[("talk", _("Colloquio")), ("call", _("Telefonata")), ("other", _("Altro…"))],
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label=_("Persone"), choices=[("1", "Selam"), ("4", "Selam e i figli")])
    date = forms.DateField(
        label=_("Data"),
        help_text=_("Se non la sai, lascia vuoto."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Questa data non esiste: scrivila come 31/12/2026.")},
    )
    note = forms.CharField(
        label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _reason(text: str, note: str = "") -> SimpleNamespace:
    return SimpleNamespace(text=text, note=note, href="")


def _proposals() -> list[dict[str, Any]]:
    return [
        {
            "rank": 1,
            "title": "Casa Careggi, camera 2",
            "sub": "donne e bambini · indirizzo riservato",
            "first": True,
            "when": "da stasera",
            "tone": "ok",
            "yes": ["Camera unica da 4, bagno proprio", "Scuola a 12 minuti a piedi"],
            "no": ["Cucina in comune (vorrebbe la propria)"],
            "others": ["Il nucleo FI-N-0236 aspetterebbe 9 giorni in più"],
        },
        {
            "rank": 2,
            "title": "Casa Isolotto, alloggio 2",
            "sub": "nuclei, uso esclusivo · 4 posti",
            "first": False,
            "when": "dal 26 nov",
            "tone": "",
            "yes": ["Alloggio intero da 4, cucina propria"],
            "no": ["Scuola a 38 minuti con i mezzi (chiesti al massimo 25)"],
            "others": ["Il nucleo FI-N-0228 aspetterebbe 6 giorni in più"],
        },
        {
            "rank": 3,
            "title": "Casa Isolotto, alloggio 1",
            "sub": "nuclei, uso esclusivo · 5 posti",
            "first": False,
            "when": "dal 4 dic",
            "tone": "warn",
            "yes": ["Alloggio intero, cucina propria", "Stanza in più per studiare"],
            "no": ["4 notti senza posto dopo il 30 novembre"],
            "others": [],
        },
    ]


def _compare_rows() -> list[dict[str, Any]]:
    return [
        {
            "name": "Notti senza posto",
            "cells": [
                {"text": "0", "best": True},
                {"text": "0", "best": True},
                {"text": "4", "note": "(da 2 a 11)"},
            ],
        },
        {
            "name": "Scuola dei figli",
            "cells": [
                {"text": "12 min a piedi", "best": True},
                {"text": "38 min, 1 cambio"},
                {"text": "36 min, 1 cambio"},
            ],
        },
    ]


def _options() -> dict[str, Any]:
    return {
        "nights": [{"value": str(n), "label": str(n), "href": f"?notti={n}"} for n in (14, 30, 90)],
        "ages": [
            {"value": value, "label": label}
            for value, label in [("0-13", "0–13"), ("14-17", "14–17"), ("18-25", "18–25")]
        ]
        + [{"value": "unknown", "label": _("Non so")}],
        "needs": [
            {"value": name, "label": label, "pictogram": name}
            for name, label in [
                ("sleep", _("Dormire")),
                ("food", _("Mangiare")),
                ("health", _("Salute")),
                ("wash", _("Lavarsi")),
                ("documents", _("Documenti")),
                ("children", _("Bambini")),
                ("language", _("Italiano")),
                ("work", _("Lavoro")),
                ("legal", _("Legale")),
                ("danger", _("Pericolo")),
                ("violence", _("Violenza o minaccia")),
                ("pregnant", _("Gravidanza")),
                ("phone", _("Telefono")),
                ("clothes", _("Coperte")),
                ("talk", _("Parlare")),
                ("home", _("Casa")),
                ("unknown", _("Non so")),
            ]
        ],
    }


def _navigation() -> list[NavItem]:
    return [
        NavItem(name=_("Oggi"), url="#oggi", icon="inbox", count=19, current=True, phone=True),
        NavItem(
            name=_("Segnalazioni"),
            url="#segnalazioni",
            icon="warning-circle",
            count=3,
            hot=True,
            phone=True,
        ),
        NavItem(name=_("Persone"), url="#persone", icon="user", phone=True),
        NavItem(name=_("Abitare"), url="#abitare", icon="pa", phone=True),
        NavItem(name=_("Tableau"), url="#tableau", sub=True),
        NavItem(name=_("Proposte"), url="#proposte", sub=True, count=5),
        NavItem(name=_("Turni"), url="#turni", icon="car"),
        NavItem(name=_("Invii"), url="#invii", icon="exchange-circle", count=3),
        NavItem(name=_("Aiuto"), url="#lg-help", icon="help-circle", rule=True),
    ]


def context() -> dict[str, Any]:
    """Everything the style guide prints."""
    now = timezone.localtime()
    return {
        "frame": Frame(
            tenant="Comune di Firenze",
            office=_("Sportello unico"),
            demo=True,
            user_name="M. Landi",
            user_initials="ML",
            user_role=_("Operatrice di sportello"),
            new_links=(
                NavItem(name=_("Segnalazione"), url="#1", icon="warning-circle"),
                NavItem(name=_("Persona"), url="#2", icon="user"),
            ),
        ),
        "nav": _navigation(),
        "now": now,
        "late": now + timedelta(minutes=12),
        "soon": now + timedelta(minutes=48),
        "filled": SampleForm(initial={"kind": "talk"}),
        "broken": SampleForm({"kind": "", "who": "1", "date": "31/02/2026"}, prefix="broken"),
        "tabs": [
            {"name": _("Tutto"), "url": "#t1", "count": 19, "current": True},
            {"name": _("Segnalazioni"), "url": "#t2", "count": 3, "current": False},
            {"name": _("Invii"), "url": "#t3", "count": 0, "current": False},
        ],
        "facts": [
            (_("Ricevuta"), "oggi 17:24, telefono"),
            (_("Luogo"), "Novoli, portico dietro il mercato"),
            (_("Salute"), None),
        ],
        "reasons": [
            _reason("Gravidanza, riferita da chi segnala", "regola 4"),
            _reason("Bambino sotto i 6 anni all’aperto", "regola 7"),
        ],
        "proposals": _proposals(),
        "compare_heads": ["1 · Careggi, camera 2", "2 · Isolotto, alloggio 2", "3 · Isolotto, 1"],
        "compare_rows": _compare_rows(),
        "rising": points([3, 5, 6, 9, 12, 14, 20]),
        "falling": points([20, 16, 18, 13, 11, 12, 9]),
        "spent": Decimal("121930.42"),
        "overspent": Decimal("-512.18"),
        "crumbs": [{"name": _("Rete"), "url": "#r"}, {"name": "Firenze", "url": "#f"}],
        **_options(),
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component; `?base=` picks the area whose density is shown."""
    area = request.GET.get("base", "desk")
    bases = {"desk", "coordination", "public", "field"}
    base = f"{area}/base.html" if area in bases else "desk/base.html"
    return render(request, "styleguide.html", {**context(), "base": base})
