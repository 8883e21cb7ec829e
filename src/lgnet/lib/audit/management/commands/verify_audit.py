"""``manage verify_audit``: walk every chain and name the first row that does not hold."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.audit.anchors import against_anchors, chains, read_anchors, tenant_of
from lgnet.lib.audit.chain import verify
from lgnet.lib.audit.models import ChainHead
from lgnet.lib.errors import Unavailable


class Command(BaseCommand):
    """Exit 1 when a chain is broken."""

    help = "Verify every audit chain, and that it passes through its anchors."

    def handle(self, *args: Any, **options: Any) -> None:
        broken, anchors = False, []
        try:
            anchors = read_anchors()
        except Unavailable as error:
            broken = True
            self.stdout.write(str(error))
        for chain in sorted({*chains(), *(anchor.chain for anchor in anchors)}):
            with act_as(Actor(Scope.SYSTEM, tenant_of(chain), role="verify_audit")):
                for problem in [*verify(chain), *against_anchors(chain, anchors)]:
                    broken = True
                    self.stdout.write(f"{problem.chain} #{problem.seq}: {problem.problem}")
                head = ChainHead.objects.filter(chain=chain).first()
                if head:
                    self.stdout.write(f"{chain}: {head.seq} events")
        self.stdout.write(f"{len(anchors)} anchors compared")
        if broken:
            sys.exit(1)
