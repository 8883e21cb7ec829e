"""``manage network_key``: the key people are fingerprinted with: made, renewed, split, put together."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lgnet.domain.matching.key import (
    envelopes,
    from_envelopes,
    keep_network_key,
    key_file,
    network_key,
    new_network_key,
)
from lgnet.jobs.matching import compare_all, write_city
from lgnet.lib.errors import Invalid, Unavailable
from lgnet.lib.tenancy.tenants import all_tenants


class Command(BaseCommand):
    """Make the first key, or begin a new epoch: every person is fingerprinted anew."""

    help = (
        "Make the network's key (--make), renew it and fingerprint everybody anew (--renew), print "
        "three envelopes of it (--split), or put it together from two (--combine)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--make", action="store_true", help="the first key")
        what.add_argument("--renew", action="store_true", help="a new epoch; once a year")
        what.add_argument("--split", action="store_true", help="for three holders, of whom two do")
        what.add_argument("--combine", action="store_true", help="two envelopes, a line each")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._do(options)
        except Invalid as error:
            raise CommandError("These two envelopes are not two of one key.") from error
        except Unavailable as error:
            raise CommandError(str(error)) from error

    def _do(self, options: dict[str, Any]) -> None:
        if options["split"]:
            self.stdout.write("\n".join(envelopes(network_key())))
        elif options["renew"]:
            self._renew()
        elif key_file().exists():
            raise CommandError(f"{key_file()} is there already: --renew begins a new epoch.")
        elif options["combine"]:
            key = from_envelopes(sys.stdin.readline(), sys.stdin.readline())
            self.stdout.write(f"Epoch {keep_network_key(key).epoch}: {key_file()}")
        else:
            self.stdout.write(f"Epoch {new_network_key().epoch}: {key_file()}")

    def _renew(self) -> None:
        before = network_key().epoch
        key, at = new_network_key(), timezone.now()
        self.stdout.write(f"Epoch {before} is over, {key.epoch} begins.")
        for city in all_tenants():
            self.stdout.write(f"{city}: {write_city(city, key=key, at=at)}")
        self.stdout.write(f"New pairs: {compare_all(since=None, at=at)}")
