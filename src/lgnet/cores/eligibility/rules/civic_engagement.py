"""Sub-action 2, civic engagement, admits applicants for international protection only.

Source: project sheet, sub-action 2; art. 22-bis d.lgs. 142/2015 as introduced by art. 8
d.l. 13/2017. A vulnerable category does not lift the condition.
"""

from __future__ import annotations

from lgnet.cores.eligibility.protection import protection_on
from lgnet.cores.eligibility.types import ProtectionKind, Question, SubAction
from lgnet.cores.kernel import Effect, Reason


def civic_engagement(question: Question) -> Reason | None:
    """Block whoever is not an applicant on the date; tell when that is not known."""
    if question.sub_action is not SubAction.SA2:
        return None
    kind = protection_on(question)
    if kind is ProtectionKind.APPLICANT:
        return None
    if kind is ProtectionKind.UNKNOWN:
        return Reason.of("APPLICANT_NOT_KNOWN", Effect.UNKNOWN)
    return Reason.of("APPLICANTS_ONLY", Effect.BLOCKS, kind=kind.value)
