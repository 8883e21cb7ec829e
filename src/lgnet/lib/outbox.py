"""Work for later, enqueued in the writer's transaction: it happens if and only if the write did."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from lgnet.lib.errors import Invalid

Plain = str | int | bool | None


def defer(
    task: str, /, *, lock: str | None = None, once: str | None = None, **ids: Plain | UUID
) -> None:
    """Enqueue a task by name with ids only.

    Parameters
    ----------
    task
        Full name of the task.
    lock
        Tasks with one lock run one after the other.
    once
        At most one waiting task carries this name; a second is silently the same one.
    ids
        Codes and ids. Text about persons does not belong in a queue.
    """
    values: dict[str, Any] = {}
    for name, value in ids.items():
        plain = str(value) if isinstance(value, UUID) else value
        if isinstance(plain, str) and len(plain) > 64:
            raise Invalid("outbox.not_an_id", field=name)
        values[name] = plain
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, lock=lock, queueing_lock=once).defer(**values)
