"""Plans for all who wait, made beside the pages: they show how far one is, and may stop it."""

import time
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from lgnet.domain.housing import bridge, operations
from lgnet.domain.housing.queries.drafts import PlanDraft
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.longwork.steps import is_under_way
from lgnet.lib.tenancy.tenants import all_tenants

CITY_SECONDS, NETWORK_SECONDS = 20.0, 120.0
"""The longest a plan may take; a day of a city is planned in less than one."""
LOOK_EVERY = 0.5
"""Seconds between two looks at whether somebody wants it stopped."""
JOB = "housing.make_plan"


class _Desk:
    """What the worker writes of one plan, each time in a transaction of its own."""

    def __init__(self, municipality_id: str | None, run_id: UUID) -> None:
        self._city, self._run = municipality_id, run_id
        self._began = self._looked = time.monotonic()
        self._stop = False

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._began

    def acting(self) -> AbstractContextManager[Any]:
        """Act as the job where the plan was asked for: in its city, or in none."""
        return act_as(system_actor(municipality_id=self._city, job=JOB))

    def told(self, seconds: float, best: PlanDraft) -> None:
        """Write a better plan down."""
        with self.acting():
            self._stop = operations.note_plan(
                run_id=self._run, seconds=seconds, best=best, at=timezone.now()
            )

    def stopped(self) -> bool:
        """Look, now and then, whether somebody wants the plan stopped."""
        now = time.monotonic()
        if not self._stop and now - self._looked >= LOOK_EVERY:
            self._looked = now
            with self.acting():
                self._stop = operations.note_plan(
                    run_id=self._run, seconds=self.seconds, at=timezone.now()
                )
        return self._stop


def _tasks(municipality_id: str | None) -> list[bridge.Task]:
    """Read who waits and what there is: in one city, or in each whose past is not still written."""
    tasks = []
    for city in [municipality_id] if municipality_id else all_tenants():
        with act_as(system_actor(municipality_id=city, job=JOB)):
            if municipality_id or not is_under_way():
                tasks.append(bridge.plan_task(at=timezone.now()))
    return tasks


@app.task(name=JOB, lock="housing.plans")
def make_plan(municipality_id: str | None, run_id: str) -> None:
    """Make a plan that was asked for: no transaction is open while the solver works."""
    key, desk = UUID(run_id), _Desk(municipality_id, UUID(run_id))
    tasks = _tasks(municipality_id)
    waiting = sum(len(task.households) for task in tasks)
    with desk.acting():
        if not operations.begin_plan(run_id=key, waiting=waiting, at=timezone.now()):
            return
    longest = CITY_SECONDS if municipality_id else NETWORK_SECONDS
    try:
        found, parts = bridge.make_plan(
            tasks, seconds=longest, told=desk.told, stopped=desk.stopped
        )
    except Exception:
        with desk.acting():
            operations.fail_plan(run_id=key, at=timezone.now())
        raise
    with desk.acting():
        operations.finish_plan(
            run_id=key, found=found, parts=parts, seconds=desk.seconds, at=timezone.now()
        )
    if municipality_id is None:
        for part in parts:
            with act_as(system_actor(municipality_id=part.city, job=JOB)):
                operations.keep_part(
                    part=part, found=found, seconds=desk.seconds, at=timezone.now()
                )
