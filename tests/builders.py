"""Builders drive the real operations to reach a state; nothing here writes rows an operation could."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.test import Client, RequestFactory
from django.utils import timezone

from lgnet.domain.network.models import Municipality
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.queries import actor_for, system_actor
from lgnet.lib.actor import Actor, act_as
from lgnet.web.accounts.sessions import STAMP, stamp

FIRENZE, BOLOGNA = "048017", "037006"
FAR_PAST = date(2020, 1, 1)
_CITIES = {
    FIRENZE: ("Firenze", "D612", "FI", "Toscana", 43.7696, 11.2558),
    BOLOGNA: ("Bologna", "A944", "BO", "Emilia-Romagna", 44.4949, 11.3426),
}


def make_cities() -> None:
    """Make the two Comuni of every tenancy test."""
    with act_as(system_actor(municipality_id=None, job="test")):
        for code, (name, belfiore, prefix, region, latitude, longitude) in _CITIES.items():
            Municipality.objects.update_or_create(
                istat_code=code,
                defaults={
                    "name": name,
                    "belfiore_code": belfiore,
                    "province": name,
                    "province_code": prefix,
                    "region": region,
                    "prefix": prefix,
                    "latitude": latitude,
                    "longitude": longitude,
                    "is_tenant": True,
                },
            )


def make_user(role: str, city: str | None = FIRENZE) -> UUID:
    """Make a user with one membership; return the id."""
    place = None if role in NETWORK_ROLES else city
    with act_as(system_actor(municipality_id=place, job="test")):
        user, _ = User.objects.get_or_create(
            username=f"{role.lower()}.{place or 'rete'}", defaults={"display_name": role.title()}
        )
        Membership.objects.get_or_create(
            user=user, role=role, municipality_id=place, defaults={"from_on": FAR_PAST}
        )
    return user.pk


@contextmanager
def acting(role: str = Role.CASE_WORKER, city: str | None = FIRENZE) -> Iterator[Actor]:
    """Act as a user of a role; makes cities and user if they are missing."""
    make_cities()
    user = User.objects.get(pk=make_user(role, city))
    with act_as(system_actor(municipality_id=None, job="test")):
        actor = actor_for(user, on=date.today())
    assert actor is not None
    with act_as(actor):
        yield actor


def sign_in(client: Client, role: str = Role.CASE_WORKER, city: str | None = FIRENZE) -> Client:
    """Sign a test client in as a user of a role."""
    make_cities()
    return enter(client, User.objects.get(pk=make_user(role, city)))


def enter(client: Client, user: User, *, strong: bool = True, at: datetime | None = None) -> Client:
    """Put a user's session into a client as the door leaves it, without the door's work."""
    client.force_login(user)
    request = RequestFactory(**client.defaults).get("/")
    session = client.session
    session[STAMP] = stamp(request, strong=strong, method="TEST", at=at or timezone.now())
    session.save()
    return client
