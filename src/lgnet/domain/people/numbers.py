"""Phones and codes in the one form in which they are kept and found."""

import re

import phonenumbers

from lgnet.domain.people.bridge import clean, code
from lgnet.lib.errors import Invalid

PHONE_LIMIT = 60
_HOME = "IT"
CODE = re.compile(r"\b(?:[A-Z]{2}[-\s]?)?(?:\d{4}[-\s]?\d{4,6}|N[-\s]?\d{4,6})\b", re.IGNORECASE)


def phone_as_kept(text: str | None) -> str | None:
    """Return a phone number in international form; as typed when it is of no known form."""
    kept = clean(text)
    if not kept:
        return kept
    if len(kept) > PHONE_LIMIT:
        raise Invalid("people.too_long", field="phone", limit=PHONE_LIMIT)
    try:
        parsed = phonenumbers.parse(kept, _HOME)
    except phonenumbers.NumberParseException:
        return kept
    if not phonenumbers.is_possible_number(parsed):
        return kept
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def code_forms(text: str) -> set[str]:
    """Return the forms of a case or household code: whole, without the city, the number alone."""
    whole = code(text)
    bare = whole[2:] if whole[:2].isalpha() and len(whole) > 6 else whole
    return {whole, bare, text.rsplit("-", 1)[-1]} if "-" in text else {whole, bare}


def codes_in(text: str) -> set[str]:
    """Return the forms of every code a typed text may hold."""
    found = {form for one in CODE.findall(text) for form in code_forms(one)}
    return found | {word for word in text.split() if word.isdigit() and len(word) >= 4}
