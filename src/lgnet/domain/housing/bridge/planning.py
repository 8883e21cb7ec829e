"""Plans for all who wait, beside first come, first served: rows → problem → lines and figures."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from lgnet.cores import placement
from lgnet.cores.placement.guarded import solve_guarded
from lgnet.cores.placement.problem import TransferQuota
from lgnet.domain.housing.bridge.inputs import households, units, waiting_requests
from lgnet.domain.housing.queries.agreements import consents_of, list_agreements, sends_to
from lgnet.domain.housing.queries.drafts import (
    Arrival,
    CityPart,
    FiguresDraft,
    MoveDraft,
    PlanDraft,
    PlanLine,
)
from lgnet.lib.actor import current_municipality

GAP = 0.001
"""A plan this close to the bound is good enough: minutes more would gain a bed night."""
Told = Callable[[float, PlanDraft], None]
Where = Mapping[str, placement.Assignment]


@dataclass(frozen=True, slots=True)
class Task:
    """Who waits and what there is in one city, as things stood at a moment: no row, no name.

    Parameters
    ----------
    agreed
        Partner → how many persons it is ready to receive from here.
    """

    city: str
    on: date
    households: tuple[Any, ...]
    units: tuple[Any, ...]
    agreed: Mapping[str, int]


def plan_task(*, at: datetime) -> Task:
    """Read who waits and what there is in the current city, in a constant number of statements."""
    on, city = timezone.localdate(at), current_municipality()
    requests = waiting_requests()
    agreed = sends_to(list_agreements(on=on))
    consents = consents_of(request_ids=[request.pk for request in requests]) if agreed else {}
    would_go = {str(key): agreed.keys() & one.cities for key, one in consents.items()}
    return Task(
        city=city,
        on=on,
        households=tuple(
            replace(one, home=city, transfer_to=frozenset(would_go.get(one.id, ())))
            for one in households(requests, on=on)
        ),
        units=tuple(units(on=on, at=at)),
        agreed=agreed,
    )


def make_plan(
    tasks: Sequence[Task],
    *,
    seconds: float,
    told: Told | None = None,
    stopped: Callable[[], bool] | None = None,
) -> tuple[PlanDraft, tuple[CityPart, ...]]:
    """Plan all who wait in some cities, in a process of its own; reads and keeps nothing.

    A household goes to another city only where an agreement covers it and it consented.

    Parameters
    ----------
    tasks
        Read on one day.
    seconds
        The longest it may take.
    told
        Told the seconds since it began and each better plan; the first is the queue in order.
    stopped
        Asked often; once it says yes the best plan so far is returned.

    Returns
    -------
    (PlanDraft, tuple of CityPart)
        The plan, and what each city needs to know of it.
    """
    plan = _Plan(tasks)
    found = solve_guarded(
        problem=plan.problem,
        stop=placement.Stop(seconds=seconds, relative_gap=GAP),
        progress=told and (lambda progress: told(progress.seconds, plan.draft(progress.best))),
        cancelled=stopped,
    )
    return plan.draft(found), plan.parts(found)


class _Plan:
    """One problem of some cities, and its answers as plain values."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._city_of = {unit.id: task.city for task in tasks for unit in task.units}
        cities = {task.city for task in tasks}
        self._agreed = {
            (task.city, partner): persons
            for task in tasks
            for partner, persons in task.agreed.items()
            if partner in cities
        }
        self.problem = placement.BatchProblem.checked(
            households=[household for task in tasks for household in task.households],
            units=[unit for task in tasks for unit in task.units],
            on=tasks[0].on,
            quotas=[TransferQuota(*way, persons) for way, persons in self._agreed.items()],
        )

    def draft(self, found: placement.BatchResult) -> PlanDraft:
        """Return an answer as a whole: figures, never who."""
        return PlanDraft(
            on=self.problem.on,
            rule_set=found.ruleset_version,
            solver=found.solver,
            seed=found.seed,
            input_hash=found.problem_hash,
            proven=found.proven,
            figures=_figures(found.figures),
            first_come=_figures(found.first_come),
            moves=self._moves(found),
        )

    def parts(self, found: placement.BatchResult) -> tuple[CityPart, ...]:
        """Return what each city needs to know of an answer."""
        planned = {line.household_id: line for line in found.assignments}
        first_come = {line.household_id: line for line in found.first_come_assignments}
        return tuple(
            CityPart(
                city=task.city,
                waiting=len(task.households),
                figures=self._achieved(task, found.assignments),
                first_come=self._achieved(task, found.first_come_assignments),
                lines=tuple(
                    self._line(task.city, household.id, planned, first_come)
                    for household in task.households
                ),
                arrivals=tuple(self._arrivals(task.city, planned)),
            )
            for task in self._tasks
        )

    def _achieved(self, task: Task, lines: Sequence[placement.Assignment]) -> FiguresDraft:
        own = replace(self.problem, households=task.households)
        return _figures(placement.plan_figures(own, lines))

    def _line(self, home: str, who: str, planned: Where, first_come: Where) -> PlanLine:
        there, before = planned.get(who), first_come.get(who)
        city = self._city_of[there.unit_id] if there else home
        return PlanLine(
            request=who,
            unit=there.unit_id if there and city == home else None,
            from_on=there.span.start.isoformat() if there else None,
            first_come_unit=before.unit_id if before else None,
            first_come_on=before.span.start.isoformat() if before else None,
            city="" if city == home else city,
        )

    def _going(self, planned: Where) -> Iterator[tuple[str, str, int, placement.Assignment]]:
        """Yield who would leave their city: from where, to where, how many, into what."""
        for task in self._tasks:
            for household in task.households:
                there = planned.get(household.id)
                if there is not None and self._city_of[there.unit_id] != task.city:
                    yield task.city, self._city_of[there.unit_id], household.size, there

    def _arrivals(self, city: str, planned: Where) -> Iterator[Arrival]:
        for origin, destination, persons, there in self._going(planned):
            if destination == city:
                yield Arrival(origin, persons, there.unit_id, there.span.start.isoformat())

    def _moves(self, found: placement.BatchResult) -> tuple[MoveDraft, ...]:
        going: Counter[tuple[str, str]] = Counter()
        planned = {line.household_id: line for line in found.assignments}
        for origin, destination, persons, _there in self._going(planned):
            going[origin, destination] += persons
        return tuple(
            MoveDraft(*way, going[way], agreed) for way, agreed in sorted(self._agreed.items())
        )


def _figures(figures: placement.PlanFigures) -> FiguresDraft:
    return FiguresDraft(
        households=figures.households,
        persons=figures.persons,
        protected_persons=figures.protected_persons,
        days_waited=figures.days_waited,
        nights_without_place=figures.nights_without_place,
    )
