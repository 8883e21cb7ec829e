"""A minor who is alone, or may be, is answered first.

Source: decision table published by the municipality; art. 19 d.lgs. 142/2015;
L. 47/2017. In doubt about the age the person is treated as a minor (art. 19-bis c. 8).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def unaccompanied_minor(situation: Situation) -> Finding | None:
    """Ask for P1 for a minor alone; an age or a company that is not known counts as such.

    Nobody is supposed a minor on no ground: when neither the age nor being alone is known,
    the rule only tells that it does not know.
    """
    facts = situation.facts
    minor = None if facts.youngest_age is None else facts.youngest_age.is_under(18)
    if facts.alone is False or (minor is False and facts.youngest_age is not None):
        return None
    if facts.alone and minor:
        return Finding(Reason.of("UNACCOMPANIED_MINOR", Effect.FOR), Priority.P1)
    if facts.alone and facts.youngest_age is not None:
        return Finding(Reason.of("MAY_BE_MINOR_ALONE", Effect.UNKNOWN), Priority.P1)
    if facts.alone:
        return Finding(Reason.of("AGE_NOT_KNOWN", Effect.UNKNOWN))
    if minor:
        return Finding(Reason.of("MINOR_MAY_BE_ALONE", Effect.UNKNOWN), Priority.P2)
    return Finding(Reason.of("AGE_NOT_KNOWN", Effect.UNKNOWN))
