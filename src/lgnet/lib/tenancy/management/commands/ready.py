"""``manage ready``: may a production process start? One sentence when not."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from lgnet.lib.errors import Unavailable
from lgnet.lib.vault.root import root_key

_HARDEN = "run ./lgnet manage migrate and ./lgnet manage harden with DATABASE_OWNER_URL"
_ROLE = (
    "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n"
    " ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'keys') AND c.relkind = 'r'"
    " AND pg_has_role(current_user, c.relowner, 'USAGE')) FROM pg_roles WHERE rolname = current_user"
)
# Statements carry their values (they are bound on this side), details carry those of a key: with
# any other setting PostgreSQL's log would hold what people told us in confidence.
QUIET_LOG = {
    "log_min_error_statement": ("panic", "fatal"),
    "log_error_verbosity": ("terse",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
}


class Command(BaseCommand):
    """Check the key, the role, the log, the tables; with --static collect what the web server sends."""

    help = "Check what a production process stands on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what the web server needs besides."""
        parser.add_argument("--static", action="store_true", help="also collect static files")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Raise with one sentence at the first thing that is missing."""
        try:
            root_key()
            _check_role()
            _check_log()
            _check_tables()
        except Unavailable as error:
            raise CommandError(str(error)) from None
        except (OperationalError, InterfaceError):
            raise CommandError(
                "The database can't be reached: is it running, and is DATABASE_URL right?"
            ) from None
        except DatabaseError:
            raise CommandError(f"The tables are closed to this role: {_HARDEN}.") from None
        if options["static"] and settings.STATIC_ROOT:
            call_command("collectstatic", interactive=False, verbosity=0)


def _check_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        (passes_over, owns) = cursor.fetchone()
    if passes_over or owns:
        raise CommandError(
            "The role of DATABASE_URL passes over row-level security: use one that is neither a "
            "superuser nor the owner of the tables."
        )


def _check_log() -> None:
    with connection.cursor() as cursor:
        for name, quiet in QUIET_LOG.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            (value,) = cursor.fetchone()
            if value not in quiet:
                raise CommandError(
                    f"PostgreSQL would write personal data into its log: set {name} = {quiet[0]} "
                    "(docs/operations.md)."
                )


def _check_tables() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"The tables are not those of this version: {_HARDEN}.")
