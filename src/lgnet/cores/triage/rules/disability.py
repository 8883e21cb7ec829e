"""A disabled person is met within the second class.

Source: decision table published by the municipality; art. 17 c. 1 d.lgs. 142/2015.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def disability(situation: Situation) -> Finding | None:
    """Ask for P2 when a disability is reported; tell when that is not known."""
    if situation.facts.disability:
        return Finding(Reason.of("DISABILITY_REPORTED", Effect.FOR), Priority.P2)
    if situation.facts.disability is None:
        return Finding(Reason.of("DISABILITY_NOT_KNOWN", Effect.UNKNOWN))
    return None
