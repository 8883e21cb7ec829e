"""Who an actor is, from a user's membership of today."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q

from lgnet.domain.security import access
from lgnet.domain.security.enums import NETWORK_ROLES
from lgnet.domain.security.models import (
    ExternalIdentity,
    KnownDevice,
    Membership,
    RecoveryCode,
    SecondFactor,
    SignIn,
    User,
)
from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS, sees_persons
from lgnet.domain.security.sealing import digest
from lgnet.lib.actor import Actor, Scope, act_as, current_actor, current_municipality
from lgnet.lib.ids import new_id
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


def door_actor(user: User | None, *, on: date) -> Actor:
    """Return the system at the door, while somebody proves to be this user; of nobody for None.

    It asks the same of the database whether the account exists or not. Must run inside a
    transaction, as :func:`actor_for`.
    """
    known = actor_for(user or User(id=new_id()), on=on)
    if user is None or known is None:
        return Actor(Scope.SYSTEM, role="DOOR", permissions=frozenset({"security.use_own"}))
    return Actor(
        Scope.SYSTEM,
        known.municipality_id,
        user.pk,
        known.role,
        frozenset({"security.use_own"}),
    )


def must_have_second_factor(role: str) -> bool:
    """Tell whether a role comes in with a second factor only (``LGNET_SECOND_FACTOR``)."""
    asked = settings.LGNET_SECOND_FACTOR
    return asked == "everybody" or (asked == "persons" and sees_persons(role))


def own_factors(*, locked: bool = False) -> list[SecondFactor]:
    """Return the actor's apps and passkeys, the oldest first.

    ``locked``, nobody else proves anything with them until the transaction ends: who tries many
    codes at once is counted one by one.
    """
    rows = SecondFactor.objects.filter(user_id=current_actor().user_id).order_by("made_at", "id")
    return list(rows.select_for_update() if locked else rows)


def count_recovery_codes() -> int:
    """Return how many of the actor's paper codes are left."""
    return RecoveryCode.objects.filter(user_id=current_actor().user_id, used_at=None).count()


def own_device(token: str) -> UUID | None:
    """Return the actor's known browser of this token."""
    found = KnownDevice.objects.filter(
        user_id=current_actor().user_id or new_id(), digest=digest("device", token)
    ).first()
    return found.pk if found else None


def own_devices() -> list[KnownDevice]:
    """Return the actor's known browsers, the latest first."""
    return list(
        KnownDevice.objects.filter(user_id=current_actor().user_id).order_by("-seen_at", "id")
    )


def own_sign_ins(*, at: datetime) -> list[SignIn]:
    """Return the actor's sessions that live, the latest first."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = SignIn.objects.filter(user_id=current_actor().user_id, session_key__in=alive)
    return list(rows.order_by("-at", "id"))


def user_by_passkey(credential_id: bytes) -> User | None:
    """Return whose passkey this is; asked by the system at the door."""
    found = SecondFactor.objects.filter(credential_id=credential_id).select_related("user").first()
    return found.user if found else None


def user_by_identity(*, issuer: str, subject: str, email: str) -> User | None:
    """Return whom the provider vouches for: the one linked to this subject, or else the one whose
    city gave this verified e-mail and who is linked to nobody yet. Asked by the system at the door.
    """
    rows = ExternalIdentity.objects.select_related("user")
    found = rows.filter(issuer=issuer, subject=subject).first()
    if found is None and email:
        found = rows.filter(email=email.lower(), subject="").first()
    return found.user if found else None


def list_kept_accounts(*, on: date) -> list[tuple[User, list[Membership]]]:
    """Return who works in the actor's own place on a day, closed accounts too, by name."""
    held = Membership.objects.filter(
        municipality_id=current_actor().municipality_id, from_on__lte=on
    ).exclude(to_on__lte=on)
    by_user: dict[UUID, list[Membership]] = {}
    for membership in held.order_by("from_on", "id"):
        by_user.setdefault(membership.user_id, []).append(membership)
    users = User.objects.filter(pk__in=by_user).order_by("display_name", "id")
    return [(user, by_user[user.pk]) for user in users]


def with_second_factor(user_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these colleagues have a second factor; asked by who keeps their accounts."""
    access.check_can_maintain()
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        rows = SecondFactor.objects.filter(user_id__in=list(user_ids)).order_by()
        return set(rows.values_list("user_id", flat=True))


def identity_of(user_id: UUID) -> ExternalIdentity | None:
    """Return under which e-mail a colleague is known to the provider; asked by who keeps accounts."""
    access.check_can_maintain()
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        return ExternalIdentity.objects.filter(user_id=user_id).first()
