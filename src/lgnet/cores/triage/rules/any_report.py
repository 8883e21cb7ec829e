"""Every report is answered, within the third class at the latest.

Source: decision table published by the municipality; no report is left unanswered.
"""

from __future__ import annotations

from lgnet.cores.kernel import Effect, Reason
from lgnet.cores.triage.types import Finding, Priority, Situation


def any_report(situation: Situation) -> Finding | None:
    """Name the third class, always."""
    return Finding(Reason.of("EVERY_REPORT_IS_ANSWERED", Effect.FOR), Priority.P3)
