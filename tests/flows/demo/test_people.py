"""Drawn people follow the published mixes, and are the same for the same seed."""

import unicodedata
from collections import Counter
from datetime import date

import pytest
from stdnum.it import codicefiscale

from lgnet.flows.demo import identifiers, names, status, vulnerability
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.names import mishear
from lgnet.flows.demo.origins import (
    AGE_SHARES,
    APPLICATIONS_2021,
    BY_ISO3,
    LANGUAGES,
    ORIGINS,
    SINGLE_SHARE,
    WOMEN_SHARE,
)
from lgnet.flows.demo.people import HOUSEHOLD_KINDS, as_heard_again, draw_household

ON = date(2026, 5, 3)
SCRIPTS = {
    "urdu": "ARABIC",
    "bengali": "BENGALI",
    "tunisian": "ARABIC",
    "moroccan": "ARABIC",
    "egyptian": "ARABIC",
    "afghan": "ARABIC",
    "georgian": "GEORGIAN",
    "geez": "ETHIOPIC",
    "ukrainian": "CYRILLIC",
    "russian": "CYRILLIC",
}


def draw(number, seed=7):
    return draw_household(f"FI-{number}", seed=seed, on=ON, province="FI")


@pytest.fixture(scope="module")
def households():
    return [draw(number) for number in range(8_000)]


@pytest.fixture(scope="module")
def people(households):
    return [member for household in households for member in household.members]


def test_household_same_key_and_seed_same_people():
    assert draw(5) == draw(5)
    assert draw(5) != draw(5, seed=8)


def test_household_smallest_is_kept():
    for size in range(1, 6):
        household = draw_household("X", seed=size, on=ON, province="FI", smallest=size)
        assert household.size >= size


def test_households_alone_as_in_the_source(households):
    alone = sum(household.size == 1 for household in households) / len(households)
    assert abs(alone - SINGLE_SHARE) < 0.02
    assert {household.kind for household in households} == set(HOUSEHOLD_KINDS)


def test_people_women_as_in_the_source(people):
    women = sum(person.sex == "F" for person in people) / len(people)
    assert abs(women - WOMEN_SHARE) < 0.025


def test_people_ages_as_in_the_source(people):
    limits = {"0-17": 17, "18-25": 25, "26-40": 40, "41+": 200}
    bands = Counter(
        next(band for band, last in limits.items() if person.age <= last) for person in people
    )
    for band, share in AGE_SHARES.items():
        assert abs(bands[band] / len(people) - share) < 0.035, band


def test_origins_as_in_the_source(households):
    listed = sum(origin.applications for origin in ORIGINS)
    assert 0.94 < listed / APPLICATIONS_2021 <= 1
    drawn = Counter(household.origin for household in households)
    for origin in ORIGINS[:8]:
        assert abs(drawn[origin.iso3] / len(households) - origin.applications / listed) < 0.015


def test_people_first_january_more_where_registers_are_poor(people):
    def share(iso3):
        born = [person.birth_on for person in people if person.origin == iso3 and person.birth_on]
        return sum((day.month, day.day) == (1, 1) for day in born) / len(born)

    assert share("AFG") > 0.35 > 0.2 > share("TUN")


def test_people_codes_are_valid(people):
    assert {code for person in people for code in person.vulnerabilities} <= set(
        vulnerability.CODES
    )
    assert {person.status.code for person in people} <= set(status.CODES)
    assert {code for person in people for code in person.languages} <= set(LANGUAGES)
    assert {item.kind for person in people for item in person.identifiers} == set(identifiers.KINDS)


def test_people_birth_agrees_with_age_and_precision(people):
    for person in people:
        if person.birth_precision == "DAY":
            had_birthday = (person.birth_on.month, person.birth_on.day) <= (ON.month, ON.day)
            assert ON.year - person.birth_on.year - (not had_birthday) == person.age
        else:
            assert person.birth_on is None
        assert (person.birth_year is None) == (person.birth_precision == "BAND")
        low, _, high = person.age_band.rstrip("+").partition("-")
        assert int(low) <= person.age <= int(high or 120)


def test_minors_alone_are_marked(households):
    for household in households:
        if household.kind == "MINOR_ALONE":
            assert "MSNA" in household.members[0].vulnerabilities
            assert household.members[0].is_minor
        elif household.kind in {"FAMILY", "LONE_PARENT"}:
            assert any(member.role == "CHILD" for member in household.members)


def test_women_heading_depends_on_the_date():
    arguments = {
        "sex": "F",
        "age": 25,
        "kind": "SINGLE",
        "role": "HEAD",
        "origin": "PER",
        "pregnant": True,
    }
    before = vulnerability.draw_vulnerabilities(stream(1), on=date(2023, 10, 5), **arguments)
    after = vulnerability.draw_vulnerabilities(stream(1), on=date(2023, 10, 6), **arguments)
    assert "GRAV" in before
    assert "DONNA" not in before
    assert "DONNA" in after
    assert "GRAV" not in after


@pytest.mark.parametrize("origin", ORIGINS[:10], ids=lambda origin: origin.iso3)
def test_largest_origins_have_many_names(origin):
    pool = names.pool(origin.family)
    assert len(pool.male) + len(pool.female) >= 60
    assert len(pool.family) >= 40


@pytest.mark.parametrize("key", names.POOL_KEYS)
def test_names_have_script_and_latin_spellings(key):
    pool = names.pool(key)
    for name in pool.male + pool.female + pool.family + pool.women_family:
        assert name.script
        assert all(name.spellings)
        for letter in "".join(name.spellings):
            known = unicodedata.name(letter)
            assert not letter.isalpha() or known.startswith(("LATIN", "COMBINING")), name
    if key in SCRIPTS:
        first = pool.male[0].script[0]
        assert unicodedata.name(first).startswith(SCRIPTS[key])
    spelled = sum(len(name.spellings) > 1 for name in pool.family)
    assert spelled > 0.8 * len(pool.family)


def test_chain_names_have_no_fixed_order():
    household = next(h for h in map(draw, range(4_000)) if h.origin == "SOM")
    assert not household.members[0].name.fixed_order
    assert BY_ISO3["SOM"].family == "somali"


def test_mishear_keeps_a_name_and_mostly_changes_it(people):
    heard = [mishear(stream(index), person.name) for index, person in enumerate(people[:500])]
    assert all(name.given and name.family for name in heard)
    changed = sum(
        (name.given, name.family) != (person.name.given, person.name.family)
        for name, person in zip(heard, people, strict=False)
    )
    assert changed > 250


def test_as_heard_again_is_the_same_origin(people):
    again = as_heard_again(people[0], stream("again"))
    assert again.origin == people[0].origin
    assert again.vulnerabilities == people[0].vulnerabilities


def test_fiscal_codes_are_accepted(people):
    codes = [
        item.value
        for person in people
        for item in person.identifiers
        if item.kind == identifiers.FISCAL_CODE
    ]
    assert {len(code) for code in codes} == {11, 16}
    for code in codes:
        assert codicefiscale.validate(code) == code


def test_fiscal_code_known_example():
    assert identifiers.check_letter("RSSMRA80A01H501") == "U"


def test_provisional_fiscal_code_passes_the_check_digit():
    for index in range(50):
        code = identifiers.make_provisional_fiscal_code(stream(index))
        digits = [int(sign) for sign in code]
        total = sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
        assert len(code) == 11
        assert total % 10 == 0
