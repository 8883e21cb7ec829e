"""Errors a person can act on. They carry a code and safe parameters, never stored values."""

from typing import Any


class LgnetError(Exception):
    """Base of every expected error.

    Parameters
    ----------
    code
        Stable machine-readable name, e.g. ``housing.bed_taken``; the web turns it into a sentence.
    params
        Values safe to show: codes, counts, dates. Never names, notes or other personal data.
    """

    status = 400

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Invalid(LgnetError):
    """The input is wrong; ``field`` in the params says where. Nothing was changed."""

    status = 422


class Refused(LgnetError):
    """The input is right but the moment is not: a state, a rule or another person came first."""

    status = 409


class NotAllowed(LgnetError):
    """The actor lacks the permission."""

    status = 403


class NotFound(LgnetError):
    """The object does not exist for this actor; another tenant's object does not exist either."""

    status = 404


class NoActor(RuntimeError):
    """A programming error: data was touched outside :func:`lgnet.lib.actor.act_as`."""


class Unavailable(RuntimeError):
    """A guard this system depends on (key, log, database) cannot be reached: nothing is served."""
