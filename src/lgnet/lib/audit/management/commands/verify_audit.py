"""``manage verify_audit``: walk every chain and name the first row that does not hold."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.audit.chain import NETWORK, verify
from lgnet.lib.audit.models import ChainHead
from lgnet.lib.tenancy.tenants import all_tenants


class Command(BaseCommand):
    """Exit 1 when a chain is broken."""

    help = "Verify the audit chain of every municipality and of the network."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = False
        for tenant in [None, *all_tenants()]:
            with act_as(Actor(Scope.SYSTEM, tenant, role="verify_audit")):
                for problem in verify(tenant or NETWORK):
                    broken = True
                    self.stdout.write(f"{problem.chain} #{problem.seq}: {problem.problem}")
                head = ChainHead.objects.filter(chain=tenant or NETWORK).first()
                if head:
                    self.stdout.write(f"{tenant or NETWORK}: {head.seq} events")
        if broken:
            sys.exit(1)
