"""What a test may not do without noticing, and the application neither.

Unordered querysets come shuffled, a GET may not write, a template may not print what it was not
given, and nothing leaves this machine.
"""

import random
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.template.base import FilterExpression, Template

SOURCE = str(Path(__file__).resolve().parents[2] / "src")

# What a GET may write: the session that carries the person, whose it was when it is over, and the
# trace of what was read.
GET_MAY_WRITE = {"django_session", "security_signin", "audit_auditevent", "audit_chainhead"}

_WRITE = re.compile(
    r"(?<!FOR\s)\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\s+(?:ONLY\s+)?"
    r"((?:\"?\w+\"?\.)?\"?\w+\"?)",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"\s*\(*\s*(\w+)")


class WrittenInGetError(AssertionError):
    """A GET request wrote to the database."""


class UndefinedVariableError(AssertionError):
    """A template printed a variable nobody gave it."""


class NetworkError(AssertionError):
    """A test tried to reach another machine."""


def make_settings_strict(settings: Any) -> None:
    """Change the settings where tests are stricter or need no strength."""
    settings.PASSWORD_HASHERS = ["tests.harness.hasher.QuickArgon2"]
    for engine in settings.TEMPLATES:
        engine["OPTIONS"]["string_if_invalid"] = Undefined()


class Undefined(str):
    """Stands for "no such variable": fails when one of our templates prints it.

    Django asks whether `string_if_invalid` is true just before it prints; that is where we look
    who asks. `{{ name|default:... }}` says what to print instead and stays allowed.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        asked = sys._getframe(1)
        expression = asked.f_locals.get("self")
        if not isinstance(expression, FilterExpression):
            return False
        if {function.__name__ for function, _ in expression.filters} & {
            "default",
            "default_if_none",
        }:
            return False
        frame = asked.f_back
        while frame is not None:
            origin = getattr(frame.f_locals.get("self"), "origin", None)
            if origin is not None:
                if str(getattr(origin, "name", "")).startswith(SOURCE):
                    raise UndefinedVariableError(
                        f"{origin.name} prints {expression.token}, which nobody gave it"
                    )
                return False
            frame = frame.f_back
        return False


def shuffle_unordered_querysets() -> None:
    """Give rows nobody ordered in another order each time (seeded by pytest-randomly)."""
    from django.db.models.query import QuerySet

    fetch = QuerySet._fetch_all
    if getattr(fetch, "shuffles", False):
        return

    def fetch_shuffled(self: Any) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.query.is_sliced and not self.ordered:
            random.shuffle(self._result_cache)

    fetch_shuffled.shuffles = True
    QuerySet._fetch_all = fetch_shuffled


def tell_of_pages_only() -> None:
    """Let the test client keep the context of a page, not a copy for each of its hundred parts.

    A part is drawn with its page's template bound to the context; copying there was a fifth of the
    time of every page in tests.
    """
    from django.test import signals, utils

    def render(self: Template, context: Any) -> Any:
        if context.template is self:
            signals.template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    utils.instrumented_test_render = render


def refuse_writes_in_get() -> None:
    """Make the test client's GET, HEAD and OPTIONS fail when they write."""
    from django.db import connection
    from django.test.client import ClientHandler

    call = ClientHandler.__call__
    if getattr(call, "guards", False):
        return

    def guarded(self: ClientHandler, environ: dict[str, Any]) -> Any:
        if environ["REQUEST_METHOD"] in {"GET", "HEAD", "OPTIONS"}:
            with connection.execute_wrapper(_refuse_write):
                return call(self, environ)
        return call(self, environ)

    guarded.guards = True
    ClientHandler.__call__ = guarded


def _refuse_write(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    for table in written_tables(sql if isinstance(sql, str) else str(sql)):
        if table not in GET_MAY_WRITE:
            raise WrittenInGetError(f"a GET wrote to {table}")
    return execute(sql, params, many, context)


def written_tables(sql: str) -> list[str]:
    """The tables a statement writes to, without quotes."""
    first = _FIRST_WORD.match(sql)
    if first is None or first.group(1).upper() == "SELECT":
        return ["procrastinate_jobs"] if "procrastinate_defer" in sql else []
    return [name.replace('"', "") for name in _WRITE.findall(sql)]


def block_network() -> None:
    """Let sockets reach this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    if getattr(connect, "guards", False):
        return

    def check(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            if host not in {"localhost", "::1", "0.0.0.0"} and not host.startswith("127."):
                raise NetworkError(f"a test tried to reach {host}")

    def guarded(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    guarded.guards = True
    socket.socket.connect = guarded
    socket.socket.connect_ex = guarded_ex
