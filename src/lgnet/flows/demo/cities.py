"""The nineteen Comuni of LGNetEA and the national partners, with the weights of the drawing.

Codes, province, region and population: ISTAT list of Comuni, 2026 (CC-BY). Centres: centroid
of the municipal boundary, ISTAT via openpolis (CC-BY). Reception presences per region on
31 December 2021, centres, hotspots and SAI together: "Fonte: Liberiamoli tutti!" (CC-BY 4.0).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lgnet.flows.demo.cities_data import places_large, places_small

PERSONS_AT_SCALE_ONE = 2_700
SHOWCASE_FACTOR = {"048017": 1.0, "037006": 0.7}
"""Firenze and Bologna are drawn first, while somebody waits: large enough, and no larger."""
FEWEST_PERSONS = 30


@dataclass(frozen=True)
class City:
    """A partner Comune. `code` is the prefix of its file codes, unique in the network.

    `istat` is the code in force in 2026; Sassari had 090064 until its province was rebuilt.
    `body` names the instrumental body through which the Comune acts, where there is one.
    """

    istat: str
    name: str
    belfiore: str
    code: str
    province: str
    region: str
    population: int
    latitude: float
    longitude: float
    body: str | None = None
    former_istat: str | None = None


@dataclass(frozen=True)
class Place:
    """A public place where reports come from and teams pass."""

    key: str
    name: str
    kind: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class NationalPartner:
    """An organisation of the partnership that is not a Comune."""

    key: str
    name_it: str
    name_en: str
    role: str
    parent_it: str | None = None
    parent_en: str | None = None


_TABLE = """
084001 | Agrigento | A089 | AG | Sicilia | 55252 | 37.3226 | 13.5654 |
072006 | Bari | A662 | BA | Puglia | 315831 | 41.1028 | 16.8454 |
037006 | Bologna | A944 | BO | Emilia-Romagna | 390151 | 44.4973 | 11.3329 |
021008 | Bolzano | A952 | BZ | Trentino-Alto Adige | 106568 | 46.4855 | 11.3488 | Azienda Servizi Sociali di Bolzano
061022 | Caserta | B963 | CE | Campania | 72793 | 41.0881 | 14.3574 |
087015 | Catania | C351 | CT | Sicilia | 298054 | 37.4419 | 15.0358 |
048017 | Firenze | D612 | FI | Toscana | 361705 | 43.7801 | 11.2449 |
010025 | Genova | D969 | GE | Liguria | 564080 | 44.4415 | 8.8928 | ANCI Liguria
015146 | Milano | F205 | MI | Lombardia | 1365698 | 45.4682 | 9.1732 |
063049 | Napoli | F839 | NA | Campania | 909013 | 40.8569 | 14.2390 |
082053 | Palermo | G273 | PA | Sicilia | 628693 | 38.1302 | 13.3309 |
054039 | Perugia | G478 | PG | Umbria | 162050 | 43.1366 | 12.3949 |
076063 | Potenza | G942 | PZ | Basilicata | 63864 | 40.6595 | 15.8068 | ACTA Potenza
058091 | Roma | H501 | RM | Lazio | 2747290 | 41.8857 | 12.4609 |
059011 | Latina | E472 | LT | Lazio | 127796 | 41.4664 | 12.8779 |
112050 | Sassari | I452 | SS | Sardegna | 120510 | 40.7447 | 8.3644 |
073027 | Taranto | L049 | TA | Puglia | 186011 | 40.4638 | 17.3013 |
001272 | Torino | L219 | TO | Piemonte | 853196 | 45.0717 | 7.6779 |
032006 | Trieste | L424 | TS | Friuli-Venezia Giulia | 198388 | 45.6636 | 13.7988 |
"""

RECEPTION_PRESENCES_2021 = {
    "Basilicata": 1_526,
    "Campania": 5_298,
    "Emilia-Romagna": 7_851,
    "Friuli-Venezia Giulia": 2_897,
    "Lazio": 6_813,
    "Liguria": 3_306,
    "Lombardia": 9_948,
    "Piemonte": 7_205,
    "Puglia": 4_520,
    "Sardegna": 1_041,
    "Sicilia": 6_417,
    "Toscana": 5_090,
    "Trentino-Alto Adige": 1_107,
    "Umbria": 1_524,
}


def _read(line: str) -> City:
    istat, name, belfiore, code, region, population, latitude, longitude, body = (
        cell.strip() for cell in line.split("|")
    )
    return City(
        istat=istat,
        name=name,
        belfiore=belfiore,
        code=code,
        province=code,
        region=region,
        population=int(population),
        latitude=float(latitude),
        longitude=float(longitude),
        body=body or None,
        former_istat="090064" if istat == "112050" else None,
    )


CITIES: tuple[City, ...] = tuple(_read(line) for line in _TABLE.strip().splitlines())
BY_ISTAT = {city.istat: city for city in CITIES}
FIRENZE = BY_ISTAT["048017"]
BOLOGNA = BY_ISTAT["037006"]

_DEPARTMENT_IT = "Dipartimento per le Libertà Civili e l'Immigrazione, Ministero dell'Interno"
_DEPARTMENT_EN = "Department for Civil Liberties and Immigration, Ministry of the Interior"
NATIONAL_PARTNERS: tuple[NationalPartner, ...] = (
    NationalPartner(
        key="MININT",
        name_it="Direzione Centrale per le Politiche dell'Immigrazione e dell'Asilo",
        name_en="Central Directorate for Immigration and Asylum Policies",
        role="LEAD",
        parent_it=_DEPARTMENT_IT,
        parent_en=_DEPARTMENT_EN,
    ),
    NationalPartner("CITTALIA", "Fondazione Cittalia", "Cittalia Foundation", "PARTNER"),
    NationalPartner(
        "ANCI",
        "ANCI Nazionale",
        "ANCI, National Association of Italian Municipalities",
        "PARTNER",
    ),
    NationalPartner("ANCICOM", "ANCI Comunicare", "ANCI Comunicare", "PARTNER"),
)


def weight_of(city: City) -> float:
    """Return the city's share of the demand before adjustments, 0 to 1.

    Geometric mean of reception (the region's presences, divided among its cities of the
    network by population) and of population.
    """
    return _raw_weight(city) / sum(_raw_weight(other) for other in CITIES)


def persons_for(city: City, *, scale: float = 1.0) -> int:
    """Return how many persons a year of life brings in this city."""
    share = weight_of(city) * SHOWCASE_FACTOR.get(city.istat, 1.0)
    return round(scale * max(FEWEST_PERSONS, PERSONS_AT_SCALE_ONE * share))


@cache
def places_of(istat: str) -> tuple[Place, ...]:
    """Return the public places of a city, the station first."""
    block = {**places_large.PLACES, **places_small.PLACES}[istat]
    code = BY_ISTAT[istat].code
    return tuple(_read_places(code, block))


def _raw_weight(city: City) -> float:
    region = [other.population for other in CITIES if other.region == city.region]
    reception = RECEPTION_PRESENCES_2021[city.region] * city.population / sum(region)
    return math.sqrt(reception * city.population)


def _read_places(code: str, block: str) -> Iterator[Place]:
    for number, line in enumerate(block.strip().splitlines(), start=1):
        name, kind, latitude, longitude = (cell.strip() for cell in line.split(";"))
        yield Place(f"{code}-L{number:02d}", name, kind, float(latitude), float(longitude))
