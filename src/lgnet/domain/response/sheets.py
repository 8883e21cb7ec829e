"""The table of reports: a phone log, or another service's register."""

from django.utils.translation import gettext_lazy as _

from lgnet.domain.response.enums import Sign
from lgnet.lib.sheets import Column, Kind, Sheet

SEPARATOR = ","
_SIGN_WORDS = {
    "pericolo": Sign.DANGER,
    "gravidanza": Sign.PREGNANT,
    "bambino piccolo": Sign.SMALL_CHILD,
    "minore": Sign.CHILD,
    "minore solo": Sign.LONE_MINOR,
    "malattia": Sign.ILL,
    "angoscia": Sign.DISTRESS,
    "violenza": Sign.VIOLENCE,
    "anziano": Sign.ELDERLY,
    "disabilità": Sign.DISABLED,
    "all'aperto": Sign.OUTDOORS,
    "servizi di base": Sign.BASICS,
    "sta bene": Sign.WELL,
}

REPORTS = Sheet(
    "Segnalazioni",
    (
        Column(
            "codice",
            required=True,
            max_length=40,
            help=_("codice nell’elenco di partenza: chi lo ha già viene aggiornato, non ripetuto"),
            example="TEL-0001",
        ),
        Column(
            "ricevuta",
            Kind.DATETIME,
            required=True,
            help=_("giorno e ora, come 23/11/2026 17:24"),
            example="23/11/2026 17:24",
        ),
        Column("luogo", required=True, max_length=300, example="Novoli, portico"),
        Column("racconto", max_length=4000, example="Donna sola con un bambino."),
        Column(
            "segni",
            max_length=300,
            help=_("parole separate da virgola, anche nessuna: gravidanza, bambino piccolo, …"),
            example="gravidanza, all'aperto",
        ),
        Column("persone", Kind.INT, min=1, max=500, example="2"),
        Column(
            "lingue",
            max_length=60,
            help=_("codici ISO separati da virgola"),
            example="ti, ar",
        ),
        Column("latitudine", Kind.DECIMAL, min=-90, max=90, places=8, example="43.7764"),
        Column("longitudine", Kind.DECIMAL, min=-180, max=180, places=8, example="11.2480"),
        Column("chi_segnala", max_length=300),
        Column("contatto", max_length=300),
    ),
)


def signs_of(words: str | None) -> list[str]:
    """Return the signs named by words or codes; unknown words are passed on, to be refused."""
    named = [word.strip() for word in (words or "").split(SEPARATOR) if word.strip()]
    return [str(_SIGN_WORDS.get(word.casefold(), word.upper())) for word in named]
