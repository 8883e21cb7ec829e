"""Every night, records that look alike are queued for somebody to look at."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.people.operations import note_recent
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.tenants import all_tenants


@app.periodic(cron="10 3 * * *")
@app.task(name="people.look_alikes", queueing_lock="people.look_alikes", lock="people.look_alikes")
def note_look_alikes(timestamp: int) -> int:
    """Queue the look-alikes of whoever was registered or changed in two days; return how many."""
    at, found = timezone.now(), 0
    for city in all_tenants():
        with act_as(system_actor(municipality_id=city, job="people.look_alikes")):
            found += note_recent(since=at - timedelta(days=2), at=at)
    return found
