"""Which tokens stand for a person, and which a typed text asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import phonenumbers

from lgnet.domain.people import names
from lgnet.domain.people.enums import TokenKind
from lgnet.lib.errors import Invalid
from lgnet.lib.vault.tokens import token

MAX_TEXT = 200
SHORTEST_WORD = 2
_HOME = "IT"
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_PHONE = re.compile(r"\+?[\d][\d\s().\-/]{4,}\d")
_CODE = re.compile(r"\b(?:[A-Z]{2}[-\s]?)?(?:\d{4}[-\s]?\d{4,6}|N[-\s]?\d{4,6})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?=[A-Z0-9]*\d)[A-Z0-9]{5,20}\b", re.IGNORECASE)

Wanted = dict[TokenKind, set[str]]


def phone_forms(text: str | None) -> set[str]:
    """Return the forms under which a phone number is found: international, and its end."""
    if not text:
        return set()
    try:
        parsed = phonenumbers.parse(text, _HOME)
        whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        whole = ""
    digits = re.sub(r"\D", "", whole or text)
    if len(digits) < 6:
        return set()
    return {digits, digits[-8:]}


def phone_as_kept(text: str | None) -> str | None:
    """Return a phone number in international form; as typed when it is of no known form."""
    kept = names.clean(text)
    if not kept:
        return kept
    if len(kept) > 60:
        raise Invalid("people.too_long", field="phone", limit=60)
    try:
        parsed = phonenumbers.parse(kept, _HOME)
    except phonenumbers.NumberParseException:
        return kept
    if not phonenumbers.is_possible_number(parsed):
        return kept
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def code_forms(text: str) -> set[str]:
    """Return the forms of a case or household code: whole, without the city, the number alone."""
    whole = names.code(text)
    bare = whole[2:] if whole[:2].isalpha() and len(whole) > 6 else whole
    return {whole, bare, text.rsplit("-", 1)[-1]} if "-" in text else {whole, bare}


def forms_of_names(texts: Iterable[str | None]) -> Wanted:
    """Return what a person's names are found by."""
    plain = names.words(*texts)
    return {
        TokenKind.NAME: set(plain),
        TokenKind.PREFIX: {prefix for word in plain for prefix in names.prefixes(word)},
        TokenKind.SOUND: set(names.sounds(plain)),
    }


def tokens_of(wanted: Mapping[TokenKind, Iterable[str]]) -> list[tuple[TokenKind, bytes]]:
    """Return the keyed tokens of forms, sorted so that writers meet in one order."""
    return sorted(
        (kind, token(f"people:{kind.value}", form))
        for kind, forms in wanted.items()
        for form in forms
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed in the one search box, taken apart.

    Attributes
    ----------
    words
        Words that may be names.
    years
        Years of birth named.
    wanted
        Forms to look for, by kind.
    """

    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    wanted: Wanted = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not any(self.wanted.values())


def understand(text: str, *, on: date) -> Question:
    """Take a typed text apart: names in any spelling, year of birth, phone, numbers, codes.

    Raises
    ------
    Invalid
        ``people.search_too_long``.
    """
    if len(text) > MAX_TEXT:
        raise Invalid("people.search_too_long", field="q", limit=MAX_TEXT)
    text = names.clean(text) or ""
    years = tuple(
        sorted({int(y) for y in _YEAR.findall(text) if on.year - 120 <= int(y) <= on.year})
    )
    wanted: Wanted = {
        TokenKind.CODE: {f for found in _CODE.findall(text) for f in code_forms(found)},
        TokenKind.PHONE: {f for found in _PHONE.findall(text) for f in phone_forms(found)},
        TokenKind.IDENTIFIER: {names.code(found) for found in _NUMBER.findall(text)},
    }
    rest = text
    for pattern in (_CODE, _PHONE, _YEAR):
        rest = pattern.sub(" ", rest)
    found = tuple(word for word in names.words(rest) if len(word) >= SHORTEST_WORD)
    wanted[TokenKind.CODE] |= {word for word in found if word.isdigit() and len(word) >= 4}
    wanted[TokenKind.NAME] = set(found)
    wanted[TokenKind.SOUND] = set(names.sounds(found))
    wanted[TokenKind.PREFIX] = {word[:6] for word in found if len(word) >= 3}
    return Question(words=found, years=years, wanted=wanted)
