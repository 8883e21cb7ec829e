"""Writes of the grants: snapshots of figures, and what the network publishes of them."""

from datetime import date, datetime

from django.db.models import Sum
from django.db.models.functions import Coalesce

from lgnet.domain.grants.access import check_can_read_facts, check_can_read_figures
from lgnet.domain.grants.bridge import doubles
from lgnet.domain.grants.counting import compute
from lgnet.domain.grants.indicators import INDICATORS, Measure
from lgnet.domain.grants.models import IndicatorSnapshot, PublishedFigure, SnapshotEvidence
from lgnet.domain.grants.spreads import median, merged
from lgnet.domain.grants.suppression import FEWEST, shown_range
from lgnet.lib import audit
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import Invalid


@operation
def snapshot_indicators(*, period_from: date, period_to: date, at: datetime) -> int:
    """Compute every figure of the current city and keep it with the keys of the facts it counted.

    Running it again replaces what an earlier run kept for the same period.

    Returns
    -------
    How many figures.

    Raises
    ------
    Invalid
        The period is empty.
    """
    check_can_read_facts()
    if period_to <= period_from:
        raise Invalid("grants.empty_period", field="period_to")
    city = current_municipality()
    snapshots, keys = [], {}
    for indicator in INDICATORS:
        figure = compute(indicator, period_from=period_from, period_to=period_to)
        keys[indicator.code] = figure.fact_keys
        snapshots.append(
            IndicatorSnapshot(
                municipality_id=city,
                indicator=indicator.code,
                period_from=period_from,
                period_to=period_to,
                value=figure.value,
                breakdown={
                    "cells": figure.cells,
                    "spread": figure.spread,
                    "shared": figure.shared,
                },
                computed_at=at,
            )
        )
    saved = IndicatorSnapshot.objects.bulk_create(
        snapshots,
        update_conflicts=True,
        unique_fields=["municipality", "indicator", "period_from", "period_to"],
        update_fields=["value", "breakdown", "computed_at"],
    )
    ids = dict(
        IndicatorSnapshot.objects.filter(
            municipality_id=city, period_from=period_from, period_to=period_to
        ).values_list("indicator", "id")
    )
    SnapshotEvidence.objects.bulk_create(
        [
            SnapshotEvidence(municipality_id=city, snapshot_id=ids[code], fact_keys=found)
            for code, found in keys.items()
        ],
        update_conflicts=True,
        unique_fields=["snapshot"],
        update_fields=["fact_keys"],
    )
    audit.record("grants.indicators_snapshotted", at=at, ids=sorted(ids.values()))
    return len(saved)


@operation
def publish_figures(*, period_from: date, period_to: date, at: datetime) -> int:
    """Publish the network's totals of a period for anybody to read; small ones are left out.

    Only totals over all cities are published, never a city's figure.
    """
    check_can_read_figures()
    found = IndicatorSnapshot.objects.filter(period_from=period_from, period_to=period_to)
    sums = {
        row["indicator"]: row["total"]
        for row in found.values("indicator").annotate(total=Coalesce(Sum("value"), 0))
    }
    cities = found.values("municipality").distinct().count()
    published = []
    for indicator in INDICATORS:
        value: int | None = sums.get(indicator.code, 0)
        if indicator.measure is Measure.MEDIAN:
            spreads = found.filter(indicator=indicator.code).values_list("breakdown__spread")
            value = median(merged(spread for (spread,) in spreads), at_least=FEWEST)
        elif indicator.counts_people and value is not None:
            rows = found.filter(indicator=indicator.code)
            shared = dict(rows.values_list("municipality_id", "breakdown__shared"))
            value = shown_range(value, doubles(shared)).most
        if value is not None and value >= FEWEST:
            published.append(
                PublishedFigure(
                    indicator=indicator.code,
                    period_from=period_from,
                    period_to=period_to,
                    value=value,
                    cities=cities,
                    computed_at=at,
                )
            )
    PublishedFigure.objects.filter(period_from=period_from, period_to=period_to).delete()
    PublishedFigure.objects.bulk_create(published)
    return len(published)
