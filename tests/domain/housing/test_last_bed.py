"""Many people want the same beds at the same moment: no double, no empty bed, no deadlock."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import Hold, Occupancy, Unit
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.errors import Refused
from tests.builders import acting
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    make_request,
    make_unit,
)

CONNECTIONS, BEDS = 64, 50
Together = Callable[..., list[Any]]

pytestmark = pytest.mark.commits


def _actor() -> Actor:
    with acting(Role.CASE_WORKER) as actor:
        return actor


def _try(actor: Actor, request_id: Any, unit_id: Any) -> str:
    try:
        with act_as(actor):
            operations.hold(request_id=request_id, unit_id=unit_id, from_on=TODAY, at=NOW)
    except Refused as error:
        return error.code
    return "held"


def _doubles() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM housing_occupancy a JOIN housing_occupancy b ON a.bed_id = b.bed_id"
            " AND a.id < b.id AND NOT a.released AND NOT b.released"
            " AND daterange(a.from_on, a.to_on) && daterange(b.from_on, b.to_on)"
        )
        return int(cursor.fetchone()[0])


def test_two_operators_want_the_last_bed(together: Together) -> None:
    actor = _actor()
    with act_as(actor):
        unit = make_unit()
        requests = [make_request(MAN), make_request(MAN)]
    results = together(
        *[lambda request=request: _try(actor, request.pk, unit.pk) for request in requests]
    )
    assert sorted(results) == ["held", "housing.bed_taken"]


def test_two_operators_hold_two_rooms_for_one_household(together: Together) -> None:
    actor = _actor()
    with act_as(actor):
        units = [make_unit(beds=3), make_unit(beds=3, unit_code="2")]
        request = make_request(WOMAN, GIRL, BOY)
    results = together(*[lambda unit=unit: _try(actor, request.pk, unit.pk) for unit in units])
    assert results.count("held") == 1
    with act_as(actor):
        assert Hold.objects.count() == 1
        assert Occupancy.objects.count() == 3


def test_families_get_all_their_beds_or_none(together: Together) -> None:
    actor = _actor()
    with act_as(actor):
        unit = make_unit(beds=3)
        requests = [make_request(WOMAN, GIRL)] + [make_request(WOMAN) for _ in range(3)]
    results = together(
        *[lambda request=request: _try(actor, request.pk, unit.pk) for request in requests]
    )
    with act_as(actor):
        rows = list(Occupancy.objects.values_list("hold__request_id", flat=True))
    beds = Counter(rows)
    assert beds[requests[0].pk] in (0, 3)
    assert sum(beds.values()) == 3
    assert set(results) <= {"held", "housing.bed_taken"}


def test_sixty_four_connections_fill_fifty_beds_once(
    committed_db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each works through its own households, room by room; everybody starts at every room."""
    actor = _actor()
    rooms, per_room = 10, BEDS // 10
    with act_as(actor):
        units = [make_unit(beds=per_room, unit_code=str(number)) for number in range(rooms)]
        requests = [make_request(MAN) for _ in range(CONNECTIONS)]
    results: list[list[str]] = [[] for _ in range(CONNECTIONS)]
    errors: list[BaseException] = []
    start = threading.Barrier(CONNECTIONS + 1)

    def work(number: int) -> None:
        try:
            connections["default"].ensure_connection()
            start.wait(60)
            for step in range(rooms):
                unit: Unit = units[(number + step) % rooms]
                outcome = _try(actor, requests[number].pk, unit.pk)
                results[number].append(outcome)
                if outcome == "held":
                    break
        except BaseException as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    start.wait(60)
    began = time.perf_counter()
    for thread in threads:
        thread.join(120)
    seconds = time.perf_counter() - began
    assert not errors
    counts = Counter(outcome for row in results for outcome in row)
    with act_as(actor):
        assert _doubles() == 0
        assert Occupancy.objects.filter(released=False).count() == BEDS
    assert counts["held"] == BEDS
    assert set(counts) == {"held", "housing.bed_taken"}
    with capsys.disabled():
        attempts = sum(counts.values())
        sys.stderr.write(
            f"\nlast bed: {attempts} attempts by {CONNECTIONS} connections on {BEDS} beds in"
            f" {seconds:.1f} s, {attempts / seconds:.0f} a second\n"
        )
