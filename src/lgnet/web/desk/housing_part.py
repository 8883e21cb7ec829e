"""What the case file says about housing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.housing import queries as housing
from lgnet.domain.housing.enums import RequestState, StayState
from lgnet.web.desk.words import days_since, short_day


def housing_of(household_id: UUID | None, *, on: date) -> dict[str, Any]:
    """Return a household's open request and its stays, as printed."""
    if household_id is None:
        return {"request_line": None, "stays": []}
    asked = housing.open_request_of(household_id=household_id)
    line = None
    if asked is not None:
        line = {
            "id": asked.id,
            "state": str(RequestState(asked.state).label),
            "persons": asked.persons,
            "waited": days_since(localdate(asked.opened_at), on=on),
            "by": short_day(asked.needed_by) if asked.needed_by else "",
        }
    stays = [
        {
            "place": f"{stay.unit.facility.name}, {stay.unit.name}",
            "from": short_day(stay.from_on),
            "to": short_day(stay.to_on) if stay.to_on else "",
            "state": str(StayState(stay.state).label),
            "active": stay.state == StayState.ACTIVE,
        }
        for stay in housing.list_stays_of(household_id=household_id)
    ]
    return {"request_line": line, "stays": stays}
