"""Writes of accounts: users, their passwords, their dated memberships."""

import re
import secrets
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from lgnet.domain.security import access
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.models import AccessCode, Membership, User
from lgnet.lib import audit
from lgnet.lib.actor import Actor, Scope, act_as, current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_SUFFIX = 4
_LANGUAGES = frozenset({"it", "en"})


@operation
def create_user(*, username: str, display_name: str, at: datetime, language: str = "it") -> User:
    """Make an account nobody can sign in to until a password is set.

    Raises
    ------
    Invalid
        ``security.bad_username``, ``security.no_display_name``, ``security.bad_language``.
    Refused
        ``security.username_not_free``: user names are of the whole installation; a free one is
        suggested, and nothing is said of who has this one.
    """
    access.check_can_maintain()
    if not _USERNAME.fullmatch(username):
        raise Invalid("security.bad_username", field="username")
    called = " ".join(display_name.split())
    if not called or len(called) > 80:
        raise Invalid("security.no_display_name", field="display_name")
    if language not in _LANGUAGES:
        raise Invalid("security.bad_language", field="language")
    if User.objects.filter(username=username).exists():
        # Of whom and where is not for the asker; a name of their own is one word away.
        raise Refused("security.username_not_free", suggestion=_free_name(username))
    user = User(username=username, display_name=called, language=language)
    user.set_unusable_password()
    user.save(force_insert=True)
    audit.record("security.user_created", user, at=at)
    return user


def _free_name(username: str) -> str:
    """Return the name with a drawn suffix: counting up would tell how many there are."""
    while True:
        name = f"{username[: 60 - _SUFFIX - 1]}.{secrets.token_hex(_SUFFIX // 2)}"
        if not User.objects.filter(username=name).exists():
            return name


def in_reach(user_id: UUID) -> bool:
    """Tell whether an account is the actor's own, or one this actor may keep.

    Who keeps a city's accounts keeps those that work in that city alone: the password of an
    account that works elsewhere too would open the other place.
    """
    actor = current_actor()
    if actor.user_id == user_id or actor.scope is not Scope.CITY:
        return True
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        elsewhere = Membership.objects.filter(user_id=user_id).exclude(
            municipality_id=actor.municipality_id, municipality_id__isnull=False
        )
        return not elsewhere.exists()


@operation
def set_password(*, user_id: UUID, password: str, at: datetime) -> None:
    """Set somebody's password; the password itself is written nowhere.

    Raises
    ------
    Invalid
        ``security.weak_password``.
    NotFound
        No such account.
    """
    access.check_can_set_password(user_id)
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not in_reach(user_id):
        raise NotFound("security.no_such_user")
    store_password(user, password)
    audit.record("security.password_set", user, at=at, fields=["password"])


@operation
def change_password(*, old: str, new: str, at: datetime) -> None:
    """Change one's own password; the caller ends one's other sessions.

    Raises
    ------
    Invalid
        ``security.wrong_password``; ``security.weak_password``.
    """
    access.check_can_use_own()
    user = User.objects.get(pk=current_actor().user_id)
    if not user.check_password(old):
        raise Invalid("security.wrong_password", field="old")
    store_password(user, new)
    audit.record("security.password_set", user, at=at, fields=["password"])


def store_password(user: User, password: str) -> None:
    """Keep the hash of a password that is long and not a common one; a code for another is void.

    Raises
    ------
    Invalid
        ``security.weak_password``.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid("security.weak_password", field="password") from error
    user.set_password(password)
    user.save(update_fields=["password"])
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        AccessCode.objects.filter(user_id=user.pk).delete()


@operation
def grant_membership(
    *,
    user_id: UUID,
    role: str,
    from_on: date,
    at: datetime,
    municipality_id: str | None = None,
    to_on: date | None = None,
    organisation_id: UUID | None = None,
) -> Membership:
    """Say that somebody works in a role from a day, in one Comune or in the network.

    Raises
    ------
    Invalid
        An unknown role; a city's role without a city or the reverse; dates out of order.
    NotFound
        No such account.
    """
    access.check_can_maintain()
    if role not in Role.values:
        raise Invalid("security.bad_role", field="role")
    if (role in NETWORK_ROLES) != (municipality_id is None):
        raise Invalid("security.role_needs_place", field="municipality")
    if to_on is not None and to_on <= from_on:
        raise Invalid("security.dates_out_of_order", field="to_on")
    access.check_can_give_place(municipality_id)
    if not User.objects.filter(pk=user_id).exists() or not in_reach(user_id):
        raise NotFound("security.no_such_user")
    membership = Membership.objects.create(
        user_id=user_id,
        municipality_id=municipality_id,
        organisation_id=organisation_id,
        role=role,
        from_on=from_on,
        to_on=to_on,
    )
    audit.record("security.membership_granted", membership, at=at, ids=[user_id])
    return membership


@operation
def change_role(*, user_id: UUID, role: str, on: date, at: datetime) -> Membership:
    """Have a colleague work in another role of the same place from a day on; dated, nothing lost.

    Raises
    ------
    Refused
        ``security.not_oneself``: nobody gives themselves a role.
    NotFound
        Nobody who works here.
    """
    access.check_can_maintain()
    actor = current_actor()
    if user_id == actor.user_id:
        raise Refused("security.not_oneself")
    if role not in Role.values or (role in NETWORK_ROLES) != (actor.municipality_id is None):
        raise Invalid("security.bad_role", field="role")
    held = Membership.objects.filter(
        user_id=user_id, municipality_id=actor.municipality_id, from_on__lte=on
    ).exclude(to_on__lte=on)
    rows = list(held.select_for_update().order_by("id"))
    if not rows or not in_reach(user_id):
        raise NotFound("security.no_such_user")
    kept = {"organisation_id": rows[0].organisation_id, "municipality_id": actor.municipality_id}
    for row in rows:
        row.to_on = on
        row.save(update_fields=["to_on"])
        audit.record("security.membership_ended", row, at=at, ids=[user_id])
    made = Membership.objects.create(user_id=user_id, role=role, from_on=on, to_on=None, **kept)
    audit.record("security.membership_granted", made, at=at, ids=[user_id])
    return made
