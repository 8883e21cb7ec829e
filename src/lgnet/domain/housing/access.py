"""Who may do what in housing."""

from lgnet.lib.access import can, check
from lgnet.lib.actor import Scope, current_actor
from lgnet.lib.errors import NotAllowed

READ = "housing.read"
READ_FREE = "housing.read_free"
REQUEST = "housing.request"
PROPOSE = "housing.propose"
HOLD = "housing.hold"
ACCEPT = "housing.accept"
INVENTORY = "housing.inventory"
PRESENCE = "housing.presence"
ACCREDIT = "housing.accredit"
READ_COSTS = "housing.read_costs"
CONFIRM_BY_LINK = "housing.confirm_by_link"
READ_SPECIAL = "housing.read_special"
ANSWER_OFFER = "housing.answer_offer"
CONFIGURE = "housing.configure"
AGREE = "housing.agree"
PLAN_NETWORK = "housing.plan_network"


def check_can_request() -> None:
    """May ask for a place, change what is asked, or withdraw it."""
    check(REQUEST)


def check_can_propose() -> None:
    """May ask for proposals."""
    check(PROPOSE)


def check_can_hold() -> None:
    """May keep the beds of a unit for a household, and let them go."""
    check(HOLD)


def check_can_accept() -> None:
    """May decide on proposals: start, extend, cancel and end stays."""
    check(ACCEPT)


def check_can_keep_inventory() -> None:
    """May maintain facilities, units and beds, block beds, and confirm the picture."""
    check(INVENTORY)


def check_can_keep_presence() -> None:
    """May record who slept where."""
    check(PRESENCE)


def check_can_accredit() -> None:
    """May decide who is accredited in the open register, and end it."""
    check(ACCREDIT)


def check_can_confirm_by_link() -> None:
    """May answer a link one was given; whether the link is good, the operation looks at."""
    check(CONFIRM_BY_LINK)


def check_can_read_special() -> None:
    """May read the needs of a household that are of the special categories."""
    check(READ_SPECIAL)


def check_can_answer_offer() -> None:
    """May note a household's answer: who keeps its beds, or the household by its link."""
    if not can(HOLD):
        check(ANSWER_OFFER)


def check_can_configure() -> None:
    """May settle the municipality's own terms."""
    check(CONFIGURE)


def check_can_agree() -> None:
    """May say how many people the city sends to a partner, or receives."""
    check(AGREE)


def check_can_plan() -> None:
    """May ask for a plan: of the city's people, or of the network's figures."""
    check(PROPOSE if current_actor().municipality_id else PLAN_NETWORK)


def check_is_job() -> None:
    """Raise unless a job acts: no person writes what a plan came to."""
    if current_actor().scope is not Scope.SYSTEM:
        raise NotAllowed("access.denied", permission="housing as a job")
