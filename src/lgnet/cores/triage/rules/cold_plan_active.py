"""While the cold plan is active, who sleeps outdoors is met within the second class.

Source: decision table published by the municipality; cold emergency plan of the
municipality, as declared active for the evening.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def cold_plan_active(situation: Situation) -> Finding | None:
    """Ask for P2 on a cold evening unless people are known to have a roof."""
    plans, facts = situation.plans, situation.facts
    if not plans.cold or facts.sleeping_outdoors is False:
        return None
    reason = Reason.of(
        "COLD_PLAN_ACTIVE",
        Effect.FOR if facts.sleeping_outdoors else Effect.UNKNOWN,
        minimum_celsius=plans.minimum_celsius,
    )
    return Finding(reason, Priority.P2)
