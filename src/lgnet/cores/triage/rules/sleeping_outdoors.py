"""Who sleeps outdoors is met within the third class.

Source: decision table published by the municipality; street response of sub-action 3.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def sleeping_outdoors(situation: Situation) -> Finding | None:
    """Name the third class when somebody sleeps outdoors; tell when that is not known."""
    if situation.facts.sleeping_outdoors:
        return Finding(Reason.of("SLEEPING_OUTDOORS", Effect.FOR), Priority.P3)
    if situation.facts.sleeping_outdoors is None:
        return Finding(Reason.of("SLEEPING_OUTDOORS_NOT_KNOWN", Effect.UNKNOWN))
    return None
