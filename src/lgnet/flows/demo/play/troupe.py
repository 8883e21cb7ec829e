"""Who acts in a city: each person of the drafts as the actor of their role."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor
from lgnet.domain.security.roles import PERMISSIONS
from lgnet.flows.demo.cities import City
from lgnet.flows.demo.staff import StaffDraft, staff_of, teams_of
from lgnet.lib.actor import Actor, Scope


class Troupe:
    """The staff of a city with their accounts."""

    def __init__(self, city: City, *, seed: object, scale: float, users: dict[str, str]) -> None:
        self.city = city
        self.users = users
        self.staff = {who.key: who for who in staff_of(city, seed=seed, scale=scale)}
        self.teams = {team.key: team for team in teams_of(city, seed=seed, scale=scale)}
        self._actors: dict[str, Actor] = {}

    def actor(self, key: str | None) -> Actor:
        """Return a person of the staff as an actor; anybody when nobody is named."""
        if key is None:
            return public_actor(municipality_id=self.city.istat)
        if key not in self._actors:
            role = self.staff[key].role
            self._actors[key] = Actor(
                Scope.CITY, self.city.istat, UUID(self.users[key]), role, PERMISSIONS[role]
            )
        return self._actors[key]

    def first(self, role: Role) -> str:
        """Return the key of the first person in a role."""
        return next(who.key for who in self.staff.values() if who.role == role)

    def team_of(self, key: str) -> str:
        """Return the key of somebody's team."""
        return next(team.key for team in self.teams.values() if key in team.member_keys)

    def members_of(self, team_key: str) -> list[StaffDraft]:
        """Return who goes out with a team."""
        return [self.staff[key] for key in self.teams[team_key].member_keys]


def aware(at: datetime) -> datetime:
    """Return a local moment of the drafts with its time zone."""
    return timezone.make_aware(at)
