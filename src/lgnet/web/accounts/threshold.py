"""Where somebody stands while they prove who they are: nobody yet, and able to read what is theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser as User
from django.utils import timezone

from lgnet.domain.security.queries import door_actor, own_factors
from lgnet.lib.actor import act_as


@contextmanager
def at_the_door(user: User | None) -> Iterator[None]:
    """Act as the system at the door while somebody proves to be this user."""
    with act_as(door_actor(user, on=timezone.localdate())):
        yield


def factors_of(user: User) -> list[Any]:
    """Return the apps and passkeys of somebody at the door."""
    with at_the_door(user):
        return own_factors()
