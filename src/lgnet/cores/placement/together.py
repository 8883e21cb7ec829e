"""Conflicts and quotas between households, counted while a plan is made one by one."""

from __future__ import annotations

from lgnet.cores.placement.problem import BatchProblem
from lgnet.cores.placement.types import Household


class Together:
    """Who is where so far, as far as it binds others."""

    def __init__(self, problem: BatchProblem) -> None:
        """Begin with nobody placed."""
        self._facility = {unit.id: unit.facility_id for unit in problem.units}
        self._city = {unit.id: unit.municipality for unit in problem.units}
        self._foes: dict[str, set[str]] = {}
        for one, other in problem.conflicts:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)
        self._left = {(q.origin, q.destination): q.persons for q in problem.quotas}
        self._sites: dict[str, str] = {}

    def admits(self, household: Household, unit_id: str) -> bool:
        """Say whether a household may still go to a unit, and count it there if so."""
        site = self._facility[unit_id]
        if any(self._sites.get(foe) == site for foe in self._foes.get(household.id, ())):
            return False
        move = (household.home or "", self._city[unit_id])
        if move in self._left:
            if self._left[move] < household.size:
                return False
            self._left[move] -= household.size
        self._sites[household.id] = site
        return True
