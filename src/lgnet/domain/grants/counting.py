"""From facts to figures, set-based, in the database. Reads the ledger and nothing else.

A fact counts when nothing reverses it, whenever the reversal came: a snapshot says what is known
when it is computed. Facts about a record that was merged into another are about that one, so that
a person is counted once. Row-level security keeps every statement inside the actor's municipality.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from lgnet.domain.grants.indicators import Indicator, Measure
from lgnet.domain.grants.spreads import median
from lgnet.domain.ledger.enums import FactKind

# The last joining of a record stands: what it was merged into may have been merged itself.
_MERGED = """
    SELECT DISTINCT ON (m.subject) m.subject, m.object_id
    FROM ledger_fact m
    WHERE m.kind = %(merged)s AND m.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM ledger_fact r WHERE r.reverses_id = m.id)
    ORDER BY m.subject, m.id DESC
"""
_VALID = f"""
    SELECT f.id, f.key, f.kind, coalesce(same.object_id, f.subject) AS subject, f.happened_on,
           f.quantity, f.dimensions
    FROM ledger_fact f LEFT JOIN ({_MERGED}) same ON same.subject = f.subject
    WHERE f.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM ledger_fact r WHERE r.reverses_id = f.id)
      AND f.kind = ANY(%(kinds)s)
      AND f.happened_on < %(to)s
      AND (%(only)s = '' OR f.dimensions->>%(only)s = ANY(%(among)s))
"""  # noqa: S608
# What a person has in common with one a partner counts, and whether somebody there said it is one.
_SHARED = f"""
    SELECT coalesce(same.object_id, f.subject) AS subject, f.object_id AS meeting,
           bool_or(f.kind = %(known)s) AS known
    FROM ledger_fact f LEFT JOIN ({_MERGED}) same ON same.subject = f.subject
    WHERE f.kind IN (%(known)s, %(possible)s) AND f.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM ledger_fact r WHERE r.reverses_id = f.id)
    GROUP BY 1, 2
"""  # noqa: S608  # parts of our own, no value
_IN_PERIOD = _VALID + " AND f.happened_on >= %(from)s"
_CELL = """
    coalesce(dimensions->>'age', 'unknown') AS age,
    coalesce(dimensions->>'sex', 'U') AS sex,
    to_char(happened_on, 'YYYY-MM') AS month
"""
_FIRST = (
    "SELECT DISTINCT ON (subject) * FROM valid WHERE subject IS NOT NULL"
    " ORDER BY subject, happened_on, id"
)
_LAST = (
    "SELECT * FROM (SELECT DISTINCT ON (subject) * FROM valid WHERE subject IS NOT NULL"
    " ORDER BY subject, happened_on DESC, id DESC) l WHERE kind = %(kind)s"
)
_NUMBERED = (
    "SELECT *, (dimensions->>%(dimension)s)::int AS amount FROM valid"
    " WHERE jsonb_typeof(dimensions->%(dimension)s) = 'number'"
)
_COUNTED = {
    Measure.SUBJECTS: (_IN_PERIOD, _FIRST, "1"),
    Measure.STOCK: (_VALID, _LAST, "1"),
    Measure.FACTS: (_IN_PERIOD, "SELECT * FROM valid", "1"),
    Measure.QUANTITY: (_IN_PERIOD, "SELECT * FROM valid", "quantity"),
    Measure.MEDIAN: (_IN_PERIOD, _NUMBERED, "1"),
}
# Every piece put together here is a constant of this module; values travel as parameters.
_STATEMENT = """
    WITH valid AS ({valid}), counted AS ({counted}),
    cells AS (SELECT {cell}, sum({weight})::int AS n FROM counted GROUP BY 1, 2, 3)
    SELECT (SELECT coalesce(sum({weight}), 0)::int FROM counted),
           (SELECT coalesce(jsonb_agg(jsonb_build_array(age, sex, month, n)
                                      ORDER BY age, sex, month), '[]') FROM cells),
           (SELECT coalesce(array_agg(key ORDER BY happened_on, id), '{{}}') FROM counted),
           {spread}, {shared}
"""
_MEETINGS = f"""
    (SELECT coalesce(jsonb_agg(met), '[]') FROM (
        SELECT jsonb_agg(jsonb_build_array(meeting, known) ORDER BY meeting) AS met
        FROM ({_SHARED}) shared WHERE subject IN (SELECT subject FROM counted) GROUP BY subject
    ) persons)
"""  # noqa: S608  # parts of our own, no value
_SPREAD = (
    "(SELECT coalesce(jsonb_object_agg(amount, n), '{}')"
    " FROM (SELECT amount, count(*)::int AS n FROM counted GROUP BY amount) s)"
)


Shared = list[list[tuple[str, bool]]]
"""Of each person counted here whom a partner may count too: the meetings they are in, opaque ids
both cities have, and whether the partner said yes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the actor's city, with what it is made of."""

    value: int | None
    cells: list[tuple[str, str, str, int]]
    fact_keys: list[str]
    spread: dict[int, int] = field(default_factory=dict)
    shared: Shared = field(default_factory=list)


def compute(indicator: Indicator, *, period_from: date, period_to: date) -> Figure:
    """Compute one figure of the current municipality from its facts."""
    valid, counted, weight = _COUNTED[indicator.measure]
    is_median = indicator.measure is Measure.MEDIAN
    statement = _STATEMENT.format(
        valid=valid,
        counted=counted,
        cell=_CELL,
        weight=weight,
        spread=_SPREAD if is_median else "'{}'::jsonb",
        shared=_MEETINGS if indicator.counts_people else "'[]'::jsonb",
    )
    params: dict[str, Any] = {
        "merged": FactKind.RECORDS_MERGED,
        "known": FactKind.KNOWN_ELSEWHERE,
        "possible": FactKind.POSSIBLY_ELSEWHERE,
        "kinds": [indicator.kind, *indicator.closed_by],
        "kind": indicator.kind,
        "from": period_from,
        "to": period_to,
        "dimension": indicator.dimension,
        "only": indicator.only,
        "among": list(indicator.among),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        value, cells, keys, spread, shared = cursor.fetchone()
    cells, spread = _loaded(cells), {int(k): int(n) for k, n in _loaded(spread).items()}
    return Figure(
        value=median(spread) if is_median else value,
        cells=[tuple(cell) for cell in cells],
        fact_keys=keys,
        spread=spread,
        shared=_loaded(shared),
    )


def _loaded(value: Any) -> Any:
    """Return JSON as Python, whether the driver has parsed it (it leaves that to Django)."""
    return json.loads(value) if isinstance(value, str | bytes) else value
