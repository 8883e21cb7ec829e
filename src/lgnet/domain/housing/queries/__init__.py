"""Reads of housing: a constant number of statements each, dates compared as plain columns.

Ranges and their operators belong to the constraints; reads use the indexes of ordinary dates, which
row-level security leaves usable.
"""

from lgnet.domain.housing.queries.board import Board, BoardFacility, BoardRow, Cell, board
from lgnet.domain.housing.queries.facilities import (
    FacilityCard,
    Free,
    UnitFilter,
    UnitName,
    count_free_rooms,
    get_facility,
    is_fresh,
    list_facilities,
    list_unit_ids,
    list_units,
    overview,
    unit_names,
)
from lgnet.domain.housing.queries.households import MemberShape, members_of
from lgnet.domain.housing.queries.occupancy import Taken, taken
from lgnet.domain.housing.queries.requests import (
    RequestFilter,
    count_waiting,
    count_waiting_by_size,
    get_hold,
    get_request,
    get_run,
    list_expiring_holds,
    list_runs,
    list_waiting,
    open_request_of,
    queue_neighbours,
    requests_by_ids,
)
from lgnet.domain.housing.queries.stays import (
    first_night_to_record,
    get_stay,
    list_present,
    list_stays_of,
    nights_of,
    stay_of_request,
)

__all__ = [
    "Board",
    "BoardFacility",
    "BoardRow",
    "Cell",
    "FacilityCard",
    "Free",
    "MemberShape",
    "RequestFilter",
    "Taken",
    "UnitFilter",
    "UnitName",
    "board",
    "count_free_rooms",
    "count_waiting",
    "count_waiting_by_size",
    "first_night_to_record",
    "get_facility",
    "get_hold",
    "get_request",
    "get_run",
    "get_stay",
    "is_fresh",
    "list_expiring_holds",
    "list_facilities",
    "list_present",
    "list_runs",
    "list_stays_of",
    "list_unit_ids",
    "list_units",
    "list_waiting",
    "members_of",
    "nights_of",
    "open_request_of",
    "overview",
    "queue_neighbours",
    "requests_by_ids",
    "stay_of_request",
    "taken",
    "unit_names",
]
