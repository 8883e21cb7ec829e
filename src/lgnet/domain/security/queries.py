"""Who an actor is, from a user's membership of today."""

from datetime import date

from django.db import connection

from lgnet.domain.security.enums import NETWORK_ROLES
from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS
from lgnet.lib.actor import Actor, Scope


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
    today = Membership.objects.filter(user=user, from_on__lte=on).exclude(to_on__lte=on)
    membership = today.order_by("from_on", "id").first()
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
