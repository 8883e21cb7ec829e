"""The table of Comuni as ISTAT publishes it."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from lgnet.lib.sheets import Column, Kind, Sheet

COMUNI = Sheet(
    "Comuni",
    (
        Column(
            "codice_istat",
            Kind.CODE,
            required=True,
            digits=6,
            aliases=("codice comune", "Codice Comune formato alfanumerico"),
            help=_("codice ISTAT del Comune"),
            example="999999",
        ),
        Column(
            "denominazione",
            required=True,
            max_length=120,
            aliases=("nome", "comune", "Denominazione in italiano"),
            example="Comune di esempio",
        ),
        Column(
            "codice_catastale",
            required=True,
            max_length=4,
            aliases=("codice belfiore", "Codice Catastale del comune"),
            example="Z999",
        ),
        Column("regione", required=True, max_length=60, example="Toscana"),
        Column("provincia", required=True, max_length=80, example="Firenze"),
        Column(
            "sigla_provincia",
            required=True,
            max_length=2,
            aliases=("sigla", "Sigla automobilistica"),
            example="FI",
        ),
        Column(
            "superficie_km2",
            Kind.DECIMAL,
            min=Decimal(0),
            max=Decimal(99999),
            places=4,
            example="102,3200",
        ),
        Column(
            "popolazione_residente",
            Kind.INT,
            min=0,
            max=10_000_000,
            aliases=("popolazione",),
            example="361705",
        ),
    ),
    key=("codice_istat",),
    max_rows=20_000,
)
