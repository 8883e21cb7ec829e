"""Writes of rapid response: reports, their class, shifts, visits, contacts in the street."""

from lgnet.domain.response.operations.contacts import new_contact
from lgnet.domain.response.operations.forgetting import forget_reports_about
from lgnet.domain.response.operations.imports import ImportedReports, import_reports
from lgnet.domain.response.operations.plans import close_plan, open_plan
from lgnet.domain.response.operations.reports import (
    close_report,
    merge,
    receive_report,
    reopen,
)
from lgnet.domain.response.operations.shifts import (
    assign,
    assign_to_desk,
    cancel_visit,
    plan_shift,
    reassign,
)
from lgnet.domain.response.operations.teams import form_team
from lgnet.domain.response.operations.triage import confirm_and_assign, confirm_triage
from lgnet.domain.response.operations.visits import arrive, close_visit, meet, nobody_there

__all__ = [
    "ImportedReports",
    "arrive",
    "assign",
    "assign_to_desk",
    "cancel_visit",
    "close_plan",
    "close_report",
    "close_visit",
    "confirm_and_assign",
    "confirm_triage",
    "forget_reports_about",
    "form_team",
    "import_reports",
    "meet",
    "merge",
    "new_contact",
    "nobody_there",
    "open_plan",
    "plan_shift",
    "reassign",
    "receive_report",
    "reopen",
]
