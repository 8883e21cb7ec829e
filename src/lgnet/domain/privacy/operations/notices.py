"""Notices seen."""

from datetime import datetime
from uuid import UUID

from lgnet.domain.privacy import access
from lgnet.domain.privacy.queries import my_notices
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import NotFound


@operation
def see_notice(*, notice_id: UUID, at: datetime) -> None:
    """Say that a notice was seen; one to a role is seen for all who hold it.

    Raises
    ------
    NotFound
        Absent, somebody else's, or seen before.
    """
    access.check_can_read_notices()
    row = my_notices().filter(pk=notice_id).first()
    if row is None:
        raise NotFound("privacy.no_such_notice")
    row.seen_at, row.seen_by = at, current_actor().user_id
    row.save(update_fields=["seen_at", "seen_by"])
    audit.record("privacy.notice_seen", row, at=at)
