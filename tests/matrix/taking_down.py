"""Ways to take a guard down and to put it back: in the code, and in every database of a run."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any

from tests.harness import databases

Down = Callable[[], AbstractContextManager[None]]


def by_order(down: str, up: str) -> Down:
    """Give the owner's order that takes a guard down, in every database there is and will be."""

    @contextmanager
    def taken() -> Iterator[None]:
        with databases.changed(down, up):
            yield

    return taken


def by_constraint(name: str) -> Down:
    """Take a constraint away, or the index that is one; put it back as it was."""

    @contextmanager
    def taken() -> Iterator[None]:
        found = databases.order(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            f" WHERE conname = '{name}' UNION ALL"
            " SELECT '', pg_get_indexdef(oid) FROM pg_class WHERE relkind = 'i'"
            f" AND relname = '{name}' ORDER BY 1 DESC",
            database=databases.template(),
        )
        table, body = found[0]
        down, up = f'DROP INDEX "{name}"', body
        if table:
            down = f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'
            up = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {body}'
        with databases.changed(down, up):
            yield

    return taken


def by_name(where: str, instead: Any) -> Down:
    """Put something else in the place of a name, such as ``lgnet.lib.export.plain``.

    A function keeps its place, wherever it was imported to; only what it does is exchanged.
    """

    @contextmanager
    def taken() -> Iterator[None]:
        owner, name = _owner(where)
        before = inspect.getattr_static(owner, name)
        if inspect.isfunction(before) and not before.__closure__:
            with _code(before, _calling(instead, before)):
                yield
            return
        setattr(owner, name, instead)
        try:
            yield
        finally:
            setattr(owner, name, before)

    return taken


def by_words(where: str, words: str, instead: str) -> Down:
    """Exchange words in the lines of a function; they must be there."""

    @contextmanager
    def taken() -> Iterator[None]:
        owner, name = _owner(where)
        function = inspect.unwrap(inspect.getattr_static(owner, name))
        source = textwrap.dedent(inspect.getsource(function))
        assert words in source, f"{where} says nothing like {words}"
        with _code(function, _compiled(ast.parse(source.replace(words, instead)), function)):
            yield

    return taken


@contextmanager
def _code(function: Any, code: Any) -> Iterator[None]:
    before = function.__code__
    function.__code__ = code
    try:
        yield
    finally:
        function.__code__ = before


def _calling(instead: Callable[..., Any], function: Any) -> Any:
    """Return code that calls something else with all it is given."""
    key = f"_instead_of_{function.__name__}"
    function.__globals__[key] = instead
    here: dict[str, Any] = {}
    exec(f"def taken(*args, **kwargs): return {key}(*args, **kwargs)", here)
    return here["taken"].__code__


def _owner(where: str) -> tuple[Any, str]:
    path, _, name = where.rpartition(".")
    try:
        return import_module(path), name
    except ModuleNotFoundError:
        owner, inner = _owner(path)
        return getattr(owner, inner), name


def by_mark(view: Any, mark: str, value: Any) -> Down:
    """Mark a view otherwise."""

    @contextmanager
    def taken() -> Iterator[None]:
        before = getattr(view, mark, None)
        setattr(view, mark, value)
        try:
            yield
        finally:
            setattr(view, mark, before)

    return taken


def by_line(function: Callable[..., Any], *, starts: str) -> Down:
    """Take the lines of a function out that call something whose name begins like this."""

    @contextmanager
    def taken() -> Iterator[None]:
        inner = inspect.unwrap(function)
        with _code(inner, _compiled(_Remover(starts).visit(_tree(inner)), inner)):
            yield

    return taken


def asks(function: Callable[..., Any], *, starts: str) -> bool:
    """Tell whether there is such a line in a function."""
    return any(_calls(node, starts) for node in ast.walk(_tree(inspect.unwrap(function))))


def _tree(function: Callable[..., Any]) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _calls(node: ast.AST, starts: str) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    called = node.value.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name.startswith(starts)


class _Remover(ast.NodeTransformer):
    def __init__(self, starts: str) -> None:
        self._starts = starts

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if _calls(node, self._starts) else node


def _compiled(tree: ast.Module, function: Any) -> Any:
    """Return the code of the one function a tree defines."""
    (made,) = tree.body
    assert isinstance(made, ast.FunctionDef)
    made.decorator_list = []
    code = compile(ast.fix_missing_locations(tree), inspect.getfile(function), "exec")
    here = dict(function.__globals__)
    exec(code, here)
    return here[function.__name__].__code__
