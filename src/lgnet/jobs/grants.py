"""Figures kept fresh: every city's periods that may still change, then the network's totals."""

from datetime import date, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.grants.operations import publish_figures, snapshot_indicators
from lgnet.domain.grants.periods import Period, open_periods, periods_since
from lgnet.domain.grants.queries import facts_since
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.tenants import all_tenants

JOB = "snapshot_indicators"


def snapshot_city(*, municipality_id: str, periods: list[Period], at: datetime) -> int:
    """Compute one city's figures; return how many were kept."""
    with act_as(system_actor(municipality_id=municipality_id, job=JOB)):
        return sum(
            snapshot_indicators(period_from=p.starts_on, period_to=p.ends_on, at=at)
            for p in periods
        )


def publish(*, periods: list[Period], at: datetime) -> None:
    """Publish the network's totals of some periods."""
    with act_as(system_actor(municipality_id=None, job=JOB)):
        for period in periods:
            publish_figures(period_from=period.starts_on, period_to=period.ends_on, at=at)


def first_fact_of(municipality_id: str, *, default: date) -> date:
    """Return the day a city's ledger begins."""
    with act_as(system_actor(municipality_id=municipality_id, job=JOB)):
        return facts_since(default=default)


def snapshot_everything(*, at: datetime, only: str | None = None) -> int:
    """Compute every quarter and year since the first fact, of all cities or one; then publish.

    Each city is committed by itself, so a page shows those that are done.
    """
    today, kept = timezone.localdate(at), 0
    every: set[Period] = set()
    for city in [only] if only else all_tenants():
        periods = periods_since(first=first_fact_of(city, default=today), on=today)
        kept += snapshot_city(municipality_id=city, periods=periods, at=at)
        every |= set(periods)
    publish(periods=sorted(every), at=at)
    return kept


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock=JOB, retry=3)
def snapshot_open_periods(timestamp: int) -> None:
    """Compute what may have changed since yesterday: this and the last quarter and year."""
    now = timezone.now()
    periods = open_periods(on=timezone.localdate(now))
    for city in all_tenants():
        snapshot_city(municipality_id=city, periods=periods, at=now)
    publish(periods=periods, at=now)
