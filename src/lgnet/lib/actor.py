"""Who acts. Data is reached only inside :func:`act_as`, which opens the transaction.

PostgreSQL's row-level security reads the actor from transaction-local settings, so a query
outside an actor sees nothing, whatever the code forgot.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, transaction

from lgnet.lib.errors import NoActor

P = ParamSpec("P")
R = TypeVar("R")


class Scope(StrEnum):
    """How far an actor reaches; the database policies know these five words."""

    CITY = "city"  # one municipality's data
    NETWORK = "network"  # figures of the whole network, never persons
    PUBLIC = "public"  # what anybody may see or send, for one municipality at most
    SYSTEM = "system"  # jobs and installation, one municipality at a time
    MATCHER = "matcher"  # what cities offer for comparison under a key it has not; nothing else


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a job in one role, for one municipality (ISTAT code) or none."""

    scope: Scope
    municipality_id: str | None = None
    user_id: UUID | None = None
    role: str = ""
    permissions: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        """Tell whether the role holds the permission."""
        return permission in self.permissions


@dataclass(slots=True)
class Frame:
    """What belongs to one actor's stay: buffers that live exactly as long as its transaction.

    ``holder_keys`` are opened municipality keys; ``newest_key`` the one new keys are wrapped with.
    """

    actor: Actor
    events: list[Any] = field(default_factory=list)
    data_keys: dict[UUID, bytes] = field(default_factory=dict)
    wanted_keys: set[UUID] = field(default_factory=set)
    holder_keys: dict[UUID, bytes] = field(default_factory=dict)
    newest_key: UUID | None = None
    abandoned: bool = False


OPERATION_ATTRIBUTE = "lgnet_operation"  # by which a test finds every operation there is

_frame: ContextVar[Frame | None] = ContextVar("lgnet_frame", default=None)
_flushers: list[Callable[[Frame], None]] = []

# A function of the database, made by the migrations of the privacy room: it keeps the three
# settings for the transaction and works out from them who is hidden from this actor, and whose
# data may not be changed. Where it was not called, nobody's data is there at all.
_SET = "SELECT lgnet_act(%s, %s, %s)"


def before_commit(flusher: Callable[[Frame], None]) -> None:
    """Register what must be written in the actor's transaction just before it ends."""
    if flusher not in _flushers:
        _flushers.append(flusher)


def _settings_of(actor: Actor | None) -> tuple[str, str, str]:
    if actor is None:
        return ("", "", "")
    return (actor.municipality_id or "", str(actor.user_id or ""), actor.scope.value)


def _tell_database(actor: Actor | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, _settings_of(actor))


@contextmanager
def act_as(actor: Actor | Callable[[], Actor]) -> Iterator[Frame]:
    """Open a transaction in which the database shows what this actor may see.

    Nested actors restore the outer one. On leaving, buffered audit events are written in the
    same transaction; if that fails, nothing is committed. Where who acts must be read first,
    ``actor`` is a function, called inside the transaction.
    """
    outer, nested = _frame.get(), connection.in_atomic_block
    with transaction.atomic():
        frame = Frame(actor() if callable(actor) else actor)
        _tell_database(frame.actor)
        token = _frame.set(frame)
        try:
            yield frame
            if frame.abandoned:
                transaction.set_rollback(True)
            else:
                for flush in _flushers:
                    flush(frame)
        finally:
            _frame.reset(token)
        if nested and not frame.abandoned:  # else the settings end with the transaction
            _tell_database(outer.actor if outer else None)


@contextmanager
def speak_as(actor: Actor) -> Iterator[Frame]:
    """Let somebody else of the same municipality act for a while inside the open transaction.

    For work that plays many people's parts: their audit events join those of the outer frame in
    order, and there is no transaction of their own, so a failure undoes the outer one too.
    """
    outer = current_frame()
    if actor.municipality_id != outer.actor.municipality_id:
        raise ValueError("only somebody of the same municipality may speak here")
    frame = replace(outer, actor=actor)
    _tell_database(actor)
    token = _frame.set(frame)
    try:
        yield frame
    except BaseException:
        transaction.set_rollback(True)
        raise
    else:
        outer.newest_key = frame.newest_key
        _tell_database(outer.actor)
    finally:
        _frame.reset(token)


def look_again() -> None:
    """Let the database work out anew who is hidden, after an act that changed it."""
    _tell_database(current_actor())


def current_frame() -> Frame:
    """Return the open frame, or raise :class:`NoActor`."""
    frame = _frame.get()
    if frame is None:
        raise NoActor("no actor: open lgnet.lib.actor.act_as first")
    return frame


def current_actor() -> Actor:
    """Return who acts now, or raise :class:`NoActor`."""
    return current_frame().actor


def actor_or_none() -> Actor | None:
    """Return who acts now, if anybody."""
    frame = _frame.get()
    return frame.actor if frame else None


def current_municipality() -> str:
    """Return the ISTAT code rows written now belong to, or raise :class:`NoActor`."""
    code = current_actor().municipality_id
    if code is None:
        raise NoActor("this actor works for no municipality")
    return code


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make a write all-or-nothing, its audit events included.

    An operation that raises leaves neither rows nor audit events behind, even when the caller
    goes on in the same transaction.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        frame = current_frame()
        mark = len(frame.events)
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except BaseException:
            del frame.events[mark:]
            raise

    setattr(run, OPERATION_ATTRIBUTE, True)
    return run
