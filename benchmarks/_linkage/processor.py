"""What our connection's side of the database has used of the processor, and how we run ourselves."""

import gc
from pathlib import Path


def database_ms() -> float:
    """Return the milliseconds of processor the connection's server process has used."""
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def as_served() -> None:
    """Let Python's collector run as it does in the web process (``config/wsgi.py``)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
