"""The final recipients are third-country nationals and stateless people.

Source: project sheet, final recipients; art. 2 Reg. (EU) 516/2014 (third-country national).
"""

from __future__ import annotations

from lgnet.cores.eligibility.types import Citizenship, Question
from lgnet.cores.kernel import Effect, Reason


def third_country_national(question: Question) -> Reason | None:
    """Block citizens of Italy and of the Union; tell when the citizenship is not known."""
    citizenship = question.person.citizenship
    if citizenship in (Citizenship.ITALIAN, Citizenship.EU):
        return Reason.of("NOT_THIRD_COUNTRY", Effect.BLOCKS, citizenship=citizenship.value)
    if citizenship is Citizenship.UNKNOWN:
        return Reason.of("CITIZENSHIP_NOT_KNOWN", Effect.UNKNOWN)
    return None
