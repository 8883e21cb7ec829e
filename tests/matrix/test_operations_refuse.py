"""Every operation there is refuses who may not; a check that is taken out is noticed."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from types import ModuleType
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from django.utils import timezone

import lgnet.domain
import lgnet.flows
from lgnet.domain.people.birth import Birth
from lgnet.lib import access
from lgnet.lib.actor import OPERATION_ATTRIBUTE, Actor, Scope, act_as
from lgnet.lib.errors import NotAllowed
from lgnet.lib.ids import new_id
from tests.builders import FIRENZE, make_cities

pytestmark = pytest.mark.django_db

# Called by other operations only, which have asked already; nothing on a page reaches them.
INNER = {
    "lgnet.domain.ledger.operations.reverse": "takes back a fact of an operation that was undone",
    "lgnet.domain.ledger.operations.reverse_all": "the same, for every fact about an object",
    "lgnet.domain.ledger.operations.reverse_keys": "the same, for many facts at once",
    "lgnet.domain.matching.operations.forgetting.forget": "lets go of who was just protected",
    "lgnet.domain.people.operations.identity.index_code": "indexes the code an operation just gave",
}


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if ".migrations" not in found.name and ".demo" not in found.name:
            yield importlib.import_module(found.name)


def every_operation() -> list[Callable[..., Any]]:
    """Find every operation by importing the packages and looking."""
    found = {}
    for package in (lgnet.domain, lgnet.flows):
        for module in _modules(package):
            for thing in vars(module).values():
                if inspect.isfunction(thing) and getattr(thing, OPERATION_ATTRIBUTE, False):
                    found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return [found[name] for name in sorted(found) if name not in INNER]


def name_of(function: Callable[..., Any]) -> str:
    """Return an operation's full name."""
    return f"{function.__module__}.{function.__qualname__}"


_BY_NAME: dict[str, Any] = {
    "birth": Birth(),
    "rows": [],
    "dry_run": True,
    "told": {},
    "judged": set(),
    "draft": None,
}


def _value(name: str, hint: Any) -> Any:
    if name in _BY_NAME:
        return _BY_NAME[name]
    text = str(hint)
    for mark, value in (
        ("datetime.datetime", timezone.now()),
        ("Sequence", [new_id()]),
        ("UUID", new_id()),
        ("datetime.date", date.today()),
        ("bool", True),
        ("int", 1),
        ("float", 1.0),
        ("str", "x"),
    ):
        if mark in text:
            return value
    return None


def call(function: Callable[..., Any]) -> None:
    """Call an operation with something of the right kind for all it requires."""
    hints = get_type_hints(inspect.unwrap(function))
    required = {
        name: _value(name, hints.get(name))
        for name, one in inspect.signature(inspect.unwrap(function)).parameters.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    }
    function(**required)


def nobody() -> Actor:
    """Return somebody of a city whose role may do nothing."""
    return Actor(Scope.CITY, FIRENZE, user_id=new_id(), role="NOBODY")


def test_operations_are_found() -> None:
    names = {name_of(one) for one in every_operation()}
    assert len(names) >= 60
    for some in ("cases.operations.open_case", "response.operations.reports.receive_report"):
        assert f"lgnet.domain.{some}" in names


@pytest.mark.parametrize("function", every_operation(), ids=name_of)
def test_operation_refuses_who_may_not(function: Callable[..., Any]) -> None:
    make_cities()
    with act_as(nobody()), pytest.raises(NotAllowed):
        call(function)


def _permissions() -> list[tuple[str, str]]:
    found = []
    for module in _modules(lgnet.domain):
        if module.__name__.endswith(".access"):
            source = inspect.getsource(module)
            found += [
                (module.__name__, value)
                for key, value in vars(module).items()
                if isinstance(value, str) and key.isupper() and f"check({key})" in source
            ]
    return found


# These guard reads: a query or a page asks, no operation does.
READS = {
    "cases.read",
    "people.read",
    "network.read",
    "privacy.report",
    "housing.read_special",
}


@pytest.mark.parametrize(("module", "permission"), _permissions())
def test_a_check_taken_out_is_noticed(
    module: str, permission: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without this check some operation above no longer refuses."""
    make_cities()

    def lame(asked: str) -> None:
        if asked != permission:
            access.check(asked)

    monkeypatch.setattr(importlib.import_module(module), "check", lame)
    package = module.removesuffix(".access")
    let_through = []
    for function in every_operation():
        if function.__module__.startswith(package):
            try:
                with act_as(nobody()) as frame:
                    frame.abandoned = True
                    call(function)
                    let_through.append(name_of(function))
            except NotAllowed:
                continue
            except Exception:  # noqa: BLE001  past the check, something else was wrong
                let_through.append(name_of(function))
    assert bool(let_through) == (permission not in READS), let_through


def test_an_operation_without_a_check_would_be_noticed() -> None:
    """Sabotage: an operation that forgot to ask does not pass the test above."""

    def forgot(*, person_id: UUID) -> None:
        """Do something without asking."""

    with act_as(nobody()), pytest.raises(pytest.fail.Exception), pytest.raises(NotAllowed):
        call(forgot)
