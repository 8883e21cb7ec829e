"""The network's figures: over all cities, different persons counted once.

Above ``bridge``, because whom two cities have in common is a question for the linkage core.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from lgnet.domain.grants.access import check_can_read_figures, sees_small_cells
from lgnet.domain.grants.bridge import doubles
from lgnet.domain.grants.indicators import INDICATORS, Indicator, Measure
from lgnet.domain.grants.periods import Period
from lgnet.domain.grants.queries import (
    FEW,
    SMALL,
    Shown,
    Trend,
    Value,
    Values,
    computed_at,
    line_of,
    load,
    quarters_until,
    trend_of,
)
from lgnet.domain.grants.spreads import median, merged
from lgnet.domain.grants.suppression import FEWEST, hidden_in_line, shown_range, total_is_safe


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """Every city's figures of a period, the totals, and how they came to be."""

    period: Period
    cities: Mapping[str, Mapping[str, Shown]]
    totals: Mapping[str, Shown]
    trends: Mapping[str, Trend]
    computed_at: Any = None


def _total(indicator: Indicator, cities: Mapping[str, Value]) -> Shown:
    exact = sees_small_cells()
    if indicator.measure is Measure.MEDIAN:
        spread = merged(one.spread for one in cities.values())
        value = median(spread, at_least=1 if exact else FEWEST)
        return Shown(value, "" if value is not None else FEW)
    counts = {city: one.number or 0 for city, one in cities.items()}
    total = sum(counts.values())
    if exact or not indicator.about_persons:
        return Shown(total)
    if not total_is_safe(counts, hidden_in_line(counts)):
        return Shown(hidden=SMALL)
    if not indicator.counts_people:
        return Shown(total)
    between = shown_range(total, doubles({city: one.shared for city, one in cities.items()}))
    return Shown(between.most, least=between.least if between.least < between.most else None)


def _of_network(
    indicator: Indicator, cities: Mapping[str, Value], _line: Mapping[str, Shown]
) -> Shown:
    return _total(indicator, cities)


def network_figures(*, period: Period) -> NetworkFigures:
    """Return the figures of every city the actor may see, small ones hidden from the network."""
    check_can_read_figures()
    found = load()
    now: Values = found.get(period, {})
    lines = {i.code: line_of(i, now.get(i.code, {})) for i in INDICATORS}
    cities: dict[str, dict[str, Shown]] = defaultdict(dict)
    for code, line in lines.items():
        for city, shown in line.items():
            cities[city][code] = shown
    quarters = quarters_until(found, period)
    return NetworkFigures(
        period=period,
        cities=dict(cities),
        totals={i.code: _total(i, now.get(i.code, {})) for i in INDICATORS},
        trends={i.code: trend_of(i, quarters, partial(_of_network, i)) for i in INDICATORS},
        computed_at=computed_at(period),
    )
