"""While the heat plan is active, who stays outdoors is met within the second class.

Source: decision table published by the municipality; heat emergency plan of the
municipality, as declared active for the day.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def heat_plan_active(situation: Situation) -> Finding | None:
    """Ask for P2 on a day of heat unless people are known to have a roof."""
    plans, facts = situation.plans, situation.facts
    if not plans.heat or facts.sleeping_outdoors is False:
        return None
    reason = Reason.of(
        "HEAT_PLAN_ACTIVE",
        Effect.FOR if facts.sleeping_outdoors else Effect.UNKNOWN,
        maximum_celsius=plans.maximum_celsius,
    )
    return Finding(reason, Priority.P2)
