"""`manage network`: the network of the project sheet, before anybody works with it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lgnet.domain.network.queries import list_tenants
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.network import load_network
from lgnet.lib.actor import act_as


class Command(BaseCommand):
    """Write the network's Comuni, partners and project sheet; running it again changes nothing."""

    help = "Write the network's Comuni, partners and project sheet; prints the codes of the cities."

    def handle(self, *_args: Any, **_options: Any) -> None:
        load_network(at=timezone.now())
        with act_as(system_actor(municipality_id=None, job="network")):
            for city in list_tenants():
                self.stdout.write(f"{city.pk}  {city.name}")
