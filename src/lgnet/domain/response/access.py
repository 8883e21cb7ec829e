"""Permissions of rapid response, and the checks its operations make."""

from lgnet.lib.access import can, check

READ = "response.read"
RECEIVE = "response.receive"
ASSESS = "response.assess"
PLAN_SHIFT = "response.plan_shift"
VISIT = "response.visit"
DECLARE_PLAN = "response.declare_plan"


def check_can_receive() -> None:
    """Raise unless the actor may take a report in; anybody may, for one Comune."""
    check(RECEIVE)


def check_can_assess() -> None:
    """Raise unless the actor may confirm a class, merge, close or reopen a report."""
    check(ASSESS)


def check_can_plan() -> None:
    """Raise unless the actor may plan shifts and entrust reports to them."""
    check(PLAN_SHIFT)


def check_can_visit() -> None:
    """Raise unless the actor may work on visits in the street."""
    check(VISIT)


def check_can_declare_plan() -> None:
    """Raise unless the actor may open and close the municipality's seasonal plans."""
    check(DECLARE_PLAN)


def can_assess() -> bool:
    """Tell whether the buttons of assessment are shown."""
    return can(ASSESS)


def can_plan() -> bool:
    """Tell whether the buttons of shifts are shown."""
    return can(PLAN_SHIFT)
