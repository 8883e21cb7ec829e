"""The list of who is about to leave SAI and CAS: one row a household."""

from django.utils.translation import gettext_lazy as _

from lgnet.domain.housing.enums import ReceptionKind
from lgnet.domain.people.enums import Sex
from lgnet.lib.sheets import Column, Kind, Sheet

RECEPTION_EXITS = Sheet(
    "Uscite",
    (
        Column(
            "tipo",
            Kind.CHOICE,
            required=True,
            choices={"SAI": ReceptionKind.SAI, "CAS": ReceptionKind.CAS},
            example="SAI",
        ),
        Column("centro", required=True, max_length=120, example="Centro di prova"),
        Column(
            "codice",
            required=True,
            max_length=40,
            aliases=("cui", "vestanet", "codice_persona"),
            help=_("come il centro chiama la persona di riferimento: chi c’è già viene aggiornato"),
            example="P-0001",
        ),
        Column("nome", max_length=80, example="Amina"),
        Column("cognome", max_length=80, example="Prova"),
        Column("anno_nascita", Kind.INT, min=1900, max=2100, example="1998"),
        Column(
            "sesso",
            Kind.CHOICE,
            choices={"donna": Sex.FEMALE, "uomo": Sex.MALE, "altro": Sex.OTHER},
            example="donna",
        ),
        Column(
            "lingua",
            max_length=3,
            help=_("codice ISO 639 di tre lettere, se noto"),
            example="tir",
        ),
        Column("persone", Kind.INT, min=1, max=20, example="3"),
        Column("uscita", Kind.DATE, required=True, example="15/12/2026"),
        Column("senza_gradini", Kind.BOOL, example="no"),
        Column("bisogni", max_length=200, example="scuola vicina"),
    ),
    key=("centro", "codice"),
    max_rows=5_000,
)
