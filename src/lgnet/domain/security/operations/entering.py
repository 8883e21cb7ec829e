"""The way in: what is counted, remembered and written down when somebody comes, or tries to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session

from lgnet.domain.security import access, throttle
from lgnet.domain.security.models import AccessCode, KnownDevice, SignIn, User
from lgnet.domain.security.operations.accounts import store_password
from lgnet.domain.security.sealing import digest
from lgnet.domain.security.throttle import Asker
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid

_MOST_DEVICES = 20


@operation
def note_failure(*, purpose: str, asker: Asker, at: datetime) -> None:
    """Count a wrong password, code or passkey, and write it down: of whom, never what was typed."""
    access.check_can_use_own()
    slowed = throttle.count_failure(purpose, asker, at=at)
    audit.record(f"security.{purpose}_refused", at=at)
    if slowed:
        audit.record("security.slowed_down", at=at, purpose=purpose)


@operation
def note_success(*, purpose: str, asker: Asker) -> None:
    """Forget the failures of somebody who proved who they are."""
    access.check_can_use_own()
    throttle.forget(purpose, asker)


@operation
def note_sign_in(
    *, session_key: str, method: str, label: str, device: UUID | None, at: datetime
) -> None:
    """Write down that the actor came in; ``session_key`` is the session's hash."""
    access.check_can_use_own()
    SignIn.objects.create(
        user_id=_own(),
        session_key=session_key,
        method=method,
        label=label[:60],
        device_id=device,
        at=at,
    )
    audit.record("security.signed_in", at=at, purpose=method)


@operation
def sweep(*, at: datetime) -> None:
    """Remove counts nobody counts on any more, and whose the sessions were that are over."""
    access.check_can_use_own()
    throttle.sweep(at=at)
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    SignIn.objects.exclude(session_key__in=alive).delete()


@operation
def rename_sign_in(*, before: str, after: str) -> None:
    """Keep whose session it is that goes on under a new key."""
    access.check_can_use_own()
    SignIn.objects.filter(user_id=_own(), session_key=before).update(session_key=after)


@operation
def record_act(*, action: str, at: datetime, purpose: str = "") -> None:
    """Write down an act of the way in that changes no row: signed out, confirmed again."""
    access.check_can_use_own()
    audit.record(f"security.{action}", at=at, purpose=purpose)


@operation
def remember_device(*, token: str, label: str, at: datetime) -> UUID:
    """Know this browser as the actor's from now on; return its id."""
    access.check_can_use_own()
    known, _made = KnownDevice.objects.update_or_create(
        user_id=_own(),
        digest=digest("device", token),
        defaults={"label": label[:60], "seen_at": at},
        create_defaults={"label": label[:60], "seen_at": at, "first_at": at},
    )
    beyond = KnownDevice.objects.filter(user_id=_own()).order_by("-seen_at", "id")
    KnownDevice.objects.filter(pk__in=[row.pk for row in beyond[_MOST_DEVICES:]]).delete()
    return known.pk


@operation
def forget_device(*, device_id: UUID, at: datetime) -> None:
    """Know a browser no more, and end the sessions begun in it."""
    access.check_can_use_own()
    begun = SignIn.objects.filter(user_id=_own(), device_id=device_id)
    _end(begun)
    gone, _ = KnownDevice.objects.filter(user_id=_own(), pk=device_id).delete()
    if gone:
        audit.record("security.device_forgotten", at=at)


@operation
def end_sign_ins(*, at: datetime, sign_in_id: UUID | None = None, besides: str = "") -> int:
    """End one of the actor's sessions, or all besides the one of this key; return how many."""
    access.check_can_use_own()
    chosen = SignIn.objects.filter(user_id=_own()).exclude(session_key=besides)
    ended = _end(chosen if sign_in_id is None else chosen.filter(pk=sign_in_id))
    if ended:
        audit.record("security.sessions_ended", at=at)
    return ended


@operation
def use_access_code(*, code: str, password: str, at: datetime) -> None:
    """Set a new password with the code a manager gave; the code is over, and every session.

    Raises
    ------
    Invalid
        ``security.wrong_code``: another one, used, over, or made void by a newer one;
        ``security.weak_password`` (the code stays).
    """
    access.check_can_use_own()
    typed = "".join(code.split()).replace("-", "").upper()
    found = (
        AccessCode.objects.select_for_update()
        .filter(user_id=_own(), digest=digest("access-code", _own(), typed), expires_at__gt=at)
        .first()
    )
    if found is None:
        raise Invalid("security.wrong_code", field="code")
    store_password(User.objects.get(pk=_own()), password)
    end_every_session(_own())
    audit.record("security.access_code_used", at=at, fields=["password"])


def drop_sign_in(*, session_key: str) -> None:
    """Forget whose session it was that is over; row-level security leaves other users' alone."""
    SignIn.objects.filter(session_key=session_key).delete()


def end_every_session(user_id: Any) -> int:
    """End all sessions of a user, for operations that have asked already."""
    return _end(SignIn.objects.filter(user_id=user_id))


def _end(rows: Any) -> int:
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _own() -> Any:
    return current_actor().user_id
