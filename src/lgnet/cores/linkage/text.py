"""Words of names in plain Latin letters, whatever script they were written in. No data of a person
is kept here; ``anyascii`` gives the letters, a few letters are corrected before it."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

MAX_WORDS = 12

# Letters whose sound in a name is not the one anyascii gives.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("şŞșȘšŠ", "sh"),
        **dict.fromkeys("çÇčČ", "ch"),
        **dict.fromkeys("ğĞ", ""),
        **dict.fromkeys("żžŽ", "zh"),
        **dict.fromkeys("ıIİ", "i"),
        "ŋ": "ng",
        "ঁ": "",
        "চ": "ch",
    }
)

# Arabic letters; short vowels are not written, so an ``a`` is put between two consonants.
_ABJAD_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآٱؤئپچژگکیںےہھۃۀټډړږښڼځڅۍېٹڈڑۇۆێەڵڕڤ"
_ABJAD_SOUNDS = """
a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w i a a a a a a w i p ch zh g k i
n e h h a e t d r zh sh n z ts i e t d r o o e a l r v
"""
_ABJAD = dict(zip(_ABJAD_LETTERS, _ABJAD_SOUNDS.split(), strict=True))
# Bengali consonants carry a vowel that is not written; a virama would take it away.
_BENGALI = re.compile("([ক-হৎড়ঢ়য়]\u09bc?)(?=[ক-হড়ঢ়য়])")
_PERSIAN = re.compile("[پچژگکیںےہھټډړږښڼځڅۍېٹڈڑ]")
_PERSIAN_SOUNDS = {"ث": "s", "ذ": "z", "ض": "z", "و": "v"}
_BREATHED = "ھ"  # makes one sound with the letter before it
_ABJAD_WORD = re.compile(r"[\u0620-\u06d3]")
_ABJAD_ABD = "عبدال"
_ABJAD_WHOLE = {"عبد": "abd", "بن": "ben", "ابن": "ibn", "بنت": "bint", "ولد": "ould", "ال": "al"}
_ABJAD_WHOLE |= {"الله": "allah", "عبدالله": "abdallah"}
_QUOTES = re.compile(r"['`’‘ʼʿʾ´]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ARTICLE = re.compile(r"^ال(?=\w{3})")


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


def plain(text: str) -> str:
    """Return a text in lower-case Latin letters without marks or apostrophes."""
    letters = _BENGALI.sub("\\1\u09be", unicodedata.normalize("NFC", text)).translate(_LETTERS)
    return _QUOTES.sub("", anyascii(letters)).casefold()


def _abjad(word: str, persian: bool) -> str:
    """Return a word of Arabic letters in Latin ones, with the vowels it can be read with."""
    whole = _ABJAD_WHOLE.get(word)
    if whole:
        return whole
    bare = _ARTICLE.sub("", unicodedata.normalize("NFC", word))
    head = "abd" if bare.startswith(_ABJAD_ABD) and len(bare) > 7 else ""
    sounds: list[str] = []
    for letter in bare[5:] if head else bare:
        sound = _PERSIAN_SOUNDS.get(letter) if persian else None
        sound = sound if sound is not None else _ABJAD.get(letter, "")
        if sound in ("w", "v") and sounds:
            sound = "u"
        both = sounds and sound and not {sounds[-1][-1], sound[0]} & set("aeiou")
        if both and letter != _BREATHED:
            sounds.append("a")
        if sound:
            sounds.append(sound)
    return head + "".join(sounds)


def words(*texts: str | None) -> list[str]:
    """Return the words of names in plain Latin letters and figures, in order, without repeats.

    An Arabic article written onto its word is taken off; an invisible letter parts nothing.
    """
    found: dict[str, None] = {}
    for text in texts:
        persian = bool(_PERSIAN.search(text or ""))
        for word in (text or "").split():
            if _ABJAD_WORD.search(word):
                word = _abjad(word, persian)  # noqa: PLW2901
            for piece in _NOT_WORD.split(plain(word)):
                found[piece] = None
    return [word for word in found if word][:MAX_WORDS]


def code(text: str) -> str:
    """Return a code or number without spaces and signs, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", anyascii(text).upper())
