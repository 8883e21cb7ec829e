"""Every night, whose term is over; every hour, who reads far beyond their work."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.privacy import operations
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.tenants import all_tenants


@app.periodic(cron="10 3 * * *")
@app.task(name="privacy.terms", queueing_lock="privacy.terms", lock="privacy.terms", retry=3)
def find_due(timestamp: int) -> int:
    """List, city by city, whose term of retention is over; return how many are new."""
    found = 0
    for city in all_tenants():
        with act_as(system_actor(municipality_id=city, job="privacy.terms")):
            found += operations.find_due(at=timezone.now())
    return found


@app.periodic(cron="5 * * * *")
@app.task(name="privacy.watch", queueing_lock="privacy.watch", lock="privacy.watch", retry=3)
def note_anomalies(timestamp: int) -> int:
    """Compare what everybody read today with their work, city by city; return how much stands out.

    In the first hour of a day it looks at the day before once more, whole.
    """
    now, found = timezone.localtime(), 0
    day = now.date() if now.hour else (now - timedelta(hours=2)).date()
    for city in all_tenants():
        with act_as(system_actor(municipality_id=city, job="privacy.watch")):
            found += len(operations.note_anomalies(on=day, at=now))
    return found
