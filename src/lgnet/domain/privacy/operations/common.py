"""What the writes of privacy share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lgnet.domain.people.values import note as clean_note
from lgnet.domain.privacy.models import Notice
from lgnet.domain.privacy.queries import colleagues
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, Refused

SHORTEST = 15


def choice(value: str, choices: Any, *, field: str) -> str:
    """Return a value that is one of the choices, or raise :class:`Invalid`."""
    if value not in choices.values:
        raise Invalid("privacy.not_a_choice", field=field)
    return str(value)


def reason_told(text: str, *, field: str = "reason") -> str:
    """Return a reason somebody else can judge, or raise ``privacy.reason_short``."""
    told = clean_note(text, field=field) or ""
    if len(told) < SHORTEST:
        raise Invalid("privacy.reason_short", field=field, least=SHORTEST)
    return told


def somebody() -> UUID:
    """Return the user who acts: neither a job nor the system answers for this."""
    user_id = current_actor().user_id
    if user_id is None:
        raise Refused("privacy.by_nobody")
    return user_id


def known_colleagues(user_ids: Sequence[UUID], *, on: date) -> list[UUID]:
    """Return users who work in this municipality on a day, or raise ``privacy.no_such_colleague``."""
    known = {user.pk for user in colleagues(on=on)}
    if not set(user_ids) <= known:
        raise Invalid("privacy.no_such_colleague", field="named")
    return list(dict.fromkeys(user_ids))


def tell(
    kind: str,
    *,
    at: datetime,
    users: Sequence[UUID | None] = (),
    role: str = "",
    object_id: UUID | None = None,
    person_id: UUID | None = None,
    about_user: UUID | None = None,
) -> None:
    """Leave a notice on Oggi, in this transaction: it is there if and only if the act is."""
    receivers: list[dict[str, Any]] = [{"to_user": user} for user in dict.fromkeys(users) if user]
    if role:
        receivers.append({"to_role": role})
    Notice.objects.bulk_create(
        [
            Notice(
                kind=kind,
                object_id=object_id,
                person_id=person_id,
                about_user=about_user,
                created_at=at,
                **receiver,
            )
            for receiver in receivers
        ]
    )
