"""Rank the units for one household, with reasons, the excluded, effects on others, what-ifs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from lgnet.cores.kernel import Effect, canonical_hash
from lgnet.cores.placement.candidates import nearest_failures, stay_span
from lgnet.cores.placement.concessions import Concession, concessions
from lgnet.cores.placement.preferences import (
    nights_without_place,
    reasons_for,
    scarce_features_spent,
    spare_beds,
    unmet,
)
from lgnet.cores.placement.queue import QueueServer, Served
from lgnet.cores.placement.results import EffectOnOther, Excluded, Option, Ranking, WhatIf
from lgnet.cores.placement.rules import HARD_RULES_VERSION
from lgnet.cores.placement.rules.daily_way import minutes_to_daily_place
from lgnet.cores.placement.types import (
    Candidate,
    Household,
    Occupancy,
    PlacementParams,
    Unit,
    ordered_households,
    ordered_units,
)
from lgnet.cores.placement.view import NEVER, View

_FAR_AWAY = 10**6
EXPLAINED = 5
"""Options whose effects on others are told unless more are asked for."""


def rank(
    *,
    household: Household,
    units: Sequence[Unit],
    waiting_others: Sequence[Household],
    on: date,
    params: PlacementParams | None = None,
    with_what_ifs: bool = True,
    explained: int = EXPLAINED,
) -> Ranking:
    """Rank every unit for one household.

    Options are compared, in this order, by: nights without a place; wishes not satisfied;
    first night; days more that others would wait, the first class first; rare features spent
    without need; beds left empty; minutes of the daily way; identifier. No figure is mixed
    with another, so each place in the order can be said in words.

    Parameters
    ----------
    household : Household
        The one to place.
    units : sequence of Unit
        Every unit, free or not: the ones left out come back with the rules they fail.
    waiting_others : sequence of Household
        The other households of the queue; the household itself is ignored if present.
    on : date
        Day of the proposal.
    params : PlacementParams, optional
    with_what_ifs : bool
        Whether to rank again under each thing the household could accept.
    explained : int
        How many options at least, from the first, are compared by what others would lose and
        tell it; those after them leave that comparison out.

    Returns
    -------
    Ranking

    Raises
    ------
    PlacementInputError
        When an id appears twice.
    """
    params = params or PlacementParams()
    sorted_units = ordered_units(units)
    others = ordered_households([h for h in waiting_others if h.id != household.id])
    view = View(units=sorted_units, households=(household, *others), on=on, params=params)
    ranker = _Ranker(others, view, params)
    options = ranker.rank(household, explained=explained)
    what_ifs: tuple[WhatIf, ...] = ()
    if with_what_ifs:
        what_ifs = tuple(
            _what_if(concession, ranker, options, explained)
            for concession in concessions(household, on=on, units=sorted_units, params=params)
        )
    return Ranking(
        household_id=household.id,
        on=on,
        options=options,
        excluded=ranker.excluded(household),
        what_ifs=what_ifs,
        ruleset_version=HARD_RULES_VERSION,
        problem_hash=canonical_hash((household, sorted_units, others, on, params)),
    )


def first_entries(
    *, household: Household, units: Sequence[Unit], on: date, params: PlacementParams | None = None
) -> dict[str, date]:
    """Return the first night the household could enter each unit that is possible, by unit id."""
    view = View(
        units=units,
        households=[household],
        on=on,
        params=params or PlacementParams(),
    )
    nights = view.first_nights(view.kind(household)).tolist()
    return {
        unit.id: on + timedelta(days=night)
        for unit, night in zip(view.units, nights, strict=True)
        if night != NEVER
    }


@dataclass(frozen=True, slots=True)
class _Draft:
    """An option, and what it is compared by before and after the effects on others."""

    candidate: Candidate
    option: Option
    before_others: tuple[int, int, date]
    after_others: tuple[int, int, int, str]


class _Ranker:
    """Holds what all rankings of one call share: the queue of the others, served once."""

    def __init__(
        self,
        others: tuple[Household, ...],
        view: View,
        params: PlacementParams,
    ) -> None:
        self._others = others
        self._by_id = {other.id: other for other in others}
        self._classes = sorted({other.priority_class for other in others})
        self._params = params
        self._view = view
        self._server = QueueServer(
            households=others, units=view.units, on=view.on, params=params, view=view
        )
        self._without = self._server.serve()
        self._wanted_by_queue = {served.unit_id for served in self._without.values()}
        self._effects: dict[tuple[str, Occupancy], tuple[EffectOnOther, ...]] = {}

    def rank(self, household: Household, *, explained: int) -> tuple[Option, ...]:
        """Return the options in order; what others would lose is asked where it decides a place.

        After the first ``explained`` options nobody is asked any more: those follow in the
        order of what is known without.
        """
        drafts = [self._option(candidate) for candidate in self._candidates(household)]
        drafts.sort(key=lambda draft: (draft.before_others, draft.after_others))
        found: list[Option] = []
        for _, group in groupby(drafts, key=lambda draft: draft.before_others):
            tied = list(group)
            if len(found) < explained:
                tied = [self._with_effects(draft) for draft in tied]
                tied.sort(key=lambda draft: (self._harm(draft.option), draft.after_others))
            found += [draft.option for draft in tied]
        return tuple(found)

    def _candidates(self, household: Household) -> Iterator[Candidate]:
        for unit, night in zip(self._view.units, self._first_nights(household), strict=True):
            if night != NEVER:
                start = self._view.on + timedelta(days=night)
                yield Candidate(household, unit, stay_span(household, unit, start))

    def _first_nights(self, household: Household) -> list[int]:
        return self._view.first_nights(self._view.kind(household)).tolist()

    def excluded(self, household: Household) -> tuple[Excluded, ...]:
        view = self._view
        return tuple(
            Excluded(
                unit.id,
                unit.facility_id,
                nearest_failures(household, unit, on=view.on, params=self._params),
            )
            for unit, night in zip(view.units, self._first_nights(household), strict=True)
            if night == NEVER
        )

    def _option(self, candidate: Candidate) -> _Draft:
        minutes = minutes_to_daily_place(candidate, self._params)
        option = Option(
            unit_id=candidate.unit.id,
            facility_id=candidate.unit.facility_id,
            span=candidate.span,
            reasons_for=reasons_for(candidate, on=self._view.on, params=self._params),
            unmet=unmet(candidate, params=self._params),
            effects_on_others=(),
            nights_without_place=nights_without_place(candidate),
            minutes=minutes,
            spare_beds=spare_beds(candidate),
        )
        against = sum(reason.effect is Effect.AGAINST for reason in option.unmet)
        return _Draft(
            candidate,
            option,
            before_others=(option.nights_without_place, against, option.span.start),
            after_others=(
                scarce_features_spent(candidate),
                option.spare_beds,
                _FAR_AWAY if minutes is None else minutes,
                option.unit_id,
            ),
        )

    def _with_effects(self, draft: _Draft) -> _Draft:
        effects = self._effects_on_others(draft.candidate)
        return replace(draft, option=replace(draft.option, effects_on_others=effects))

    def _harm(self, option: Option) -> tuple[int, ...]:
        """Return the person-days others would wait more, the first class first."""
        harm = dict.fromkeys(self._classes, 0)
        for effect in option.effects_on_others:
            harm[effect.priority_class] += self._days(effect)
        return tuple(harm.values())

    def _days(self, effect: EffectOnOther) -> int:
        days = self._params.horizon_nights if effect.more_days is None else effect.more_days
        return days * effect.persons

    def _effects_on_others(self, candidate: Candidate) -> tuple[EffectOnOther, ...]:
        unit_id = candidate.unit.id
        if unit_id not in self._wanted_by_queue:
            return ()
        occupancy = Occupancy.of(candidate.household, candidate.span)
        key = (unit_id, occupancy)
        if key not in self._effects:
            changes = self._server.changes({unit_id: occupancy})
            found = [
                effect
                for other_id, with_it in changes.items()
                if (effect := _effect(self._by_id[other_id], self._without.get(other_id), with_it))
            ]
            found.sort(key=lambda e: (e.more_days is not None, -(e.more_days or 0), e.household_id))
            self._effects[key] = tuple(found)
        return self._effects[key]


def _effect(
    other: Household, without: Served | None, with_it: Served | None
) -> EffectOnOther | None:
    if without is None:
        return None
    more_days = None if with_it is None else (with_it.span.start - without.span.start).days
    if more_days is not None and more_days <= 0:
        return None
    return EffectOnOther(
        household_id=other.id,
        priority_class=other.priority_class,
        persons=other.size,
        more_days=more_days,
        without_unit_id=without.unit_id,
        without_start=without.span.start,
        with_unit_id=with_it.unit_id if with_it else None,
        with_start=with_it.span.start if with_it else None,
    )


def _what_if(
    concession: Concession, ranker: _Ranker, before: tuple[Option, ...], explained: int
) -> WhatIf:
    after = ranker.rank(concession.household, explained=explained)
    old = [option.unit_id for option in before]
    new = [option.unit_id for option in after]
    reserves = {option.unit_id: bool(option.unmet) for option in before}
    first = new[0] if new else None
    return WhatIf(
        code=concession.code,
        params=concession.params,
        new_unit_ids=tuple(unit_id for unit_id in new if unit_id not in reserves),
        lost_unit_ids=tuple(unit_id for unit_id in old if unit_id not in new),
        first_unit_id=first,
        first_changes=first != (old[0] if old else None),
        order_changes=[u for u in old if u in new] != [u for u in new if u in reserves],
        now_without_reserve=tuple(
            option.unit_id for option in after if reserves.get(option.unit_id) and not option.unmet
        ),
    )
