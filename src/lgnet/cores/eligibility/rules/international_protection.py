"""Applicants for and holders of international protection are final recipients.

Source: project sheet, final recipients; d.lgs. 251/2007 (refugee status, subsidiary
protection); art. 2 d.lgs. 142/2015 (applicant).
"""

from __future__ import annotations

from lgnet.cores.eligibility.protection import protection_on
from lgnet.cores.eligibility.types import ProtectionKind, Question
from lgnet.cores.kernel import Effect, Reason


def international_protection(question: Question) -> Reason:
    """Admit applicants and holders; say when another title is held, or when none is known."""
    kind = protection_on(question)
    if kind is ProtectionKind.APPLICANT:
        return Reason.of("PROTECTION_APPLICANT", Effect.FOR)
    if kind is ProtectionKind.HOLDER:
        return Reason.of("PROTECTION_HOLDER", Effect.FOR)
    if kind is ProtectionKind.OTHER:
        return Reason.of("NO_INTERNATIONAL_PROTECTION", Effect.AGAINST)
    return Reason.of("PROTECTION_NOT_KNOWN", Effect.UNKNOWN)
