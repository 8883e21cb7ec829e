"""An elderly person sleeping outdoors is met within the second class.

Source: decision table published by the municipality; art. 17 c. 1 d.lgs. 142/2015;
the age is a parameter of the table.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def elderly(situation: Situation) -> Finding | None:
    """Ask for P2 when an elderly person is, or may be, outdoors tonight."""
    facts, limit = situation.facts, situation.params.elderly_years
    old = None if facts.oldest_age is None else facts.oldest_age.is_at_least(limit)
    if facts.sleeping_outdoors is False or facts.oldest_age is None or old is False:
        return None
    if old and facts.sleeping_outdoors:
        return Finding(Reason.of("ELDERLY_OUTDOORS", Effect.FOR, years=limit), Priority.P2)
    return Finding(Reason.of("ELDERLY_MAY_BE_OUTDOORS", Effect.UNKNOWN, years=limit), Priority.P2)
