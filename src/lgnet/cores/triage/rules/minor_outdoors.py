"""A minor sleeping outdoors, with adults, is met within the second class.

Source: decision table published by the municipality; art. 18 d.lgs. 142/2015
(best interests of the minor).
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def minor_outdoors(situation: Situation) -> Finding | None:
    """Ask for P2 when a minor is, or may be, outdoors tonight."""
    facts = situation.facts
    minor = None if facts.youngest_age is None else facts.youngest_age.is_under(18)
    if facts.sleeping_outdoors is False or facts.youngest_age is None or minor is False:
        return None
    if minor and facts.sleeping_outdoors:
        return Finding(Reason.of("MINOR_OUTDOORS", Effect.FOR), Priority.P2)
    return Finding(Reason.of("MINOR_MAY_BE_OUTDOORS", Effect.UNKNOWN), Priority.P2)
