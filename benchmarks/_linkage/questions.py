"""People asked for in other spellings than they are written in, and where the spellings are from.

Somebody is written in the register by one spelling and asked for by another. Where the other one
comes from decides what a figure says:

- names in Arabic letters (Arabic, Urdu, Pashto, Dari, Somali): spellings attested in Wikidata (CC0,
  `arabic-name-romanizer`), two of one name. Nothing is shared with the folding.
- Cyrillic: the official tables of romanisation (`iuliia`: passports of three decades, BGN/PCGN,
  ISO 9, GOST, the French table of the Russian police) and `uroman`. Names are the demonstration's.
- Bengali, Tigrinya and Amharic: `uroman`, a program that reads every script, and the spellings of
  the demonstration's lists. The program is nobody's habit; the lists we wrote, as we wrote the
  folding.
- West African, in French and English spelling: the demonstration's lists and the habits of
  `population`. Ours as well: this row says that the parts fit together, not how we do with names
  we have never seen.

Births, phones and numbers are wrong in one way at a time, told by the name of the kind.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from benchmarks._linkage import population
from benchmarks._linkage.attested import table
from benchmarks._linkage.population import CUI, Person, Spelled, slip
from lgnet.cores.kernel import seeded
from lgnet.cores.linkage import Record, Sex
from lgnet.flows.demo.names import pool
from lgnet.flows.demo.origins import ORIGINS

EACH = 120
FIRST_KEY = 100_000_000
ALIAS = 0.2


@dataclass(frozen=True)
class Language:
    """One row of the report.

    Attributes
    ----------
    name : str
    families : str
        Families of names of the demonstration.
    states : str
        States whose names are taken from Wikidata; none when empty.
    source : str
        Where other spellings come from, for the report.
    """

    name: str
    families: str
    states: str
    source: str


LANGUAGES = (
    Language(
        "Arabic",
        "tunisian moroccan algerian egyptian levantine libyan sudanese",
        "EG SY LB IQ JO PS YE SD DZ MA TN MR LY",
        "attested",
    ),
    Language("Urdu, Pashto, Dari", "urdu afghan", "PK AF", "attested"),
    Language("Somali", "somali", "SO DJ", "attested"),
    Language("Bengali", "bengali", "", "uroman, own lists"),
    Language("Tigrinya, Amharic", "geez", "", "uroman, own lists"),
    Language("Ukrainian, Russian", "ukrainian russian", "", "official tables, uroman"),
    Language(
        "West African, fr and en",
        "mande_fr mande_en ivorian cameroonian ghanaian nigerian",
        "",
        "own lists",
    ),
)

# The people


@cache
def _attested(states: str, role: str) -> tuple[Spelled, ...]:
    """Return names with more than one attested spelling, the commonest first."""
    marks = ",".join("?" * len(states.split()))
    spelled: dict[str, set[str]] = defaultdict(set)
    borne: dict[str, int] = defaultdict(int)
    with sqlite3.connect(f"file:{table()}?mode=ro", uri=True) as names:
        found = names.execute(
            "SELECT arabic_key, latin, count FROM units"
            f" WHERE source = 'wikidata' AND role = ? AND country IN ({marks})",
            (role, *states.split()),
        )
        for key, latin, count in found:
            if len(key) > 2 and len(latin) > 2:
                spelled[key].add(latin.title())
                borne[key] += count
    keys = sorted(spelled, key=lambda key: (-borne[key], key))
    return tuple(Spelled(key, tuple(sorted(spelled[key]))) for key in keys if len(spelled[key]) > 1)


def people_asked_for(seed: int) -> list[Person]:
    """Return the people the questions are about, as many of each language."""
    return [
        _person(language, FIRST_KEY + EACH * at + number, seed)
        for at, language in enumerate(LANGUAGES)
        for number in range(EACH)
    ]


def language_of(who: Person) -> Language:
    """Return the language somebody was drawn for."""
    return LANGUAGES[(who.key - FIRST_KEY) // EACH]


def _person(language: Language, key: int, seed: int) -> Person:
    rng = seeded(seed, "asked for", key)
    origins = [one for one in ORIGINS if one.family in language.families.split()]
    origin = rng.choices(origins, [one.applications for one in origins])[0]
    if language.states:
        given = (_drawn(rng, language, "given"),)
        family = (_drawn(rng, language, "surname"),)
        if origin.family == "somali":
            family = (_drawn(rng, language, "given"), *family)
    else:
        given = population._given(rng, seed, origin.family, woman=False)
        family = population._family(rng, seed, origin.family, woman=False)
    born = population._born(rng, origin)
    return Person(
        key,
        origin,
        given,
        tuple(dict.fromkeys(family)),
        Sex.MALE,
        born,
        f"39{rng.randrange(3200000000, 3999999999)}",
        f"{rng.randrange(36**6):07X}"[-7:] if rng.random() < CUI else "",
    )


def _drawn(rng: Random, language: Language, role: str) -> Spelled:
    names = _attested(language.states, role)
    name = names[population._zipf(rng, len(names))]
    return Spelled(name.script, tuple(rng.sample(name.spellings, len(name.spellings))))


# How they are written in the register


def written(who: Person, *, seed: int) -> Record:
    """Return the file of somebody in the register that is asked."""
    return population.file_of(who, seed=seed, office=0)


def _alias(who: Person, *, seed: int) -> Spelled | None:
    rng = seeded(seed, "alias", who.key)
    if who.key < FIRST_KEY and rng.random() > ALIAS:
        return None
    if who.key >= FIRST_KEY and language_of(who).states:
        return _drawn(rng, language_of(who), "given")
    key = who.origin.family
    return population._draw(rng, seed, key, pool(key).male, family=False)


def alias_of(who: Person, *, seed: int) -> str:
    """Return the name somebody is also called by; '' for most."""
    alias = _alias(who, seed=seed)
    return alias.spellings[0] if alias else ""


# How they are asked for


@cache
def romanised(script: str) -> tuple[str, ...]:
    """Return a name of another script in the letters programs and passports write."""
    import iuliia
    import uroman

    found = {_uroman()(script)}
    if any("а" <= letter <= "я" for letter in script.casefold()):
        tables = (getattr(iuliia, name) for name in dir(iuliia) if name.isupper())
        found |= {one.translate(script) for one in tables if one is not iuliia.UZ}
    assert uroman
    return tuple(sorted(one.title() for one in found if not set(one) & set("іїєґ")))


@cache
def _uroman() -> Callable[[str], str]:
    import uroman

    romanize: Callable[[str], str] = uroman.Uroman().romanize_string
    return romanize


def other_spelling(rng: Random, name: Spelled) -> str:
    """Return another spelling than the one a name is written in, if there is one."""
    foreign = name.script and name.script != name.spellings[0] and not _is_arabic(name.script)
    others = {*name.spellings[1:], *(romanised(name.script) if foreign else ())}
    return rng.choice(sorted(others - {name.spellings[0]}) or [name.spellings[0]])


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _names(who: Person) -> tuple[Spelled, ...]:
    return (*who.given, *who.family)


def _respelled(who: Person, rng: Random) -> str:
    return " ".join(other_spelling(rng, name) for name in _names(who))


def _name(who: Person, rng: Random, seed: int) -> str | None:
    return _respelled(who, rng)


def _name_and_day(who: Person, rng: Random, seed: int) -> str | None:
    return f"{_respelled(who, rng)} {who.born:%d/%m/%Y}"


def _name_and_year(who: Person, rng: Random, seed: int) -> str | None:
    return f"{_respelled(who, rng)} {who.born.year}"


def _a_year_off(who: Person, rng: Random, seed: int) -> str | None:
    return f"{_respelled(who, rng)} {who.born.year + rng.choice((-1, 1))}"


def _first_january(who: Person, rng: Random, seed: int) -> str | None:
    return f"{_respelled(who, rng)} 01/01/{who.born.year}"


def _swapped(who: Person, rng: Random, seed: int) -> str | None:
    born = who.born
    if born.day > 12 or born.day == born.month:
        return None
    return f"{_respelled(who, rng)} {date(born.year, born.day, born.month):%d/%m/%Y}"


def _script(who: Person, rng: Random, seed: int) -> str | None:
    scripts = [name.script for name in _names(who)]
    if not all(name.script and name.script != name.spellings[0] for name in _names(who)):
        return None
    return f"{' '.join(scripts)} {who.born.year}"


def _turned_and_short(who: Person, rng: Random, seed: int) -> str | None:
    names = [other_spelling(rng, name) for name in (*who.family, *who.given)]
    return f"{' '.join(names[: max(2, len(names) - 1)])} {who.born:%d/%m/%Y}"


def _slip_in_a_word(who: Person, rng: Random, seed: int) -> str | None:
    words = [name.spellings[0] for name in _names(who)]
    at = rng.randrange(len(words))
    words[at] = slip(rng, words[at])
    return f"{' '.join(words)} {who.born:%d/%m/%Y}"


def _called(who: Person, rng: Random, seed: int) -> str | None:
    alias = _alias(who, seed=seed)
    return alias and f"{other_spelling(rng, alias)} {who.born:%d/%m/%Y}"


def _phone(who: Person, rng: Random, seed: int) -> str | None:
    phone = next(iter(written(who, seed=seed).phones), "")
    return phone and rng.choice((phone[2:], f"+{phone[:2]} {phone[2:5]} {phone[5:]}"))


def _number(who: Person, rng: Random, seed: int) -> str | None:
    return who.cui.lower() or None


def _number_with_a_slip(who: Person, rng: Random, seed: int) -> str | None:
    if not who.cui:
        return None
    at, kind = rng.randrange(len(who.cui)), rng.randrange(3)
    if kind == 0 and at:  # two letters changed places
        at -= 1
        return who.cui[:at] + who.cui[at + 1] + who.cui[at] + who.cui[at + 2 :]
    if kind == 1:
        return who.cui[:at] + who.cui[at + 1 :]
    return who.cui[:at] + rng.choice("0123456789ABCDEF") + who.cui[at + 1 :]


NAME_ONLY = "name"
KINDS: dict[str, Callable[[Person, Random, int], str | None]] = {
    NAME_ONLY: _name,
    "name, day": _name_and_day,
    "name, year": _name_and_year,
    "own script, year": _script,
    "name turned, a word less, day": _turned_and_short,
    "slip in a word, day": _slip_in_a_word,
    "name, a year off": _a_year_off,
    "name, 1 January": _first_january,
    "name, day and month swapped": _swapped,
    "alias, day": _called,
    "phone": _phone,
    "number": _number,
    "number with a slip": _number_with_a_slip,
}


def questions(seed: int, each: int) -> Iterator[tuple[Person, str, str]]:
    """Yield who is meant, the kind of question and what is typed, at most so many of a kind."""
    asked: dict[tuple[str, str], int] = defaultdict(int)
    for who in people_asked_for(seed):
        for kind, make in KINDS.items():
            cell = language_of(who).name, kind
            text = make(who, seeded(seed, kind, who.key), seed) if asked[cell] < each else None
            if text:
                asked[cell] += 1
                yield who, kind, text
