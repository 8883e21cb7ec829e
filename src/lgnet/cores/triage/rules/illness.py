"""Illness or a wound is seen to within the second class.

Source: decision table published by the municipality; art. 17 c. 1 and art. 21
d.lgs. 142/2015; art. 35 d.lgs. 286/1998 (urgent and essential care for all).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def illness(situation: Situation) -> Finding | None:
    """Ask for P2 when an illness is reported; tell when that is not known."""
    if situation.facts.illness:
        return Finding(Reason.of("ILLNESS_REPORTED", Effect.FOR), Priority.P2)
    if situation.facts.illness is None:
        return Finding(Reason.of("ILLNESS_NOT_KNOWN", Effect.UNKNOWN))
    return None
