"""The table of people: another service's register."""

from django.utils.translation import gettext_lazy as _

from lgnet.domain.people.enums import IdentityStage, Sex
from lgnet.domain.people.titles import TITLES
from lgnet.lib.sheets import Column, Kind, Sheet

SEPARATOR = ","
PEOPLE = Sheet(
    "Persone",
    (
        Column(
            "codice",
            required=True,
            max_length=60,
            help=_("codice nell’elenco di partenza: chi lo ha già viene aggiornato, non ripetuto"),
            example="R-0001",
        ),
        Column("nome", max_length=200, example="Selam"),
        Column("cognome", max_length=200, example="Weldu"),
        Column(
            "nome_originale",
            max_length=200,
            help=_("il nome nella sua scrittura"),
            example="ሰላም ወልዱ",
        ),
        Column("alias", max_length=200, help=_("basta questo, se non si sa altro")),
        Column(
            "sesso",
            Kind.CHOICE,
            choices={"donna": Sex.FEMALE, "uomo": Sex.MALE, "altro": Sex.OTHER},
            example="donna",
        ),
        Column("nascita", Kind.DATE, help=_("se si sa il giorno"), example="04/03/1995"),
        Column("anno_nascita", Kind.INT, min=1900, max=2100, help=_("se si sa solo l’anno")),
        Column("eta_apparente", max_length=7, help=_("per esempio 30, oppure 25-35")),
        Column("cittadinanza", max_length=3, help=_("codice ISO dello stato"), example="ERI"),
        Column("lingue", max_length=60, help=_("codici ISO separati da virgola"), example="ti, ar"),
        Column("telefono", max_length=60),
        Column(
            "identita",
            Kind.CHOICE,
            choices={
                "di strada": IdentityStage.STREET,
                "dichiarata": IdentityStage.DECLARED,
                "documentata": IdentityStage.DOCUMENTED,
            },
            help=_("dichiarata, se è vuota"),
        ),
        Column("codice_fiscale", max_length=20),
        Column("cui", max_length=20),
        Column("vestanet", max_length=20),
        Column("passaporto", max_length=30),
        Column(
            "titolo",
            Kind.CHOICE,
            choices={title.it: title.code for title in TITLES},
            help=_("titolo di soggiorno, con le parole del sistema"),
            example="protezione speciale",
        ),
        Column("titolo_numero", max_length=40),
        Column("titolo_dal", Kind.DATE),
        Column("titolo_scade", Kind.DATE),
        Column("nota", max_length=4000),
    ),
    key=("codice",),
    max_rows=20_000,
)
