"""What a household could accept to widen its choice: only things a person can decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lgnet.cores.kernel import ParamValue
from lgnet.cores.placement.candidates import first_night_wanted
from lgnet.cores.placement.types import Demand, Household, PlacementParams, Unit


@dataclass(frozen=True, slots=True)
class Concession:
    """A code, its figures, and the household as it would be."""

    code: str
    household: Household
    params: tuple[tuple[str, ParamValue], ...] = ()


def concessions(
    household: Household, *, on: date, units: Sequence[Unit], params: PlacementParams
) -> tuple[Concession, ...]:
    """Return the concessions that would change something for this household.

    Minors never share a room with strangers, so sharing is offered to adults only.
    """
    found: list[Concession] = []
    if household.private_bathroom is not Demand.NO:
        found.append(
            Concession("ACCEPT_SHARED_BATHROOM", replace(household, private_bathroom=Demand.NO))
        )
    if household.private_kitchen is not Demand.NO:
        found.append(
            Concession("ACCEPT_SHARED_KITCHEN", replace(household, private_kitchen=Demand.NO))
        )
    if household.needs_whole_unit and not household.has_minors:
        found.append(Concession("ACCEPT_SHARED_ROOM", replace(household, whole_unit=False)))
    if household.max_minutes is not None and household.near_demand is not Demand.NO:
        longer = household.max_minutes + params.farther_minutes
        found.append(
            Concession(
                "ACCEPT_LONGER_WAY",
                replace(household, max_minutes=longer),
                (("max_minutes", longer),),
            )
        )
    elsewhere = {unit.municipality for unit in units} - household.municipalities
    if household.municipalities and elsewhere:
        found.append(
            Concession("ACCEPT_OTHER_MUNICIPALITY", replace(household, municipalities=frozenset()))
        )
    later = timedelta(days=params.later_nights)
    needed_by = household.needed_by
    found.append(
        Concession(
            "ENTER_LATER",
            replace(
                household,
                enter_from=first_night_wanted(household, on) + later,
                needed_by=None if needed_by is None else needed_by + later,
            ),
            (("nights", params.later_nights),),
        )
    )
    return tuple(found)
