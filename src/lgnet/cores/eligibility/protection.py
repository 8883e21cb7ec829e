"""What a dated history of titles says about international protection on a date."""

from __future__ import annotations

from lgnet.cores.eligibility.data import TITLES
from lgnet.cores.eligibility.types import ProtectionKind, Question


def protection_on(question: Question) -> ProtectionKind:
    """Return the protection on the date; a holder prevails over an applicant.

    A lapsed title proves neither that protection ended nor that it goes on, and a receipt does
    not name its title: both are unknown. So is an empty history.
    """
    kinds = {
        TITLES[status.title]
        for status in question.person.statuses
        if status.span.contains(question.on)
    }
    for kind in (ProtectionKind.HOLDER, ProtectionKind.APPLICANT, ProtectionKind.UNKNOWN):
        if kind in kinds:
            return kind
    return ProtectionKind.OTHER if kinds else ProtectionKind.UNKNOWN
