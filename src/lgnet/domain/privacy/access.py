"""Who may hide, open in an emergency, look back, and set terms."""

from lgnet.lib.access import check

SECLUDE = "privacy.seclude"
BREAK_GLASS = "privacy.break_glass"
REVIEW = "privacy.review"
REPORT = "privacy.report"
CONFIGURE = "privacy.configure"
READ_NOTICES = "privacy.read_notices"


def check_can_seclude() -> None:
    """Raise unless the actor may say who alone sees a person; the person must be theirs to see."""
    check(SECLUDE)


def check_can_break_glass() -> None:
    """Raise unless the actor may open a hidden file for a while, and answer for it."""
    check(BREAK_GLASS)


def check_can_review() -> None:
    """Raise unless the actor may look back at who opened what."""
    check(REVIEW)


def check_can_report() -> None:
    """Raise unless the actor may give a person all that is held about them."""
    check(REPORT)


def check_can_read_notices() -> None:
    """Raise unless the actor has an Oggi on which notices stand."""
    check(READ_NOTICES)


def check_can_configure() -> None:
    """Raise unless the actor may set a municipality's terms and thresholds."""
    check(CONFIGURE)
