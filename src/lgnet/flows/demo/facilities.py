"""Draw the facilities of a city: where people can sleep, room by room.

Assumptions of the scenario: 45 % of units are flats given to one household (1-7 beds), the
others rooms of 2-6; 12 % are accessible; 4-8 % stand at a secret address.
"""

from dataclasses import dataclass
from random import Random

from lgnet.flows.demo.cities import CITIES, City, Place, persons_for, places_of, weight_of
from lgnet.flows.demo.cities_data import housing
from lgnet.flows.demo.dice import pick, stream

KINDS = tuple(housing.FACILITY_NAMES)
SEX_RULES = ("ANY", "WOMEN", "MEN", "WOMEN_CHILDREN", "FAMILIES")
EXCLUSIVE_SHARE = 0.45
ACCESSIBLE_SHARE = 0.12
OUT_OF_USE_SHARE = 0.05
PLACES_PER_PERSON = 0.56
"""Of a year's persons; with the stays of `calendar` some 75-90 % of the beds are taken today."""
SHOWCASE_PLACES_PER_PERSON = {"FI": 0.35, "BO": 0.40}
_OUT_OF_USE = ("WORKS", "CLEANING", "REPAIR", "PAINTING")
_FLAT_BEDS = ((1, 0.08), (2, 0.18), (3, 0.24), (4, 0.24), (5, 0.15), (6, 0.07), (7, 0.04))
_ROOM_BEDS = ((2, 0.40), (3, 0.26), (4, 0.22), (5, 0.05), (6, 0.07))
_EXCLUSIVE_BY_KIND = {
    "FLAT": 1.0,
    "SHELTER": 0.0,
    "PROTECTED": 0.5,
    "COHOUSING": 0.2,
    "SECOND": 0.2,
    "FIRST": 0.0,
}
_PLAN = (
    "FLAT",
    "SHELTER",
    "SECOND",
    "PROTECTED",
    "FLAT",
    "COHOUSING",
    "SECOND",
    "FLAT",
    "FIRST",
    "SHELTER",
    "FLAT",
    "COHOUSING",
)
_SMALL_PLAN = ("FLAT", "SECOND", "SHELTER")


@dataclass(frozen=True)
class UnitDraft:
    """A flat or room. `exclusive`: one household at a time, whatever its size.

    `sex_rule` is "ANY" (a room of that rule takes the sex of whoever is in it), "MEN",
    "WOMEN", "WOMEN_CHILDREN" or "FAMILIES"; `out_of_use` is the code of why nobody can be there for now.
    """

    key: str
    name: str
    kind: str
    beds: int
    exclusive: bool
    sex_rule: str
    accessible: bool
    out_of_use: str | None


@dataclass(frozen=True)
class FacilityDraft:
    """A building or a set of flats run by one body. Coordinates are near `place`, invented."""

    key: str
    name: str
    kind: str
    body_key: str
    place_key: str
    address: str
    latitude: float
    longitude: float
    secret_address: bool
    longest_stay_days: int
    units: tuple[UnitDraft, ...]

    @property
    def places(self) -> int:
        return sum(unit.beds for unit in self.units)


@dataclass(frozen=True)
class BodyDraft:
    """An invented cooperative that runs services for a Comune."""

    key: str
    name: str


def bodies_of(city: City) -> tuple[BodyDraft, ...]:
    """Return the invented cooperatives of a city, two to four by its weight; names unique."""
    at = sum(_count_bodies(other) for other in CITIES[: CITIES.index(city)])
    names = housing.COOPERATIVES[at : at + _count_bodies(city)]
    kinds = ("Cooperativa sociale", "Consorzio", "Cooperativa sociale", "Associazione")
    return tuple(
        BodyDraft(f"{city.code}-E{number}", f"{kinds[number - 1]} {name}")
        for number, name in enumerate(names, start=1)
    )


def facilities_of(city: City, *, seed: object, scale: float = 1.0) -> tuple[FacilityDraft, ...]:
    """Draw the facilities of a city, enough places for its year of life."""
    rng = stream(seed, "facilities", city.istat)
    share = SHOWCASE_PLACES_PER_PERSON.get(city.code, PLACES_PER_PERSON)
    wanted = round(share * persons_for(city, scale=scale))
    plan = _plan_for(city, wanted)
    return tuple(
        _draw_facility(
            rng,
            city,
            number=number,
            kind=kind,
            earlier=plan[: number - 1].count(kind),
            target=wanted / len(plan),
        )
        for number, kind in enumerate(plan, start=1)
    )


def _count_bodies(city: City) -> int:
    return 4 if weight_of(city) > 0.1 else 3 if weight_of(city) > 0.04 else 2


def _plan_for(city: City, wanted: int) -> list[str]:
    large = weight_of(city) > 0.02
    plan = _PLAN if large else _SMALL_PLAN
    count = max(9 if city.code in {"FI", "BO"} else 3 if large else 2, round(wanted / 25))
    return [plan[index % len(plan)] for index in range(count)]


def _draw_facility(
    rng: Random, city: City, *, number: int, kind: str, earlier: int, target: float
) -> FacilityDraft:
    key = f"{city.code}-S{number:02d}"
    places = places_of(city.istat)
    place: Place = rng.choice(places)
    bodies = bodies_of(city)
    names = housing.FACILITY_NAMES[kind]
    turn, index = divmod(earlier, len(names))
    offset = CITIES.index(city)
    name = names[(index + offset) % len(names)] + (f" {turn + 1}" if turn else "")
    return FacilityDraft(
        key=key,
        name=name,
        kind=kind,
        body_key=bodies[number % len(bodies)].key,
        place_key=place.key,
        address=f"{rng.choice(housing.STREETS)} {rng.randrange(1, 120)}",
        latitude=round(place.latitude + rng.uniform(-0.004, 0.004), 5),
        longitude=round(place.longitude + rng.uniform(-0.004, 0.004), 5),
        secret_address=kind == "PROTECTED",
        longest_stay_days={"SHELTER": 90, "PROTECTED": 365}.get(kind, 270),
        units=_draw_units(rng, key, kind, target),
    )


def _draw_units(rng: Random, key: str, kind: str, target: float) -> tuple[UnitDraft, ...]:
    wanted = 0.42 * target if kind == "PROTECTED" else 1.1 * target
    units: list[UnitDraft] = []
    placed = 0
    while placed < wanted:
        unit = _draw_unit(rng, f"{key}-U{len(units) + 1:02d}", kind, len(units) + 1)
        units.append(unit)
        placed += unit.beds
    return tuple(units)


def _draw_unit(rng: Random, key: str, kind: str, number: int) -> UnitDraft:
    exclusive = rng.random() < _EXCLUSIVE_BY_KIND[kind]
    beds = pick(rng, _FLAT_BEDS if exclusive else _ROOM_BEDS)
    if kind == "PROTECTED":
        sex_rule = "WOMEN_CHILDREN"
    elif exclusive:
        sex_rule = "FAMILIES" if beds >= 3 and rng.random() < 0.45 else "ANY"
    else:
        sex_rule = pick(rng, (("MEN", 0.62), ("WOMEN", 0.20), ("ANY", 0.18)))
    return UnitDraft(
        key=key,
        name=f"Appartamento {number}" if exclusive else f"Stanza {number}",
        kind="FLAT" if exclusive else "ROOM",
        beds=beds,
        exclusive=exclusive,
        sex_rule=sex_rule,
        accessible=rng.random() < ACCESSIBLE_SHARE,
        out_of_use=rng.choice(_OUT_OF_USE) if rng.random() < OUT_OF_USE_SHARE else None,
    )
