"""Who may see and register people."""

from lgnet.domain.people.enums import HoldReason
from lgnet.lib.access import can, check

READ = "people.read"
REGISTER = "people.register"
MERGE = "people.merge"
PROPOSE_ERASURE = "people.propose_erasure"
DECIDE_ERASURE = "people.decide_erasure"


def check_can_read() -> None:
    """Raise unless the actor may see who a person is."""
    check(READ)


def can_read() -> bool:
    """Tell whether the actor may see who a person is."""
    return can(READ)


def check_can_register() -> None:
    """Raise unless the actor may write down or complete who a person is."""
    check(REGISTER)


def can_register() -> bool:
    """Tell whether the actor may write down or complete who a person is."""
    return can(REGISTER)


def check_can_merge() -> None:
    """Raise unless the actor may judge look-alikes, and join or part records."""
    check(MERGE)


def can_merge() -> bool:
    """Tell whether the actor may judge look-alikes, and join or part records."""
    return can(MERGE)


def check_can_propose_erasure() -> None:
    """Raise unless the actor may propose that a person's texts be destroyed."""
    check(PROPOSE_ERASURE)


def check_can_hold(reason: str) -> None:
    """Raise unless the actor may forbid an erasure; what the person asks (art. 18) the desk writes."""
    check(PROPOSE_ERASURE if reason == HoldReason.RESTRICTION else DECIDE_ERASURE)


def check_can_decide_erasure() -> None:
    """Raise unless the actor may decide what is proposed, and forbid or allow any erasure."""
    check(DECIDE_ERASURE)
