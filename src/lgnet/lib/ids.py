"""Identifiers: time-ordered, made anywhere, guessable by nobody."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562 § 5.7): sorts by creation time, so indexes stay compact."""
    return uuid7()
