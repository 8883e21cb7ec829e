"""Visits → a round with arrival times, and what could not be served and why.

For: ordering the visits of one team for one shift.
Never: a triage (classes come with the visits), a promise to anybody, a map.
The order is the nearest visit next within the most urgent class; a better engine takes the
place of this one behind the same ``plan``.
"""

from lgnet.cores.dispatch.nearest import plan
from lgnet.cores.dispatch.types import (
    DispatchInputError,
    DispatchParams,
    NotServed,
    Plan,
    PlannedStop,
    Visit,
)

__all__ = [
    "DispatchInputError",
    "DispatchParams",
    "NotServed",
    "Plan",
    "PlannedStop",
    "Visit",
    "plan",
]
