"""Dated data of the law: categories of vulnerability and titles of stay.

The lists change with the law, so each entry carries the dates it is in force. Entries marked
[K] were not read in the source and must be confirmed before they are relied upon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lgnet.cores.eligibility.types import ProtectionKind
from lgnet.cores.kernel import Span

IN_FORCE = Span(date(2015, 9, 30))
"""From the entry into force of d.lgs. 142/2015."""
WOMEN_WIDENED_ON = date(2023, 10, 6)
"""Art. 7 d.l. 133/2023 widened the heading on pregnant women to all women [K: wording]."""
ELDERLY_FROM_YEARS = 65
"""The law says "elderly" without an age [K]."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of art. 17 c. 1 d.lgs. 142/2015; the list is open ("such as").

    Attributes
    ----------
    code : str
    valid : Span
    needs_assessment : bool
        Whether it counts only with an assessment record ("for whom it was ascertained").
    """

    code: str
    valid: Span = IN_FORCE
    needs_assessment: bool = False


CATEGORIES: dict[str, Category] = {
    category.code: category
    for category in (
        Category("MIN"),
        Category("MSNA"),
        Category("DIS"),
        Category("ANZ"),
        Category("GRAV", Span(IN_FORCE.start, WOMEN_WIDENED_ON)),
        Category("DONNA", Span(WOMEN_WIDENED_ON)),
        Category("MONO"),
        Category("TRATTA"),
        Category("MAL"),
        Category("PSI"),
        Category("VIOL", needs_assessment=True),
        Category("MGF"),
        Category("ALTRO"),
    )
}

_APPLICANT, _HOLDER = ProtectionKind.APPLICANT, ProtectionKind.HOLDER
_OTHER, _UNKNOWN = ProtectionKind.OTHER, ProtectionKind.UNKNOWN

TITLES: dict[str, ProtectionKind] = {
    "RICH_ASILO": _APPLICANT,
    "PROS_RICH": _APPLICANT,
    "ASILO": _HOLDER,
    "SUSS": _HOLDER,
    "PROS_TIT": _HOLDER,
    # A receipt alone does not say which title it stands for.
    "RIC_RILASCIO": _UNKNOWN,
    "RIC_RINNOVO": _UNKNOWN,
    **dict.fromkeys(
        (
            *("SPEC", "UMAN", "CS_TRANS", "CS_18", "CS_18BIS", "CS_2212Q", "CURE", "CALAM"),
            *("VALCIV", "PTEMP", "MINETA", "INTMIN", "PROS", "FAM", "ASSMIN", "LAV", "ATTOCC"),
            *("STUDIO", "UELP", "GIUST", "APOL", "NESSUNO"),
        ),
        _OTHER,
    ),
}
"""What each title of stay says about international protection."""
