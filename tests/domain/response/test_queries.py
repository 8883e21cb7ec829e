"""Reads: the queue, same place, on time, statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lgnet.domain.response import operations, queries
from lgnet.domain.response.models import Report
from lgnet.lib.errors import NotFound
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, assess, planned, receive, shift

pytestmark = pytest.mark.django_db


def test_list_waiting_puts_the_class_first_and_then_the_clock():
    with acting():
        calm = receive(signs=["BASICS"], at=EVENING - timedelta(hours=3))
        late = receive(at=EVENING - timedelta(minutes=50))
        fresh = receive()
        middle = receive(signs=["OUTDOORS"], what="x")
        rows = queries.list_waiting(at=EVENING).rows
    assert [row.pk for row in rows] == [late.pk, fresh.pk, middle.pk, calm.pk]


def test_list_waiting_pages_by_key():
    with acting():
        for _ in range(5):
            receive()
        first = queries.list_waiting(at=EVENING, size=3)
        second = queries.list_waiting(at=EVENING, size=3, cursor=first.next_cursor or "")
    assert (len(first.rows), len(second.rows), second.next_cursor) == (3, 2, None)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


def test_nothing_of_another_city_is_seen_found_or_counted():
    with acting(city=BOLOGNA):
        other = receive()
        planned()
    with acting():
        mine = receive()
        assert queries.count_by_tab()["open"] == 1
        assert queries.nearby_reports(report=mine) == []
        assert queries.list_tonight(at=EVENING) == []
        with pytest.raises(NotFound):
            queries.get_report(report_id=other.pk)


def test_nearby_reports_finds_the_same_place_by_metres_or_by_words():
    with acting():
        here = receive()
        near = receive(latitude=43.7774, longitude=11.2480, place="altro nome")
        receive(latitude=43.80, longitude=11.25)
        receive(at=EVENING - timedelta(days=5))
        assert [item.report.pk for item in queries.nearby_reports(report=here)] == [near.pk]
        assert queries.nearby_reports(report=here)[0].metres == pytest.approx(111, abs=3)
        words = receive(latitude=None, longitude=None, place="  novoli,  PORTICO ")
        found = {item.report.pk for item in queries.nearby_reports(report=words)}
    assert here.pk in found


def test_on_time_stats_counts_answers_before_the_clock_ran_out():
    with acting():
        for minutes, answered in ((60, 20), (60, 45), (60 * 24 * 9, 10)):
            received = EVENING - timedelta(minutes=minutes)
            report = receive(at=received)
            Report.objects.filter(pk=report.pk).update(
                answered_at=received + timedelta(minutes=answered)
            )
        receive(at=EVENING - timedelta(hours=3))
        receive()
        stats = {
            row.priority: (row.on_time, row.total) for row in queries.on_time_stats(at=EVENING)
        }
    assert stats == {"P1": (1, 3), "P2": (0, 0), "P3": (0, 0)}


@pytest.mark.parametrize("read", ["waiting", "entrusted", "shifts", "tonight"])
def test_statements_do_not_grow_with_rows(read):
    def act() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            if read == "waiting":
                rows = queries.list_waiting(at=EVENING, size=100).rows
                assert all(row.place for row in rows)
            elif read == "entrusted":
                rows = queries.list_entrusted(size=100).rows
                assert all(row.open_visits[0].shift.team.name for row in rows)
            elif read == "shifts":
                assert all(v.report.place for s in queries.list_shifts(at=EVENING) for v in s.round)
            else:
                assert all(visit.report.place for visit in queries.list_tonight(at=EVENING))
        return len(seen)

    with acting():
        round_ = shift()

        def more(number: int) -> None:
            for _ in range(number):
                report = receive()
                if read != "waiting":
                    assess(report)
                    operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)

        more(5)
    with acting():
        few = act()
    with acting():
        for _ in range(1):
            more(25)
    with acting():
        assert act() == few


def test_follow_finds_only_public_reports():
    with acting():
        receive()
        public = receive(channel="PUBLIC")
        assert queries.follow(code="S-2026-0001") is None
        assert queries.follow(code=public.code) == public
