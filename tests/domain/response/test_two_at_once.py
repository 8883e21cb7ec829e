"""Two people act on one report at the same moment."""

import pytest

from lgnet.domain.response import operations
from lgnet.domain.response.models import Visit
from lgnet.lib.errors import Refused
from tests.builders import FIRENZE, acting
from tests.domain.response.build import EVENING, assess, receive, shift


@pytest.mark.commits
def test_assign_by_two_dispatchers_at_once_is_done_once(committed_db, together):
    with acting(city=FIRENZE):
        report = assess(receive())
        shifts = [shift("U1"), shift("U2")]

    def entrust(number: int) -> Visit:
        with acting(city=FIRENZE):
            return operations.assign(report_id=report.pk, shift_id=shifts[number].pk, at=EVENING)

    answers = together(lambda: entrust(0), lambda: entrust(1))
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 1, answers
    assert refused[0].code.startswith("state.")
    with acting(city=FIRENZE):
        assert Visit.objects.count() == 1
