"""A small child sleeping outdoors is met within the second class.

Source: decision table published by the municipality; art. 18 d.lgs. 142/2015
(best interests of the minor).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def small_child_outdoors(situation: Situation) -> Finding | None:
    """Ask for P2 when a small child is, or may be, outdoors tonight."""
    facts, limit = situation.facts, situation.params.small_child_years
    small = None if facts.youngest_age is None else facts.youngest_age.is_under(limit)
    if facts.sleeping_outdoors is False or facts.youngest_age is None or small is False:
        return None
    if small and facts.sleeping_outdoors:
        return Finding(Reason.of("SMALL_CHILD_OUTDOORS", Effect.FOR, years=limit), Priority.P2)
    return Finding(
        Reason.of("SMALL_CHILD_MAY_BE_OUTDOORS", Effect.UNKNOWN, years=limit), Priority.P2
    )
