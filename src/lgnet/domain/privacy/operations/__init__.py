"""Writes of privacy: one transaction each, with their audit event."""

from lgnet.domain.privacy.operations.emergencies import (
    close_emergency,
    forget_emergencies,
    open_emergency,
    review_emergency,
)
from lgnet.domain.privacy.operations.notices import see_notice
from lgnet.domain.privacy.operations.seclusion import (
    end_seclusion,
    name_reader,
    seclude,
    unname_reader,
)
from lgnet.domain.privacy.operations.terms import find_due, keep_due, propose_due, set_term
from lgnet.domain.privacy.operations.watch import note_anomalies, save_settings, see_anomaly

__all__ = [
    "close_emergency",
    "end_seclusion",
    "find_due",
    "forget_emergencies",
    "keep_due",
    "name_reader",
    "note_anomalies",
    "open_emergency",
    "propose_due",
    "review_emergency",
    "save_settings",
    "seclude",
    "see_anomaly",
    "see_notice",
    "set_term",
    "unname_reader",
]
