"""Run the table over a report: class, reasons, what is not known, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from lgnet.cores.kernel import AgeRange, Effect, Reason
from lgnet.cores.triage.tables import table_on
from lgnet.cores.triage.types import (
    ActivePlans,
    Assessment,
    Counterfactual,
    Finding,
    Priority,
    ReportFacts,
    Situation,
    TriageRule,
    TriageTable,
)

_SIGNS = (
    "danger",
    "violence",
    "pregnancy",
    "alone",
    "illness",
    "mental_distress",
    "disability",
    "sleeping_outdoors",
    "basic_services_only",
)


def assess(
    *,
    facts: ReportFacts,
    on: date,
    plans: ActivePlans | None = None,
    table: TriageTable | None = None,
) -> Assessment:
    """Propose a class for a report, with every reason.

    Parameters
    ----------
    facts : ReportFacts
        Signs; ``None`` is "not known" and never gives a lower class than a reassuring answer.
    on : date
        Day of the report: chooses the table in force.
    plans : ActivePlans, optional
        Seasonal plans active.
    table : TriageTable, optional
        Use this table instead of the one in force.

    Returns
    -------
    Assessment
        The class is the most urgent one any rule asks for.

    Raises
    ------
    TriageInputError
        When no table is in force.
    """
    table = table or table_on(on)
    plans = plans or ActivePlans()
    findings = _run(facts, plans, table)
    priority = _priority(findings)
    reasons = [
        (rule, finding)
        for rule, finding in findings
        if finding.priority is not None and finding.reason.effect is not Effect.UNKNOWN
    ]
    reasons.sort(key=lambda pair: (pair[1].priority or Priority.P3, pair[0].number))
    unknowns = [
        (rule, finding) for rule, finding in findings if finding.reason.effect is Effect.UNKNOWN
    ]
    unknowns.sort(key=lambda pair: (pair[1].priority or 9, pair[0].number))
    return Assessment(
        priority=priority,
        minutes_to_answer=table.params.minutes_to_answer(priority),
        reasons=_numbered(reasons),
        unknowns=_numbered(unknowns),
        what_would_change=tuple(_what_would_change(facts, plans, table, priority)),
        table_number=table.number,
        ruleset_version=table.version,
        in_force=table.valid,
    )


def _run(
    facts: ReportFacts, plans: ActivePlans, table: TriageTable
) -> list[tuple[TriageRule, Finding]]:
    situation = Situation(facts, plans, table.params)
    found = ((rule, rule.check(situation)) for rule in table.rules)
    return [(rule, finding) for rule, finding in found if finding is not None]


def _priority(findings: list[tuple[TriageRule, Finding]]) -> Priority:
    asked = [finding.priority for _, finding in findings if finding.priority is not None]
    return min(asked, default=Priority.P3)


def _numbered(found: list[tuple[TriageRule, Finding]]) -> tuple[Reason, ...]:
    """Return reasons with the number of their line and the class it asks for; no code twice."""
    numbered: dict[str, Reason] = {}
    for rule, finding in found:
        params = dict(finding.reason.params)
        params["number"] = rule.number
        params["priority"] = None if finding.priority is None else finding.priority.name
        reason = Reason.of(finding.reason.code, finding.reason.effect, rule=rule.id, **params)
        numbered.setdefault(reason.code, reason)
    return tuple(numbered.values())


def _what_would_change(
    facts: ReportFacts, plans: ActivePlans, table: TriageTable, priority: Priority
) -> Iterator[Counterfactual]:
    for name, value, known, other in _others(facts, table):
        would_be = _priority(_run(other, plans, table))
        if would_be != priority:
            minutes = table.params.minutes_to_answer(would_be)
            yield Counterfactual(name, value, known, would_be, minutes)


def _others(
    facts: ReportFacts, table: TriageTable
) -> Iterator[tuple[str, bool | str, bool, ReportFacts]]:
    """Return the same report with one sign otherwise: flipped if known, each way if not."""
    for name in _SIGNS:
        value: bool | None = getattr(facts, name)
        for other in (True, False):
            if value is not other:
                changed: dict[str, Any] = {name: other}
                yield name, other, value is not None, replace(facts, **changed)
    params = table.params
    youngest = facts.youngest_age
    ages = (
        ("SMALL_CHILD", AgeRange(0, params.small_child_years - 1)),
        ("UNDER_18", AgeRange(params.small_child_years, 17)),
        ("ADULT", AgeRange(18, None)),
    )
    for code, age in ages:
        if youngest is None or not _within(youngest, age):
            yield "youngest_age", code, youngest is not None, replace(facts, youngest_age=age)
    oldest = facts.oldest_age
    limit = params.elderly_years
    for code, age in (("ELDERLY", AgeRange(limit)), ("NOT_ELDERLY", AgeRange(18, limit - 1))):
        if oldest is None or not _within(oldest, age):
            yield "oldest_age", code, oldest is not None, replace(facts, oldest_age=age)


def _within(inner: AgeRange, outer: AgeRange) -> bool:
    if inner.minimum < outer.minimum:
        return False
    if outer.maximum is None:
        return True
    return inner.maximum is not None and inner.maximum <= outer.maximum
