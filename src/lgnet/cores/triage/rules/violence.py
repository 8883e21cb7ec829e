"""Violence, threat, exploitation or trafficking is answered first.

Source: decision table published by the municipality; art. 17 d.lgs. 142/2015
and art. 18 d.lgs. 286/1998.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def violence(situation: Situation) -> Finding | None:
    """Ask for P1 when violence is seen or told; tell when that is not known."""
    if situation.facts.violence:
        return Finding(Reason.of("VIOLENCE_REPORTED", Effect.FOR), Priority.P1)
    if situation.facts.violence is None:
        return Finding(Reason.of("VIOLENCE_NOT_KNOWN", Effect.UNKNOWN))
    return None
