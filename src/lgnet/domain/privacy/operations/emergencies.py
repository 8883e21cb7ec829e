"""A hidden file opened in an emergency: with a reason, for a while, and everybody told."""

from datetime import datetime, timedelta
from uuid import UUID

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people.access import check_can_decide_erasure
from lgnet.domain.privacy import access, queries
from lgnet.domain.privacy.enums import EmergencyGround, EmergencyOutcome, NoticeKind
from lgnet.domain.privacy.models import BreakGlass, NamedReader
from lgnet.domain.privacy.operations.common import choice, reason_told, somebody, tell
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.lib import audit
from lgnet.lib.actor import (
    act_as,
    current_actor,
    current_municipality,
    look_again,
    operation,
)
from lgnet.lib.errors import NotFound, Refused
from lgnet.lib.vault.keys import destroy_key, new_key


@operation
def open_emergency(*, code: str, ground: str, reason: str, at: datetime) -> BreakGlass | None:
    """Open the hidden file with this code for the minutes the municipality allows.

    Who follows the case, who is named on it and the city's manager are told in the same
    transaction; the database closes the file again by itself. None when no hidden file has the
    code: that somebody tried is written down.

    Raises
    ------
    Refused
        ``privacy.not_hidden``: the actor sees the file anyway.
    """
    access.check_can_break_glass()
    choice(ground, EmergencyGround, field="ground")
    told, me = reason_told(reason), somebody()
    wanted = code.strip().upper()
    if CaseFile.objects.filter(code=wanted).exists():
        raise Refused("privacy.not_hidden")
    found = _hidden_case(wanted)
    if found is None:
        audit.record("privacy.emergency_missed", at=at, fields=[ground])
        return None
    case_id, person_id, worker, named = found
    minutes = queries.settings_now().emergency_minutes
    row = BreakGlass.objects.create(
        person_id=person_id,
        vault_key=new_key(),
        user_id=me,
        role=current_actor().role,
        ground=ground,
        reason=told,
        opened_at=at,
        until=at + timedelta(minutes=minutes),
    )
    audit.record(
        "privacy.emergency_opened",
        row,
        at=at,
        subject=person_id,
        fields=[ground, f"{minutes} min"],
        ids=[case_id],
    )
    tell(
        NoticeKind.EMERGENCY,
        at=at,
        users=[worker, *named],
        role=Role.CITY_MANAGER,
        object_id=row.pk,
        person_id=person_id,
        about_user=me,
    )
    look_again()
    return row


@operation
def forget_emergencies(*, person_id: UUID) -> None:
    """Destroy the reasons written about somebody erased; that and when stays."""
    check_can_decide_erasure()
    for key_id in BreakGlass.objects.filter(person_id=person_id).values_list(
        "vault_key", flat=True
    ):
        destroy_key(key_id)


def _hidden_case(code: str) -> tuple[UUID, UUID, UUID | None, list[UUID]] | None:
    """Return case, person, who follows it and who is named, looked up by the system."""
    with act_as(system_actor(municipality_id=current_municipality(), job="emergency")):
        case = CaseFile.objects.filter(code=code).defer("summary").first()
        if case is None:
            return None
        readers = NamedReader.objects.filter(person_id=case.person_id, ended_at=None)
        named = list(readers.order_by("from_at").values_list("user_id", flat=True))
        return case.pk, case.person_id, case.case_worker, named


@operation
def close_emergency(*, emergency_id: UUID, at: datetime) -> None:
    """Give a file back before its time is over."""
    access.check_can_break_glass()
    rows = BreakGlass.objects.filter(pk=emergency_id, user_id=somebody(), closed_at=None)
    row = rows.first()
    if row is None:
        raise NotFound("privacy.no_such_emergency")
    rows.update(closed_at=at)
    audit.record("privacy.emergency_closed", row, at=at, subject=row.person_id)
    look_again()


@operation
def review_emergency(*, emergency_id: UUID, outcome: str, note: str, at: datetime) -> None:
    """Judge an emergency of somebody else, in words.

    Raises
    ------
    Refused
        ``privacy.own_emergency``, ``privacy.reviewed_already``.
    """
    access.check_can_review()
    choice(outcome, EmergencyOutcome, field="outcome")
    told, me = reason_told(note, field="note"), somebody()
    row = BreakGlass.objects.select_for_update(of=("self",)).filter(pk=emergency_id).first()
    if row is None:
        raise NotFound("privacy.no_such_emergency")
    if row.user_id == me:
        raise Refused("privacy.own_emergency")
    if row.reviewed_at is not None:
        raise Refused("privacy.reviewed_already")
    row.reviewed_at, row.reviewed_by, row.outcome, row.review_note = at, me, outcome, told
    row.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review_note"])
    audit.record("privacy.emergency_reviewed", row, at=at, subject=row.person_id, fields=[outcome])
