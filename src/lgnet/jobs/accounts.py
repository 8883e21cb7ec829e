"""Every night, what is over of the way in goes: sessions, whose they were, counts of failures."""

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.security.operations import sweep
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.sessions import SessionStore


@app.periodic(cron="10 3 * * *")
@app.task(name="accounts.sweep", queueing_lock="accounts.sweep", lock="accounts.sweep", retry=3)
def sweep_sessions(timestamp: int) -> None:
    """Remove what has expired."""
    SessionStore.clear_expired()
    with act_as(system_actor(municipality_id=None, job="accounts.sweep")):
        sweep(at=timezone.now())
