"""Writes of housing. Each is one transaction: rows, audit events and facts together or not at all."""

from lgnet.domain.housing.operations.agreements import (
    MOST_PERSONS,
    end_term,
    give_consent,
    state_term,
    withdraw_consent,
)
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
from lgnet.domain.housing.operations.plans import (
    UNDER_WAY,
    ask_plan,
    begin_plan,
    fail_plan,
    finish_plan,
    is_silent,
    keep_part,
    note_plan,
    stop_plan,
)
from lgnet.domain.housing.operations.requests import (
    accept_concession,
    open_request,
    withdraw_request,
)
from lgnet.domain.housing.operations.stays import accept, cancel_stay, end_stay, extend_stay

__all__ = [
    "MOST_PERSONS",
    "UNDER_WAY",
    "accept",
    "accept_concession",
    "ask_plan",
    "begin_plan",
    "block_bed",
    "cancel_stay",
    "confirm_facility",
    "decide",
    "decline",
    "end_stay",
    "end_term",
    "entrust_facility",
    "expire_holds",
    "extend_stay",
    "fail_plan",
    "finish_plan",
    "forget_recipient",
    "give_consent",
    "hold",
    "import_facilities",
    "is_silent",
    "keep_part",
    "note_plan",
    "open_request",
    "prolong_hold",
    "propose",
    "record_bed_nights",
    "record_evening",
    "release_hold",
    "set_usable",
    "state_term",
    "stop_plan",
    "unblock_bed",
    "withdraw_consent",
    "withdraw_request",
]
