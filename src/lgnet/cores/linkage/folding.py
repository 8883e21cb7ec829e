"""How a word of a name sounds: a readable fold, consonant skeletons, and a likeness of two words.

The fold keeps every sound once, in one spelling, with three vowels (``Houcine`` and ``Hussein``
are both ``husin``); the skeleton keeps consonants only, as scripts without short vowels do, and a
word has several when its spelling has several readings. The tables below are data: each rule has
the languages it was written for. They find candidates; people decide.

Sources: romanisation practice as attested in CC0 name pairs of Wikidata (benchmark C1 measures
it) and the tables ALA-LC and BGN/PCGN for the scripts. West African, Tigrinya/Amharic and Somali
rules are hand-made: TO BE REVIEWED BY CULTURAL MEDIATORS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from lgnet.cores.linkage.families import FAMILY_OF

MAX_READINGS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """One replacement of the fold: what, by what, in which languages it was seen."""

    pattern: re.Pattern[str]
    by: str
    languages: str


def _rules(*table: tuple[str, str, str]) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), by, languages) for pattern, by, languages in table)


# Sounds written with several letters become one letter. The marks: S = sh, C = ch (sh, tch or k),
# X = kh, G = gh, Z = zh, J = dj or a soft g.
FOLDS: tuple[Rule, ...] = _rules(
    (r"^ou(?=[aeiou])", "w", "fr ar"),  # Ouattara, Oualid
    (r"^[dt]i(?=[aeo])", "J", "fr: Mande, Fula, Wolof"),  # Diallo / Jallow
    (r"^ndi(?=[aeo])", "nJ", "fr: Wolof"),  # Ndiaye / Njie
    (r"^kou(?=[aei])", "kw", "fr: Akan"),  # Kouame / Kwame
    (r"^gn(?=[aeiou])", "ny", "fr"),  # Gnagne / Niagne
    (r"(?<=[aeiou])gn(?=[aeiou]|$)", "ny", "fr: Mande"),  # Sagna / Sanyan
    (r"(.)\1+", r"\1", "all"),
    (r"(?<=o)ff?$", "v", "ru in French spelling"),  # Ivanoff
    # Sergij, Bojko; not Najm, Siraj
    (r"(?<=[eiy])j(?![aeiouy])|(?<=[ao])j(?=k)", "i", "ru uk in German spelling, sq"),
    (r"(?<=[aeiou])h$", "", "all: Ezeh, Fatimah"),
    (r"(?<=[kgb])w(?=[ou])", "", "ig yo: Chukwu"),
    (r"shch", "S", "ru uk"),
    (r"tch|tsch|tsh", "C", "fr de ru"),
    (r"sch|sh", "S", "en de ar fa ur bn ti"),
    (r"kh", "X", "ar fa ur ru uk"),
    (r"gh", "G", "ar fa ur, it: Tigrinya"),
    (r"ch", "C", "fr en es it"),
    (r"dzh|dj|dz", "J", "fr ru bg"),
    (r"zh", "Z", "ru uk fa"),
    (r"ph", "f", "en fr"),
    (r"th", "t", "en bn ar"),
    (r"dh", "d", "ar bn pa so"),
    (r"bh", "b", "bn pa ur"),
    (r"jh", "J", "bn pa ur"),
    (r"rh", "r", "ar bn"),
    (r"ck|cq|qu(?=[aei])|q|c(?=[aoukltrn]|$)", "k", "all"),
    (r"c", "s", "fr"),
    (r"g(?=[ei])|j", "J", "fr en ar"),  # Gibril / Jibril; Egyptian g meets j in the skeleton
    (r"x", "ks", "all"),
    (r"a[ou]|ow|ou|oo|aw|[ou]w?", "u", "fr en ar bn ru"),
    (r"a[eiy]|e[aeiuy]|i[aei]$|y[aei]$|ie|[eiy]+", "i", "fr en ar ru uk"),
    (r"a+", "a", "all"),
    (r"(?<=[bdgkprtJ])h(?=[^aiu]|$)", "", "all"),
    (r"(?<=[aiu])[wv](?=[aiu])", "w", "ur fa ru"),
    (r"(.)\1+", r"\1", "all"),
)

# From the fold to the skeleton: letters that stand for one another between spellings.
_MERGED = str.maketrans(
    {"X": "k", "G": "g", "S": "s", "J": "g", "Z": "g", "C": "s", "z": "s", "p": "b", "w": "v"}
)
# ... and those with several readings, the most common first.
_READINGS: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = tuple(
    (re.compile(pattern), spoken, languages)
    for pattern, spoken, languages in (
        (r"X", ("X", "h"), "ar so tr: Khalil, Halil, Kalil"),
        (r"C(?=i)", ("s", "k"), "it: Chebede / Kebede"),
        (r"G", ("g", "k"), "fa: Ghasemi / Qasemi"),
        (r"Z", ("g", "s"), "ru zh; ar z and h run together"),
        (r"z", ("s", "g"), "bn: Zahid / Jahid"),
        (r"w", ("", "v"), "ur fa: Javed / Jawaid"),
    )
)
_VOWELS = re.compile(r"[aiu]")
_SILENT = re.compile(r"(?<=.)h$")
_TWICE = re.compile(r"(.)\1+")
_SOMALI = re.compile(r"^c(?=[aiu])|x(?=[aiou]{1,2}[a-z])|x$|(?<=[aiou])x(?=[a-z])")
_ARTICLE = re.compile(r"^(?:al|el)(?=[^aeiou][a-z]{3})")
_ABD = re.compile(
    r"^abd(?:[aeiou]{0,2}l|[aeiou]{1,2}([rsdntz])(?=\1)|[aeiou]{1,2}(?=[^aeioulh]))?(?=[a-z]{3})"
)


_ABD_ALONE = re.compile(r"^abd[aeou]{0,2}[lrsdn]?$")


def is_abd(word: str) -> bool:
    """Tell whether a word is the first half of a name such as Abd al-Rahman."""
    return bool(_ABD_ALONE.match(word))


def join_abd(word: str) -> str:
    """Return the whole name of which the second half is given."""
    return "abd" + word


def _spoken(word: str) -> list[str]:
    """Return the spellings a word is read as: without its article, as Somali when it looks so."""
    bare = _ARTICLE.sub("", _ABD.sub("abd", word))
    if _SOMALI.search(bare):
        return [bare, _SOMALI.sub(lambda m: "" if m.group() == "c" else "h", bare)]
    return [bare]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return one spelling for all spellings of a sound; readable, with the vowels a, i and u."""
    sound = word
    for rule in FOLDS:
        sound = rule.pattern.sub(rule.by, sound)
    return sound


def _bare(sound: str) -> str:
    """Return the consonants of a fold; a word of vowels alone keeps them."""
    bare = _SILENT.sub("", _TWICE.sub(r"\1", _VOWELS.sub("", sound).translate(_MERGED)))
    return bare or sound


def _spoken_at(sound: str, at: int) -> tuple[str, ...]:
    for pattern, spoken, _languages in _READINGS:
        if pattern.match(sound, at) and (at or pattern.pattern != "w"):
            return spoken
    return (sound[at],)


def _readings(sound: str) -> Iterator[str]:
    parts = [_spoken_at(sound, at) for at in range(len(sound))]
    return ("".join(letters) for letters in product(*parts))


@lru_cache(maxsize=1 << 16)
def skeletons(word: str) -> tuple[str, ...]:
    """Return the consonants of a word in each of its readings, the most common one first.

    A word of a family (see ``families``) has the key of its family before its own readings.
    """
    found: dict[str, None] = {}
    family = FAMILY_OF.get(word)
    if family:
        found[family] = None
    for spelling in _spoken(word):
        for reading in _readings(fold(spelling)):
            found[_bare(reading)] = None
    return tuple(found)[:MAX_READINGS]


@lru_cache(maxsize=1 << 16)
def _heavy(word: str) -> tuple[str, ...]:
    """Return the folds with each consonant twice, so that a consonant counts as two vowels."""
    forms = dict.fromkeys((word, *_spoken(word)))
    return tuple(
        "".join(c if c in "aiu" else c + c for c in fold(form).translate(_MERGED)) for form in forms
    )


@lru_cache(maxsize=1 << 18)
def likeness(left: str, right: str) -> float:
    """Return how alike two words sound, from 0 to 1: 1 is the same word, 0.97 the same family.

    Normalised Levenshtein similarity (Levenshtein 1966) of the folds, consonants counting twice.
    """
    if left == right:
        return 1.0
    family = FAMILY_OF.get(left)
    if family and family == FAMILY_OF.get(right):
        return 0.97
    return max(
        float(Levenshtein.normalized_similarity(a, b))
        for a, b in product(_heavy(left), _heavy(right))
    )
