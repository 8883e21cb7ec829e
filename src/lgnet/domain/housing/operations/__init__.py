"""Writes of housing. Each is one transaction: rows, audit events and facts together or not at all."""

from lgnet.domain.housing.operations.beds import (
    block_bed,
    confirm_facility,
    entrust_facility,
    set_usable,
    unblock_bed,
)
from lgnet.domain.housing.operations.decisions import decide, decline, propose
from lgnet.domain.housing.operations.evenings import record_evening
from lgnet.domain.housing.operations.forgetting import forget_recipient
from lgnet.domain.housing.operations.holds import expire_holds, hold, prolong_hold, release_hold
from lgnet.domain.housing.operations.imports import import_facilities
from lgnet.domain.housing.operations.nights import record_bed_nights
from lgnet.domain.housing.operations.requests import (
    accept_concession,
    open_request,
    withdraw_request,
)
from lgnet.domain.housing.operations.stays import accept, cancel_stay, end_stay, extend_stay

__all__ = [
    "accept",
    "accept_concession",
    "block_bed",
    "cancel_stay",
    "confirm_facility",
    "decide",
    "decline",
    "end_stay",
    "entrust_facility",
    "expire_holds",
    "extend_stay",
    "forget_recipient",
    "hold",
    "import_facilities",
    "open_request",
    "prolong_hold",
    "propose",
    "record_bed_nights",
    "record_evening",
    "release_hold",
    "set_usable",
    "unblock_bed",
    "withdraw_request",
]
