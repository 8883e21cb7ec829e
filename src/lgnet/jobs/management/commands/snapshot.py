"""Compute every figure since the first fact."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lgnet.jobs.grants import snapshot_everything


class Command(BaseCommand):
    """``manage snapshot [--city 048017]``."""

    help = "Compute the figures of every quarter and year since the first fact, and publish totals."

    def add_arguments(self, parser: CommandParser) -> None:
        """One city only, by ISTAT code."""
        parser.add_argument("--city", help="ISTAT code of one city")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and say how many figures stand."""
        kept = snapshot_everything(at=timezone.now(), only=options["city"])
        self.stdout.write(f"{kept} figures kept")
