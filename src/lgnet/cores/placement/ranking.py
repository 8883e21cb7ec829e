"""Rank the units for one household, with reasons, the excluded, effects on others, what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lgnet.cores.kernel import Effect, canonical_hash
from lgnet.cores.placement.candidates import (
    failed_rules,
    feasible_spans,
    first_night_wanted,
    possible_starts,
    stay_span,
)
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

_FAR_AWAY = 10**6


def rank(
    *,
    household: Household,
    units: Sequence[Unit],
    waiting_others: Sequence[Household],
    on: date,
    params: PlacementParams | None = None,
    with_what_ifs: bool = True,
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
    ranker = _Ranker(others, sorted_units, on, params)
    options, excluded = ranker.rank(household)
    what_ifs: tuple[WhatIf, ...] = ()
    if with_what_ifs:
        what_ifs = tuple(
            _what_if(concession, ranker, options)
            for concession in concessions(household, on=on, units=sorted_units, params=params)
        )
    return Ranking(
        household_id=household.id,
        on=on,
        options=options,
        excluded=excluded,
        what_ifs=what_ifs,
        ruleset_version=HARD_RULES_VERSION,
        problem_hash=canonical_hash((household, sorted_units, others, on, params)),
    )


class _Ranker:
    """Holds what all rankings of one call share: the queue of the others, served once."""

    def __init__(
        self,
        others: tuple[Household, ...],
        units: tuple[Unit, ...],
        on: date,
        params: PlacementParams,
    ) -> None:
        self._others = others
        self._units = units
        self._on = on
        self._params = params
        self._server = QueueServer(households=others, units=units, on=on, params=params)
        self._without = self._server.serve()
        self._wanted_by_queue = {served.unit_id for served in self._without.values()}
        self._effects: dict[tuple[str, Occupancy], tuple[EffectOnOther, ...]] = {}

    def rank(self, household: Household) -> tuple[tuple[Option, ...], tuple[Excluded, ...]]:
        keyed: list[tuple[tuple[object, ...], Option]] = []
        excluded: list[Excluded] = []
        for unit in self._units:
            spans = feasible_spans(household, unit, on=self._on, params=self._params, limit=1)
            if not spans:
                excluded.append(self._exclude(household, unit))
                continue
            candidate = Candidate(household, unit, spans[0])
            option = self._option(candidate)
            keyed.append((self._key(candidate, option), option))
        keyed.sort(key=lambda pair: pair[0])
        return tuple(option for _, option in keyed), tuple(excluded)

    def _exclude(self, household: Household, unit: Unit) -> Excluded:
        starts = possible_starts(household, unit, on=self._on, params=self._params)
        failures = [
            failed_rules(
                Candidate(household, unit, stay_span(household, unit, start)), self._params
            )
            for start in starts or (first_night_wanted(household, self._on),)
        ]
        # The night that comes nearest to working says what really stands in the way.
        return Excluded(unit.id, unit.facility_id, min(failures, key=len))

    def _option(self, candidate: Candidate) -> Option:
        return Option(
            unit_id=candidate.unit.id,
            facility_id=candidate.unit.facility_id,
            span=candidate.span,
            reasons_for=reasons_for(candidate, on=self._on, params=self._params),
            unmet=unmet(candidate, params=self._params),
            effects_on_others=self._effects_on_others(candidate),
            nights_without_place=nights_without_place(candidate),
            minutes=minutes_to_daily_place(candidate, self._params),
            spare_beds=spare_beds(candidate),
        )

    def _key(self, candidate: Candidate, option: Option) -> tuple[object, ...]:
        classes = sorted({other.priority_class for other in self._others})
        harm = tuple(
            sum(
                self._days(effect)
                for effect in option.effects_on_others
                if effect.priority_class == priority_class
            )
            for priority_class in classes
        )
        return (
            option.nights_without_place,
            sum(reason.effect is Effect.AGAINST for reason in option.unmet),
            option.span.start,
            harm,
            scarce_features_spent(candidate),
            option.spare_beds,
            _FAR_AWAY if option.minutes is None else option.minutes,
            option.unit_id,
        )

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
            with_it = self._server.serve({unit_id: occupancy})
            found = [
                effect
                for other in self._others
                if (effect := _effect(other, self._without.get(other.id), with_it.get(other.id)))
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


def _what_if(concession: Concession, ranker: _Ranker, before: tuple[Option, ...]) -> WhatIf:
    after, _ = ranker.rank(concession.household)
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
