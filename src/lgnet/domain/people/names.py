"""Names of any script and spelling, brought to forms that can be compared. Pure text, no data.

Three forms of a word: its letters in Latin script without marks (``anyascii``, casefolded); its
first letters; and its sound: consonants only, spellings of one sound folded together, so that
محمد, Mohamed, Muhammad and মোহাম্মদ meet. The folds serve Arabic, Cyrillic, Bengali, Amharic and
French or English transcriptions of African names; they find candidates, people decide.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from anyascii import anyascii

MAX_WORDS = 12
PREFIX_LENGTHS = range(3, 7)
_PARTICLES = frozenset(
    ("al", "el", "ul", "ur", "bin", "ben", "ibn", "bint", "ould", "de", "di", "da", "dos", "la")
)
_QUOTES = re.compile(r"['`’ʼʿʾ´]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ABD = re.compile(r"^abd(?:[aeou]|ou)?[lr](?=[a-z]{3})|^abd(?=[a-z]{4})")
_ABD_ALONE = re.compile(r"^(abd(?:[aeou]|ou)?[lr]?|bd)$")
_ARTICLE = "ال"
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"^ou(?=[aeiou])", "w"),
        (r"(.)\1+", r"\1"),
        (r"x", "ks"),
        (r"tch|sch|sh", "X"),
        (r"ch", "C"),
        (r"dzh|dj|dz", "g"),
        (r"zh", "Z"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|qu?|c(?![eiy])", "k"),
        (r"c", "s"),
        (r"j", "g"),
        (r"z", "s"),
        (r"m(?=g)", "n"),
        (r"^w", "v"),
        (r"[aeiouyw]", ""),
        (r"(?<=.)h$", ""),
    )
)


# ``ch`` is k, sh or the Arabic h; ``zh`` is one letter in Russian and two in Arabic.
_READINGS = {"C": ("k", "X", "h"), "Z": ("g", "sh")}


def clean(text: str | None) -> str | None:
    """Return a name as it is kept: one form per letter, single spaces, no invisible characters."""
    if text is None:
        return None
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if unicodedata.category(c) in ("Zs", "Zl", "Zp", "Cc") else c
        for c in composed
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(visible.split())


def _plain(text: str) -> str:
    return _QUOTES.sub("", anyascii(text)).casefold()


def words(*texts: str | None) -> list[str]:
    """Return the words of names in plain Latin letters and figures, in order, without repeats."""
    found: dict[str, None] = {}
    for text in texts:
        if not text:
            continue
        for word in text.split():
            if word.startswith(_ARTICLE) and len(word) > 4:
                found[_NOT_WORD.sub("", _plain(word[2:]))] = None
            for piece in _NOT_WORD.split(_plain(word)):
                found[piece] = None
    return [word for word in found if word][:MAX_WORDS]


def sounds_of(word: str) -> frozenset[str]:
    """Return how a word may sound: its consonants, in each of its readings."""
    sound = word
    for pattern, by in _FOLDS:
        sound = pattern.sub(by, sound)
    readings = {sound} if sound else set()
    for mark, spoken in _READINGS.items():
        if mark in sound:
            readings = {form.replace(mark, one) for form in readings for one in spoken}
    return frozenset(readings)


def joined(plain: Sequence[str]) -> list[tuple[str, str, frozenset[str]]]:
    """Return neighbours that are often written as one name (Abd al-Rahman), and its sounds."""
    bare = [word for word in plain if word not in _PARTICLES]
    return [
        (left, right, sounds_of("abd" + right))
        for left, right in pairwise(bare)
        if _ABD_ALONE.match(left)
    ]


def sounds(names: Iterable[str]) -> frozenset[str]:
    """Return the sounds of words, and of neighbours run together."""
    plain = [word for word in names if not word.isdigit()]
    found: set[str] = set()
    for word in plain:
        found |= sounds_of(word)
        found |= sounds_of(_ABD.sub("abd", word))
    for _left, _right, together in joined(plain):
        found |= together
    return frozenset(found)


def prefixes(word: str) -> list[str]:
    """Return the beginnings under which a longer word is found."""
    return [word[:length] for length in PREFIX_LENGTHS if len(word) > length]


def code(text: str) -> str:
    """Return a code or number without spaces and signs, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", anyascii(text).upper())
