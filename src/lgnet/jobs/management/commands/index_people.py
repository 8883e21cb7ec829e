"""``manage index_people``: write anew what everybody is found by, after an update that says so."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from lgnet.domain.people.operations import forget_pieces, index_again
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.tenants import all_tenants


class Command(BaseCommand):
    """Write the search tokens of every city anew, a thousand people at a time."""

    help = "Write the search tokens of everybody anew. Interrupted, run it again."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--municipality", help="ISTAT code; every city when it is not said")

    def handle(self, *args: Any, **options: Any) -> None:
        for city in [options["municipality"]] if options["municipality"] else all_tenants():
            actor = system_actor(municipality_id=city, job="index_people")
            with act_as(actor):
                forget_pieces()
            last, times = None, 0
            while True:
                with act_as(actor):
                    last = index_again(after=last)
                if last is None:
                    break
                times += 1
            self.stdout.write(f"{city}: {times} x 1000")
