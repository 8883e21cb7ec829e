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
    entrust_facility,
    set_usable,
    unblock_bed,
)
from lgnet.domain.housing.operations.cards import NewCard, make_card, read_card, revoke_card
from lgnet.domain.housing.operations.classing import set_class
from lgnet.domain.housing.operations.contributions import add_contribution, undo_contribution
from lgnet.domain.housing.operations.conventions import end_convention, sign_convention
from lgnet.domain.housing.operations.decisions import decide, decline, hold_seen, propose
from lgnet.domain.housing.operations.evenings import record_evening
from lgnet.domain.housing.operations.exits import end_stay, undo_exit
from lgnet.domain.housing.operations.extra_beds import add_bed, move_bed, remove_bed
from lgnet.domain.housing.operations.follow_ups import (
    record_follow_up,
    save_questionnaire,
    undo_follow_up,
)
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
from lgnet.domain.housing.operations.needing import end_need, note_need
from lgnet.domain.housing.operations.nights import correct_night, record_bed_nights
from lgnet.domain.housing.operations.offers import answer_offer, make_offer, withdraw_offer
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
from lgnet.domain.housing.operations.presences import import_presences
from lgnet.domain.housing.operations.receptions import (
    drop_reception_exit,
    import_reception_exits,
    settle_reception_exit,
    take_up_reception_exit,
)
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
from lgnet.domain.housing.operations.settling import save_settings
from lgnet.domain.housing.operations.stays import (
    accept,
    cancel_stay,
    check_in,
    extend_stay,
    undo_check_in,
)
from lgnet.domain.housing.operations.transfers import transfer_stay
from lgnet.domain.housing.operations.units import add_unit
from lgnet.domain.housing.operations.upkeep import close_upkeep, open_upkeep

__all__ = [
    "MOST_PERSONS",
    "SEND_TASK",
    "UNDER_WAY",
    "NewCard",
    "accept",
    "accept_concession",
    "accredit_facility",
    "add_bed",
    "add_contribution",
    "add_unit",
    "answer_link",
    "answer_offer",
    "apply_facility",
    "ask_plan",
    "begin_plan",
    "block_bed",
    "cancel_stay",
    "check_in",
    "close_upkeep",
    "confirm_facility",
    "correct_night",
    "decide",
    "decline",
    "drop_reception_exit",
    "end_convention",
    "end_facility",
    "end_need",
    "end_stay",
    "end_term",
    "entrust_facility",
    "examine_facility",
    "expire_holds",
    "extend_stay",
    "fail_plan",
    "finish_plan",
    "forget_recipient",
    "give_consent",
    "hold",
    "hold_seen",
    "import_centres",
    "import_facilities",
    "import_presences",
    "import_reception_exits",
    "is_silent",
    "keep_facts",
    "keep_part",
    "make_card",
    "make_link",
    "make_offer",
    "move_bed",
    "note_need",
    "note_plan",
    "note_sent",
    "nudge_facilities",
    "open_request",
    "open_upkeep",
    "prolong_hold",
    "propose",
    "read_card",
    "reapply_facility",
    "record_bed_nights",
    "record_evening",
    "record_follow_up",
    "refuse_facility",
    "release_hold",
    "remove_bed",
    "revoke_card",
    "revoke_link",
    "save_questionnaire",
    "save_settings",
    "set_class",
    "set_usable",
    "settle_discrepancy",
    "settle_reception_exit",
    "sign_convention",
    "state_term",
    "stop_plan",
    "take_up_reception_exit",
    "transfer_stay",
    "unblock_bed",
    "undo_check_in",
    "undo_contribution",
    "undo_exit",
    "undo_follow_up",
    "withdraw_consent",
    "withdraw_offer",
    "withdraw_request",
]
