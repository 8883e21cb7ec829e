"""How long somebody is signed in, and how lately they proved that it is they.

A session is over after half an hour without a request, twelve hours after it began, and when
another browser shows up with it. Its id is drawn anew whenever it comes to open more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.base_user import AbstractBaseUser as User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from lgnet.domain.security import operations
from lgnet.domain.security.queries import user_by_id
from lgnet.lib.sessions import SessionStore, stored
from lgnet.web.accounts.browsers import address_of, label_of

STAMP, HALF, CHALLENGE = "in", "half", "challenge"
_TOUCHED_EVERY = 60  # seconds: a request does not write, a busy minute writes once
HALF_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Half:
    """Somebody whose password was right and whose second factor is awaited."""

    user: User
    method: str
    next: str


def agent_of(request: HttpRequest) -> str:
    """Return a hash of what a browser calls itself."""
    agent = request.headers.get("User-Agent", "")
    return blake2b(agent.encode(), digest_size=16).hexdigest()


def stamp(request: HttpRequest, *, strong: bool, method: str, at: datetime) -> dict[str, Any]:
    """Return what a session keeps of how it began."""
    now = int(at.timestamp())
    return {
        "at": now,
        "seen": now,
        "fresh": now,
        "net": address_of(request),
        "agent": agent_of(request),
        "strong": strong,
        "method": method,
    }


def is_over(request: HttpRequest, *, at: datetime) -> bool:
    """Tell whether a session may not be used any more; notes, now and then, that it was."""
    kept, now = request.session.get(STAMP), at.timestamp()
    if (
        not kept
        or now - kept["at"] >= settings.LGNET_SESSION_HOURS * 3600
        or now - kept["seen"] >= settings.LGNET_IDLE_MINUTES * 60
        or not constant_time_compare(kept["agent"], agent_of(request))
    ):
        return True
    if now - kept["seen"] >= _TOUCHED_EVERY:
        request.session[STAMP] = {**kept, "seen": int(now)}
    return False


def is_strong(request: HttpRequest) -> bool:
    """Tell whether a second factor was proved in this session."""
    return bool(request.session.get(STAMP, {}).get("strong"))


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Tell whether somebody proved in the last minutes, from this network, that it is they."""
    kept = request.session.get(STAMP, {})
    lasts = settings.LGNET_FRESH_MINUTES * 60
    return at.timestamp() - kept.get("fresh", 0) < lasts and kept.get("net") == address_of(request)


def begin(
    request: HttpRequest,
    user: User,
    *,
    strong: bool,
    method: str,
    device: UUID | None,
    at: datetime,
) -> None:
    """Sign somebody in, under a new id; called while acting as them at the door."""
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[STAMP] = stamp(request, strong=strong, method=method, at=at)
    request.session.save()
    operations.note_sign_in(
        session_key=stored(request.session.session_key),
        method=method,
        label=label_of(request),
        device=device,
        at=at,
    )


def renew(request: HttpRequest, *, strong: bool, at: datetime) -> None:
    """Draw a new id for a session that was proved again, and note that it was."""
    before = stored(request.session.session_key)
    kept = request.session.get(STAMP, {})
    request.session[STAMP] = {
        **kept,
        "fresh": int(at.timestamp()),
        "net": address_of(request),
        "strong": strong or bool(kept.get("strong")),
    }
    request.session.cycle_key()
    renamed(before, request)


def renamed(before: str, request: HttpRequest) -> None:
    """Keep whose session this is under its new id."""
    operations.rename_sign_in(before=before, after=stored(request.session.session_key))


def begin_half(request: HttpRequest, user: User, *, method: str, after: str, at: datetime) -> None:
    """Keep, under a new id, that a password was right: it opens nothing but the next question."""
    request.session.flush()
    request.session[HALF] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),
        "at": int(at.timestamp()),
        "method": method,
        "next": after,
    }


def half_of(request: HttpRequest, *, at: datetime) -> Half | None:
    """Return whose second factor is awaited here, if anybody's and still in time."""
    kept = request.session.get(HALF)
    if not kept or at.timestamp() - kept["at"] >= HALF_LASTS.total_seconds():
        return None
    user = user_by_id(UUID(kept["user"]))
    if user is None or not user.is_active:
        return None
    if not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Half(user, kept["method"], kept["next"])


def end(request: HttpRequest) -> None:
    """End a session on the server."""
    operations.drop_sign_in(session_key=stored(request.session.session_key))
    logout(request)


def last_seen(rows: list[Any]) -> dict[str, datetime]:
    """Return when each session was last used, by its key."""
    found = Session.objects.filter(session_key__in=[row.session_key for row in rows])
    opened = {row.session_key: SessionStore().decode(row.session_data) for row in found}
    zone = rows[0].at.tzinfo if rows else None
    return {
        key: datetime.fromtimestamp(data[STAMP]["seen"], zone)
        for key, data in opened.items()
        if STAMP in data
    }
