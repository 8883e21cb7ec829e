"""Who may keep accounts."""

from uuid import UUID

from lgnet.lib.access import check
from lgnet.lib.actor import Scope, current_actor
from lgnet.lib.errors import NotAllowed

MAINTAIN = "security.maintain"
USE_OWN = "security.use_own"


def check_can_maintain() -> None:
    """May make accounts and say who works where, in which role and since when."""
    check(MAINTAIN)


def check_can_give_place(municipality_id: str | None) -> None:
    """May say who works there: who keeps a city's accounts in that city only, never in the network."""
    actor = current_actor()
    if actor.scope is Scope.CITY and actor.municipality_id != municipality_id:
        raise NotAllowed("access.denied", permission=MAINTAIN)


def check_can_set_password(user_id: UUID) -> None:
    """May set this password: everybody their own, who keeps accounts anybody's."""
    if current_actor().user_id != user_id:
        check(MAINTAIN)


def check_can_use_own() -> None:
    """May prove who they are and keep their own way in: everybody, for nobody but themselves."""
    check(USE_OWN)
