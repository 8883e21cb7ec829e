"""Reads of figures. What the network sees of a city's small counts is decided here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from lgnet.domain.grants.access import (
    check_can_read_facts,
    check_can_read_figures,
    sees_small_cells,
)
from lgnet.domain.grants.counting import Shared
from lgnet.domain.grants.indicators import BY_CODE, INDICATORS, Indicator, Measure
from lgnet.domain.grants.models import IndicatorSnapshot, PublishedFigure, SnapshotEvidence
from lgnet.domain.grants.periods import Period
from lgnet.domain.grants.spreads import median, merged
from lgnet.domain.grants.suppression import FEWEST, hidden_in_line, hidden_in_table, total_is_safe
from lgnet.domain.ledger.models import Fact
from lgnet.lib import audit
from lgnet.lib.actor import current_municipality
from lgnet.lib.errors import NotFound

FACTS_PAGE = 50
SMALL, FEW = "small", "few"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as this actor may see it: a value, or why there is none."""

    value: int | None = None
    hidden: str = ""
    least: int | None = None  # if persons who may be counted by two cities were one each


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure quarter by quarter, oldest first; None where it is hidden or absent."""

    periods: tuple[Period, ...] = ()
    values: tuple[int | None, ...] = ()
    lowest: tuple[int | None, ...] = ()
    highest: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure by age, sex and month, as this actor may see it."""

    ages: Mapping[str, Shown] = field(default_factory=dict)
    sexes: Mapping[str, Shown] = field(default_factory=dict)
    table: Mapping[tuple[str, str], Shown] | None = None
    months: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CityFigures:
    """One city's figures of a period."""

    period: Period
    totals: Mapping[str, Shown]
    breakdowns: Mapping[str, Breakdown]
    trends: Mapping[str, Trend]
    computed_at: Any = None


class Value(NamedTuple):
    """A figure of a city: the number, for medians value → count, and who may be counted elsewhere."""

    number: int | None
    spread: dict[int, int]
    shared: Shared


Values = Mapping[str, Mapping[str, Value]]


def list_periods() -> list[Period]:
    """Return the periods with figures, newest first, years before their quarters."""
    check_can_read_figures()
    found = IndicatorSnapshot.objects.values_list("period_from", "period_to").distinct()
    return sorted(
        (Period(*row) for row in found), key=lambda p: (p.ends_on, not p.is_quarter), reverse=True
    )


def load(**where: Any) -> dict[Period, dict[str, dict[str, Value]]]:
    """Return period → indicator → city → value, in one statement."""
    found: dict[Period, Any] = defaultdict(lambda: defaultdict(dict))
    rows = IndicatorSnapshot.objects.filter(**where).values_list(
        "period_from",
        "period_to",
        "indicator",
        "municipality_id",
        "value",
        "breakdown__spread",
        "breakdown__shared",
    )
    for start, end, indicator, city, value, spread, shared in rows:
        found[Period(start, end)][indicator][city] = Value(value, merged([spread]), shared or [])
    return found


def line_of(indicator: Indicator, cities: Mapping[str, Value]) -> dict[str, Shown]:
    """Return one figure of every city, as this actor may see it."""
    exact = sees_small_cells()
    if indicator.measure is Measure.MEDIAN:
        least = 1 if exact else FEWEST
        medians = {city: median(one.spread, at_least=least) for city, one in cities.items()}
        return {
            city: Shown(value, "" if value is not None else FEW) for city, value in medians.items()
        }
    counts = {city: one.number or 0 for city, one in cities.items()}
    hidden = frozenset() if exact or not indicator.about_persons else hidden_in_line(counts)
    return {
        city: Shown(hidden=SMALL) if city in hidden else Shown(count)
        for city, count in counts.items()
    }


def trend_of(
    indicator: Indicator,
    quarters: Mapping[Period, Any],
    figure: Callable[[Mapping[str, Value], Mapping[str, Shown]], Shown],
) -> Trend:
    """Return a figure quarter by quarter, beside the lowest and the highest of a city.

    Parameters
    ----------
    figure
        Which one, of every city's values and of what this actor may see of them.
    """
    periods = tuple(sorted(quarters))
    values, lowest, highest = [], [], []
    for period in periods:
        cities = quarters[period][indicator.code]
        line = line_of(indicator, cities)
        seen = [shown.value for shown in line.values() if shown.value is not None]
        values.append(figure(cities, line).value)
        lowest.append(min(seen, default=None))
        highest.append(max(seen, default=None))
    return Trend(periods, tuple(values), tuple(lowest), tuple(highest))


def quarters_until(
    found: Mapping[Period, Any], until: Period, most: int = 8
) -> dict[Period, Mapping[str, Any]]:
    """Return the figures of the last quarters up to a period."""
    kept = sorted(p for p in found if p.is_quarter and p.ends_on <= until.ends_on)[-most:]
    return {period: found[period] for period in kept}


def computed_at(period: Period) -> Any:
    """Return when the oldest figure of a period was computed."""
    rows = IndicatorSnapshot.objects.filter(period_from=period.starts_on, period_to=period.ends_on)
    return rows.order_by("computed_at").values_list("computed_at", flat=True).first()


def city_figures(*, municipality_id: str, period: Period) -> CityFigures | None:
    """Return one city's figures with their breakdowns, or None when this actor sees none."""
    check_can_read_figures()
    found = load()
    now: Values = found.get(period, {})
    cells = dict(
        IndicatorSnapshot.objects.filter(
            municipality_id=municipality_id,
            period_from=period.starts_on,
            period_to=period.ends_on,
        ).values_list("indicator", "breakdown__cells")
    )
    if not cells:
        return None
    totals = {
        i.code: line_of(i, now.get(i.code, {})).get(municipality_id, Shown()) for i in INDICATORS
    }
    quarters = quarters_until(found, period)

    def of_city(_cities: Mapping[str, Value], line: Mapping[str, Shown]) -> Shown:
        return line.get(municipality_id, Shown())

    return CityFigures(
        period=period,
        totals=totals,
        breakdowns={
            code: _breakdown(BY_CODE[code], rows)
            for code, rows in cells.items()
            if code in BY_CODE and totals[code].value
        },
        trends={i.code: trend_of(i, quarters, of_city) for i in INDICATORS},
        computed_at=computed_at(period),
    )


def _breakdown(indicator: Indicator, rows: Sequence[Sequence[Any]]) -> Breakdown:
    """Return a figure by age, sex and month; the caller shows none when the figure is hidden."""
    exact = sees_small_cells() or not indicator.about_persons
    ages: dict[str, int] = defaultdict(int)
    sexes: dict[str, int] = defaultdict(int)
    months: dict[str, int] = defaultdict(int)
    table: dict[tuple[str, str], int] = defaultdict(int)
    for age, sex, month, count in rows:
        ages[age] += count
        sexes[sex] += count
        months[month] += count
        table[age, sex] += count
    inside = frozenset() if exact else hidden_in_table(table)
    return Breakdown(
        ages=_part(ages, exact),
        sexes=_part(sexes, exact),
        months=_part(dict(sorted(months.items())), exact),
        table=None
        if inside is None
        else {
            key: Shown(hidden=SMALL) if key in inside else Shown(count)
            for key, count in table.items()
        },
    )


def _part(counts: Mapping[str, int], exact: bool) -> dict[str, Shown]:
    """Return one division of a shown total; all of it is hidden when no part could be safe."""
    hidden = frozenset() if exact else hidden_in_line(counts)
    if not total_is_safe(counts, hidden):
        return {key: Shown(hidden=SMALL) for key in counts}
    return {
        key: Shown(hidden=SMALL) if key in hidden else Shown(count) for key, count in counts.items()
    }


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact a figure counted: its key, never a name."""

    key: str
    kind: str
    happened_on: date
    sub_action: int
    object_id: Any
    age: str
    sex: str


def list_facts(
    *, indicator: str, period: Period, start: int = 0
) -> tuple[list[FactLine], int, int | None]:
    """Return a page of the facts a figure of the actor's own city counted, the total, the next page.

    Raises
    ------
    NotFound
        There is no such figure in the actor's city.
    """
    check_can_read_facts()
    evidence = (
        SnapshotEvidence.objects.filter(
            municipality_id=current_municipality(),
            snapshot__indicator=indicator,
            snapshot__period_from=period.starts_on,
            snapshot__period_to=period.ends_on,
        )
        .values_list("fact_keys", flat=True)
        .first()
    )
    if evidence is None:
        raise NotFound("grants.no_figures")
    keys = evidence[start : start + FACTS_PAGE]
    facts = {
        fact.key: fact
        for fact in Fact.objects.filter(key__in=keys).only(
            "key", "kind", "happened_on", "sub_action", "object_id", "dimensions"
        )
    }
    audit.record("grants.facts_read", ids=keys, fields=["key", "dimensions"])
    lines = [_fact_line(facts[key]) for key in keys if key in facts]
    following = start + FACTS_PAGE
    return lines, len(evidence), following if following < len(evidence) else None


def _fact_line(fact: Fact) -> FactLine:
    return FactLine(
        key=fact.key,
        kind=fact.kind,
        happened_on=fact.happened_on,
        sub_action=fact.sub_action,
        object_id=fact.object_id,
        age=str(fact.dimensions.get("age", "")),
        sex=str(fact.dimensions.get("sex", "")),
    )


def published_figures() -> tuple[Period | None, dict[str, int], Any]:
    """Return the latest year the network published: the period, the figures, and since when."""
    rows = list(PublishedFigure.objects.order_by("-period_to", "period_from").values())
    if not rows:
        return None, {}, None
    newest = rows[0]
    same = [
        r
        for r in rows
        if (r["period_from"], r["period_to"]) == (newest["period_from"], newest["period_to"])
    ]
    period = Period(newest["period_from"], newest["period_to"])
    return period, {r["indicator"]: r["value"] for r in same}, newest["computed_at"]


def facts_since(*, default: date) -> date:
    """Return the day of the first fact of the actor's city."""
    first = Fact.objects.order_by("happened_on").values_list("happened_on", flat=True).first()
    return first or default


def shown_values(shown: Iterable[Shown]) -> list[int]:
    """Return the values that are there, for charts."""
    return [item.value for item in shown if item.value is not None]
