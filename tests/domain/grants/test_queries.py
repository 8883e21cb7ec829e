"""Who sees which figures, and what is hidden from the network."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from lgnet.domain.grants import figures as figures_of
from lgnet.domain.grants import queries
from lgnet.domain.grants.operations import snapshot_indicators
from lgnet.domain.grants.periods import Period
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.lib.errors import NotAllowed, NotFound
from tests.builders import BOLOGNA, FIRENZE, acting

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 8, 5)
PERIOD = Period.quarter_of(DAY)


def people(city: str, how_many: int, placed: int = 0) -> None:
    with acting("CITY_MANAGER", city):
        for n in range(how_many):
            subject, seen = UUID(int=n + 1), {"age": "18-60", "sex": "MF"[n % 2]}
            facts = [NewFact(FactKind.PERSON_MET, f"m{n}", DAY, 3, subject, dimensions=seen)]
            if n < placed:
                waited = {**seen, "days_waited": 10 + n}
                facts.append(
                    NewFact(FactKind.STAY_STARTED, f"s{n}", DAY, 4, subject, dimensions=waited)
                )
            record(*facts)
        snapshot_indicators(period_from=PERIOD.starts_on, period_to=PERIOD.ends_on, at=NOW)


@pytest.mark.django_db
def test_network_figures_hide_small_cells_and_a_second_one():
    people(FIRENZE, 30, placed=3)
    people(BOLOGNA, 20, placed=12)
    with acting("NETWORK_OBSERVER"):
        figures = figures_of.network_figures(period=PERIOD)
    assert figures.cities[FIRENZE]["persons_met"].value == 30
    assert figures.cities[FIRENZE]["placed"] == queries.Shown(hidden="small")
    assert figures.cities[BOLOGNA]["placed"] == queries.Shown(hidden="small")
    assert figures.totals["placed"].value == 15
    assert figures.cities[FIRENZE]["days_to_place"] == queries.Shown(hidden="few")
    assert figures.cities[BOLOGNA]["days_to_place"].value == 16
    assert figures.totals["days_to_place"].value == 14


@pytest.mark.django_db
def test_network_figures_hide_a_total_nothing_protects():
    people(FIRENZE, 30, placed=1)
    people(BOLOGNA, 20, placed=2)
    with acting("NETWORK_OBSERVER"):
        figures = figures_of.network_figures(period=PERIOD)
    assert figures.totals["placed"] == queries.Shown(hidden="small")


@pytest.mark.django_db
def test_network_figures_a_city_sees_itself_exactly_and_no_other():
    people(FIRENZE, 30, placed=3)
    people(BOLOGNA, 20, placed=12)
    with acting("CITY_MANAGER", FIRENZE):
        figures = figures_of.network_figures(period=PERIOD)
        assert set(figures.cities) == {FIRENZE}
        assert figures.cities[FIRENZE]["placed"].value == 3
        assert figures.totals["placed"].value == 3
        assert queries.city_figures(municipality_id=BOLOGNA, period=PERIOD) is None


@pytest.mark.django_db
def test_city_figures_break_down_only_what_is_shown():
    people(FIRENZE, 30, placed=3)
    people(BOLOGNA, 20, placed=12)
    with acting("NETWORK_OBSERVER"):
        figures = queries.city_figures(municipality_id=FIRENZE, period=PERIOD)
    assert "placed" not in figures.breakdowns
    assert figures.totals["placed"].hidden == "small"
    broken = figures.breakdowns["persons_met"]
    assert {key: shown.value for key, shown in broken.sexes.items()} == {"M": 15, "F": 15}
    assert broken.table[("18-60", "F")].value == 15
    assert broken.months["2026-08"].value == 30


@pytest.mark.django_db
def test_list_facts_is_for_the_own_city():
    people(FIRENZE, 60)
    with acting("CITY_MANAGER", FIRENZE):
        lines, total, following = queries.list_facts(indicator="persons_met", period=PERIOD)
        rest, _total, end = queries.list_facts(
            indicator="persons_met", period=PERIOD, start=following
        )
    assert (total, len(lines), following) == (60, 50, 50)
    assert (len(rest), end) == (10, None)
    assert {line.key for line in (*lines, *rest)} == {f"m{n}" for n in range(60)}
    with acting("CITY_MANAGER", BOLOGNA), pytest.raises(NotFound):
        queries.list_facts(indicator="persons_met", period=PERIOD)
    with acting("NETWORK_COORDINATOR"), pytest.raises(NotAllowed):
        queries.list_facts(indicator="persons_met", period=PERIOD)


@pytest.mark.django_db
def test_figures_are_not_for_everybody():
    with acting("CASE_WORKER"), pytest.raises(NotAllowed):
        figures_of.network_figures(period=PERIOD)
    with acting("TEAM_MEMBER"), pytest.raises(NotAllowed):
        queries.list_periods()
