"""Writes of housing. Each is one transaction: rows, audit events and facts together or not at all."""

from lgnet.domain.housing.operations.beds import (
    block_bed,
    confirm_facility,
    entrust_facility,
    set_usable,
    unblock_bed,
)
from lgnet.domain.housing.operations.cards import NewCard, make_card, read_card, revoke_card
from lgnet.domain.housing.operations.classing import set_class
from lgnet.domain.housing.operations.contributions import add_contribution, undo_contribution
from lgnet.domain.housing.operations.decisions import decide, decline, hold_seen, propose
from lgnet.domain.housing.operations.evenings import record_evening
from lgnet.domain.housing.operations.exits import end_stay, undo_exit
from lgnet.domain.housing.operations.follow_ups import (
    record_follow_up,
    save_questionnaire,
    undo_follow_up,
)
from lgnet.domain.housing.operations.forgetting import forget_recipient
from lgnet.domain.housing.operations.holds import expire_holds, hold, prolong_hold, release_hold
from lgnet.domain.housing.operations.imports import import_facilities
from lgnet.domain.housing.operations.needing import end_need, note_need
from lgnet.domain.housing.operations.nights import correct_night, record_bed_nights
from lgnet.domain.housing.operations.offers import answer_offer, make_offer, withdraw_offer
from lgnet.domain.housing.operations.receptions import (
    drop_reception_exit,
    import_reception_exits,
    settle_reception_exit,
    take_up_reception_exit,
)
from lgnet.domain.housing.operations.requests import (
    accept_concession,
    open_request,
    withdraw_request,
)
from lgnet.domain.housing.operations.settling import save_settings
from lgnet.domain.housing.operations.stays import (
    accept,
    cancel_stay,
    check_in,
    extend_stay,
    undo_check_in,
)
from lgnet.domain.housing.operations.transfers import transfer_stay

__all__ = [
    "NewCard",
    "accept",
    "accept_concession",
    "add_contribution",
    "answer_offer",
    "block_bed",
    "cancel_stay",
    "check_in",
    "confirm_facility",
    "correct_night",
    "decide",
    "decline",
    "drop_reception_exit",
    "end_need",
    "end_stay",
    "entrust_facility",
    "expire_holds",
    "extend_stay",
    "forget_recipient",
    "hold",
    "hold_seen",
    "import_facilities",
    "import_reception_exits",
    "make_card",
    "make_offer",
    "note_need",
    "open_request",
    "prolong_hold",
    "propose",
    "read_card",
    "record_bed_nights",
    "record_evening",
    "record_follow_up",
    "release_hold",
    "revoke_card",
    "save_questionnaire",
    "save_settings",
    "set_class",
    "set_usable",
    "settle_reception_exit",
    "take_up_reception_exit",
    "transfer_stay",
    "unblock_bed",
    "undo_check_in",
    "undo_contribution",
    "undo_exit",
    "undo_follow_up",
    "withdraw_offer",
    "withdraw_request",
]
