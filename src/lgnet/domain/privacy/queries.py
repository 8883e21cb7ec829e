"""Reads of privacy: who may see whom, what waits for a judgement, the city's own limits."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from lgnet.domain.people.models import Erasure, RetentionHold
from lgnet.domain.privacy import access
from lgnet.domain.privacy.models import (
    Anomaly,
    BreakGlass,
    NamedReader,
    Notice,
    PrivacySettings,
    RetentionDue,
    RetentionTerm,
    Seclusion,
)
from lgnet.domain.security.models import Membership, User
from lgnet.lib.actor import current_actor, current_municipality
from lgnet.lib.errors import NotFound
from lgnet.lib.reads import Read

MOST = 100
_MARKS = """SELECT EXISTS (
    SELECT FROM privacy_seclusion WHERE person_id = %(person)s AND ended_at IS NULL
), EXISTS (
    SELECT FROM people_retentionhold
    WHERE person_id = %(person)s AND reason = 'LIMIT' AND ended_at IS NULL
)
"""

_SECLUSION = Read[Seclusion](
    lambda person_id: Seclusion.objects.filter(person_id=person_id, ended_at=None)
)
_EMERGENCY = Read[BreakGlass](
    lambda user_id, at: (
        BreakGlass.objects.filter(user_id=user_id, closed_at=None, until__gt=at)
        .defer("reason", "review_note")
        .order_by("until", "id")
    )
)


def colleagues(*, on: date) -> list[User]:
    """Return who works in the current municipality on a day, by name."""
    held = Membership.objects.filter(
        municipality_id=current_municipality(), from_on__lte=on
    ).exclude(to_on__lte=on)
    rows = User.objects.filter(memberships__in=held, is_active=True).distinct()
    return list(rows.order_by("display_name", "id"))


def seclusion_of(*, person_id: UUID) -> Seclusion | None:
    """Return why a person this actor sees is hidden from others, if they are."""
    return _SECLUSION.first(person_id=person_id)


def marks_of(*, person_id: UUID) -> tuple[bool, bool]:
    """Tell whether a person is secluded, and whether their data may not be changed."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, {"person": person_id})
        secluded, frozen = cursor.fetchone()
    return secluded, frozen


def readers_of(*, person_id: UUID) -> list[NamedReader]:
    """Return the colleagues named on a secluded person."""
    rows = NamedReader.objects.filter(person_id=person_id, ended_at=None)
    return list(rows.order_by("from_at", "id"))


def my_emergencies(*, at: datetime) -> list[BreakGlass]:
    """Return the files the actor holds open in an emergency now."""
    user_id = current_actor().user_id
    return _EMERGENCY(user_id=user_id, at=at) if user_id else []


def list_emergencies(*, limit: int = MOST) -> list[BreakGlass]:
    """Return the emergencies of the city: those nobody judged first, then the latest."""
    access.check_can_review()
    rows = BreakGlass.objects.order_by("-reviewed_at", "-opened_at", "-id")
    return list(rows[:limit])


def get_emergency(*, emergency_id: UUID) -> BreakGlass:
    """Return an emergency with its reason, or raise :class:`NotFound`."""
    access.check_can_review()
    row = BreakGlass.objects.filter(pk=emergency_id).first()
    if row is None:
        raise NotFound("privacy.no_such_emergency")
    return row


def count_unjudged() -> int:
    """Return how many emergencies wait for a judgement."""
    access.check_can_review()
    return BreakGlass.objects.filter(reviewed_at=None).count()


def my_notices() -> QuerySet[Notice]:
    """Return what the actor, or everybody in their role, has not seen yet."""
    actor = current_actor()
    mine = Q(to_user=actor.user_id) if actor.user_id else Q(pk=None)
    return Notice.objects.filter(mine | Q(to_role=actor.role), seen_at=None).order_by(
        "created_at", "id"
    )


def settings_now() -> PrivacySettings:
    """Return the municipality's limits, or those every municipality begins with."""
    row = PrivacySettings.objects.first()
    return row or PrivacySettings(municipality_id=current_municipality(), changed_at=timezone.now())


def terms_in_force() -> list[RetentionTerm]:
    """Return the municipality's terms of retention."""
    return list(RetentionTerm.objects.filter(to_on=None).order_by("kind", "id"))


def terms_before() -> list[RetentionTerm]:
    """Return the terms that held before, the latest first."""
    rows = RetentionTerm.objects.exclude(to_on=None)
    return list(rows.order_by("-to_on", "-id")[:MOST])


def list_due(*, limit: int = MOST) -> list[RetentionDue]:
    """Return the people whose term is over and of whom nobody said anything yet."""
    rows = RetentionDue.objects.filter(answer="").select_related("term")
    return list(rows.order_by("due_on", "id")[:limit])


def list_erasures(*, proposed: bool, limit: int = MOST) -> list[Erasure]:
    """Return proposals to erase: those that wait, or those decided, the latest first."""
    rows = Erasure.objects.select_related("person")
    if proposed:
        return list(rows.filter(state="PROPOSED").order_by("proposed_at", "id")[:limit])
    return list(rows.exclude(state="PROPOSED").order_by("-decided_at", "-id")[:limit])


def list_holds(*, limit: int = MOST) -> list[RetentionHold]:
    """Return the holds that stand, the oldest first."""
    rows = RetentionHold.objects.filter(ended_at=None)
    return list(rows.order_by("from_at", "id")[:limit])


def holds_of(*, person_id: UUID) -> list[RetentionHold]:
    """Return the holds on a person that stand."""
    rows = RetentionHold.objects.filter(person_id=person_id, ended_at=None)
    return list(rows.order_by("from_at", "id"))


def erasure_of(*, person_id: UUID) -> Erasure | None:
    """Return the proposal to erase a person that waits for a decision, if there is one."""
    return Erasure.objects.filter(person_id=person_id, state="PROPOSED").first()


def erasures_of(*, person_id: UUID) -> list[Erasure]:
    """Return every proposal to erase a person, the latest first."""
    return list(Erasure.objects.filter(person_id=person_id).order_by("-proposed_at", "-id"))


def emergencies_about(*, person_id: UUID) -> list[BreakGlass]:
    """Return the emergencies in which a person's file was opened, the latest first."""
    rows = BreakGlass.objects.filter(person_id=person_id)
    return list(rows.order_by("-opened_at", "-id"))


def list_anomalies(*, limit: int = MOST) -> list[Anomaly]:
    """Return the days on which somebody's reading stood out, unseen ones first."""
    access.check_can_review()
    return list(Anomaly.objects.order_by("-seen_at", "-on", "user_id", "kind")[:limit])
