"""The plan for all who wait, beside first come, first served."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lgnet.cores import placement
from lgnet.domain.housing.bridge.inputs import households, units, waiting_requests
from lgnet.domain.housing.queries.drafts import FiguresDraft, PlanDraft, PlanLine

SECONDS = 2.0
GAP = 0.001


def plan(*, at: datetime) -> PlanDraft:
    """Plan all who wait, as things stand at a moment; nothing is kept for anybody."""
    on = timezone.localdate(at)
    waiting = waiting_requests()
    problem = placement.BatchProblem.checked(
        households=households(waiting, on=on), units=units(on=on, at=at), on=on
    )
    found = placement.solve(problem=problem, stop=placement.Stop(seconds=SECONDS, relative_gap=GAP))
    planned = {line.household_id: line for line in found.assignments}
    first_come = {line.household_id: line for line in found.first_come_assignments}
    return PlanDraft(
        on=on,
        rule_set=found.ruleset_version,
        input_hash=found.problem_hash,
        proven=found.proven,
        figures=_figures(found.figures),
        first_come=_figures(found.first_come),
        lines=tuple(
            PlanLine(
                request=request,
                unit_id=_unit(planned.get(str(request.pk))),
                from_on=_start(planned.get(str(request.pk))),
                first_come_unit_id=_unit(first_come.get(str(request.pk))),
                first_come_on=_start(first_come.get(str(request.pk))),
            )
            for request in waiting
        ),
    )


def _unit(found: placement.Assignment | None) -> UUID | None:
    return None if found is None else UUID(found.unit_id)


def _start(found: placement.Assignment | None) -> date | None:
    return None if found is None else found.span.start


def _figures(figures: placement.PlanFigures) -> FiguresDraft:
    return FiguresDraft(
        households=figures.households,
        persons=figures.persons,
        protected_persons=figures.protected_persons,
        days_waited=figures.days_waited,
        nights_without_place=figures.nights_without_place,
    )
