"""Other third-country nationals who left the reception system are final recipients.

Source: project sheet, final recipients. "Out of reception" is a notion of the project, read
from the history of reception.
"""

from __future__ import annotations

from lgnet.cores.eligibility.types import Question
from lgnet.cores.kernel import Effect, Reason


def out_of_reception(question: Question) -> Reason:
    """Admit who was in reception before the date and is not on it."""
    person, on = question.person, question.on
    if any(span.contains(on) for span in person.reception):
        return Reason.of("IN_RECEPTION", Effect.AGAINST)
    ends = [span.end for span in person.reception if span.end is not None and span.end <= on]
    if ends:
        return Reason.of("OUT_OF_RECEPTION", Effect.FOR, since=max(ends))
    if person.reception_known:
        return Reason.of("NEVER_IN_RECEPTION", Effect.AGAINST)
    return Reason.of("RECEPTION_NOT_KNOWN", Effect.UNKNOWN)
