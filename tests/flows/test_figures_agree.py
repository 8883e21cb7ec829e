"""The figures of the network agree with a count of the rows themselves, by SQL that knows no fact."""

from random import Random
from typing import Any

import pytest
from django.db import connection

from lgnet.domain.grants.counting import compute
from lgnet.domain.grants.indicators import BY_CODE
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.enums import Destination, FollowUpOutcome
from lgnet.domain.housing.models import FollowUp, Stay
from lgnet.domain.ledger.models import Fact
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Refused
from tests.builders import acting
from tests.housing_builders import (
    GIRL,
    MAN,
    TODAY,
    WOMAN,
    later,
    make_hold,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db

END = night(400)
_IN_STAY = "JOIN housing_occupancy o ON o.stay_id = s.id AND o.person_id IS NOT NULL"
BY_ROWS = {
    "placed": f"SELECT count(DISTINCT o.person_id) FROM housing_stay s {_IN_STAY}"
    " WHERE s.state <> 'CANCELLED' AND s.follows_id IS NULL"
    " AND s.from_on >= %(from)s AND s.from_on < %(to)s",
    "waiting": "SELECT count(DISTINCT m.person_id) FROM housing_housingrequest r"
    " JOIN people_householdmember m ON m.household_id = r.household_id"
    " WHERE r.state IN ('WAITING', 'HELD')",
    "bed_nights": "SELECT count(*) FROM housing_bednight b WHERE b.turn %% 2 = 0"
    " AND b.night >= %(from)s AND b.night < %(to)s AND NOT EXISTS (SELECT 1 FROM housing_bednight n"
    " WHERE n.person_id = b.person_id AND n.night = b.night AND n.turn > b.turn)",
    "transferred": f"SELECT count(DISTINCT o.person_id) FROM housing_stay s {_IN_STAY}"
    " WHERE s.follows_id IS NOT NULL AND s.from_on >= %(from)s AND s.from_on < %(to)s",
    "exits_autonomy": f"SELECT count(DISTINCT o.person_id) FROM housing_stay s {_IN_STAY}"
    " WHERE s.state = 'ENDED' AND s.destination = 'AUTONOMY'"
    " AND s.to_on >= %(from)s AND s.to_on < %(to)s",
    "exits_other": f"SELECT count(DISTINCT o.person_id) FROM housing_stay s {_IN_STAY}"
    " LEFT JOIN housing_stay n ON n.follows_id = s.id WHERE s.state = 'ENDED' AND n.id IS NULL"
    " AND s.destination <> 'AUTONOMY' AND s.to_on >= %(from)s AND s.to_on < %(to)s",
}
_HOW = {
    "housed": "('OWN_HOME', 'HOSTED')",
    "not_housed": "('SERVICE', 'PRECARIOUS', 'STREET', 'ABROAD', 'DIED')",
    "not_reached": "('NOT_REACHED')",
}
for _months in (6, 12):
    for _how, _outcomes in _HOW.items():
        BY_ROWS[f"{_how}_{_months}"] = (
            "SELECT count(DISTINCT o.person_id) FROM housing_followup f"
            f" JOIN housing_stay s ON s.id = f.stay_id {_IN_STAY}"
            f" WHERE f.state = 'DONE' AND f.months = {_months} AND f.outcome IN {_outcomes}"
            " AND f.done_on >= %(from)s AND f.done_on < %(to)s"
        )


def by_rows(code: str) -> int:
    """Count the rows of a figure."""
    with connection.cursor() as cursor:
        cursor.execute(BY_ROWS[code], {"from": TODAY, "to": END})
        return int(cursor.fetchone()[0])


def _live(dice: Random, number: int) -> None:
    """Let a household stay, be moved, leave, come back on paper, and be asked."""
    members = dice.choice(((MAN,), (WOMAN, GIRL), (WOMAN,)))
    code = f"U{number}"
    stay = make_stay(make_unit(beds=len(members), unit_code=code), *members)
    days = dice.randrange(1, 12)
    housing.record_bed_nights(night_from=TODAY, night_to=night(dice.randrange(1, 12)))
    if dice.random() < 0.4:
        other = make_unit(beds=len(members), unit_code=f"{code}b")
        stay = housing.transfer_stay(
            stay_id=stay.pk, unit_id=other.pk, on=night(1), reason="prova", at=later(days=2)
        )
    if dice.random() < 0.2:
        return
    _leave(stay, days + 1, dice)


def _leave(stay: Stay, days: int, dice: Random) -> None:
    at = later(days=max(days, 2))
    told = {"stay_id": stay.pk, "on": night(max(days, 2)), "note": "prova", "at": at}
    housing.end_stay(destination=dice.choice(Destination.values), **told)
    if dice.random() < 0.3:
        housing.undo_exit(stay_id=stay.pk, reason="prova", at=at)
        housing.end_stay(destination=dice.choice(Destination.values), **told)
    for row in queries.follow_ups_of(stay_id=stay.pk):
        if row.state == "PLANNED" and dice.random() < 0.7:
            _ask(row, dice)


def _ask(row: FollowUp, dice: Random) -> None:
    at = later(days=row.months * 31)
    told: dict[str, Any] = {"follow_up_id": row.pk, "on": at.date(), "at": at}
    housing.record_follow_up(outcome=dice.choice(FollowUpOutcome.values), **told)
    if dice.random() < 0.3:
        housing.undo_follow_up(follow_up_id=row.pk, reason="prova", at=at)
        if dice.random() < 0.5:
            housing.record_follow_up(outcome=dice.choice(FollowUpOutcome.values), **told)


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_housing_is_the_count_of_its_rows(seed: int) -> None:
    dice = Random(seed)
    with acting(Role.HOUSING_COORDINATOR):
        for number in range(14):
            _live(dice, number)
        cancelled = make_stay(make_unit(unit_code="C"), MAN, arrived=False)
        housing.cancel_stay(stay_id=cancelled.pk, reason="prova", at=later(hours=1))
        undone = make_stay(make_unit(unit_code="D"), MAN)
        housing.undo_check_in(stay_id=undone.pk, reason="prova", at=later(hours=1))
        make_hold(make_unit(unit_code="E"), WOMAN)
        housing.withdraw_request(request_id=make_request(MAN).pk, reason="prova", at=later(hours=1))
        gone = [
            (code, compute(BY_CODE[code], period_from=TODAY, period_to=END).value, by_rows(code))
            for code in BY_ROWS
        ]
    assert [row for row in gone if row[1] != row[2]] == []
    assert sum(1 for row in gone if row[2]) >= 9, gone


def test_a_fact_lost_is_noticed() -> None:
    """The comparison can fail: a figure without its fact differs from its rows."""
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        housing.end_stay(stay_id=stay.pk, on=night(2), destination="AUTONOMY", at=later(days=2))
        assert by_rows("exits_autonomy") == 1
        Stay.objects.filter(pk=stay.pk).update(destination="LEFT")
        found = compute(BY_CODE["exits_autonomy"], period_from=TODAY, period_to=END)
        assert found.value != by_rows("exits_autonomy")


def test_every_fact_of_housing_names_its_sub_action() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        _live(Random(1), 1)
        told = Fact.objects.filter(kind__startswith="housing.")
        assert set(told.values_list("sub_action", flat=True)) == {4}


def test_refusals_leave_no_fact() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        before = Fact.objects.count()
        with pytest.raises(Refused):
            housing.undo_exit(stay_id=stay.pk, reason="x", at=later())
        assert Fact.objects.count() == before
