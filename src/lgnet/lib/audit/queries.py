"""Reads of the audit: who looked at a person's file. Reading it is itself no secret."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from lgnet.lib.actor import current_actor
from lgnet.lib.audit.chain import chain_of
from lgnet.lib.audit.models import AuditEvent

LOOKED_BACK = 500
_SEEN = """SELECT count(*), count(DISTINCT user_id),
       (array_agg(at ORDER BY id DESC))[1], (array_agg(user_id ORDER BY id DESC))[1]
FROM audit_auditevent
WHERE chain = %s AND subject_id = %s AND right(action, 5) = '_read'
"""
_READINGS = """WITH acts AS (
    SELECT user_id, role, subject_id, action, date_trunc('hour', recorded_at) AS hour,
        extract(hour FROM recorded_at AT TIME ZONE %(zone)s) AS o_clock
    FROM audit_auditevent
    WHERE chain = %(chain)s AND recorded_at >= %(since)s AND recorded_at < %(until)s
        AND user_id IS NOT NULL AND action = ANY(%(opened)s::text[] || %(searched)s::text[])
), hours AS (
    SELECT user_id, count(*) AS many FROM acts WHERE action = ANY(%(searched)s)
    GROUP BY user_id, hour
)
SELECT user_id, max(role), count(DISTINCT subject_id) FILTER (WHERE action = ANY(%(opened)s)),
    count(DISTINCT subject_id) FILTER (WHERE action = ANY(%(opened)s)
        AND (o_clock < %(from)s OR o_clock >= %(to)s)),
    coalesce((SELECT max(many) FROM hours WHERE hours.user_id = acts.user_id), 0)
FROM acts GROUP BY user_id ORDER BY user_id
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One act about a person: who, when, what."""

    at: datetime
    user_id: UUID | None
    role: str
    action: str
    fields: tuple[str, ...]
    seq: int

    @property
    def is_read(self) -> bool:
        """Tell whether it was a consultation and changed nothing."""
        return self.action.endswith("_read")


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a person's file was consulted, by how many, and the last time."""

    reads: int
    people: int
    last_at: datetime | None = None
    last_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How much somebody read in a time: distinct people opened, at night too; searches in one hour."""

    user_id: UUID
    role: str
    opened: int
    opened_at_night: int
    searches: int


def readings(
    *,
    since: datetime,
    until: datetime,
    opened: Sequence[str],
    searched: Sequence[str],
    day: tuple[int, int],
    zone: str,
) -> list[Reading]:
    """Return what each user of the actor's municipality read in a time, in one statement.

    Parameters
    ----------
    opened, searched
        Names of the reads that open one person, and of those that search.
    day
        First hour of the working day, and the hour it ends, in the time zone.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _READINGS,
            {
                "chain": chain_of(current_actor()),
                "since": since,
                "until": until,
                "opened": list(opened),
                "searched": list(searched),
                "from": day[0],
                "to": day[1],
                "zone": zone,
            },
        )
        return [Reading(*row) for row in cursor.fetchall()]


def seen(*, subject_id: UUID) -> Seen:
    """Count the consultations of a person's file in the actor's municipality."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [chain_of(current_actor()), subject_id])
        return Seen(*cursor.fetchone())


def looks_at(
    *, subject_ids: Collection[UUID], limit: int = LOOKED_BACK, before_seq: int | None = None
) -> Sequence[Look]:
    """Return the latest acts about some subjects in the actor's municipality, newest first."""
    rows = AuditEvent.objects.filter(chain=chain_of(current_actor()), subject_id__in=subject_ids)
    if before_seq is not None:
        rows = rows.filter(seq__lt=before_seq)
    found = rows.order_by("-id").values_list("at", "user_id", "role", "action", "fields", "seq")
    return [Look(a, u, r, c, tuple(f), s) for a, u, r, c, f, s in found[:limit]]


def sightings(
    *,
    subject_ids: Collection[UUID],
    actions: Sequence[str],
    since: datetime,
    limit: int = LOOKED_BACK,
) -> Sequence[Look]:
    """Return the lists and searches of the actor's municipality that showed any of some subjects.

    The newest first.

    Parameters
    ----------
    actions
        Names of the reads that show many people at once.
    since
        How far back: these reads are many, and whom they showed is no column of its own.
    """
    rows = AuditEvent.objects.filter(
        chain=chain_of(current_actor()),
        action__in=actions,
        recorded_at__gte=since,
        ids__has_any_keys=[str(one) for one in subject_ids],
    )
    found = rows.order_by("-id").values_list("at", "user_id", "role", "action", "fields", "seq")
    return [Look(a, u, r, c, tuple(f), s) for a, u, r, c, f, s in found[:limit]]
