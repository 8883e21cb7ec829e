"""Draw names: the form in the person's own script and the spellings offices write."""

from dataclasses import dataclass, replace
from functools import cache
from random import Random

from lgnet.flows.demo.names_data import (
    americas_turkey,
    arabic,
    central_asia,
    east_europe,
    horn,
    south_asia,
    street,
    west_africa,
)

CHAINED = "chain"
"""Name order of people who bear their own, their father's and their grandfather's name."""


@dataclass(frozen=True)
class Name:
    """One name: its own script and its Latin spellings, most common first."""

    script: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """Names of one origin; `order` is "given_family", "chain" or "two_families"."""

    male: tuple[Name, ...]
    female: tuple[Name, ...]
    family: tuple[Name, ...]
    order: str = "given_family"
    women_family: tuple[Name, ...] = ()


@dataclass(frozen=True)
class PersonName:
    """A person's name as written by one office, with the other forms it may take.

    `given` and `family` are the Latin forms on the form; `family` may hold a father's name
    where there is no family name. `given_script` and `family_script` are the original.
    `variants` are other whole names, "given family", this person may appear under.
    """

    given: str
    family: str
    given_script: str
    family_script: str
    fixed_order: bool
    variants: tuple[str, ...]


def read_names(block: str) -> tuple[Name, ...]:
    """Read the notation of `names_data`."""
    names = []
    for entry in block.replace("\n", " ").split(","):
        script, divided, latin = entry.strip().partition("=")
        spellings = tuple((latin if divided else script).split("/"))
        names.append(Name(script=script if divided else spellings[0], spellings=spellings))
    return tuple(names)


_MAGHREB = (arabic.MALE, arabic.FEMALE)
_MANDE = (west_africa.MANDE_FULA_MALE, west_africa.MANDE_FULA_FEMALE)
_IVORIAN = (west_africa.IVORIAN_MALE, west_africa.IVORIAN_FEMALE)
_BLOCKS: dict[str, tuple[str, str, str]] = {
    "urdu": (south_asia.URDU_MALE, south_asia.URDU_FEMALE, south_asia.URDU_FAMILY),
    "bengali": (south_asia.BENGALI_MALE, south_asia.BENGALI_FEMALE, south_asia.BENGALI_FAMILY),
    "tunisian": (*_MAGHREB, arabic.TUNISIAN),
    "moroccan": (*_MAGHREB, arabic.MOROCCAN),
    "algerian": (*_MAGHREB, arabic.ALGERIAN),
    "egyptian": (*_MAGHREB, arabic.EGYPTIAN),
    "levantine": (*_MAGHREB, arabic.LEVANTINE),
    "libyan": (*_MAGHREB, arabic.LIBYAN_SUDANESE),
    "sudanese": (*_MAGHREB, arabic.LIBYAN_SUDANESE),
    "afghan": (central_asia.AFGHAN_MALE, central_asia.AFGHAN_FEMALE, central_asia.AFGHAN_FAMILY),
    "iranian": (
        central_asia.IRANIAN_MALE,
        central_asia.IRANIAN_FEMALE,
        central_asia.IRANIAN_FAMILY,
    ),
    "geez": (horn.GEEZ_MALE, horn.GEEZ_FEMALE, horn.GEEZ_MALE),
    "somali": (horn.SOMALI_MALE, horn.SOMALI_FEMALE, horn.SOMALI_MALE),
    "mande_fr": (*_MANDE, west_africa.MANDE_FULA_FAMILY),
    "mande_en": (*_MANDE, west_africa.MANDE_FULA_FAMILY),
    "ivorian": (*_IVORIAN, west_africa.IVORIAN_FAMILY),
    "cameroonian": (*_IVORIAN, west_africa.CAMEROONIAN_FAMILY),
    "nigerian": (
        west_africa.NIGERIAN_MALE,
        west_africa.NIGERIAN_FEMALE,
        west_africa.NIGERIAN_FAMILY,
    ),
    "ghanaian": (
        west_africa.GHANAIAN_MALE,
        west_africa.GHANAIAN_FEMALE,
        west_africa.GHANAIAN_FAMILY,
    ),
    "ukrainian": (
        east_europe.UKRAINIAN_MALE,
        east_europe.UKRAINIAN_FEMALE,
        east_europe.UKRAINIAN_FAMILY,
    ),
    "russian": (
        east_europe.RUSSIAN_MALE,
        east_europe.RUSSIAN_FEMALE,
        east_europe.RUSSIAN_FAMILY,
    ),
    "georgian": (
        east_europe.GEORGIAN_MALE,
        east_europe.GEORGIAN_FEMALE,
        east_europe.GEORGIAN_FAMILY,
    ),
    "albanian": (
        east_europe.ALBANIAN_MALE,
        east_europe.ALBANIAN_FEMALE,
        east_europe.ALBANIAN_FAMILY,
    ),
    "latin": (
        americas_turkey.LATIN_MALE,
        americas_turkey.LATIN_FEMALE,
        americas_turkey.LATIN_FAMILY,
    ),
    "turkish": (
        americas_turkey.TURKISH_MALE,
        americas_turkey.TURKISH_FEMALE,
        americas_turkey.TURKISH_FAMILY,
    ),
}
_ORDERS = {"geez": CHAINED, "somali": CHAINED, "sudanese": CHAINED, "latin": "two_families"}
POOL_KEYS = tuple(_BLOCKS)


@cache
def pool(key: str) -> Pool:
    """Return the names of one origin's family of names."""
    male, female, family = (read_names(block) for block in _BLOCKS[key])
    women = read_names(south_asia.BENGALI_WOMEN_FAMILY) if key == "bengali" else ()
    return Pool(male, female, family, _ORDERS.get(key, "given_family"), women)


def spell(rng: Random, name: Name) -> str:
    """Write a name as an office would: the first spelling half of the time."""
    if len(name.spellings) == 1 or rng.random() < 0.5:
        return name.spellings[0]
    return rng.choice(name.spellings)


def draw_family(rng: Random, key: str) -> tuple[Name, ...]:
    """Draw what the members of a household share: a family name, two, or an ancestor's chain."""
    names = pool(key)
    if names.order == CHAINED:
        return (rng.choice(names.male), rng.choice(names.male))
    if names.order == "two_families":
        return (rng.choice(names.family), rng.choice(names.family))
    return (rng.choice(names.family),)


def draw_name(rng: Random, key: str, *, sex: str, shared: tuple[Name, ...]) -> PersonName:
    """Draw the name of one person of a household that shares `shared`."""
    names = pool(key)
    given = [rng.choice(names.female if sex == "F" else names.male)]
    family = list(shared)
    if names.women_family and sex == "F" and rng.random() < 0.7:
        family = [rng.choice(names.women_family)]
    if key in {"urdu", "bengali"} and sex == "M" and rng.random() < 0.35:
        given.insert(0, names.male[0])
    if names.order == CHAINED and rng.random() < 0.35:
        family = family[:1]
    if names.order == "two_families" and rng.random() < 0.3:
        family = family[:1]
    written = _write(rng, given, family)
    variants = {_join(_write(rng, given, family)) for _ in range(4)}
    if names.order == CHAINED:
        variants.add(f"{written[1]} {written[0]}")
    if len(family) > 1:
        variants.add(_join(_write(rng, given, family[:1])))
    variants.discard(_join(written))
    return PersonName(
        given=written[0],
        family=written[1],
        given_script=" ".join(name.script for name in given),
        family_script=" ".join(name.script for name in family),
        fixed_order=names.order != CHAINED and key not in {"urdu", "bengali"},
        variants=tuple(sorted(variants)),
    )


def mishear(rng: Random, name: PersonName) -> PersonName:
    """Write the same name as another office would: respelled, swapped, shortened or mistyped.

    Rates as measured on migrant registers: another spelling always, parts swapped 7 %,
    a part dropped 23 %, a slip of the keyboard 5 %.
    """
    given, family = name.given, name.family
    if name.variants:
        given, _, family = rng.choice(name.variants).partition(" ")
    if rng.random() < 0.07:
        given, family = family, given
    if rng.random() < 0.23:
        family = family.split(" ")[-1]
    if rng.random() < 0.05 and len(family) > 3:
        at = rng.randrange(1, len(family) - 1)
        family = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
    return replace(name, given=given or name.given, family=family or name.family)


def draw_alias(rng: Random, sex: str) -> str:
    """Draw the name a person goes by in the street."""
    return rng.choice(street.WOMEN if sex == "F" else street.MEN)


def _write(rng: Random, given: list[Name], family: list[Name]) -> tuple[str, str]:
    return (
        " ".join(spell(rng, name) for name in given),
        " ".join(spell(rng, name) for name in family),
    )


def _join(written: tuple[str, str]) -> str:
    return " ".join(written)
