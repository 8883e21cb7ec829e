"""What who keeps a city's accounts does for a colleague; the colleague's way in stays their own."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lgnet.domain.security import access
from lgnet.domain.security.models import (
    AccessCode,
    ExternalIdentity,
    KnownDevice,
    RecoveryCode,
    SecondFactor,
    User,
)
from lgnet.domain.security.operations.accounts import in_reach
from lgnet.domain.security.operations.entering import end_every_session
from lgnet.domain.security.operations.factors import draw_code
from lgnet.domain.security.sealing import digest
from lgnet.lib import audit
from lgnet.lib.actor import Actor, Scope, act_as, current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused

CODE_LASTS = timedelta(minutes=30)


def _colleague(user_id: UUID) -> User:
    """Return an account the actor keeps, which is not their own.

    Raises
    ------
    NotFound
        None such, or of another place.
    Refused
        ``security.not_oneself``: nobody takes their own second factor away, or comes in by a code
        they made.
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None or not in_reach(user_id):
        raise NotFound("security.no_such_user")
    if user_id == current_actor().user_id:
        raise Refused("security.not_oneself")
    return user


@operation
def issue_access_code(*, user_id: UUID, at: datetime) -> str:
    """Make a single-use code a colleague sets a new password with; shown once, void in 30 minutes.

    It stands for the password only: who has a second factor is asked for it.
    """
    access.check_can_maintain()
    user = _colleague(user_id)
    if not user.is_active:
        raise Refused("security.not_active")
    code, by = draw_code(15), current_actor().user_id
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        AccessCode.objects.filter(user_id=user_id).delete()
        AccessCode.objects.create(
            user_id=user_id,
            digest=digest("access-code", user_id, code.replace("-", "")),
            made_by=by or user_id,
            made_at=at,
            expires_at=at + CODE_LASTS,
        )
    audit.record("security.access_code_made", user, at=at)
    return code


@operation
def reset_second_factor(*, user_id: UUID, at: datetime) -> None:
    """Take a colleague's apps, passkeys, paper codes and known browsers away, and end their sessions.

    Who took their telephone has nothing left; they set up another at the next sign-in.
    """
    access.check_can_maintain()
    user = _colleague(user_id)
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        for model in (SecondFactor, RecoveryCode):
            model.objects.filter(user_id=user_id).delete()
        end_every_session(user_id)
        KnownDevice.objects.filter(user_id=user_id).delete()
    audit.record("security.second_factor_reset", user, at=at)


@operation
def set_active(*, user_id: UUID, active: bool, at: datetime) -> None:
    """Close an account, at once and in every browser, or open it again."""
    access.check_can_maintain()
    user = _colleague(user_id)
    User.objects.filter(pk=user_id).update(is_active=active)
    if not active:
        with act_as(Actor(Scope.SYSTEM, role="accounts")):
            AccessCode.objects.filter(user_id=user_id).delete()
            end_every_session(user_id)
    audit.record("security.user_activated" if active else "security.user_deactivated", user, at=at)


@operation
def set_identity_email(*, user_id: UUID, email: str, at: datetime) -> None:
    """Say under which verified e-mail a colleague comes in through the identity provider.

    An earlier link goes; empty, nobody comes in as them that way.

    Raises
    ------
    Invalid
        ``security.bad_email``: no address, or another account's.
    """
    access.check_can_maintain()
    user = _colleague(user_id)
    address = email.strip().lower()
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Invalid("security.bad_email", field="email") from error
    with act_as(Actor(Scope.SYSTEM, role="accounts")):
        if ExternalIdentity.objects.filter(email=address).exclude(user_id=user_id).exists():
            raise Invalid("security.bad_email", field="email")
        ExternalIdentity.objects.filter(user_id=user_id).delete()
        if address:
            ExternalIdentity.objects.create(user_id=user_id, email=address)
    audit.record("security.identity_set", user, at=at, fields=["email"])


@operation
def link_identity(*, issuer: str, subject: str, at: datetime) -> None:
    """Keep who the actor is at the provider: from now on they are found by this, not by e-mail.

    Raises
    ------
    Refused
        ``security.identity_taken``: they are linked to somebody else there already.
    """
    access.check_can_use_own()
    linked = ExternalIdentity.objects.filter(user_id=current_actor().user_id, subject="").update(
        issuer=issuer, subject=subject, linked_at=at
    )
    if not linked:
        raise Refused("security.identity_taken")
    audit.record("security.identity_linked", at=at, fields=["subject"])
