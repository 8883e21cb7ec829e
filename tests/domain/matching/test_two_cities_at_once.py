"""Two cities move the two halves of one question at the same moment."""

from collections.abc import Callable
from typing import Any

import pytest

from lgnet.domain.matching import operations
from lgnet.lib.actor import act_as
from lgnet.lib.audit.chain import verify
from lgnet.lib.errors import Refused
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.domain.matching.builders import LATER, as_job, asked, linked, states

pytestmark = pytest.mark.commits
Act = Callable[[], Any]


def _by(city: str, operation: Callable[..., Any], **told: Any) -> Act:
    """Return an act of a city's desk, who acts worked out before."""
    with acting(city=city) as actor:
        pass

    def act() -> Any:
        with act_as(actor):
            return operation(at=LATER, **told)

    return act


def _one_was_too_late(answers: list[Any]) -> None:
    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert len(refused) == 1, answers
    assert isinstance(refused[0], Refused), refused
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            assert list(verify(city)) == []


@pytest.mark.parametrize("yes_first", [True, False])
def test_a_yes_and_a_withdrawal_leave_both_halves_of_one_mind(
    committed_db: str, together: Callable[..., list[Any]], yes_first: bool
) -> None:
    rows = asked()
    yes = _by(BOLOGNA, operations.accept, inquiry_id=rows[BOLOGNA].pk, contact="SAI, 051 000")
    back = _by(FIRENZE, operations.withdraw, inquiry_id=rows[FIRENZE].pk)
    _one_was_too_late(together(*((yes, back) if yes_first else (back, yes))))
    assert states() in (
        {FIRENZE: "ACCEPTED", BOLOGNA: "ACCEPTED"},
        {FIRENZE: "WITHDRAWN", BOLOGNA: "WITHDRAWN"},
    )


def test_both_ends_of_a_link_ended_at_once_end_it_once(
    committed_db: str, together: Callable[..., list[Any]]
) -> None:
    rows = linked()
    ends = [_by(city, operations.end, inquiry_id=rows[city].pk) for city in (FIRENZE, BOLOGNA)]
    _one_was_too_late(together(*ends))
    assert states() == {FIRENZE: "ENDED", BOLOGNA: "ENDED"}
