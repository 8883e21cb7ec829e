"""The database a command works on: DATABASE_URL when it is set, else the embedded PostgreSQL."""

import os
from pathlib import Path

from launcher import environment, folders, pgbinaries, postgres, processes
from launcher.say import Problem, say

# The same two management commands, in one process: a start of Django is half of their time.
MIGRATE_AND_HARDEN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
call_command("harden")
"""


class Database:
    """Addresses of the application's and the owner's role, and the server behind them if ours."""

    def __init__(self, *, app_url: str, owner_url: str, cluster: postgres.Cluster | None) -> None:
        self.app_url = app_url
        self.owner_url = owner_url
        self.cluster = cluster

    def stop(self) -> None:
        """Stop the server if we started it."""
        if self.cluster is not None:
            self.cluster.stop()

    def variables(self) -> dict[str, str]:
        """What the settings read."""
        return {"DATABASE_URL": self.app_url, "DATABASE_OWNER_URL": self.owner_url}


def open_database(home: Path, *, durable: bool = True, alone: bool = False) -> Database:
    """Start (or attach to) the database for a folder.

    Raises
    ------
    Problem
        DATABASE_URL is there without DATABASE_OWNER_URL, or `alone` and somebody else runs it.
    """
    app_url = os.environ.get("DATABASE_URL")
    if app_url and durable:
        return Database(
            app_url=app_url, owner_url=os.environ.get("DATABASE_OWNER_URL", ""), cluster=None
        )
    cluster = embedded(home, durable=durable)
    started = cluster.start()
    if alone and not started:
        raise Problem(
            f"Another ./lgnet already runs on {home}: stop it, or set LGNET_DATA to another folder."
        )
    return Database(
        app_url=cluster.url(postgres.APP), owner_url=cluster.url(postgres.OWNER), cluster=cluster
    )


def embedded(home: Path, *, durable: bool = True) -> postgres.Cluster:
    """The embedded PostgreSQL of a folder, not yet started."""
    binaries = pgbinaries.find(uid=postgres.server_uid())
    return postgres.Cluster(home=home, binaries=binaries, durable=durable)


def child_environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of our Python children."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    paths = [str(folders.ROOT / "src")]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "lgnet.config.settings",
        "LGNET_DATA": str(data),
        **folders.key_paths(data),
        **more,
    }


def manage(*arguments: str) -> list[str]:
    """The command line of one management command."""
    return [str(environment.PYTHON), "-m", "lgnet.cli", "manage", *arguments]


def migrate(database: Database, *, env: dict[str, str]) -> None:
    """Bring the tables, policies and grants up to the code, as the owner."""
    if not database.owner_url:
        raise Problem("Set DATABASE_OWNER_URL to the address of the role that owns the tables.")
    owner = {**env, **database.variables(), "DATABASE_URL": database.owner_url}
    command = [str(environment.PYTHON), "-c", MIGRATE_AND_HARDEN]
    processes.run(command, env=owner, what="Migrating", cwd=folders.ROOT)


def migrate_if_changed(database: Database, *, data: Path, env: dict[str, str]) -> None:
    """Migrate unless this folder's database already has exactly this code's tables."""
    now = folders.schema_hash()
    where = "embedded" if database.cluster else folders.hash_text(database.owner_url)
    stamp = f"{where} {now}"
    if folders.read_stamps(data).get("schema") == stamp:
        return
    say("database: migrating")
    migrate(database, env=env)
    folders.write_stamps(data, schema=stamp)
