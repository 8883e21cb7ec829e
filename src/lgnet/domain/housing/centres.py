"""How the public list «Centri d'Italia» writes things, and what they mean here.

Dates, figures and kinds are free text there; what cannot be read is unknown, because of a reason
that the preview tells. Nothing here touches the database.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from lgnet.domain.housing.enums import FacilityKind, SexRule

_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
_NOTHING = frozenset(
    (
        "",
        "null",
        "none",
        "nan",
        "na",
        "n a",
        "n.d.",
        "n d",
        "nd",
        "non disponibile",
        "non noto",
        "-",
    )
)
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%y", "%Y%m%d")
# The first that stands in the text says the kind: from what a place is to what a scheme is called.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(albergo|alberghier\w*|hotel|b&b|bed and breakfast|pensione|agriturismo|ostello)\b",
        "HOTEL",
    ),
    (r"\b(famigli\w+)\b", "HOST"),
    (r"\b(protett\w+|tratta|violenza|rifugio)\b", "PROTECTED"),
    (r"\b(appartament\w*|abitazion\w*|unita abitativ\w*|alloggi\w*|diffus\w+)\b", "FLAT"),
    (r"\b(co housing|cohousing|coabitazione)\b", "COHOUSING"),
    (r"\b(sai|siproimi|sprar|second\w+ accoglienza)\b", "SECOND"),
    (r"\b(collettiv\w+|dormitori\w*|emergenza|tendopoli|shelter)\b", "SHELTER"),
    (r"\b(cas|cara|cpa|cda|hub|hotspot|prim\w+ accoglienza|straordinari\w+)\b", "FIRST"),
)
_GUESTS: tuple[tuple[str, str], ...] = (
    (
        r"\b(donne con (bambini|minori|figli)|donne e (bambini|minori)|mamm\w+|madri)\b",
        "WOMEN_CHILDREN",
    ),
    (r"\b(nuclei|famigli\w+)\b", "FAMILIES"),
    (r"\b(donne|femmin\w+)\b", "WOMEN"),
    (r"\b(uomini|maschi\w*|adulti maschi)\b", "MEN"),
)


def plain(text: Any) -> str:
    """Return a text as it is compared: no accents, no case, one space; '' for any kind of nothing."""
    told = unicodedata.normalize("NFKD", str(text or ""))
    told = "".join(sign for sign in told if not unicodedata.combining(sign)).casefold()
    told = " ".join(re.sub(r"[^\w&%.,/€+-]+", " ", told).replace("_", " ").split())
    return "" if told.strip(" .") in _NOTHING or told in _NOTHING else told


def read_day(text: Any) -> date | None:
    """Return a day written in any of the ways it is found; None for nothing.

    Raises
    ------
    ValueError
        It is no day.
    """
    told = plain(text)
    if not told:
        return None
    told = re.split(r"[t ](?=\d{2}[: ])", told)[0]
    for form in _DATES:
        try:
            return _possible(datetime.strptime(told, form).date())  # noqa: DTZ007  a day, no hour
        except ValueError:
            continue
    words = re.fullmatch(r"(\d{1,2}) ([a-z]+) (\d{4})", told)
    if words and words[2] in _MONTHS:
        return _possible(date(int(words[3]), _MONTHS.index(words[2]) + 1, int(words[1])))
    if re.fullmatch(r"\d{5}", told):  # days since 1900 as a spreadsheet counts them
        return _possible(date(1899, 12, 30) + timedelta(days=int(told)))
    raise ValueError("no day")


def _possible(day: date) -> date:
    if not 1990 <= day.year <= 2100:
        raise ValueError("no day of ours")
    return day


def read_count(text: Any) -> int | None:
    """Return a whole number of people or places; None for nothing.

    Raises
    ------
    ValueError
        It is none, or below zero.
    """
    told = plain(text)
    if not told:
        return None
    found = re.fullmatch(r"(\d{1,5})(?:[.,]0+)?", told)
    if found is None:
        raise ValueError("no number")
    return int(found[1])


def read_rate(text: Any) -> Decimal | None:
    """Return euro a day to the cent; None for nothing.

    Raises
    ------
    ValueError
        It is no sum, or below zero.
    """
    told = re.sub(r"[€\s]|eur(o)?", "", plain(text))
    if not told:
        return None
    if "," in told:
        told = told.replace(".", "").replace(",", ".")
    try:
        value = Decimal(told).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError("no sum") from error
    if not 0 <= value <= 9_999:
        raise ValueError("no daily sum")
    return value


def read_kind(text: Any) -> tuple[str, str]:
    """Return the kind and, where it is not known, why: ``blank`` or ``not_in_table``."""
    told = plain(text)
    if not told:
        return FacilityKind.UNKNOWN, "blank"
    for pattern, kind in _KINDS:
        if re.search(pattern, told):
            return FacilityKind(kind), ""
    return FacilityKind.UNKNOWN, "not_in_table"


def read_guests(text: Any) -> str:
    """Return who may sleep there; anybody when nothing narrower is said."""
    told = plain(text)
    found = [rule for pattern, rule in _GUESTS if re.search(pattern, told)]
    both = {"MEN", "WOMEN"} <= set(found)
    return SexRule.ANY if not found or both else SexRule(found[0])
