"""The table of facilities: one row a unit, its facility's columns repeated."""

from django.utils.translation import gettext_lazy as _

from lgnet.domain.housing.enums import FacilityKind, SexRule, UnitKind
from lgnet.lib.sheets import Column, Kind, Sheet

_RULES = {
    "tutti": SexRule.ANY,
    "donne": SexRule.WOMEN,
    "uomini": SexRule.MEN,
    "donne e bambini": SexRule.WOMEN_CHILDREN,
    "nuclei": SexRule.FAMILIES,
}
_UNIT_KINDS = {"camera": UnitKind.ROOM, "alloggio": UnitKind.FLAT}

MOST_BEDS = 60

FACILITIES = Sheet(
    "Strutture",
    (
        Column(
            "codice_struttura",
            required=True,
            max_length=40,
            help=_("codice della struttura, sempre lo stesso: chi lo ha già viene aggiornato"),
            example="CAREGGI",
        ),
        Column("struttura", required=True, max_length=120, example="Casa Careggi"),
        Column(
            "tipo",
            Kind.CHOICE,
            required=True,
            choices={
                "shelter temporaneo": FacilityKind.SHELTER,
                "prima soglia": FacilityKind.FIRST,
                "seconda soglia": FacilityKind.SECOND,
                "alloggio sociale": FacilityKind.FLAT,
                "co-housing": FacilityKind.COHOUSING,
                "contesto protetto": FacilityKind.PROTECTED,
                "famiglia accogliente": FacilityKind.HOST,
                "posti in albergo": FacilityKind.HOTEL,
            },
            example="contesto protetto",
        ),
        Column(
            "chi",
            Kind.CHOICE,
            choices=_RULES,
            help=_("chi può dormirci: tutti, donne, uomini, donne e bambini, nuclei"),
            example="donne e bambini",
        ),
        Column("indirizzo", max_length=200, example="via di prova 1"),
        Column("telefono", max_length=40, example="055 000000"),
        Column("latitudine", Kind.DECIMAL, min=-90, max=90, places=8, example="43,80"),
        Column("longitudine", Kind.DECIMAL, min=-180, max=180, places=8, example="11,24"),
        Column("senza_gradini", Kind.BOOL, example="no"),
        Column(
            "indirizzo_riservato",
            Kind.BOOL,
            help=_("l’indirizzo si mostra solo a chi può tenere un posto"),
            example="sì",
        ),
        Column("notti_massime", Kind.INT, min=1, max=1000, example="180"),
        Column(
            "email_conferme",
            max_length=200,
            help=_("a chi si chiede, al massimo una volta al giorno, quanti posti sono liberi"),
            example="casa@ente.example",
        ),
        Column("posti_dichiarati", Kind.INT, min=1, max=2000, example="8"),
        Column("eta_da", Kind.INT, min=0, max=120, example="18"),
        Column("eta_a", Kind.INT, min=0, max=120, example=""),
        Column("animali", Kind.BOOL, example="no"),
        Column("si_fuma", Kind.BOOL, example="no"),
        Column("ingresso_dalle", max_length=5, help=_("ora, come 18:00"), example="18:00"),
        Column("ingresso_alle", max_length=5, help=_("ora, come 22:30"), example="22:30"),
        Column(
            "contributo_mese",
            Kind.DECIMAL,
            min=0,
            max=9999,
            help=_("euro al mese chiesti al nucleo"),
            example="50,00",
        ),
        Column(
            "lingue",
            max_length=200,
            help=_("codici di tre lettere (ISO 639-3) separati da spazi: ita fra ara"),
            example="ita fra",
        ),
        Column("codice_camera", required=True, max_length=40, example="2"),
        Column("camera", required=True, max_length=60, example="Camera 2"),
        Column("tipo_camera", Kind.CHOICE, choices=_UNIT_KINDS, example="camera"),
        Column(
            "uso_esclusivo",
            Kind.BOOL,
            help=_("un solo nucleo alla volta"),
            example="sì",
        ),
        Column("chi_camera", Kind.CHOICE, choices=_RULES, example="tutti"),
        Column("camera_senza_gradini", Kind.BOOL, example="no"),
        Column("bagno_proprio", Kind.BOOL, example="sì"),
        Column("cucina_propria", Kind.BOOL, example="no"),
        Column("posti", Kind.INT, required=True, min=1, max=MOST_BEDS, example="4"),
    ),
    key=("codice_struttura", "codice_camera"),
    max_rows=20_000,
)
