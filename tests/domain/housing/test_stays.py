"""accept, extend_stay, cancel_stay, end_stay; states × moves."""

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import (
    HOLD_MOVES,
    REQUEST_MOVES,
    STAY_MOVES,
    HoldState,
    RequestState,
    StayState,
)
from lgnet.domain.housing.models import Occupancy, Stay
from lgnet.domain.ledger.models import Fact
from lgnet.domain.ledger.operations import reverse
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.states import move
from tests.builders import BOLOGNA, acting
from tests.housing_builders import (
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_hold,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def test_accept_turns_the_hold_into_a_stay_in_place() -> None:
    with acting():
        request = make_request(WOMAN, GIRL, at=later(days=-7), from_on=TODAY)
        unit = make_unit(beds=2)
        held = operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=TODAY, at=NOW)
        before = set(Occupancy.objects.values_list("pk", flat=True))
        run = operations.propose(request_id=request.pk, at=NOW)
        stay = operations.accept(hold_id=held.pk, at=NOW, run_id=run.pk, rank=1)
        rows = Occupancy.objects.filter(stay=stay, kind="STAY")
        assert set(rows.values_list("pk", flat=True)) == before
        request.refresh_from_db()
        run.refresh_from_db()
        assert (request.state, stay.days_waited, run.chosen_rank) == ("PLACED", 7, 1)
        facts = Fact.objects.filter(kind="housing.stay_started")
        assert [fact.dimensions["days_waited"] for fact in facts] == [7, 7]


def test_accepting_another_than_the_first_wants_a_reason() -> None:
    with acting():
        make_unit(beds=1)
        second = make_unit(beds=4, unit_code="2")
        held = make_hold(second, MAN)
        run = operations.propose(request_id=held.request_id, at=NOW)
        assert [option["unit_id"] for option in run.options].index(str(second.pk)) == 1
        with pytest.raises(Invalid, match="reason_required"):
            operations.accept(hold_id=held.pk, at=NOW, run_id=run.pk, rank=2)
        with pytest.raises(Invalid, match="other_option"):
            operations.accept(hold_id=held.pk, at=NOW, run_id=run.pk, rank=1)
        operations.accept(
            hold_id=held.pk, at=NOW, run_id=run.pk, rank=2, reason="vicino alla scuola"
        )
        run.refresh_from_db()
        assert (run.chosen_rank, run.decision_reason) == (2, "vicino alla scuola")


def test_accept_after_the_hour_is_refused() -> None:
    with acting():
        held = make_hold(make_unit(), MAN)
        with pytest.raises(Refused, match="hold_expired"):
            operations.accept(hold_id=held.pk, at=later(minutes=30), reason="x")


def test_accept_needs_permission_and_own_city() -> None:
    with acting():
        held = make_hold(make_unit(), MAN)
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.accept(hold_id=held.pk, at=NOW, reason="x")
    with acting(city=BOLOGNA), pytest.raises(NotFound):
        operations.accept(hold_id=held.pk, at=NOW, reason="x")


def test_end_frees_the_bed_from_that_night_and_counts_the_exit() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN)
        ended = operations.end_stay(
            stay_id=stay.pk, on=night(4), destination="AUTONOMY", at=later(days=4)
        )
        assert (ended.state, ended.to_on) == (StayState.ENDED, night(4))
        fact = Fact.objects.get(kind="housing.stay_ended")
        assert (fact.dimensions["destination"], fact.dimensions["nights"]) == ("AUTONOMY", 4)
        assert make_hold(unit, MAN, at=later(days=4)).from_on == night(4)


def test_end_on_the_first_day_leaves_no_night() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN)
        operations.end_stay(stay_id=stay.pk, on=TODAY, destination="LEFT", at=NOW)
        assert not queries.taken(from_on=TODAY, to_on=None, at=NOW)


@pytest.mark.parametrize(("on", "destination"), [(-1, "LEFT"), (1, "LEFT"), (0, "MOON")])
def test_end_refuses_what_cannot_be(on: int, destination: str) -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Invalid):
            operations.end_stay(stay_id=stay.pk, on=night(on), destination=destination, at=NOW)


def test_end_takes_back_nights_recorded_after_it() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        operations.record_bed_nights(night_from=TODAY, night_to=night(3))
        operations.end_stay(stay_id=stay.pk, on=night(1), destination="LEFT", at=later(days=3))
        nights = Fact.objects.filter(kind="housing.bed_night")
        assert sum(fact.quantity for fact in nights) == 1


def test_end_later_than_planned_into_somebodys_bed_is_refused() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN, nights=3)
        make_hold(unit, MAN, from_on=night(3))
        with pytest.raises(Refused, match="bed_taken"):
            operations.end_stay(stay_id=stay.pk, on=night(5), destination="LEFT", at=later(days=5))


def test_extend_keeps_the_bed_until_the_new_exit() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN, nights=3)
        operations.extend_stay(stay_id=stay.pk, expected_to_on=night(9), at=NOW)
        with pytest.raises(Refused, match="bed_taken"):
            make_hold(unit, MAN, from_on=night(8))
        operations.extend_stay(stay_id=stay.pk, expected_to_on=night(2), at=NOW)
        make_hold(unit, MAN, from_on=night(2))
        with pytest.raises(Refused, match="bed_taken"):
            operations.extend_stay(stay_id=stay.pk, expected_to_on=night(4), at=NOW)
        with pytest.raises(Invalid):
            operations.extend_stay(stay_id=stay.pk, expected_to_on=TODAY, at=NOW)


def test_cancel_before_entry_gives_the_request_back_its_place_in_the_queue() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN, from_on=night(3))
        operations.cancel_stay(stay_id=stay.pk, reason="la persona ha cambiato idea", at=NOW)
        stay.request.refresh_from_db()
        assert stay.request.state == RequestState.WAITING
        facts = Fact.objects.filter(kind="housing.stay_started")
        assert sum(fact.quantity for fact in facts) == 0
        assert [fact.reason for fact in facts.order_by("id")] == ["", "stay_cancelled"]
        assert Stay.objects.get(pk=stay.pk).cancel_reason == "la persona ha cambiato idea"
        held = operations.hold(request_id=stay.request_id, unit_id=unit.pk, from_on=TODAY, at=NOW)
        assert operations.accept(hold_id=held.pk, at=NOW, reason="di nuovo").pk != stay.pk


def test_a_sentence_never_becomes_the_reason_of_a_fact() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        key = Fact.objects.get(kind="housing.stay_started", object_id=stay.pk).key
        with pytest.raises(IntegrityError, match="fact_reason_is_a_code"), transaction.atomic():
            reverse(key=key, reason="Fatima ha cambiato idea", on=TODAY)


def test_cancel_after_a_night_is_refused() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        operations.record_bed_nights(night_from=TODAY, night_to=night(1))
        with pytest.raises(Refused, match="stay_began"):
            operations.cancel_stay(stay_id=stay.pk, reason="errore", at=later(days=1))


_TABLES = [
    ("request", RequestState, REQUEST_MOVES),
    ("hold", HoldState, HOLD_MOVES),
    ("stay", StayState, STAY_MOVES),
]
_PAIRS = [
    (kind, str(start), str(end), end in moves[start])
    for kind, states, moves in _TABLES
    for start in states
    for end in states
]


@pytest.mark.parametrize(("kind", "start", "end", "allowed"), _PAIRS)
def test_every_state_makes_exactly_the_moves_of_its_table(
    kind: str, start: str, end: str, allowed: bool
) -> None:
    moves = {name: table for name, _states, table in _TABLES}[kind]
    with acting():
        held = make_hold(make_unit(), MAN)
        thing = {"request": held.request, "hold": held}.get(kind)
        if thing is None:
            thing = operations.accept(hold_id=held.pk, at=NOW, reason="x")
        type(thing).objects.filter(pk=thing.pk).update(state=start)
        thing.state = start
        if allowed:
            move(thing, end, moves=moves, at=NOW)
            assert thing.state == end
        else:
            with pytest.raises(Refused, match="no_such_move"):
                move(thing, end, moves=moves, at=NOW)
