"""Play the whole network: what comes before the cities, the cities in turn, the totals after."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lgnet.domain.grants.operations import publish_figures
from lgnet.domain.grants.periods import periods_since
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.calendar import DAYS
from lgnet.flows.demo.cities import BOLOGNA, CITIES, FIRENZE, City, persons_for
from lgnet.flows.demo.network import load_bodies, load_network
from lgnet.flows.demo.play.accounts import JOB, Logins, make_network_users
from lgnet.flows.demo.play.city import Plan, Say, play_city
from lgnet.flows.demo.play.troupe import aware
from lgnet.lib.actor import act_as

SEED = "lgnet"
FIRST = (FIRENZE, BOLOGNA)
OTHERS: Sequence[City] = sorted(
    (city for city in CITIES if city not in FIRST), key=persons_for, reverse=True
)
"""The large ones first: played last, the largest would keep one processor busy alone."""


def begin(logins: Logins, *, now: datetime, scale: float) -> None:
    """Make the network, its coordination and the accounts of the first cities; safe to run again."""
    load_network(at=aware(now))
    load_bodies(at=aware(now))
    make_network_users(logins, since=now.date() - timedelta(days=DAYS), at=aware(now))
    for city in FIRST:
        plan = Plan(city=city, seed=SEED, scale=scale, logins=logins)
        play_city(plan, now=now, say=lambda _far: None, only_begin=True)


def play(city: City, logins: Logins, *, now: datetime, scale: float, say: Say) -> None:
    """Play a city to its end, telling how far it is in percent."""
    plan = Plan(city=city, seed=SEED, scale=scale, logins=logins)
    play_city(plan, now=now, say=say)


def publish(*, now: datetime) -> None:
    """Publish the network's totals of the year over the cities played so far."""
    with act_as(system_actor(municipality_id=None, job=JOB)):
        for period in periods_since(first=now.date() - timedelta(days=DAYS), on=now.date()):
            publish_figures(period_from=period.starts_on, period_to=period.ends_on, at=aware(now))
