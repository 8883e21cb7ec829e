"""Every night, where each audit chain stands is written outside the database."""

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.lib.audit.anchors import write_anchors


@app.periodic(cron="40 2 * * *")
@app.task(name="audit.anchor", queueing_lock="audit.anchor", lock="audit.anchor", retry=3)
def anchor_audit(timestamp: int) -> int:
    """Anchor every chain; return how many."""
    return write_anchors(on=timezone.localdate())
