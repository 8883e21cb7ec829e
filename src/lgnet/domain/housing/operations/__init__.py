"""Writes of housing. Each is one transaction: rows, audit events and facts together or not at all."""

from lgnet.domain.housing.operations.beds import (
    block_bed,
    entrust_facility,
    set_usable,
    unblock_bed,
)
from lgnet.domain.housing.operations.conventions import end_convention, sign_convention
from lgnet.domain.housing.operations.decisions import decide, decline, propose
from lgnet.domain.housing.operations.evenings import record_evening
from lgnet.domain.housing.operations.extra_beds import add_bed, move_bed, remove_bed
from lgnet.domain.housing.operations.forgetting import forget_recipient
from lgnet.domain.housing.operations.freshness import (
    SEND_TASK,
    answer_link,
    confirm_facility,
    make_link,
    note_sent,
    nudge_facilities,
    revoke_link,
    settle_discrepancy,
)
from lgnet.domain.housing.operations.holds import expire_holds, hold, prolong_hold, release_hold
from lgnet.domain.housing.operations.import_centres import import_centres
from lgnet.domain.housing.operations.imports import import_facilities
from lgnet.domain.housing.operations.nights import record_bed_nights
from lgnet.domain.housing.operations.presences import import_presences
from lgnet.domain.housing.operations.register import (
    accredit_facility,
    apply_facility,
    end_facility,
    examine_facility,
    keep_facts,
    reapply_facility,
    refuse_facility,
)
from lgnet.domain.housing.operations.requests import (
    accept_concession,
    open_request,
    withdraw_request,
)
from lgnet.domain.housing.operations.stays import accept, cancel_stay, end_stay, extend_stay
from lgnet.domain.housing.operations.units import add_unit
from lgnet.domain.housing.operations.upkeep import close_upkeep, open_upkeep

__all__ = [
    "SEND_TASK",
    "accept",
    "accept_concession",
    "accredit_facility",
    "add_bed",
    "add_unit",
    "answer_link",
    "apply_facility",
    "block_bed",
    "cancel_stay",
    "close_upkeep",
    "confirm_facility",
    "decide",
    "decline",
    "end_convention",
    "end_facility",
    "end_stay",
    "entrust_facility",
    "examine_facility",
    "expire_holds",
    "extend_stay",
    "forget_recipient",
    "hold",
    "import_centres",
    "import_facilities",
    "import_presences",
    "keep_facts",
    "make_link",
    "move_bed",
    "note_sent",
    "nudge_facilities",
    "open_request",
    "open_upkeep",
    "prolong_hold",
    "propose",
    "reapply_facility",
    "record_bed_nights",
    "record_evening",
    "refuse_facility",
    "release_hold",
    "remove_bed",
    "revoke_link",
    "set_usable",
    "settle_discrepancy",
    "sign_convention",
    "unblock_bed",
    "withdraw_request",
]
