"""Says on a demonstration's pages how far its network is, while it's being made."""

from pathlib import Path

from django.conf import settings

from lgnet.flows.demo.progress import Construction, Progress


def construction() -> Construction | None:
    """Return how far the demonstration is; None when it is complete, or this is none."""
    return Progress(Path(settings.DATA) / "progress").read() if settings.LGNET_DEMO else None
