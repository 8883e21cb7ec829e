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
    leave_household,
)
from lgnet.domain.people.operations.identity import (
    complete_identity,
    decide_match,
    index_code,
    register,
)
from lgnet.domain.people.operations.papers import (
    add_identifier,
    add_title,
    add_vulnerability,
    end_vulnerability,
)

__all__ = [
    "add_identifier",
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
    "form_household",
    "index_code",
    "join_household",
    "leave_household",
    "place_hold",
    "propose_erasure",
    "register",
    "without_key",
]
