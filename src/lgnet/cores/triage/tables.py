"""The published tables of triage and the days each is in force."""

from __future__ import annotations

from datetime import date

from lgnet.cores.kernel import Span
from lgnet.cores.triage import rules
from lgnet.cores.triage.types import TriageInputError, TriageParams, TriageRule, TriageTable

_BOOK = (
    TriageRule(1, "danger", rules.danger),
    TriageRule(2, "violence", rules.violence),
    TriageRule(3, "unaccompanied_minor", rules.unaccompanied_minor),
    TriageRule(4, "pregnancy_reported", rules.pregnancy_reported),
    TriageRule(5, "illness", rules.illness),
    TriageRule(6, "mental_distress", rules.mental_distress),
    TriageRule(7, "small_child_outdoors", rules.small_child_outdoors),
    TriageRule(8, "minor_outdoors", rules.minor_outdoors),
    TriageRule(9, "elderly", rules.elderly),
    TriageRule(10, "disability", rules.disability),
    TriageRule(11, "large_group", rules.large_group),
    TriageRule(12, "cold_plan_active", rules.cold_plan_active),
    TriageRule(13, "heat_plan_active", rules.heat_plan_active),
    TriageRule(14, "sleeping_outdoors", rules.sleeping_outdoors),
    TriageRule(15, "basic_services_only", rules.basic_services_only),
    TriageRule(16, "nothing_reassuring", rules.nothing_reassuring),
    TriageRule(17, "any_report", rules.any_report),
)

TABLES: tuple[TriageTable, ...] = (
    TriageTable(
        number=1,
        version="triage-1",
        valid=Span(date(2019, 7, 1)),
        rules=_BOOK,
        params=TriageParams(),
    ),
)


def table_on(on: date, tables: tuple[TriageTable, ...] = TABLES) -> TriageTable:
    """Return the table in force on a date.

    Raises
    ------
    TriageInputError
        When no table, or more than one, is in force.
    """
    in_force = [table for table in tables if table.valid.contains(on)]
    if len(in_force) != 1:
        raise TriageInputError(f"{len(in_force)} tables are in force on {on.isoformat()}")
    return in_force[0]
