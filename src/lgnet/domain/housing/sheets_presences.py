"""The tables others send of facilities: who slept where, and the public list «Centri d'Italia»."""

from django.utils.translation import gettext_lazy as _

from lgnet.lib.sheets import Column, Kind, Sheet

PRESENCES = Sheet(
    "Presenze",
    (
        Column("notte", Kind.DATE, required=True, example="23/11/2026"),
        Column(
            "codice_struttura",
            required=True,
            max_length=40,
            help=_("come nella tabella delle strutture"),
            example="CAREGGI",
        ),
        Column("codice_camera", max_length=40, example="2"),
        Column("letto", max_length=20, example="A"),
        Column(
            "codice",
            max_length=40,
            help=_("della cartella o del nucleo: chi è dentro. Chi è atteso e manca, è assente"),
            example="FI-2026-0001",
        ),
        Column(
            "presenti",
            Kind.INT,
            min=0,
            max=2000,
            help=_("al posto dei codici: quante persone, di tutta la struttura"),
        ),
    ),
    key=("notte", "codice_struttura", "codice_camera", "letto", "codice"),
    max_rows=50_000,
)


def _text(name: str, *, required: bool = False, most: int = 300) -> Column:
    return Column(name, required=required, max_length=most)


# Everything is text here: the source writes dates, figures and kinds in many ways.
CENTRES = Sheet(
    "Centri d'Italia",
    (
        _text("rilevazione_data"),
        _text("centro_id", required=True, most=30),
        _text("centro_denominazione"),
        _text("comune_id"),
        _text("comune_denominazione"),
        _text("comune_codice_istat", required=True, most=10),
        _text("comune_abitanti"),
        _text("comune_codice_catastale"),
        _text("provincia_cm_id"),
        _text("provincia_cm_denominazione"),
        _text("provincia_cm_codice_istat"),
        _text("provincia_cm_abitanti"),
        _text("provincia_cm_sigla"),
        _text("regione_id"),
        _text("regione_denominazione"),
        _text("regione_codice_istat"),
        _text("regione_abitanti"),
        _text("ente_gestore"),
        _text("data_stipula_convenzione"),
        _text("data_scadenza_convenzione"),
        _text("data_scadenza_proroga"),
        _text("costo_giornaliero_per_ospite"),
        _text("presenze_giornaliere"),
        _text("capienza"),
        _text("procedura_affidamento"),
        _text("operativita"),
        _text("tipologia_centro"),
        _text("tipologia_ospiti"),
    ),
    key=("centro_id", "rilevazione_data"),
    max_rows=60_000,
)
