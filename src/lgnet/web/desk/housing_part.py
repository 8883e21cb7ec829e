"""What the case file says about housing."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lgnet.domain.housing import queries as housing
from lgnet.domain.housing.enums import RequestState, StayState
from lgnet.lib.access import can
from lgnet.lib.addresses import path_of
from lgnet.web.desk.words import days_since, short_day


@dataclass(frozen=True, slots=True)
class Roof:
    """Where somebody sleeps, or what they wait for: a line of the case file's header."""

    text: str
    note: str = ""
    href: str = ""
    ask: str = ""


def roof_of(household_id: UUID | None, *, case_id: UUID, on: date) -> Roof:
    """Return the roof of a household in at most two statements; without one, where to ask for it."""
    if household_id is None:
        return Roof(_("senza un posto nostro"))
    reads = can("housing.read")
    stay = housing.current_stay_of(household_id=household_id)
    if stay is not None:
        return Roof(
            f"{stay.unit.facility.name}, {stay.unit.name}",
            days_since(stay.from_on, on=on),
            path_of("housing:stay", stay.id) if reads else "",
        )
    asked = housing.open_request_of(household_id=household_id)
    if asked is None:
        new = path_of("housing:request_new") if can("housing.request") else ""
        return Roof(_("senza un posto nostro"), ask=new and f"{new}?cartella={case_id}")
    return Roof(
        str(RequestState(asked.state).label),
        days_since(localdate(asked.opened_at), on=on),
        path_of("housing:request", asked.id) if can("housing.propose") else "",
    )


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
