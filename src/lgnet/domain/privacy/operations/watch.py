"""What stands out in who reads what: found by a job, judged by a person."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import get_current_timezone

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.privacy import access
from lgnet.domain.privacy.enums import AnomalyKind, NoticeKind
from lgnet.domain.privacy.models import MOST_MINUTES, Anomaly, PrivacySettings
from lgnet.domain.privacy.operations.common import somebody, tell
from lgnet.domain.privacy.queries import settings_now
from lgnet.domain.security.enums import Role
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.audit.queries import Reading, readings
from lgnet.lib.errors import Invalid, NotFound

OPENED = ("people.person_read", "cases.case_read")
SEARCHED = ("people.search_read",)
RANGES = {
    "emergency_minutes": (5, MOST_MINUTES),
    "opened_at_least": (1, 1000),
    "opened_per_case": (1, 20),
    "day_from": (0, 23),
    "day_to": (1, 24),
    "night_opened": (0, 1000),
    "searches_an_hour": (1, 1000),
}


@operation
def save_settings(*, at: datetime, **limits: int) -> PrivacySettings:
    """Set the municipality's limits.

    Raises
    ------
    Invalid
        ``privacy.limit``: with the ``field``; ``privacy.day_hours``: the day ends before it begins.
    """
    access.check_can_configure()
    row = settings_now()
    for name, value in limits.items():
        low, high = RANGES[name]
        if not low <= value <= high:
            raise Invalid("privacy.limit", field=name, low=low, high=high)
        setattr(row, name, value)
    if row.day_to <= row.day_from:
        raise Invalid("privacy.day_hours", field="day_to")
    row.changed_at, row.changed_by = at, somebody()
    row.save()
    audit.record("privacy.settings_saved", row, at=at, fields=sorted(limits))
    return row


@operation
def note_anomalies(*, on: date, at: datetime) -> list[Anomaly]:
    """Compare what everybody read on a day with their work and the city's limits.

    Safe to run again: a day of somebody stands once for each kind. The manager is told of new ones.
    """
    access.check_can_review()
    limits, zone = settings_now(), get_current_timezone()
    start = datetime.combine(on, time.min, zone)
    found = readings(
        since=start,
        until=start + timedelta(days=1),
        opened=OPENED,
        searched=SEARCHED,
        day=(limits.day_from, limits.day_to),
        zone=str(zone),
    )
    followed = dict(
        CaseFile.objects.filter(case_worker__isnull=False)
        .exclude(state="CLOSED")
        .order_by()
        .values_list("case_worker")
        .annotate(many=Count("id"))
    )
    known = set(Anomaly.objects.filter(on=on).values_list("user_id", "kind"))
    made = [
        Anomaly(
            user_id=one.user_id,
            role=one.role,
            kind=kind,
            on=on,
            counted=counted,
            allowed=allowed,
            found_at=at,
        )
        for one in found
        for kind, counted, allowed in _measures(one, followed.get(one.user_id, 0), limits)
        if counted > allowed and (one.user_id, kind) not in known
    ]
    Anomaly.objects.bulk_create(made)
    if made:
        audit.record("privacy.anomalies_found", at=at, ids=[row.pk for row in made])
        tell(NoticeKind.ANOMALY, at=at, role=Role.CITY_MANAGER, object_id=made[0].pk)
    return made


def _measures(
    one: Reading, followed: int, limits: PrivacySettings
) -> tuple[tuple[AnomalyKind, int, int], ...]:
    explained = max(limits.opened_at_least, limits.opened_per_case * followed)
    return (
        (AnomalyKind.CASELOAD, one.opened, explained),
        (AnomalyKind.NIGHT, one.opened_at_night, limits.night_opened),
        (AnomalyKind.SEARCHES, one.searches, limits.searches_an_hour),
    )


@operation
def see_anomaly(*, anomaly_id: UUID, at: datetime) -> None:
    """Say that somebody asked the colleague, or needs not.

    Raises
    ------
    NotFound
        Absent, seen before, or about the actor: nobody clears their own.
    """
    access.check_can_review()
    me = somebody()
    rows = Anomaly.objects.filter(pk=anomaly_id, seen_at=None).exclude(user_id=me)
    row = rows.first()
    if row is None:
        raise NotFound("privacy.no_such_anomaly")
    row.seen_at, row.seen_by = at, me
    row.save(update_fields=["seen_at", "seen_by"])
    audit.record("privacy.anomaly_seen", row, at=at)
