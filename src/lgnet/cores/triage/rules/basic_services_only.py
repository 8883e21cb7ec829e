"""Who asks for basic services only is answered within the third class.

Source: decision table published by the municipality; basic services (showers,
laundry, meals, postal address) are given at the desk, also the next day.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def basic_services_only(situation: Situation) -> Finding | None:
    """Name the third class; the wish never lowers what another rule asks for."""
    if situation.facts.basic_services_only:
        return Finding(Reason.of("BASIC_SERVICES_ONLY", Effect.FOR), Priority.P3)
    return None
