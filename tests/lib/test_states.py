"""Moves follow the table, and of two at once one is refused."""

import pytest
from django.utils import timezone

from lgnet.domain.response.enums import REPORT_MOVES, Channel, ReportState
from lgnet.domain.response.models import Report
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Refused
from lgnet.lib.states import can_move, diagram, move
from lgnet.lib.vault.keys import new_key
from tests.builders import FIRENZE, acting

pytestmark = pytest.mark.django_db


def _report(state: str) -> Report:
    now = timezone.now()
    return Report.objects.create(
        vault_key=new_key(),
        code=f"S-{timezone.now():%f}"[:14],
        channel=Channel.DESK,
        received_at=now,
        answer_by=now,
        state=state,
    )


@pytest.mark.parametrize("before", list(ReportState))
@pytest.mark.parametrize("after", list(ReportState))
def test_a_move_is_made_only_if_the_table_has_it(before: str, after: str) -> None:
    with acting(city=FIRENZE):
        report = _report(before)
        if after in REPORT_MOVES[before]:
            assert can_move(report, after, moves=REPORT_MOVES)
            move(report, after, moves=REPORT_MOVES, at=timezone.now())
            report.refresh_from_db()
            assert report.state == after
            assert current_frame().events[-1]["action"] == f"response.{after.lower()}"
        else:
            with pytest.raises(Refused, match="no_such_move"):
                move(report, after, moves=REPORT_MOVES, at=timezone.now())


def test_the_second_of_two_movers_is_refused() -> None:
    with acting(city=FIRENZE):
        report = _report(ReportState.RECEIVED)
        twin = Report.objects.get(pk=report.pk)
        move(report, ReportState.ASSESSED, moves=REPORT_MOVES, at=timezone.now())
        with pytest.raises(Refused, match="changed_meanwhile"):
            move(twin, ReportState.CLOSED, moves=REPORT_MOVES, at=timezone.now())


def test_a_diagram_shows_every_move() -> None:
    drawn = diagram(REPORT_MOVES)
    assert drawn.startswith("stateDiagram-v2")
    assert "RECEIVED --> ASSESSED" in drawn
    assert "MERGED --> [*]" in drawn
