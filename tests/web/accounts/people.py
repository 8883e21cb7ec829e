"""Somebody with a password and what a sign-in takes, for the tests of the way in."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.security import operations
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.queries import door_actor, system_actor
from lgnet.lib.actor import act_as
from tests.builders import FIRENZE, make_cities, make_user

PASSWORD = "quattro parole messe in fila"
HOME = "203.0.113.7"
ELSEWHERE = "198.51.100.9"


def somebody(role: str = Role.CASE_WORKER, city: str = FIRENZE, *, name: str = "") -> User:
    """Make a user with a role and a password."""
    make_cities()
    user = User.objects.get(pk=make_user(role, city))
    if name:
        with act_as(system_actor(municipality_id=city, job="test")):
            user = operations.create_user(username=name, display_name=name, at=timezone.now())
            operations.grant_membership(
                user_id=user.pk,
                role=role,
                municipality_id=city,
                from_on=timezone.localdate(),
                at=timezone.now(),
            )
    with act_as(system_actor(municipality_id=city, job="test")):
        operations.set_password(user_id=user.pk, password=PASSWORD, at=timezone.now())
    return User.objects.get(pk=user.pk)


def door(user: User) -> Any:
    """Act as the system at the door, while somebody proves to be this user."""
    return act_as(lambda: door_actor(user, on=timezone.localdate()))


def with_app(user: User, *, at: datetime | None = None) -> pyotp.TOTP:
    """Give somebody an authenticator app; the code of this half minute is used up by it."""
    app, now = pyotp.TOTP(pyotp.random_base32(32)), at or timezone.now()
    with door(user):
        operations.add_totp(secret=app.secret, code=app.at(now), name="telefono", at=now)
    return app


def browser(address: str = HOME, agent: str = "Mozilla/5.0 (X11; Linux) Firefox/130.0") -> Client:
    """Return a browser at an address."""
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)


def try_password(client: Client, name: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    """Send the sign-in form."""
    return client.post(reverse("login"), {"username": name, "password": password, **more})


def is_in(client: Client) -> bool:
    """Tell whether a browser is signed in: its own page opens."""
    return client.get(reverse("account:mine")).status_code == 200


def came_in(answer: HttpResponse) -> bool:
    """Tell whether an answer lets somebody in or on, rather than showing the form again."""
    return answer.status_code == 302 and urlsplit(answer.headers["Location"]).path != "/accesso/"


def query_of(answer: HttpResponse) -> dict[str, str]:
    """Return the query of where an answer leads."""
    found = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in found.items()}
