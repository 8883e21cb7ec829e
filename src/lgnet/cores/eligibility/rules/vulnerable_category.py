"""People of a vulnerable category are final recipients and count in every sub-action.

Source: art. 17 c. 1 d.lgs. 142/2015 (open list, with the dates of each heading in the data);
project sheet: "vulnerable categories" in all sub-actions.
"""

from __future__ import annotations

from lgnet.cores.eligibility.types import Question
from lgnet.cores.eligibility.vulnerability import categories_on, open_questions
from lgnet.cores.kernel import Effect, Reason


def vulnerable_category(question: Question) -> Reason:
    """Admit who counts in a category; say what is missing before saying there is none."""
    categories = categories_on(question)
    if categories:
        return Reason.of("VULNERABLE_CATEGORY", Effect.FOR, categories=",".join(categories))
    missing = open_questions(question)
    if missing:
        return Reason.of("VULNERABILITY_NOT_KNOWN", Effect.UNKNOWN, missing=",".join(missing))
    return Reason.of("NO_VULNERABLE_CATEGORY", Effect.AGAINST)
