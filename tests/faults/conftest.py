"""A PostgreSQL of its own, durable, that a test may kill."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connections

from launcher import database, postgres
from launcher.folders import ROOT


@pytest.fixture
def own_cluster(django_db_setup: None, django_db_blocker: Any) -> Iterator[postgres.Cluster]:
    """A durable cluster with this code's tables; Django is turned to it meanwhile."""
    # Below /tmp, because PostgreSQL runs as `nobody` for root and cannot walk into tmp_path.
    home = Path(tempfile.mkdtemp(prefix="lgnet-fault-"))
    home.chmod(0o711)
    cluster = database.embedded(home, durable=False)
    try:
        cluster.start()
        _migrate(cluster)  # quick, and a kill is no power cut: what was written is written
        cluster.stop()
        cluster.durable = True
        cluster.start()
        with django_db_blocker.unblock():
            before = _turn_to(_as_settings(cluster.url(postgres.APP)))
            yield cluster
            _turn_to(before)
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def _migrate(cluster: postgres.Cluster) -> None:
    owner = cluster.url(postgres.OWNER)
    env = {**os.environ, "DATABASE_URL": owner, "DATABASE_OWNER_URL": owner}
    env |= {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "lgnet.config.settings"}
    subprocess.run(
        [sys.executable, "-c", database.MIGRATE_AND_HARDEN],
        env=env,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )


def _as_settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
    }


def _turn_to(settings: dict[str, Any]) -> dict[str, Any]:
    """Point Django's default connection elsewhere; return where it pointed."""
    connection = connections["default"]
    connection.close()
    before = {name: connection.settings_dict[name] for name in settings}
    connections.settings["default"].update(settings)
    connection.settings_dict.update(settings)
    return before
