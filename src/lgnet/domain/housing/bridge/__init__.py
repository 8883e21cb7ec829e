"""Rows → input of the placement core; its result → drafts with plain values.

The only package of housing that imports a core.
"""

from lgnet.domain.housing.bridge.inputs import waiting_requests
from lgnet.domain.housing.bridge.planning import Task, make_plan, plan_task
from lgnet.domain.housing.bridge.ranking import (
    MAY_BE_CONFIRMED_BY_PHONE,
    TAKEN_CODES,
    entries,
    failures,
    rank,
    takes_whole_unit,
)
from lgnet.domain.housing.bridge.recipients import Recipient, recipients

__all__ = [
    "MAY_BE_CONFIRMED_BY_PHONE",
    "TAKEN_CODES",
    "Recipient",
    "Task",
    "entries",
    "failures",
    "make_plan",
    "plan_task",
    "rank",
    "recipients",
    "takes_whole_unit",
    "waiting_requests",
]
