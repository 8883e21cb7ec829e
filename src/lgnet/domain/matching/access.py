"""Who may ask a partner, answer one, write fingerprints, compare them."""

from lgnet.lib.access import can, check
from lgnet.lib.actor import Scope, current_actor
from lgnet.lib.errors import NotAllowed

ASK = "matching.ask"
ANSWER = "matching.answer"


def check_can_ask() -> None:
    """Raise unless the actor may ask a partner about somebody of their own city."""
    check(ASK)


def can_ask() -> bool:
    """Tell whether the actor may ask a partner about somebody of their own city."""
    return can(ASK)


def check_can_answer() -> None:
    """Raise unless the actor may answer a partner about somebody of their own city."""
    check(ANSWER)


def check_is(scope: Scope) -> None:
    """Raise unless a job of this kind acts: no person writes fingerprints or compares them."""
    if current_actor().scope is not scope:
        raise NotAllowed("access.denied", permission=f"matching as {scope}")
