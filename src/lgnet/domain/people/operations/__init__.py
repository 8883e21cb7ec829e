"""Writes of people and households: one transaction each, with their audit event."""

from lgnet.domain.people.operations.common import check_may_change
from lgnet.domain.people.operations.erasure import (
    authorise_erasure,
    decline_erasure,
    end_hold,
    erase_again,
    place_hold,
    propose_erasure,
    without_key,
)
from lgnet.domain.people.operations.households import (
    form_household,
    join_household,
    join_households,
    leave_household,
    split_household,
)
from lgnet.domain.people.operations.identity import (
    complete_identity,
    index_code,
    register,
)
from lgnet.domain.people.operations.indexing import forget_pieces, index_again
from lgnet.domain.people.operations.joining import merge, unmerge
from lgnet.domain.people.operations.lists import ListRead, read_list
from lgnet.domain.people.operations.matching import decide_match, put_off, withdraw_decision
from lgnet.domain.people.operations.pairs import note_look_alikes, note_recent
from lgnet.domain.people.operations.papers import (
    add_identifier,
    add_title,
    add_vulnerability,
    end_vulnerability,
)
from lgnet.domain.people.operations.places import add_place, withdraw_place
from lgnet.domain.people.operations.splitting import split

__all__ = [
    "ListRead",
    "add_identifier",
    "add_place",
    "add_title",
    "add_vulnerability",
    "authorise_erasure",
    "check_may_change",
    "complete_identity",
    "decide_match",
    "decline_erasure",
    "end_hold",
    "end_vulnerability",
    "erase_again",
    "forget_pieces",
    "form_household",
    "index_again",
    "index_code",
    "join_household",
    "join_households",
    "leave_household",
    "merge",
    "note_look_alikes",
    "note_recent",
    "place_hold",
    "propose_erasure",
    "put_off",
    "read_list",
    "register",
    "split",
    "split_household",
    "unmerge",
    "withdraw_decision",
    "withdraw_place",
    "without_key",
]
