"""Who an actor is, from a user's membership of today."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lgnet.domain.security.enums import NETWORK_ROLES
from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS
from lgnet.lib.actor import Actor, Scope, current_municipality
from lgnet.lib.reads import Read, among

_MEMBERSHIP = Read[Membership](
    lambda user_id, on: Membership.objects.filter(
        Q(to_on=None) | Q(to_on__gt=on), user=user_id, from_on__lte=on
    ).order_by("from_on", "id")
)
_USER = Read[User](lambda user_id: User.objects.filter(pk=user_id))
_NAMES = Read[tuple[UUID, str]](
    lambda ids: User.objects.filter(among("id", ids)).order_by().values_list("id", "display_name")
)


def public_actor(*, municipality_id: str | None = None) -> Actor:
    """Return anybody: may read public pages and send a report to one municipality."""
    return Actor(Scope.PUBLIC, municipality_id, role="PUBLIC", permissions=PUBLIC_PERMISSIONS)


def system_actor(*, municipality_id: str | None, job: str) -> Actor:
    """Return a job working for one municipality, with every permission and no user."""
    every = frozenset().union(*PERMISSIONS.values())
    return Actor(Scope.SYSTEM, municipality_id, role=job[:40], permissions=every)


def actor_for(user: User, *, on: date) -> Actor | None:
    """Return who a user is on a day, or None when no membership holds.

    Must run inside a transaction: the user's own membership is readable only after the database
    was told who asks.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lgnet.user', %s, true)", [str(user.pk)])
    membership = _MEMBERSHIP.first(user_id=user.pk, on=on)
    if membership is None:
        return None
    scope = Scope.NETWORK if membership.role in NETWORK_ROLES else Scope.CITY
    return Actor(
        scope,
        membership.municipality_id,
        user.pk,
        membership.role,
        PERMISSIONS[membership.role],
    )


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return operators' work names by id, in one statement; none when nobody is asked for."""
    wanted = {key for key in user_ids if key is not None}
    if not wanted:
        return {}
    return dict(_NAMES(ids=list(wanted)))


def list_colleagues(*, role: str, on: date) -> list[User]:
    """Return who holds a role in the current municipality on a day, by name."""
    held = Membership.objects.filter(
        role=role, municipality_id=current_municipality(), from_on__lte=on
    ).exclude(to_on__lte=on)
    return list(
        User.objects.filter(memberships__in=held, is_active=True).order_by("display_name", "id")
    )


def user_by_id(user_id: UUID) -> User | None:
    """Return an account by its id."""
    return _USER.first(user_id=user_id)


def find_user(*, username: str) -> User | None:
    """Return an account by its user name."""
    return User.objects.filter(username=username).first()
