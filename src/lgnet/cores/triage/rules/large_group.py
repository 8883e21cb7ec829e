"""A large group is met within the second class: it is seen by many and moves on fast.

Source: decision table published by the municipality; the size is a parameter.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def large_group(situation: Situation) -> Finding | None:
    """Ask for P2 from a number of people on; tell when the number is not known."""
    persons, limit = situation.facts.persons, situation.params.large_group_persons
    if persons is None:
        return Finding(Reason.of("PERSONS_NOT_KNOWN", Effect.UNKNOWN))
    if persons < limit:
        return None
    return Finding(Reason.of("LARGE_GROUP", Effect.FOR, persons=persons), Priority.P2)
