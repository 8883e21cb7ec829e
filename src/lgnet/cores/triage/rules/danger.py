"""A danger to life is answered first; the emergency number comes before any visit.

Source: decision table published by the municipality; duty of help,
art. 593 of the penal code.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def danger(situation: Situation) -> Finding | None:
    """Ask for P1 when life is in danger; tell when that is not known."""
    if situation.facts.danger:
        return Finding(Reason.of("DANGER_TO_LIFE", Effect.FOR), Priority.P1)
    if situation.facts.danger is None:
        return Finding(Reason.of("DANGER_NOT_KNOWN", Effect.UNKNOWN))
    return None
