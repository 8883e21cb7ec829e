"""Triage rules: one file each. All of them run, and every finding is told.

A rule may ask for a class or only tell what is not known; none can lower what another asks.
"""

from lgnet.cores.triage.rules.any_report import any_report
from lgnet.cores.triage.rules.basic_services_only import basic_services_only
from lgnet.cores.triage.rules.cold_plan_active import cold_plan_active
from lgnet.cores.triage.rules.danger import danger
from lgnet.cores.triage.rules.disability import disability
from lgnet.cores.triage.rules.elderly import elderly
from lgnet.cores.triage.rules.heat_plan_active import heat_plan_active
from lgnet.cores.triage.rules.illness import illness
from lgnet.cores.triage.rules.large_group import large_group
from lgnet.cores.triage.rules.mental_distress import mental_distress
from lgnet.cores.triage.rules.minor_outdoors import minor_outdoors
from lgnet.cores.triage.rules.nothing_reassuring import nothing_reassuring
from lgnet.cores.triage.rules.pregnancy_reported import pregnancy_reported
from lgnet.cores.triage.rules.sleeping_outdoors import sleeping_outdoors
from lgnet.cores.triage.rules.small_child_outdoors import small_child_outdoors
from lgnet.cores.triage.rules.unaccompanied_minor import unaccompanied_minor
from lgnet.cores.triage.rules.violence import violence

__all__ = [
    "any_report",
    "basic_services_only",
    "cold_plan_active",
    "danger",
    "disability",
    "elderly",
    "heat_plan_active",
    "illness",
    "large_group",
    "mental_distress",
    "minor_outdoors",
    "nothing_reassuring",
    "pregnancy_reported",
    "sleeping_outdoors",
    "small_child_outdoors",
    "unaccompanied_minor",
    "violence",
]
