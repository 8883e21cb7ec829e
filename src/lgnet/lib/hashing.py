"""Passwords: Argon2id, a few at a time, so that a flood of sign-ins cannot eat a worker's memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

from lgnet.lib.errors import Refused

AT_ONCE = 2
WAITING = 1  # who asks beyond these is sent back: a worker's other threads serve pages
_running = threading.BoundedSemaphore(AT_ONCE)
_places = threading.BoundedSemaphore(AT_ONCE + WAITING)


class Busy(Refused):
    """Too many passwords are being checked in this process: try again in a moment."""

    status = 503


@contextmanager
def place() -> Iterator[None]:
    """Hold one of the few places of this process while a password is hashed.

    Raises
    ------
    Busy
        ``security.busy``: every place is taken.
    """
    if not _places.acquire(blocking=False):
        raise Busy("security.busy")
    try:
        with _running:
            yield
    finally:
        _places.release()


class Argon2id(Argon2PasswordHasher):
    """64 MiB, four passes, four lanes: above OWASP's least (19 MiB, two passes), 200-400 ms.

    A hash made with other parameters is made anew at the next sign-in (Django's ``must_update``).
    """

    time_cost = 4
    memory_cost = 65536
    parallelism = 4

    def encode(self, password: str, salt: str) -> str:
        """Return the hash of a password."""
        with place():
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        """Tell whether a password is the one of a hash."""
        with place():
            return bool(super().verify(password, encoded))
