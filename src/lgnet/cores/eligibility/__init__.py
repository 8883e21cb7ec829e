"""Person × sub-action × date → verdict with reasons.

For: saying whether a person counts as a final recipient of a sub-action on a date, and in
which vulnerable categories, from dated facts and dated rules.
Never: a refusal of help (a person decides), a guess about what is not known, a score.
"""

from lgnet.cores.eligibility.data import CATEGORIES, TITLES, Category
from lgnet.cores.eligibility.rules import CONDITIONS, ELIGIBILITY_VERSION, GROUNDS
from lgnet.cores.eligibility.types import (
    Citizenship,
    Outcome,
    PersonFacts,
    ProtectionKind,
    StatusPeriod,
    SubAction,
    Verdict,
    VulnerabilityRecord,
)
from lgnet.cores.eligibility.verdict import EligibilityInputError, judge

__all__ = [
    "CATEGORIES",
    "CONDITIONS",
    "ELIGIBILITY_VERSION",
    "GROUNDS",
    "TITLES",
    "Category",
    "Citizenship",
    "EligibilityInputError",
    "Outcome",
    "PersonFacts",
    "ProtectionKind",
    "StatusPeriod",
    "SubAction",
    "Verdict",
    "VulnerabilityRecord",
    "judge",
]
