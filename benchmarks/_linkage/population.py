"""Invented migrants and their files at other offices, with the truth: who is whom.

Names come from the demonstration's lists (common names of each origin, in script and in Latin
spellings), drawn as names are: few very common, many rare. Because no list has the rare ones, a
share of names is made up from the syllables of the list (ASSUMPTION: a third of family names and
a tenth of given names). A second file about a person is written by another office: other
spellings, a name dropped or swapped, a slip of the keyboard, 1 January, another phone. The rates
are those of ``ERRORS``; they are assumptions, named as such in docs/linkage.md.

The spellings of made-up names follow ``HABITS``, which office writes which letters for a sound;
it was written from French, English, German and Italian romanisation habits, apart from the rules
of ``cores.linkage.folding`` that have to undo it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from lgnet.cores.kernel import seeded
from lgnet.cores.linkage import Birth, Identifier, Name, Record, Sex
from lgnet.flows.demo.names import CHAINED, Pool, pool
from lgnet.flows.demo.names import Name as Spelled
from lgnet.flows.demo.origins import ORIGINS, Origin

TAIL_FAMILY, TAIL_GIVEN = 0.33, 0.10
RELATED, SHARED_PHONE = 0.08, 0.5
PHONE, CUI, NATIVE = 0.45, 0.45, 0.30


@dataclass(frozen=True)
class Errors:
    """How another office differs, as shares of files."""

    respelled: float = 0.55  # each word
    dropped: float = 0.23  # a word, of names of three or more; half as often of two
    swapped: float = 0.07
    typo: float = 0.05  # each word
    first_january: float = 0.12  # written instead of the day, on top of the origin's own share
    year_only: float = 0.06
    day_slip: float = 0.05  # day and month swapped, a figure wrong, a year off
    sex: float = 0.01
    same_phone: float = 0.45
    cui_kept: float = 0.85  # once a person has one, offices copy it
    origin: float = 0.02


ERRORS = Errors()

# A sound, and how offices write it: the first is the commonest.
HABITS: tuple[tuple[str, ...], ...] = (
    ("ou", "u", "oo"),
    ("sh", "ch", "sch"),
    ("kh", "k"),
    ("gh", "g"),
    ("dj", "j", "g"),
    ("ee", "i"),
    ("ia", "iya", "ya"),
    ("ay", "ai", "ei"),
    ("ss", "s"),
    ("ll", "l"),
    ("dd", "d"),
    ("mm", "m"),
    ("q", "k"),
    ("w", "ou", "u"),
    ("y", "i"),
    ("e", "i", "a"),
    ("o", "u"),
    ("z", "s"),
    ("c", "k"),
    ("ts", "z"),
    ("h", ""),
)


_APPLICATIONS = [one.applications for one in ORIGINS]


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist: what is true of them."""

    key: int
    origin: Origin
    given: tuple[Spelled, ...]
    family: tuple[Spelled, ...]
    sex: Sex
    born: date
    phone: str
    cui: str

    @property
    def language(self) -> str:
        """The family of names, as the demonstration calls it."""
        return self.origin.family


def _zipf(rng: Random, size: int) -> int:
    """Draw a rank: the first names of a list are borne far more often than the last."""
    if rng.random() < 0.4:
        return rng.randrange(size)
    return min(size - 1, int((size + 1) ** rng.random()) - 1)


@cache
def _syllables(key: str, *, family: bool) -> dict[str, str]:
    """Return which letters follow two letters in the names of a list, with repeats."""
    names: Pool = pool(key)
    chosen = names.family if family else names.male + names.female
    follow: dict[str, str] = {}
    for name in chosen:
        word = f"  {name.spellings[0].casefold()}$"
        for at in range(2, len(word)):
            follow[word[at - 2 : at]] = follow.get(word[at - 2 : at], "") + word[at]
    return follow


def make_up(rng: Random, key: str, *, family: bool) -> Spelled:
    """Return a rare name that sounds like those of a list, in the spellings offices give it."""
    follow = _syllables(key, family=family)
    for _ in range(50):
        word = "  "
        while len(word) < 14 and not word.endswith("$"):
            word += rng.choice(follow[word[-2:]])
        made = word.strip("$ ").strip()
        if word.endswith("$") and 5 <= len(made) <= 11 and made.isalpha():
            break
    spellings = dict.fromkeys([made.title()])
    for _ in range(4):
        spellings[respell(rng, made).title()] = None
    return Spelled(script="", spellings=tuple(spellings))


def respell(rng: Random, word: str) -> str:
    """Write the sounds of a word with the letters another office uses."""
    for _ in range(2):
        habits = [(group, one) for group in HABITS for one in group if one and one in word[1:]]
        if not habits:
            return word
        group, one = rng.choice(habits)
        word = word[0] + word[1:].replace(one, rng.choice([g for g in group if g != one]), 1)
    return word


def _tail(seed: int, key: str, *, family: bool, at: int) -> Spelled:
    return make_up(seeded(seed, "tail", key, int(family), at), key, family=family)


@cache
def _tail_of(seed: int, key: str, family: bool, at: int) -> Spelled:
    return _tail(seed, key, family=family, at=at)


def _draw(rng: Random, seed: int, key: str, names: Sequence[Spelled], *, family: bool) -> Spelled:
    if rng.random() < (TAIL_FAMILY if family else TAIL_GIVEN):
        return _tail_of(seed, key, family, int(4000 * rng.random() ** 2))
    return names[_zipf(rng, len(names))]


def person(key: int, *, seed: int) -> Person:
    """Draw one person; the same for the same seed and key.

    Some are a brother or sister of the one before: same family name and origin, often the same
    phone, a birth some years apart or, for twins, the same.
    """
    rng = seeded(seed, "person", key)
    before = person(key - 1, seed=seed) if key and rng.random() < RELATED else None
    origin = before.origin if before else rng.choices(ORIGINS, _APPLICATIONS)[0]
    woman = rng.random() < 0.25
    sex = Sex.FEMALE if woman else Sex.MALE
    given = _given(rng, seed, origin.family, woman=woman)
    phone = f"39{rng.randrange(3200000000, 3999999999)}"
    if before:
        family = before.family
        born = before.born if rng.random() < 0.1 else _born(rng, origin, near=before.born)
        phone = before.phone if rng.random() < SHARED_PHONE else phone
    else:
        family = _family(rng, seed, origin.family, woman=woman)
        born = _born(rng, origin)
    cui = f"{rng.randrange(36**7):07X}"[-7:] if rng.random() < CUI else ""
    return Person(key, origin, given, family, sex, born, phone, cui)


def _given(rng: Random, seed: int, key: str, *, woman: bool) -> tuple[Spelled, ...]:
    names = pool(key)
    own = names.female if woman else names.male
    given = [_draw(rng, seed, key, own, family=False)]
    if key in {"urdu", "bengali"} and not woman and rng.random() < 0.35:
        given.insert(0, names.male[0])
    elif key in {"latin", "nigerian", "ivorian", "cameroonian"} and rng.random() < 0.5:
        given.append(_draw(rng, seed, key, own, family=False))
    elif key in {"egyptian", "levantine", "libyan"} and rng.random() < 0.5:
        given.append(_draw(rng, seed, key, names.male, family=False))
    return tuple(dict.fromkeys(given))


def _family(rng: Random, seed: int, key: str, *, woman: bool) -> tuple[Spelled, ...]:
    names = pool(key)
    many = 2 if names.order in (CHAINED, "two_families") else 1
    bearers = names.male if names.order == CHAINED else names.family
    if woman and names.women_family and rng.random() < 0.7:
        bearers = names.women_family
    drawn = (_draw(rng, seed, key, bearers, family=True) for _ in range(many))
    return tuple(dict.fromkeys(drawn))


def _born(rng: Random, origin: Origin, *, near: date | None = None) -> date:
    years = 4 + rng.gammavariate(4.2, 5.6)
    born = date(2026, 1, 1) - timedelta(days=int(365.25 * years))
    if near:
        born = min(date(2025, 1, 1), near + timedelta(days=rng.randint(-3000, 3000)))
    return born.replace(month=1, day=1) if rng.random() < origin.first_january else born


def _word(rng: Random, name: Spelled, errors: Errors | None) -> str:
    respelled = errors is not None and rng.random() < errors.respelled
    text = rng.choice(name.spellings) if respelled else name.spellings[0]
    if errors is not None and rng.random() < errors.typo:
        text = slip(rng, text)
    return text


def slip(rng: Random, text: str) -> str:
    """Make one slip of the keyboard: two letters swapped, one lost, doubled or another."""
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + rng.choice("aeioubdklmnrst") + text[at + 1 :]


def _names(rng: Random, who: Person, errors: Errors | None) -> tuple[Name, ...]:
    given = [_word(rng, name, errors) for name in who.given]
    family = [_word(rng, name, errors) for name in who.family]
    if errors is not None:
        if len(given) + len(family) > 2 and rng.random() < errors.dropped:
            (family if len(family) > 1 else given).pop()
        elif len(given) + len(family) == 2 and rng.random() < errors.dropped / 10:
            given = []
        if rng.random() < errors.swapped:
            given, family = family, given
    native = [name.script for name in (*who.given, *who.family)]
    names = [Name(" ".join(given + family))]
    if all(native) and native[0] != who.given[0].spellings[0] and rng.random() < NATIVE:
        names.append(Name(" ".join(native)))
    return tuple(names)


def _birth(rng: Random, who: Person, errors: Errors | None) -> Birth | None:
    born = who.born
    if errors is None:
        return Birth.on(born)
    if rng.random() < errors.first_january:
        return Birth.on(born.replace(month=1, day=1))
    if rng.random() < errors.year_only:
        return Birth.in_year(born.year)
    if rng.random() < errors.day_slip:
        kind = rng.randrange(3)
        if kind == 0 and born.day <= 12:
            return Birth.on(born.replace(month=born.day, day=born.month))
        if kind == 1:
            return Birth.on(born.replace(day=1 + (born.day + rng.choice((1, 9))) % 28))
        year = born.year + rng.choice((-2, -1, 1, 2))
        return Birth.on(born.replace(year=year, day=min(born.day, 28)))
    return Birth.on(born)


def file_of(who: Person, *, seed: int, office: int, errors: Errors | None = ERRORS) -> Record:
    """Write the file of a person at an office; office 0 writes what is true."""
    careful = None if office == 0 else errors
    rng = seeded(seed, "file", who.key, office)
    sex = who.sex
    phone = who.phone if rng.random() < PHONE else ""
    cui = who.cui
    nationality = who.origin.iso3
    if careful is not None:
        if rng.random() < careful.sex:
            sex = Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE
        if phone and rng.random() > careful.same_phone:
            phone = f"39{rng.randrange(3200000000, 3999999999)}"
        if cui and rng.random() > careful.cui_kept:
            cui = ""
        if rng.random() < careful.origin:
            nationality = rng.choice(ORIGINS).iso3
    return Record(
        id=f"{who.key}-{office}",
        names=_names(rng, who, careful),
        birth=_birth(rng, who, careful),
        sex=sex,
        nationality=nationality,
        phones=frozenset((phone,)) if phone else frozenset(),
        identifiers=frozenset((Identifier("CUI", cui),)) if cui else frozenset(),
    )


@dataclass(frozen=True)
class Population:
    """Files, and for each the person it is about."""

    records: tuple[Record, ...]
    truth: dict[str, int]
    people: tuple[Person, ...]

    def true_pairs(self) -> set[tuple[str, str]]:
        """Return the pairs of files that are about one person, ids in order."""
        files: dict[int, list[str]] = {}
        for record in self.records:
            files.setdefault(self.truth[record.id], []).append(record.id)
        return {
            (left, right)
            for ids in files.values()
            for at, left in enumerate(sorted(ids))
            for right in sorted(ids)[at + 1 :]
        }


def population(size: int, *, seed: int, doubles: float = 0.25, with_ids: bool = True) -> Population:
    """Return ``size`` files; about ``doubles`` of the people have more than one.

    Brothers and sisters and people who share everything but a name are among them by chance, as
    in a register.
    """
    rng = seeded(seed, "population", size)
    records: list[Record] = []
    people: list[Person] = []
    truth: dict[str, int] = {}
    while len(records) < size:
        who = person(len(people), seed=seed)
        people.append(who)
        files = 1 if rng.random() > doubles else 2 + (rng.random() < 0.15)
        for office in range(files):
            record = file_of(who, seed=seed, office=office)
            records.append(
                record if with_ids else replace(record, phones=frozenset(), identifiers=frozenset())
            )
            truth[record.id] = who.key
    records = records[:size]
    return Population(tuple(records), {r.id: truth[r.id] for r in records}, tuple(people))


def people_of(size: int, *, seed: int) -> Iterator[Person]:
    """Yield that many people, one after the other, without keeping them."""
    for key in range(size):
        yield person(key, seed=seed)
