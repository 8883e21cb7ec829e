"""``manage rotate_keys``: new keys, one level at a time; an interrupted rotation goes on."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.vault import rotation


class Command(BaseCommand):
    """Rotate the root key or a municipality's."""

    help = "Rotate the root key (--root) or a municipality's key (--municipality CODE)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        level = parser.add_mutually_exclusive_group(required=True)
        level.add_argument("--root", action="store_true", help="the root key")
        level.add_argument("--municipality", metavar="CODE", help="the key of one municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["root"]:
            aside = rotation.rotate_root(on=localdate())
            self.stdout.write(
                f"New root key in use. Copy it away, then delete the old one: {aside}"
            )
        else:
            self._municipality(options["municipality"])

    def _municipality(self, code: str) -> None:
        actor = Actor(Scope.SYSTEM, code, role=rotation.JOB)
        with act_as(actor):
            self.stdout.write("New version." if rotation.begin_municipality() else "Going on.")
        with act_as(actor):
            left = rotation.keys_left()
        moved = 1
        while moved:
            with act_as(actor):
                moved = rotation.wrap_some()
            left = max(left - moved, 0)
            if moved:
                self.stdout.write(f"{moved} keys wrapped, {left} left")
