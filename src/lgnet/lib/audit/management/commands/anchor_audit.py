"""``manage anchor_audit``: write where each chain stands to the file of anchors."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from lgnet.lib.audit.anchors import anchor_file, write_anchors


class Command(BaseCommand):
    """Append today's line of every chain."""

    help = "Append one line for each audit chain to the file of anchors (LGNET_ANCHOR_FILE)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = write_anchors(on=localdate())
        self.stdout.write(f"{count} chains anchored in {anchor_file()}")
