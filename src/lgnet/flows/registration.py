"""Registering somebody after looking at who may be the same person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from lgnet.domain.people import operations, queries
from lgnet.domain.people.finding import Found, find_similar
from lgnet.domain.people.queries import Draft, Person
from lgnet.lib.actor import operation


@operation
def register_known(
    *,
    told: Mapping[str, Any],
    draft: Draft,
    judged: set[str],
    at: datetime,
    household_code: str = "",
    role: str = "CHILD",
) -> tuple[Person | None, list[Found]]:
    """Register a person unless somebody who may be the same was not looked at yet.

    Parameters
    ----------
    told
        What :func:`people.operations.register` takes.
    draft
        What look-alikes are searched by.
    judged
        Ids of people somebody judged not to be this one.
    household_code
        The household the person joins, if any.

    Returns
    -------
    tuple
        The person, or None with the look-alikes still to be judged.
    """
    similar = find_similar(draft=draft, at=at)
    if any(str(one.person.id) not in judged for one in similar):
        return None, similar
    person = operations.register(
        at=at,
        different_from={one.person.id: [reason.value for reason in one.reasons] for one in similar},
        **told,
    )
    if household_code:
        household = queries.household_by_code(code=household_code)
        operations.join_household(
            household_id=household.id, person_id=person.id, role=role, on=localdate(at), at=at
        )
    return person, similar
