"""The project sheet of LGNetEA, as data, in Italian and English.

Facts come from the published project sheet. The wording of its seven specific objectives
could not be read by us: the ones here are derived, one from the aim in the network's full
name and six from the sub-actions, and say so (`source="derived"`), so that a page can tell
its reader whose words they are.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lgnet.flows.demo.cities import CITIES, NATIONAL_PARTNERS, City, NationalPartner


@dataclass(frozen=True)
class Text:
    """One statement in both languages of the page."""

    it: str
    en: str


@dataclass(frozen=True)
class SubAction:
    """One of the six sub-actions; `restricted_to` is a status the rule admits, or None."""

    code: str
    title: Text
    description: Text
    restricted_to: str | None = None


@dataclass(frozen=True)
class Objective:
    """One of the seven objectives. `source` is "sheet" or "derived"; `basis` says from what."""

    number: int
    text: Text
    source: str
    basis: Text


@dataclass(frozen=True)
class CityPart:
    """What the sheet states of one Comune's part; None where it states nothing."""

    istat: str
    office: Text | None
    amount: Decimal | None
    main_sub_action: str | None


@dataclass(frozen=True)
class ProjectSheet:
    """Everything the public page shows."""

    code: str
    name: Text
    full_name: Text
    grant_code: str
    fund: Text
    total: Decimal
    financed: Decimal
    rate: Decimal
    submitted_year: int
    status: Text
    starts_on: date
    ends_on: date
    lead: NationalPartner
    support: tuple[NationalPartner, ...]
    cities: tuple[City, ...]
    city_parts: tuple[CityPart, ...]
    sub_actions: tuple[SubAction, ...]
    objectives: tuple[Objective, ...]
    territory_criteria: tuple[Text, ...]
    recipients: tuple[Text, ...]
    engagement_rule: Text
    vulnerable_rule: Text


SUB_ACTIONS = (
    SubAction(
        "SA1",
        Text("Gestione e coordinamento dell'azione", "Management and coordination of the action"),
        Text(
            "Governo della rete, coordinamento tra capofila, partner e Comuni, monitoraggio e "
            "rendicontazione.",
            "Steering of the network, coordination of lead, partners and municipalities, "
            "monitoring and reporting.",
        ),
    ),
    SubAction(
        "SA2",
        Text("Civic engagement", "Civic engagement"),
        Text(
            "Attività di impegno civico nelle comunità locali, rivolte ai soli richiedenti "
            "protezione internazionale.",
            "Civic engagement activities in local communities, for applicants for international "
            "protection only.",
        ),
        restricted_to="RICH_ASILO",
    ),
    SubAction(
        "SA3",
        Text(
            "Presa in carico emergenziale delle vulnerabilità e resilienza urbana",
            "Emergency taking in charge of vulnerabilities and urban resilience",
        ),
        Text(
            "Équipe multidisciplinari itineranti e di pronta assistenza, sportelli unici, "
            "mediazione e luoghi di aggregazione.",
            "Itinerant multidisciplinary teams for prompt assistance, one stop shops, mediation "
            "and places to meet.",
        ),
    ),
    SubAction(
        "SA4",
        Text("Inserimento abitativo rapido", "Fast track housing inclusion"),
        Text(
            "Soluzioni abitative rapide, anche in shelter temporanei e in contesti protetti.",
            "Fast housing solutions, also in temporary shelters and protected contexts.",
        ),
    ),
    SubAction(
        "SA5",
        Text(
            "Empowerment organizzativo e operativo delle amministrazioni locali",
            "Organisational and operational empowerment of local administrations",
        ),
        Text(
            "Rafforzamento delle competenze e dell'organizzazione dei Comuni e scambio tra pari.",
            "Stronger skills and organisation in the municipalities, and exchange among peers.",
        ),
    ),
    SubAction(
        "SA6",
        Text("Comunicazione e disseminazione", "Communication and dissemination"),
        Text(
            "Informazione sulle attività, visibilità del finanziamento europeo e diffusione dei "
            "risultati.",
            "Information on the activities, visibility of European funding and dissemination of "
            "results.",
        ),
    ),
)


def _derived(number: int, it: str, en: str, basis: Text) -> Objective:
    return Objective(number, Text(it, en), "derived", basis)


def _from_sub_action(code: str) -> Text:
    title = next(action.title for action in SUB_ACTIONS if action.code == code)
    return Text(
        f"ricavato dalla Sub-Azione {code[2:]}, «{title.it}»",
        f"derived from Sub-Action {code[2:]}, “{title.en}”",
    )


OBJECTIVES = (
    _derived(
        1,
        "Dare una risposta rapida e servizi di inclusione d'emergenza alle persone che vivono "
        "nelle aree urbane svantaggiate delle città della rete.",
        "Give a rapid response and emergency inclusion services to people living in the "
        "disadvantaged urban areas of the cities of the network.",
        Text("ricavato dal nome esteso della rete", "derived from the network's full name"),
    ),
    _derived(
        2,
        "Governare la rete come un'azione unica, con un coordinamento nazionale e dati "
        "confrontabili tra le città.",
        "Run the network as one action, with national coordination and data that compare "
        "across cities.",
        _from_sub_action("SA1"),
    ),
    _derived(
        3,
        "Coinvolgere i richiedenti protezione internazionale in attività di impegno civico "
        "utili alle comunità che li ospitano.",
        "Involve applicants for international protection in civic activities useful to the "
        "communities that host them.",
        _from_sub_action("SA2"),
    ),
    _derived(
        4,
        "Raggiungere e prendere in carico subito le persone più vulnerabili, là dove si "
        "trovano, e rafforzare la capacità di tenuta dei quartieri.",
        "Reach and take in charge the most vulnerable people at once, where they are, and "
        "strengthen the resilience of neighbourhoods.",
        _from_sub_action("SA3"),
    ),
    _derived(
        5,
        "Offrire in tempi brevi un luogo sicuro dove abitare, anche temporaneo o protetto, come "
        "primo passo verso l'autonomia.",
        "Offer quickly a safe place to live, temporary or protected where needed, as a first "
        "step to autonomy.",
        _from_sub_action("SA4"),
    ),
    _derived(
        6,
        "Rafforzare le amministrazioni locali perché sappiano organizzare e mantenere nel tempo "
        "questi servizi.",
        "Strengthen local administrations so that they can organise these services and keep "
        "them going.",
        _from_sub_action("SA5"),
    ),
    _derived(
        7,
        "Far conoscere le attività e i risultati, e diffondere le pratiche che funzionano.",
        "Make activities and results known, and spread the practices that work.",
        _from_sub_action("SA6"),
    ),
)

FIRENZE_PART = CityPart(
    istat="048017",
    office=Text("Direzione Servizi Sociali", "Social Services Directorate"),
    amount=Decimal("346000.00"),
    main_sub_action="SA4",
)

SHEET = ProjectSheet(
    code="LGNetEA",
    name=Text("LGNet Assistenza Emergenziale", "LGNet Emergency Assistance"),
    full_name=Text(
        "Rete dei Comuni per una rapida risposta e servizi per l'inclusione d'emergenza in aree "
        "urbane svantaggiate",
        "Local Government Network for Rapid Response and Fast Track Inclusion Services in "
        "Disadvantaged Urban Areas",
    ),
    grant_code="HOME/2019/AMIF/AG/EMAS/0103",
    fund=Text(
        "Fondo Asilo, Migrazione e Integrazione (FAMI) 2014-2020",
        "Asylum, Migration and Integration Fund (AMIF) 2014-2020",
    ),
    total=Decimal("11434653.45"),
    financed=Decimal("10291188.10"),
    rate=Decimal("0.90"),
    submitted_year=2019,
    status=Text("Approvato", "Approved"),
    starts_on=date(2019, 7, 1),
    ends_on=date(2021, 12, 31),
    lead=NATIONAL_PARTNERS[0],
    support=NATIONAL_PARTNERS[1:],
    cities=CITIES,
    city_parts=tuple(
        FIRENZE_PART if city.istat == FIRENZE_PART.istat else CityPart(city.istat, None, None, None)
        for city in CITIES
    ),
    sub_actions=SUB_ACTIONS,
    objectives=OBJECTIVES,
    territory_criteria=(
        Text(
            "In primo luogo il numero di posti di accoglienza attivati sul territorio.",
            "First, the number of reception places activated in the territory.",
        ),
        Text(
            "In secondo luogo il numero di posti SPRAR finanziati.",
            "Second, the number of SPRAR places financed.",
        ),
    ),
    recipients=(
        Text(
            "Persone titolari o richiedenti protezione internazionale, in particolare uscite "
            "dall'accoglienza.",
            "Holders of and applicants for international protection, above all those who have "
            "left reception.",
        ),
        Text(
            "Persone appartenenti alle categorie vulnerabili, in tutte le sub-azioni.",
            "People in the vulnerable categories, in all sub-actions.",
        ),
    ),
    engagement_rule=Text(
        "Alle attività di civic engagement (Sub-Azione 2) sono ammessi soltanto i richiedenti "
        "protezione internazionale.",
        "Only applicants for international protection are admitted to civic engagement "
        "(Sub-Action 2).",
    ),
    vulnerable_rule=Text(
        "Le categorie vulnerabili sono quelle dell'art. 17, comma 1, del d.lgs. 142/2015 e "
        "contano in tutte le sub-azioni.",
        "The vulnerable categories are those of art. 17(1) of legislative decree 142/2015 and "
        "count in all sub-actions.",
    ),
)
