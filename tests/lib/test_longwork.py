"""Long work keeps its place, for the job of its own city only."""

from datetime import UTC, datetime

import pytest

from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.longwork.models import LongWork
from lgnet.lib.longwork.steps import put_down, take_up
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def job(city=FIRENZE):
    return act_as(system_actor(municipality_id=city, job="test"))


def test_work_goes_on_where_it_was_put_down():
    make_cities()
    with job():
        work = take_up("count", at=NOW)
        assert (work.done, work.state, work.finished) == (0, {}, False)
        work.done, work.state = 3, {"last": "x"}
        put_down(work, at=NOW)
    with job():
        again = take_up("count", at=NOW)
        assert (again.done, again.state) == (3, {"last": "x"})
    with job(BOLOGNA):
        assert take_up("count", at=NOW).done == 0


def test_work_of_a_failed_step_is_not_done():
    make_cities()

    def step():
        work = take_up("count", at=NOW)
        work.done = 5
        put_down(work, at=NOW)
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"), job():
        step()
    with job():
        assert take_up("count", at=NOW).done == 0


def test_people_see_no_work_of_jobs():
    make_cities()
    with job():
        take_up("count", at=NOW)
    with acting("CITY_MANAGER", FIRENZE):
        assert not LongWork.objects.exists()
