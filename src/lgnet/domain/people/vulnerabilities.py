"""Vulnerable categories of art. 17 c. 1 d.lgs. 142/2015, as data with dates.

The law opens its list with "quali" (such as): it is open, a person may be in several categories,
and the violence heading needs a finding ("è stato accertato"). d.l. 133/2023 (L. 176/2023) widened
pregnant women to all women; that wording is still to be verified (normattiva.it).
"""

from dataclasses import dataclass
from datetime import date

from lgnet.lib.errors import Invalid

VERSION = "art17-2023.10"  # raised with every change of the list; findings keep it


@dataclass(frozen=True, slots=True)
class Category:
    """One category, with the days on which it held."""

    code: str
    it: str
    en: str
    valid_from: date | None = None
    valid_to: date | None = None
    needs_assessment: bool = False
    verified: bool = True

    def held(self, *, on: date) -> bool:
        """Tell whether the category stood in the law on a day."""
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on < self.valid_to)

    def label(self, language: str) -> str:
        """Return its name in Italian, or in English for any other language."""
        return self.it if language.startswith("it") else self.en


CATEGORIES: tuple[Category, ...] = (
    Category("MIN", "minori", "minors"),
    Category("MSNA", "minori non accompagnati", "unaccompanied minors"),
    Category("DIS", "disabili", "persons with disabilities"),
    Category("ANZ", "anziani", "elderly persons"),
    Category("GRAV", "donne in stato di gravidanza", "pregnant women", valid_to=date(2023, 10, 6)),
    Category(
        "DONNA",
        "donne (con priorità per quelle in stato di gravidanza)",
        "women (pregnant women first)",
        valid_from=date(2023, 10, 6),
        verified=False,
    ),
    Category("MONO", "genitori singoli con figli minori", "single parents with minor children"),
    Category(
        "TRATTA", "vittime della tratta di esseri umani", "victims of trafficking in human beings"
    ),
    Category("MAL", "persone affette da gravi malattie", "persons with serious illness"),
    Category("PSI", "persone affette da disturbi mentali", "persons with mental disorders"),
    Category(
        "VIOL",
        "persone per le quali è stato accertato che hanno subito torture, stupri o altre forme gravi"
        " di violenza, anche per orientamento sessuale o identità di genere",
        "persons found to have suffered torture, rape or other serious violence, also for sexual"
        " orientation or gender identity",
        needs_assessment=True,
    ),
    Category("MGF", "vittime di mutilazioni genitali", "victims of genital mutilation"),
    Category(
        "ALTRO", "altra vulnerabilità (elenco aperto)", "other vulnerability (the list is open)"
    ),
)
BY_CODE = {category.code: category for category in CATEGORIES}


def category(code: str, *, on: date) -> Category:
    """Return a category that held on a day, or raise :class:`Invalid`.

    Raises
    ------
    Invalid
        ``people.unknown_category``, ``people.category_not_in_force``.
    """
    found = BY_CODE.get(code)
    if found is None:
        raise Invalid("people.unknown_category", field="category")
    if not found.held(on=on):
        raise Invalid("people.category_not_in_force", field="category")
    return found
