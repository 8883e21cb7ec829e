"""``manage harden``: run by the owner after ``migrate``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from lgnet.lib.tenancy.harden import harden


class Command(BaseCommand):
    """Apply row-level security, grants and tenant-bound keys to every declared table."""

    help = "Apply row-level security, grants and tenant-bound foreign keys (run as the owner)."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            closed = harden(connection, app_role=settings.LGNET_APP_ROLE)
        for table in closed:
            self.stdout.write(f"closed to the application: {table}")
