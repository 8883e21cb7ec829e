"""Accounts of the demonstration: everybody has one, a few have a password made for this folder."""

import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from anyascii import anyascii

from lgnet.domain.network.queries import organisations_of
from lgnet.domain.security import operations as security
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import find_user, system_actor
from lgnet.flows.demo.cities import BOLOGNA, FIRENZE, City
from lgnet.flows.demo.facilities import bodies_of
from lgnet.flows.demo.staff import StaffDraft
from lgnet.lib.actor import act_as

JOB = "demo"
CITY_ROLES = (
    Role.CASE_WORKER,
    Role.HOUSING_COORDINATOR,
    Role.TEAM_MEMBER,
    Role.CITY_MANAGER,
)
NETWORK_STAFF = (
    (Role.NETWORK_COORDINATOR, "coordinamento.rete", "Livia Sarti"),
    (Role.NETWORK_OBSERVER, "osservatorio.rete", "Ettore Galli"),
)


@dataclass(frozen=True, slots=True)
class Login:
    """A name and password to sign in with; `role` is unique, the city named beside the second."""

    role: str
    username: str
    password: str


def username_of(who: StaffDraft, city: City) -> str:
    """Return the user name of an invented operator, such as ``marta.ferri.fi``."""
    plain = anyascii(f"{who.given}.{who.family}.{city.code}").lower()
    return re.sub(r"[^a-z.]", "", plain.replace(" ", ""))[:60]


def who_signs_in(city: City, role: str) -> str | None:
    """Return under which name a role of a city is listed among the logins, if it is."""
    if city == FIRENZE and role in CITY_ROLES:
        return str(role)
    if city == BOLOGNA and role == Role.CASE_WORKER:
        return f"{role}_BOLOGNA"
    return None


def employers_of(city: City) -> dict[str | None, UUID]:
    """Return who employs people in a city, by the draft's key; None is the Comune."""
    known = organisations_of(istat_code=city.istat)
    return {None: known[f"Comune di {city.name}"]} | {
        draft.key: known[draft.name] for draft in bodies_of(city)
    }


def make_city_users(
    city: City, staff: list[StaffDraft], logins: "Logins", *, since: date, at: datetime
) -> dict[str, str]:
    """Make everybody's account and membership, as the job for this city; return ids by key."""
    employers = employers_of(city)
    users: dict[str, str] = {}
    listed: set[str] = set()
    for who in staff:
        username = username_of(who, city)
        user = security.create_user(
            username=username, display_name=f"{who.given} {who.family}", at=at
        )
        security.grant_membership(
            user_id=user.pk,
            role=who.role,
            municipality_id=city.istat,
            organisation_id=employers[who.body_key],
            from_on=since,
            at=at,
        )
        name = who_signs_in(city, who.role)
        if name is not None and name not in listed:
            listed.add(name)
            password = logins.password_of(name, username)
            security.set_password(user_id=user.pk, password=password, at=at)
        users[who.key] = str(user.pk)
    return users


def make_network_users(logins: "Logins", *, since: date, at: datetime) -> None:
    """Make the accounts of the coordination, once."""
    with act_as(system_actor(municipality_id=None, job=JOB)):
        for role, username, name in NETWORK_STAFF:
            if find_user(username=username) is not None:
                continue
            user = security.create_user(username=username, display_name=name, at=at)
            security.grant_membership(user_id=user.pk, role=role, from_on=since, at=at)
            password = logins.password_of(role, username)
            security.set_password(user_id=user.pk, password=password, at=at)


class Logins:
    """The passwords of a data folder: random, in a file only its owner reads."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def password_of(self, role: str, username: str) -> str:
        """Return the password of a login, made and kept before the account has it."""
        known = {login.role: login for login in self.all()}
        if role not in known or known[role].username != username:
            known[role] = Login(role, username, secrets.token_urlsafe(12))
            self._write(list(known.values()))
        return known[role].password

    def all(self) -> list[Login]:
        """Return every login, in the order of the roles."""
        try:
            told = json.loads(self._file.read_text())
        except FileNotFoundError:
            return []
        return sorted((Login(**entry) for entry in told), key=_place)

    def _write(self, logins: list[Login]) -> None:
        plain = [
            {"role": login.role, "username": login.username, "password": login.password}
            for login in logins
        ]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(".part")
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as stream:
            json.dump(plain, stream, indent=1)
        part.replace(self._file)


def _place(login: Login) -> tuple[int, str]:
    order = [str(role) for role in Role]
    return (order.index(login.role) if login.role in order else len(order), login.role)
