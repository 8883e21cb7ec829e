"""Cities, facilities, staff and the project sheet of the demonstration."""

from collections import Counter
from decimal import ROUND_DOWN, Decimal

import pytest

from lgnet.flows.demo import facilities, sheet, staff
from lgnet.flows.demo.cities import (
    BOLOGNA,
    CITIES,
    FIRENZE,
    NATIONAL_PARTNERS,
    persons_for,
    places_of,
    weight_of,
)

ISTAT = {
    "Agrigento": ("084001", "A089"),
    "Bari": ("072006", "A662"),
    "Bologna": ("037006", "A944"),
    "Bolzano": ("021008", "A952"),
    "Caserta": ("061022", "B963"),
    "Catania": ("087015", "C351"),
    "Firenze": ("048017", "D612"),
    "Genova": ("010025", "D969"),
    "Latina": ("059011", "E472"),
    "Milano": ("015146", "F205"),
    "Napoli": ("063049", "F839"),
    "Palermo": ("082053", "G273"),
    "Perugia": ("054039", "G478"),
    "Potenza": ("076063", "G942"),
    "Roma": ("058091", "H501"),
    "Sassari": ("112050", "I452"),
    "Taranto": ("073027", "L049"),
    "Torino": ("001272", "L219"),
    "Trieste": ("032006", "L424"),
}
SEED = 7


@pytest.fixture(scope="module")
def all_facilities():
    return {city.code: facilities.facilities_of(city, seed=SEED) for city in CITIES}


def test_cities_codes_are_those_of_istat():
    assert {city.name: (city.istat, city.belfiore) for city in CITIES} == ISTAT


def test_cities_prefixes_are_unique():
    assert len({city.code for city in CITIES}) == 19
    assert all(2 <= len(city.code) <= 3 for city in CITIES)


def test_weights_add_up_and_total_is_enough():
    assert sum(weight_of(city) for city in CITIES) == pytest.approx(1)
    assert sum(persons_for(city) for city in CITIES) >= 1_500
    assert 140 <= persons_for(FIRENZE) <= 170
    assert 120 <= persons_for(BOLOGNA) <= 160
    assert persons_for(FIRENZE, scale=10) > 9 * persons_for(FIRENZE)


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.code)
def test_places_are_many_and_near(city):
    places = places_of(city.istat)
    least = {"FI": 20, "BO": 12}.get(city.code, 6)
    assert len(places) >= least
    assert len({place.key for place in places}) == len(places)
    for place in places:
        assert abs(place.latitude - city.latitude) < 0.25
        assert abs(place.longitude - city.longitude) < 0.25


def test_facilities_are_enough(all_facilities):
    every = [facility for drawn in all_facilities.values() for facility in drawn]
    assert len(every) >= 50
    assert sum(facility.places for facility in every) >= 1_500
    firenze = all_facilities["FI"]
    assert len(firenze) >= 8
    assert sum(facility.places for facility in firenze) >= 60


def test_facilities_mixes(all_facilities):
    every = [facility for drawn in all_facilities.values() for facility in drawn]
    units = [unit for facility in every for unit in facility.units]
    secret = sum(len(facility.units) for facility in every if facility.secret_address)
    assert sum(unit.exclusive for unit in units) / len(units) == pytest.approx(0.45, abs=0.06)
    assert sum(unit.accessible for unit in units) / len(units) == pytest.approx(0.12, abs=0.04)
    assert 0.03 < secret / len(units) < 0.085
    assert all(1 <= unit.beds <= 7 for unit in units if unit.exclusive)
    assert all(2 <= unit.beds <= 6 for unit in units if not unit.exclusive)


def test_facilities_keys_and_names_are_unique_in_a_city(all_facilities):
    for drawn in all_facilities.values():
        assert len({facility.name for facility in drawn}) == len(drawn)
        keys = [unit.key for facility in drawn for unit in facility.units]
        assert len(set(keys)) == len(keys)


def test_facilities_grow_with_scale_and_repeat():
    small = facilities.facilities_of(BOLOGNA, seed=SEED)
    large = facilities.facilities_of(BOLOGNA, seed=SEED, scale=10)
    assert sum(f.places for f in large) > 6 * sum(f.places for f in small)
    assert len({facility.name for facility in large}) == len(large)
    assert small == facilities.facilities_of(BOLOGNA, seed=SEED)


def test_bodies_are_unique_in_the_network():
    names = Counter(body.name for city in CITIES for body in facilities.bodies_of(city))
    assert max(names.values()) == 1
    assert all(len(facilities.bodies_of(city)) >= 2 for city in CITIES)


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.code)
def test_staff_covers_every_role(city):
    people = staff.staff_of(city, seed=SEED)
    assert {person.role for person in people} == set(staff.ROLES)
    assert len({(person.given, person.family) for person in people}) == len(people)
    bodies = {body.key for body in facilities.bodies_of(city)}
    assert {person.body_key for person in people} <= bodies | {None}
    teams = staff.teams_of(city, seed=SEED)
    assert all(len(team.member_keys) == 3 for team in teams)


def test_staff_large_scale_still_unique():
    people = staff.staff_of(FIRENZE, seed=SEED, scale=100)
    assert len({(person.given, person.family) for person in people}) == len(people)


def test_sheet_states_the_facts():
    project = sheet.SHEET
    assert project.grant_code == "HOME/2019/AMIF/AG/EMAS/0103"
    assert project.total == Decimal("11434653.45")
    assert project.financed == Decimal("10291188.10")
    share = (project.total * project.rate).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    assert share == project.financed
    assert len(project.cities) == 19
    assert len(project.sub_actions) == 6
    assert [objective.number for objective in project.objectives] == list(range(1, 8))
    assert {objective.source for objective in project.objectives} == {"derived"}
    assert project.lead.role == "LEAD"
    assert [partner.key for partner in NATIONAL_PARTNERS[1:]] == ["CITTALIA", "ANCI", "ANCICOM"]
    firenze = next(part for part in project.city_parts if part.istat == FIRENZE.istat)
    assert firenze.amount == Decimal("346000.00")


def test_sheet_is_written_in_both_languages():
    texts = [project_text for project_text in _texts(sheet.SHEET)]
    assert len(texts) > 30
    assert all(text.it.strip() and text.en.strip() for text in texts)


def _texts(value):
    if isinstance(value, sheet.Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
