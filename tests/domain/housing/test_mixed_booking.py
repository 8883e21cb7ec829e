"""Everybody does everything at once: holds for one, for two and for families, longer, let go, moved in.

Whatever came of it, afterwards every bed has one taker a night and every household all its beds or
none; who could not was told in words, never shown a deadlock.
"""

import random
import threading
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import Hold, HousingRequest, Occupancy, Stay
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.audit.chain import verify
from lgnet.lib.errors import Refused
from tests.builders import FIRENZE, acting
from tests.housing_builders import BOY, GIRL, MAN, NOW, TODAY, WOMAN, make_request, make_unit

CONNECTIONS, ACTS = 64, 6
SHARED, WHOLE = 8, 6
EXPECTED = frozenset(
    {
        "done",
        "housing.bed_taken",
        "housing.request_held",
        "housing.request_not_open",
        "housing.hold_ended",
        "housing.hold_long_enough",
    }
)
pytestmark = pytest.mark.commits


class Town:
    """Fifty beds: rooms shared by strangers, rooms a family has whole; and who asks for them."""

    def __init__(self) -> None:
        with acting() as actor:
            self.actor: Actor = actor
        with act_as(actor):
            self.shared = [make_unit(beds=4, unit_code=f"S{n}").pk for n in range(SHARED)]
            self.whole = [make_unit(beds=3, unit_code=f"F{n}").pk for n in range(WHOLE)]
            self.alone = [make_request(MAN).pk for _ in range(30)]
            self.pairs = [make_request(MAN, MAN, shares_room=True).pk for _ in range(16)]
            self.families = [make_request(WOMAN, GIRL, BOY).pk for _ in range(18)]

    def act(self, dice: random.Random) -> str:
        """Do one thing somebody at a desk does; return what came of it."""
        asking, units = dice.choice(
            [
                (self.alone, self.shared),
                (self.pairs, self.shared),
                (self.families, self.whole),
                (self.families, self.shared),
            ]
        )
        request, unit = dice.choice(asking), dice.choice(units)
        try:
            with act_as(self.actor):
                held = Hold.objects.filter(request_id=request, state="ACTIVE").first()
                if held is None:
                    operations.hold(request_id=request, unit_id=unit, from_on=TODAY, at=NOW)
                else:
                    dice.choice([_longer, _let_go, _move_in])(held.pk)
        except Refused as error:
            return error.code
        return "done"


def _longer(hold_id: UUID) -> None:
    operations.prolong_hold(hold_id=hold_id, at=NOW + timedelta(minutes=1), reason="prova")


def _let_go(hold_id: UUID) -> None:
    operations.release_hold(hold_id=hold_id, at=NOW)


def _move_in(hold_id: UUID) -> None:
    operations.accept(hold_id=hold_id, at=NOW, reason="prova")


def _doubles() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM housing_occupancy a JOIN housing_occupancy b"
            " ON a.id < b.id AND (a.bed_id = b.bed_id OR a.person_id = b.person_id)"
            " AND NOT a.released AND NOT b.released"
            " AND daterange(a.from_on, a.to_on) && daterange(b.from_on, b.to_on)"
        )
        return int(cursor.fetchone()[0])


def _beds_of_households() -> dict[UUID, tuple[int, int]]:
    """Return request → (persons, beds it has now)."""
    beds: Counter[UUID] = Counter()
    for key in Occupancy.objects.filter(released=False).values_list("hold__request", flat=True):
        beds[key] += 1
    sizes = HousingRequest.objects.values_list("pk", "persons")
    return {request: (persons, beds[request]) for request, persons in sizes}


def test_everything_at_once_gives_no_bed_twice_and_no_household_half(committed_db: str) -> None:
    town = Town()
    outcomes: list[str] = []
    errors: list[BaseException] = []
    start = threading.Barrier(CONNECTIONS)

    def work(number: int) -> None:
        dice = random.Random(number)
        try:
            connections["default"].ensure_connection()
            start.wait(60)
            outcomes.extend(town.act(dice) for _ in range(ACTS))
        except BaseException as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not errors, errors[0]
    counts: Any = Counter(outcomes)
    assert counts.total() == CONNECTIONS * ACTS
    assert set(counts) <= EXPECTED, counts
    with act_as(town.actor):
        assert _doubles() == 0
        for request, (persons, beds) in _beds_of_households().items():
            assert beds in (0, persons) or (persons > 1 and beds in (3, 4)), (request, beds)
        assert Stay.objects.count() > 0
        assert Hold.objects.filter(state="RELEASED").count() > 0
        taken = HousingRequest.objects.filter(state__in=["HELD", "PLACED"]).count()
        having = sum(beds > 0 for _persons, beds in _beds_of_households().values())
        assert taken == having, "a request says it has a place exactly when it has beds"
        assert list(verify(FIRENZE)) == []
