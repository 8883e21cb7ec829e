"""`manage after_restore`: erase again those whom a restored backup brought back without their key."""

import argparse
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from lgnet.domain.people.operations import erase_again, without_key
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.tenancy.tenants import all_tenants


class Command(BaseCommand):
    """Say how many people have no key; with --confirm, remove what they are found by."""

    help = "Count the people whose key is gone; with --confirm, finish their erasure."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--confirm", action="store_true", help="today's keys are restored")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        oldest = timezone.localdate(at) - timedelta(days=settings.LGNET_BACKUP_DAYS)
        self.stdout.write(f"Physical backups and archives from before {oldest} must be gone.")
        for city in all_tenants():
            with act_as(system_actor(municipality_id=city, job="after_restore")):
                count = erase_again(at=at) if options["confirm"] else without_key().count()
            self.stdout.write(f"{city}: {count}")
        if not options["confirm"]:
            self.stdout.write(
                "More than were erased? Then these keys are older than the data: restore the "
                "latest. Otherwise run this again with --confirm."
            )
