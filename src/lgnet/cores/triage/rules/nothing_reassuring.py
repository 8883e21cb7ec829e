"""When neither danger nor health is known, the class goes up, not down.

Source: decision table published by the municipality; unknown defaults up.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def nothing_reassuring(situation: Situation) -> Finding | None:
    """Ask for P2 while danger and health are open and more than basic services is asked."""
    facts = situation.facts
    if facts.danger is None and facts.illness is None and facts.basic_services_only is not True:
        return Finding(Reason.of("DANGER_AND_HEALTH_NOT_KNOWN", Effect.UNKNOWN), Priority.P2)
    return None
