"""What housing does by the clock: holds that end, nights that are counted, facilities asked."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.housing import operations, queries
from lgnet.domain.security.queries import system_actor
from lgnet.jobs.housing_mail import send_link
from lgnet.lib.actor import act_as
from lgnet.lib.longwork.steps import is_under_way
from lgnet.lib.tenancy.tenants import all_tenants


def _in_each_city(job: str, work: Callable[[], int]) -> int:
    """Do a piece of work in every city, each in its own transaction; return the sum.

    A city whose past is still being written is left alone: there, the clock's present is not yet.
    """
    done = 0
    for municipality_id in all_tenants():
        with act_as(system_actor(municipality_id=municipality_id, job=job)):
            done += 0 if is_under_way() else work()
    return done


@app.periodic(cron="* * * * *")
@app.task(name="housing.expire_holds", queueing_lock="housing.expire_holds", lock="housing.holds")
def expire_holds(timestamp: int) -> int:
    """Write down which holds ended; they stopped counting at their hour anyway."""
    at = timezone.now()
    return _in_each_city("expire_holds", lambda: operations.expire_holds(at=at))


@app.periodic(cron="10 6 * * *")
@app.task(
    name="housing.record_bed_nights",
    queueing_lock="housing.record_bed_nights",
    lock="housing.nights",
    retry=3,
)
def record_bed_nights(timestamp: int) -> int:
    """Record last night, and every night nobody recorded while the system was off."""
    today = timezone.localdate()
    return _in_each_city("record_bed_nights", lambda: _record_until(today - timedelta(days=1)))


def _record_until(night: date) -> int:
    first = queries.first_night_to_record(until=night)
    done = 0
    while first is not None and first <= night:
        last = min(first + timedelta(days=365), night + timedelta(days=1))
        done += operations.record_bed_nights(night_from=first, night_to=last)
        first = last
    return done


OPEN_HOURS = range(8, 20)
"""Facilities are asked while somebody is likely to read it; who is needed at night is called."""


@app.periodic(cron="*/30 * * * *")
@app.task(name="housing.nudge", queueing_lock="housing.nudge", lock="housing.nudge", retry=3)
def nudge_facilities(timestamp: int) -> int:
    """Ask the facilities whose picture faded and that are needed; one e-mail a facility and day."""
    at = timezone.now()
    if not settings.LGNET_MAIL or timezone.localtime(at).hour not in OPEN_HOURS:
        return 0
    return _in_each_city("nudge_facilities", lambda: operations.nudge_facilities(at=at))


@app.task(name=operations.SEND_TASK, retry=3)
def send_nudge(link: str, city: str) -> bool:
    """Send the e-mail of a nudge, unless its facility confirmed meanwhile; tell whether it left."""
    at, link_id = timezone.now(), UUID(link)
    who = system_actor(municipality_id=city, job="send_nudge")
    with act_as(who):
        letter = queries.letter_of(link_id=link_id, at=at)
    if letter is None:
        return False
    send_link(letter)
    with act_as(who):
        operations.note_sent(link_id=link_id, at=at)
    return True
