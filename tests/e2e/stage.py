"""Firenze before the curtain: accounts, facilities, a team on its shift, and six people housed.

Six, because the network never shows a figure below five.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.queries import list_facilities
from lgnet.domain.response import operations as response
from lgnet.domain.response.models import MobileTeam
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import actor_for, find_user, system_actor
from lgnet.flows.demo.cities import FIRENZE
from lgnet.flows.demo.play import network
from lgnet.flows.demo.play.accounts import Logins
from lgnet.flows.demo.play.pages import Page, pages_of
from lgnet.flows.demo.play.partners import meet
from lgnet.flows.emergency_to_housing import refer
from lgnet.jobs.grants import snapshot_everything
from lgnet.lib.actor import Actor, act_as

SCALE = 0.2
ALREADY_HOUSED = ("Amin", "Blessing", "Karim", "Fatou", "Idris", "Mariam")


@dataclass(frozen=True)
class Login:
    """What somebody types to come in."""

    username: str
    password: str


@dataclass(frozen=True)
class Stage:
    """Who can sign in, and the team on duty."""

    logins: dict[str, Login]
    team: str


def set_stage(folder: Path, *, at: datetime) -> Stage:
    """Make the network and one city in it by the operations a real one is made by."""
    logins = Logins(folder / "logins.json")
    local = timezone.localtime(at).replace(tzinfo=None, second=0, microsecond=0)
    network.begin(logins, now=local, scale=SCALE)
    known = {one.role: Login(one.username, one.password) for one in logins.all()}
    shift_id, team = _plan_tonight(known, at=at)
    _house(known, shift_id, at=at)
    snapshot_everything(at=at)
    return Stage(known, team)


def actor_of(logins: dict[str, Login], role: str, *, at: datetime) -> Actor:
    """Return a login as an actor, as a request of theirs would."""
    with act_as(system_actor(municipality_id=None, job="test")):
        actor = actor_for(find_user(username=logins[role].username), on=at.date())
    assert actor is not None
    return actor


def _plan_tonight(logins: dict[str, Login], *, at: datetime) -> tuple[UUID, str]:
    member = actor_of(logins, Role.TEAM_MEMBER, at=at)
    with act_as(actor_of(logins, Role.CASE_WORKER, at=at)):
        team = MobileTeam.objects.order_by("name").first()
        shift = response.plan_shift(
            team_id=team.pk,
            starts_at=at - timedelta(hours=2),
            ends_at=at + timedelta(hours=8),
            at=at - timedelta(hours=3),
            members=[member.user_id],
        )
        return shift.pk, team.name


def _house(logins: dict[str, Login], shift_id: UUID, *, at: datetime) -> None:
    """Meet six people, take them in charge and give each a place."""
    street = actor_of(logins, Role.TEAM_MEMBER, at=at)
    homes = actor_of(logins, Role.HOUSING_COORDINATOR, at=at)
    with act_as(homes):
        for card in list_facilities(at=at):
            housing.confirm_facility(facility_id=card.facility.pk, at=at)
    for alias in ALREADY_HOUSED:
        with act_as(street):
            met = response.new_contact(
                at=at - timedelta(hours=1),
                shift_id=shift_id,
                alias=alias,
                age_band="26-40",
                sex="F" if alias in {"Blessing", "Fatou", "Mariam"} else "M",
                place="Piazza Indipendenza",
            )
            sent = refer(
                at=at - timedelta(minutes=50),
                person_ids=[met.meeting.person_id],
                class_reason="Dorme all’aperto",
            )
        assert sent.request_id is not None
        with act_as(homes):
            run = housing.propose(request_id=sent.request_id, at=at)
            kept = housing.hold(
                request_id=sent.request_id,
                unit_id=UUID(run.options[0]["unit_id"]),
                from_on=timezone.localdate(at),
                at=at,
            )
            housing.accept(hold_id=kept.pk, run_id=run.pk, rank=1, at=at)


def play_a_year(folder: Path, *, at: datetime) -> tuple[dict[str, Login], list[Page]]:
    """Play a small year of one city; return who can sign in and the pages with real ids."""
    logins = Logins(folder / "logins.json")
    local = timezone.localtime(at).replace(tzinfo=None, second=0, microsecond=0)
    network.begin(logins, now=local, scale=SCALE)
    network.play(FIRENZE, logins, now=local, scale=SCALE, say=lambda _far: None)
    meet(now=local)
    network.publish(now=local)
    known = {one.role: Login(one.username, one.password) for one in logins.all()}
    return known, pages_of(logins.all(), at=at)
