"""Reaching a state through the operations."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from lgnet.domain.response import operations
from lgnet.domain.response.enums import Channel
from lgnet.domain.response.models import Report, Shift, Visit
from lgnet.domain.security.enums import Role
from tests.builders import FIRENZE, acting

EVENING = datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
CENTRE = (43.7764, 11.2480)


def receive(**given: Any) -> Report:
    values: dict[str, Any] = {
        "at": EVENING,
        "channel": Channel.PHONE,
        "what": "Donna sola sotto il portico.",
        "place": "Novoli, portico",
        "signs": ["PREGNANT"],
        "latitude": CENTRE[0],
        "longitude": CENTRE[1],
    }
    return operations.receive_report(**{**values, **given})


def assess(report: Report, priority: str | None = None, **given: Any) -> Report:
    chosen = priority or report.urgency
    return operations.confirm_triage(report_id=report.pk, priority=chosen, at=EVENING, **given)


def shift(name: str = "Unità 1", *, hours: int = 4, members: tuple[UUID, ...] = ()) -> Shift:
    team = operations.form_team(name=name, languages=["ti", "ar"], skills=["NURSE"])
    return operations.plan_shift(
        team_id=team.pk,
        starts_at=EVENING,
        ends_at=EVENING + timedelta(hours=hours),
        at=EVENING,
        members=members,
    )


def planned(**given: Any) -> Visit:
    report = assess(receive(**given))
    return operations.assign(report_id=report.pk, shift_id=shift(report.code).pk, at=EVENING)


def visiting(city: str = FIRENZE) -> Any:
    return acting(Role.TEAM_MEMBER, city)
