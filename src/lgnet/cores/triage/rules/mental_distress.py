"""Acute distress is seen to within the second class.

Source: decision table published by the municipality; art. 17 c. 1 d.lgs. 142/2015.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def mental_distress(situation: Situation) -> Finding | None:
    """Ask for P2 when somebody is in acute distress; tell when that is not known."""
    if situation.facts.mental_distress:
        return Finding(Reason.of("MENTAL_DISTRESS", Effect.FOR), Priority.P2)
    if situation.facts.mental_distress is None:
        return Finding(Reason.of("MENTAL_DISTRESS_NOT_KNOWN", Effect.UNKNOWN))
    return None
