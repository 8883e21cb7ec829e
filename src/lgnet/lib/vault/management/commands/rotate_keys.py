"""``manage rotate_keys``: new keys, one level at a time; an interrupted rotation goes on."""

import argparse
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.vault import rotation


class Command(BaseCommand):
    """Rotate the root key, a municipality's, or that of one subject."""

    help = (
        "Rotate the root key (--root), a municipality's key (--municipality CODE), or in it the key "
        "of one subject (--subject ID)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        level = parser.add_mutually_exclusive_group(required=True)
        level.add_argument("--root", action="store_true", help="the root key")
        level.add_argument("--municipality", metavar="CODE", help="the key of one municipality")
        parser.add_argument(
            "--subject", metavar="ID", type=UUID, help="with --municipality: one vault_key of it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["root"]:
            aside = rotation.rotate_root(on=localdate())
            self.stdout.write(
                f"New root key in use. Copy it away, then delete the old one: {aside}"
            )
        elif options["subject"]:
            with act_as(Actor(Scope.SYSTEM, options["municipality"], role=rotation.JOB)):
                fresh = rotation.renew_subject(options["subject"])
            self.stdout.write(f"Everything is sealed under {fresh}; the old key is gone.")
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
