"""Sixteen operators press "Tieni" for the last bed at the same moment, each on their own page."""

import html
import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from lgnet.domain.housing.models import Hold, Occupancy
from lgnet.domain.security.enums import Role
from tests.builders import acting
from tests.faults.reporting import PASSWORD, make_operator
from tests.harness.databases import app_url, owner_url
from tests.harness.serving import serving
from tests.harness.visitor import Answer, Visitor, find_form
from tests.housing_builders import MAN, make_request, make_unit

OPERATORS = 16
TAKEN = "ha appena preso questo posto"
_PLACE = re.compile(r'name="place"\s+value="([^"]+)"')
pytestmark = pytest.mark.commits


def test_one_of_sixteen_gets_the_last_bed(committed_db: str, tmp_path: Path) -> None:
    username, now = make_operator(Role.HOUSING_COORDINATOR), timezone.now()
    with acting(Role.HOUSING_COORDINATOR):
        unit = make_unit(at=now).pk
        requests = [make_request(MAN, at=now).pk for _ in range(OPERATORS)]
    with serving(
        log_path=tmp_path / "web.log",
        DATABASE_URL=app_url(committed_db),
        DATABASE_OWNER_URL=owner_url(committed_db),
    ) as server:
        base, start = server.url, threading.Barrier(OPERATORS)
        door = threading.Lock()  # passwords are costly to check: who comes all at once is sent back

        def press(request_id: UUID) -> tuple[Answer, Answer]:
            """Open the page, press with everybody else; what was answered, and then shown."""
            visitor = Visitor(base)
            try:
                with door:
                    visitor.sign_in(username=username, password=PASSWORD)
                page = f"/abitare/richieste/{request_id}/"
                opened = visitor.get(page)
                assert opened.status == 200, (
                    f"{opened.status} {opened.location} {opened.text[:600]}"
                )
                form = find_form(opened.forms, "request", action="/abitare/opzioni/")
                place = _PLACE.search(opened.text)
                assert place, "the page proposes the bed"
                start.wait(60)
                answer = visitor.send(page, form, place=html.unescape(place.group(1)))
                return answer, visitor.get(answer.location) if answer.location else answer
            except BaseException:
                start.abort()
                raise
            finally:
                visitor.close()

        with ThreadPoolExecutor(OPERATORS) as crew:
            waiting = [crew.submit(press, request_id) for request_id in requests]
            wait(waiting)
    failed = [error for one in waiting if (error := one.exception()) is not None]
    real = [error for error in failed if not isinstance(error, threading.BrokenBarrierError)]
    if failed:
        raise (real or failed)[0]
    answers = [one.result() for one in waiting]
    with acting(Role.HOUSING_COORDINATOR):
        holds = list(Hold.objects.values_list("request_id", flat=True))
        assert Occupancy.objects.filter(released=False, bed__unit_id=unit).count() == 1
    assert len(holds) == 1
    winner = requests.index(holds[0])
    assert answers[winner][0].location == f"/abitare/richieste/{holds[0]}/"
    losers = [shown for number, (_, shown) in enumerate(answers) if number != winner]
    assert Counter(TAKEN in html.unescape(answer.text) for answer in losers) == {
        True: OPERATORS - 1
    }, "everybody else is told in words"
    assert TAKEN not in answers[winner][1].text
