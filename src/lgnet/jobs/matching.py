"""Every night: cities fingerprint their people, somebody without the key compares, cities are told."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.matching.key import NetworkKey, network_key
from lgnet.domain.matching.operations import compare, settle, write_prints
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.tenancy.tenants import all_tenants

LOOK_BACK = timedelta(days=8)
"""A week of nights may be missed before something is compared late."""


def write_city(city: str, *, key: NetworkKey, at: datetime) -> int:
    """Bring one city's fingerprints up to date; return how many were written."""
    with act_as(system_actor(municipality_id=city, job="matching.write")):
        return write_prints(key=key, at=at).written


def compare_all(*, since: datetime | None, at: datetime) -> int:
    """Compare what cities wrote; return how many pairs were new. Reads no key and no person."""
    with act_as(Actor(Scope.MATCHER, role="matching.compare")):
        made, _gone = compare(since=since, at=at)
    return made // 2


@app.periodic(cron="15 1 * * *")
@app.task(name="matching.write", queueing_lock="matching.write", lock="matching", retry=3)
def write_all(timestamp: int) -> int:
    """Fingerprint, city by city, who is new or changed; return how many."""
    key, at = network_key(), timezone.now()
    return sum(write_city(city, key=key, at=at) for city in all_tenants())


@app.periodic(cron="45 1 * * *")
@app.task(name="matching.compare", queueing_lock="matching.compare", lock="matching", retry=3)
def compare_new(timestamp: int) -> int:
    """Compare what was written lately with everything; return how many pairs are new."""
    at = timezone.now()
    return compare_all(since=at - LOOK_BACK, at=at)


@app.periodic(cron="0 2 * * *")
@app.task(name="matching.settle", queueing_lock="matching.settle", lock="matching", retry=3)
def settle_all(timestamp: int) -> int:
    """Tell each city's ledger what the city was told; end what is over; return how many ended."""
    ended = 0
    for city in all_tenants():
        with act_as(system_actor(municipality_id=city, job="matching.settle")):
            ended += settle(at=timezone.now())
    return ended
