"""Moves follow the table, and of two at once one is refused."""

import pytest
from django.db import connection
from django.utils import timezone

from lgnet.domain.cases.enums import NEED_MOVES, NeedState, Origin
from lgnet.domain.cases.models import Need
from lgnet.domain.cases.operations import open_case
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Refused
from lgnet.lib.states import can_move, diagram, move
from tests.builders import FIRENZE, acting
from tests.lib.test_actor import make_person

pytestmark = pytest.mark.django_db


def _need(state: str) -> Need:
    now = timezone.now()
    case = open_case(person_id=make_person().pk, origin=Origin.SELF, at=now)
    return Need.objects.create(
        vault_key=case.vault_key, case=case, kind="HOUSING", state=state, recorded_at=now
    )


@pytest.mark.parametrize("before", list(NeedState))
@pytest.mark.parametrize("after", list(NeedState))
def test_a_move_is_made_only_if_the_table_has_it(before: str, after: str) -> None:
    with acting(city=FIRENZE):
        need = _need(before)
        if after in NEED_MOVES[before]:
            assert can_move(need, after, moves=NEED_MOVES)
            move(need, after, moves=NEED_MOVES, at=timezone.now())
            need.refresh_from_db()
            assert need.state == after
            assert current_frame().events[-1]["action"] == f"cases.{after.lower()}"
        else:
            with pytest.raises(Refused, match="no_such_move"):
                move(need, after, moves=NEED_MOVES, at=timezone.now())


def test_a_text_that_goes_with_a_move_is_sealed() -> None:
    with acting(city=FIRENZE):
        need = _need(NeedState.OPEN)
        at = timezone.now()
        move(need, NeedState.DROPPED, moves=NEED_MOVES, at=at, also={"note": "ha una casa"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT note FROM cases_need WHERE id = %s", [need.pk])
            assert b"ha una casa" not in bytes(cursor.fetchone()[0])
        assert (need.note, Need.objects.get(pk=need.pk).note) == ("ha una casa", "ha una casa")


def test_the_second_of_two_movers_is_refused() -> None:
    with acting(city=FIRENZE):
        need = _need(NeedState.OPEN)
        twin = Need.objects.get(pk=need.pk)
        move(need, NeedState.MET, moves=NEED_MOVES, at=timezone.now())
        with pytest.raises(Refused, match="changed_meanwhile"):
            move(twin, NeedState.DROPPED, moves=NEED_MOVES, at=timezone.now())


def test_a_diagram_shows_every_move() -> None:
    drawn = diagram(NEED_MOVES)
    assert drawn.startswith("stateDiagram-v2")
    assert "OPEN --> ONGOING" in drawn
    assert "[*] --> OPEN" in drawn
    assert "A --> [*]" in diagram({"A": frozenset()})
