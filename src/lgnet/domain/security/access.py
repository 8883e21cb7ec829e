"""Who may keep accounts."""

from uuid import UUID

from lgnet.lib.access import check
from lgnet.lib.actor import current_actor

MAINTAIN = "security.maintain"


def check_can_maintain() -> None:
    """May make accounts and say who works where, in which role and since when."""
    check(MAINTAIN)


def check_can_set_password(user_id: UUID) -> None:
    """May set this password: everybody their own, who keeps accounts anybody's."""
    if current_actor().user_id != user_id:
        check(MAINTAIN)
