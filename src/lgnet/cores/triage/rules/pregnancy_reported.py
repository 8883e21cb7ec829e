"""A pregnancy, seen or told, is answered first: nobody has to prove it at the street.

Source: decision table published by the municipality; art. 17 c. 1
d.lgs. 142/2015.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def pregnancy_reported(situation: Situation) -> Finding | None:
    """Ask for P1 when a pregnancy is reported; tell when that is not known."""
    if situation.facts.pregnancy:
        return Finding(Reason.of("PREGNANCY_REPORTED", Effect.FOR), Priority.P1)
    if situation.facts.pregnancy is None:
        return Finding(Reason.of("PREGNANCY_NOT_KNOWN", Effect.UNKNOWN))
    return None
