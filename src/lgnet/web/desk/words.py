"""How desk pages say ages, days, languages, titles. Nothing here queries."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pycountry
from babel import Locale
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import BirthPrecision, Sex
from lgnet.domain.people.titles import BY_CODE as TITLES
from lgnet.domain.people.values import KOSOVO, REFUGEE, STATELESS
from lgnet.domain.people.vulnerabilities import BY_CODE as CATEGORIES
from lgnet.web.localised import languages_by_code, written

SOON_DAYS = 60
_YEARS_FROM = 548  # "tra 18 mesi" and more is said in years


def language_now() -> str:
    """Return the language of the page, two letters."""
    return (get_language() or "it")[:2]


@lru_cache(maxsize=2048)
def _language_name(code: str, shown_in: str) -> str:
    found = pycountry.languages.get(alpha_3=code)
    two = getattr(found, "alpha_2", code)
    names = languages_by_code(shown_in)
    return str(names.get(two) or names.get(code) or (found.name if found else code))


def language_names(codes: Sequence[str]) -> list[str]:
    """Return languages by name, in the order told."""
    return [_language_name(code, language_now()) for code in codes]


@lru_cache(maxsize=2048)
def _country_name(code: str, shown_in: str) -> str:
    found = pycountry.countries.get(alpha_3=code)
    two = {KOSOVO: "XK"}.get(code) or getattr(found, "alpha_2", "")
    return str(Locale(shown_in).territories.get(two) or (found.name if found else code))


def country_name(code: str) -> str:
    """Return a state by name, '' when not known."""
    if code == STATELESS:
        return gettext("senza cittadinanza")
    if code == REFUGEE:
        return gettext("rifugiato, stato non indicato")
    return _country_name(code, language_now()) if code else ""


@lru_cache(maxsize=4)
def country_choices(shown_in: str) -> tuple[tuple[str, str], ...]:
    """Return the states of ISO 3166-1 with Kosovo and statelessness, by name."""
    every = [(c.alpha_3, _country_name(c.alpha_3, shown_in)) for c in pycountry.countries]
    every.append((KOSOVO, _country_name(KOSOVO, shown_in)))
    return tuple(sorted(every, key=lambda one: one[1].casefold()))


def age_words(birth: Birth, *, on: date) -> str:
    """Return an age as it is known: "31 anni", "da 25 a 35 anni circa", "età non nota"."""
    ages = birth.ages(on=on)
    if ages is None:
        return gettext("età non nota")
    return _age_words(*ages, birth.precision == BirthPrecision.BAND, language_now())


# A list says the same ages, distances and states again and again: each is put in words once.
@lru_cache(maxsize=2048)
def _age_words(low: int, high: int, band: bool, shown_in: str) -> str:
    if band:
        return gettext("da {low} a {high} anni circa").format(low=low, high=high)
    if low != high:
        return gettext("{low} o {high} anni").format(low=low, high=high)
    if low == 0:
        return gettext("meno di un anno")
    return ngettext("{n} anno", "{n} anni", low).format(n=low)


def birth_words(birth: Birth) -> str:
    """Return a birth as it was told."""
    if birth.from_on is None:
        return gettext("non nota")
    if birth.precision == BirthPrecision.DAY:
        return long_day(birth.from_on)
    if birth.precision == BirthPrecision.YEAR:
        return gettext("nel {year}").format(year=birth.from_on.year)
    return gettext("età apparente")


def sex_and_age(person: Any, *, on: date) -> str:
    """Return "donna, 31 anni"; sex left out when not known."""
    age = age_words(Birth.of(person), on=on)
    return f"{label(Sex(person.sex))}, {age}" if person.sex != Sex.UNKNOWN else age


def label(choice: Any) -> str:
    """Return what one of a set of choices is called."""
    return _label(type(choice), choice.value, language_now())


@lru_cache(maxsize=2048)
def _label(choices: Any, value: str, shown_in: str) -> str:
    return str(choices(value).label)


def short_day(day: date) -> str:
    """Return "14 gen 2027"."""
    return _short_day(day, language_now())


@lru_cache(maxsize=4096)
def _short_day(day: date, shown_in: str) -> str:
    return written(day, "j M Y")


def long_day(day: date | datetime, form: str = "j F Y") -> str:
    """Return "14 gennaio 2027"; Italian writes months and days small."""
    return written(day, form)


def distance(day: date, *, on: date) -> str:
    """Return how far a day is: "oggi", "domani", "tra 52 giorni", "3 giorni fa"."""
    return _distance((day - on).days, language_now())


@lru_cache(maxsize=4096)
def _distance(days: int, shown_in: str) -> str:
    if days == 0:
        return gettext("oggi")
    if days == 1:
        return gettext("domani")
    if days == -1:
        return gettext("ieri")
    if days >= _YEARS_FROM:
        years = round(days / 365.25)
        return ngettext("tra {n} anno", "tra {n} anni", years).format(n=years)
    if days > 0:
        return ngettext("tra {n} giorno", "tra {n} giorni", days).format(n=days)
    return ngettext("{n} giorno fa", "{n} giorni fa", -days).format(n=-days)


def days_since(day: date, *, on: date) -> str:
    """Return "da 27 giorni", "da oggi"."""
    return _days_since((on - day).days, language_now())


@lru_cache(maxsize=4096)
def _days_since(days: int, shown_in: str) -> str:
    if days <= 0:
        return gettext("da oggi")
    return ngettext("da {n} giorno", "da {n} giorni", days).format(n=days)


def weekday(at: datetime | date, *, on: date) -> str:
    """Return "oggi", "ieri", "ven 20", or with the year when it is another one."""
    day = localtime(at).date() if isinstance(at, datetime) else at
    if day == on:
        return gettext("oggi")
    if (on - day).days == 1:
        return gettext("ieri")
    return long_day(day, "D j")


def hours(minutes: int) -> str:
    """Return minutes as "45 min" or "3 h 10"."""
    if minutes < 60:
        return gettext("{n} min").format(n=minutes)
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def title_label(code: str) -> str:
    """Return a title to stay by name."""
    found = TITLES.get(code)
    return found.label(language_now()) if found else code


def category_label(code: str) -> str:
    """Return a vulnerable category by name."""
    found = CATEGORIES.get(code)
    return found.label(language_now()) if found else code


def capital(text: str) -> str:
    """Return a text with its first letter in capital."""
    return text[:1].upper() + text[1:]


def title_chip(title: Any, *, on: date, receipt: Any = None) -> dict[str, str]:
    """Return the status chip of a title: fact, date, distance, tone.

    Parameters
    ----------
    receipt
        What shows that its renewal was asked for, if anything does.
    """
    if title is None:
        return {"text": gettext("Titolo non noto"), "tone": "old"}
    name = capital(title_label(title.title))
    if title.to_on is None:
        return {"text": name, "tone": ""}
    day = short_day(title.to_on)
    if receipt is not None:
        text = gettext("{title} · in rinnovo, i diritti restano").format(title=name)
        return {"text": text, "tone": "info"}
    if title.to_on < on:
        since = distance(title.to_on, on=on)
        text = gettext("{title} · scaduto {day}, {since}").format(title=name, day=day, since=since)
        return {"text": text, "tone": "bad"}
    soon = (title.to_on - on).days <= SOON_DAYS
    left = distance(title.to_on, on=on)
    text = gettext("{title} · scade {day}, {left}").format(title=name, day=day, left=left)
    return {"text": text, "tone": "warn" if soon else ""}
