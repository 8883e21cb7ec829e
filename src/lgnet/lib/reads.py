"""Reads whose SQL is composed once per process.

Django composes a statement anew each time it is asked; for the small reads of a page that costs
several times what running them does. A :class:`Read` is an ordinary queryset with holes for what
changes. Nothing of what a read returned is kept, and row-level security applies as ever.
"""

import inspect
from collections.abc import Callable
from copy import copy
from typing import Any, Generic, TypeVar, cast

from django.db import connections
from django.db.models import BooleanField, Expression, F, Func, QuerySet

R = TypeVar("R")


class Hole(Expression):
    """Stands in a queryset for a value given later; usable wherever a plain value is compared."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return a place holder, and the hole as what will stand there."""
        return "%s", [self]


def among(field: str, values: Any) -> Func:
    """Return the condition that a field is one of a hole's values: ``__in`` for any number."""
    return Func(
        F(field),
        values,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


class Read(Generic[R]):
    """A queryset by its changing values: ``Read(lambda case_id: Need.objects.filter(case=case_id))``.

    Called with the values by name, it returns the rows. Values are compared as they are, so each
    must have its column's Python type; ``None`` compares to nothing, as in SQL.
    """

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._names = frozenset(inspect.signature(build).parameters)
        self._composed: _Composed | None = None

    def __call__(self, *, limit: int | None = None, **values: Any) -> list[R]:
        """Return the rows, at most so many."""
        if values.keys() != self._names:
            raise TypeError(f"this read takes {sorted(self._names)}")
        if self._composed is None:
            self._composed = _Composed(self._build(**{name: Hole(name) for name in self._names}))
        return cast(list[R], list(self._composed.bound(values, limit)))

    def first(self, **values: Any) -> R | None:
        """Return the first row, if there is one."""
        return next(iter(self(limit=1, **values)), None)


class _Composed:
    """A queryset with its statement, and the compiler that knows how to read its rows."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows, self._using = rows, rows.db
        self._compiler = rows.query.get_compiler(using=self._using)
        self._sql, self._params = self._compiler.as_sql()
        columns = [selected[0] for selected in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)

    def bound(self, values: dict[str, Any], limit: int | None) -> QuerySet[Any]:
        """Return the queryset with its values, to be iterated and nothing else."""
        params = tuple(values[p.name] if isinstance(p, Hole) else p for p in self._params)
        sql = self._sql if limit is None else f"{self._sql} LIMIT {limit:d}"
        query, compiler = copy(self._rows.query), copy(self._compiler)
        compiler.query, compiler.connection = query, connections[self._using]
        compiler.as_sql = lambda *args, **kwargs: (sql, params)
        compiler.get_converters = lambda expressions: self._converters
        query.get_compiler = lambda *args, **kwargs: compiler
        # Not `copy`: a queryset asks the database when it is copied so.
        rows = object.__new__(type(self._rows))
        rows.__dict__ = {**self._rows.__dict__, "_query": query}
        return rows
