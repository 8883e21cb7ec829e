"""Rules of eligibility: one file each. All of them run, and every reason is told.

A *condition* must hold (its failure blocks); a *ground* admits, and one is enough.
"""

from __future__ import annotations

from datetime import date

from lgnet.cores.eligibility.rules.civic_engagement import civic_engagement
from lgnet.cores.eligibility.rules.international_protection import international_protection
from lgnet.cores.eligibility.rules.out_of_reception import out_of_reception
from lgnet.cores.eligibility.rules.third_country_national import third_country_national
from lgnet.cores.eligibility.rules.vulnerable_category import vulnerable_category
from lgnet.cores.eligibility.types import EligibilityRule
from lgnet.cores.kernel import Span

ELIGIBILITY_VERSION = "eligibility-1"
_FROM_START_OF_PROJECT = Span(date(2019, 7, 1))

CONDITIONS: tuple[EligibilityRule, ...] = (
    EligibilityRule("third_country_national", third_country_national, _FROM_START_OF_PROJECT),
    EligibilityRule("civic_engagement", civic_engagement, _FROM_START_OF_PROJECT),
)
GROUNDS: tuple[EligibilityRule, ...] = (
    EligibilityRule("international_protection", international_protection, _FROM_START_OF_PROJECT),
    EligibilityRule("out_of_reception", out_of_reception, _FROM_START_OF_PROJECT),
    EligibilityRule("vulnerable_category", vulnerable_category, _FROM_START_OF_PROJECT),
)
