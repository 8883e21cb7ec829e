"""The spans of the queue: what tonight needs is not hidden by what a spring left behind."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lgnet.web.desk.queue import Said, Waiting, grouped

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=ZoneInfo("Europe/Rome"))


def waits(due: datetime, **told: object) -> Waiting:
    """Return a line with a limit."""
    return Waiting(kind="opzioni", due=due, say=lambda: Said(title="", href="", verb=""), **told)


def spans(*lines: Waiting, every: bool = False) -> dict[str, int]:
    """Return how many lines each span shows."""
    return {group.id: len(group.lines) for group in grouped(list(lines), at=NOW, every=every)}


def test_an_option_that_ends_after_midnight_belongs_to_tonight():
    assert spans(waits(NOW + timedelta(hours=4))) == {"stasera": 1}


def test_an_option_that_ends_tomorrow_at_noon_does_not():
    assert spans(waits(NOW + timedelta(hours=16))) == {"prossimi": 1}


def test_days_gone_by_come_after_tonight_and_few_of_them():
    old = [waits(NOW - timedelta(days=n), whole_day=True) for n in range(1, 9)]
    today = waits(NOW - timedelta(hours=2, minutes=30), whole_day=True)
    assert spans(today, *old) == {"stasera": 1, "indietro": 5}
    assert spans(today, *old, every=True) == {"stasera": 1, "indietro": 8}


def test_a_clock_that_ran_out_is_now():
    assert spans(waits(NOW - timedelta(hours=7))) == {"adesso": 1}
