"""The record of who did and saw what: append-only, chained per municipality, in the same transaction.

Events hold ids and field names, never values. They are buffered in the actor's frame and written
once before the commit, so a chain is locked for milliseconds; if they cannot be written, nothing
is committed (fail closed).

Source: Garante 27 Nov 2008 (administrators) and 4 Jun 2015 (every access, also mere consultation).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from lgnet.lib.actor import current_frame

__all__ = ["record"]


def record(
    action: str,
    thing: Any = None,
    *,
    at: datetime | None = None,
    fields: Sequence[str] = (),
    subject: Any = None,
    purpose: str = "",
    ids: Sequence[Any] = (),
) -> None:
    """Note one act of the current actor; written with the transaction it belongs to.

    Parameters
    ----------
    action
        ``package.verb``; reads end in ``_read``.
    thing
        The object acted upon (its label and key are kept).
    at
        When, if not now; clocks of the event and of the record are both kept.
    fields
        Names of the fields shown or changed; never values.
    subject
        The person whose file this is, when it is one person.
    ids
        Keys of further objects, e.g. the rows of a list that was shown.
    """
    frame = current_frame()
    frame.events.append(
        {
            "user_id": frame.actor.user_id,
            "role": frame.actor.role,
            "at": at or datetime.now(UTC),
            "action": action,
            "object_type": thing._meta.label if thing is not None else "",
            "object_id": str(thing.pk) if thing is not None else "",
            "subject_id": getattr(subject, "pk", subject),
            "fields": list(fields),
            "purpose": purpose,
            "ids": [str(key) for key in ids],
        }
    )
