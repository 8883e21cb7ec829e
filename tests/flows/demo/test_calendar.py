"""The year of life: ordered, repeatable, and with something at every stage today."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import islice

import pytest

from lgnet.flows.demo import texts
from lgnet.flows.demo.calendar import Stage, cast_for, shocks_of, year_of
from lgnet.flows.demo.cities import BOLOGNA, BY_ISTAT, CITIES, FIRENZE, places_of
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.events import Kind
from lgnet.flows.demo.people import draw_household
from lgnet.flows.demo.staff import staff_of, teams_of
from lgnet.flows.demo.texts_data import notes, reports

NOW = datetime(2026, 11, 22, 16, 40)
SEED = 7
AFTER = {
    Kind.TRIAGE_DECIDED: Kind.REPORT_RECEIVED,
    Kind.VISIT_PLANNED: Kind.TRIAGE_DECIDED,
    Kind.VISIT_DONE: Kind.VISIT_PLANNED,
    Kind.PERSONS_REGISTERED: Kind.VISIT_DONE,
    Kind.CASE_OPENED: Kind.PERSONS_REGISTERED,
    Kind.NEEDS_NOTED: Kind.CASE_OPENED,
    Kind.NOTE_WRITTEN: Kind.CASE_OPENED,
    Kind.MET_AGAIN: Kind.CASE_OPENED,
    Kind.HOUSING_REQUESTED: Kind.CASE_OPENED,
    Kind.PLACE_HELD: Kind.HOUSING_REQUESTED,
    Kind.HOLD_REFUSED: Kind.PLACE_HELD,
    Kind.STAY_STARTED: Kind.PLACE_HELD,
    Kind.STAY_ENDED: Kind.STAY_STARTED,
    Kind.REQUEST_WITHDRAWN: Kind.HOUSING_REQUESTED,
}


def tell(events):
    stories = defaultdict(list)
    for event in events:
        stories[event.story].append(event)
    return stories


@pytest.fixture(scope="module")
def firenze():
    return list(year_of(FIRENZE, seed=SEED, now=NOW))


def test_year_same_seed_same_events(firenze):
    assert firenze == list(year_of(FIRENZE, seed=SEED, now=NOW))
    assert firenze != list(year_of(FIRENZE, seed=8, now=NOW))


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.code)
def test_year_is_ordered_and_within_the_year(city):
    events = list(year_of(city, seed=SEED, now=NOW))
    moments = [event.moment for event in events]
    assert moments == sorted(moments)
    assert all(NOW - timedelta(days=366) <= event.at <= NOW for event in events)
    for told in tell(events).values():
        seen = set()
        for event in told:
            assert event.kind not in AFTER or AFTER[event.kind] in seen
            seen.add(event.kind)


def test_year_network_has_enough_persons():
    registered = sum(
        event.payload.household.size
        for city in CITIES
        for event in year_of(city, seed=SEED, now=NOW)
        if event.kind is Kind.PERSONS_REGISTERED
    )
    assert registered >= 1_500


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("code", ["048017", "037006", "084001"])
def test_today_shows_every_stage(code, seed):
    city = BY_ISTAT[code]
    cast = cast_for(city)
    stories = tell(year_of(city, seed=seed, now=NOW))
    last = {key: told[-1] for key, told in stories.items()}
    open_reports = [e for e in last.values() if e.kind is Kind.REPORT_RECEIVED]
    late = [e for e in open_reports if NOW - e.at > timedelta(hours=4)]
    visits = [
        e for e in last.values() if e.kind is Kind.VISIT_PLANNED and e.payload.planned_at > NOW
    ]
    holds = [e for e in last.values() if e.kind is Kind.PLACE_HELD and e.payload.expires_at > NOW]
    waiting = [told for told in stories.values() if is_waiting(told)]
    sizes = {
        event.payload.persons
        for told in waiting
        for event in told
        if event.kind is Kind.HOUSING_REQUESTED
    }
    assert len(open_reports) >= cast.open_reports + cast.late_reports
    assert len(late) >= cast.late_reports
    assert len(visits) >= cast.visits_tonight
    assert len(holds) >= cast.holds_expiring
    assert len(waiting) >= cast.waiting
    assert len(sizes) >= 2
    exits = [
        event.payload.planned_end
        for told in stories.values()
        for event in told
        if event.kind is Kind.STAY_STARTED and told_kinds(told)[Kind.STAY_ENDED] == 0
    ]
    soon = NOW.date() + timedelta(days=14)
    assert sum(NOW.date() <= day <= soon for day in exits) >= cast.exits_soon


def is_waiting(told):
    kinds = told_kinds(told)
    placed = kinds[Kind.STAY_STARTED] or kinds[Kind.REQUEST_WITHDRAWN]
    held = kinds[Kind.PLACE_HELD] > kinds[Kind.HOLD_REFUSED]
    return kinds[Kind.HOUSING_REQUESTED] and not placed and not held


def told_kinds(told):
    return Counter(event.kind for event in told)


def test_year_keys_exist(firenze):
    workers = {person.key for person in staff_of(FIRENZE, seed=SEED)} | {None}
    teams = {team.key for team in teams_of(FIRENZE, seed=SEED)}
    places = {place.key for place in places_of(FIRENZE.istat)}
    assert {event.actor for event in firenze} <= workers
    for event in firenze:
        if event.kind is Kind.REPORT_RECEIVED:
            assert event.payload.place_key in places
        if event.kind is Kind.VISIT_PLANNED:
            assert event.payload.team_key in teams
        if event.kind is Kind.NEEDS_NOTED:
            assert set(event.payload.codes) <= set(notes.NEEDS)
        if event.kind is Kind.STAY_ENDED:
            assert event.payload.reason in notes.EXITS


def test_stays_have_the_published_median():
    nights = sorted(
        event.payload.expected_nights
        for city in CITIES
        for event in year_of(city, seed=SEED, now=NOW)
        if event.kind is Kind.HOUSING_REQUESTED
    )
    assert 15.5 * 7 < nights[len(nights) // 2] < 19.5 * 7


def test_shocks_are_between_three_and_eight():
    for city in CITIES:
        assert 3 <= len(shocks_of(city, seed=SEED, now=NOW)) <= 8


def test_year_large_scale_is_lazy():
    first = list(islice(year_of(BOLOGNA, seed=SEED, now=NOW, scale=100), 200))
    assert len(first) == 200


def test_cast_names_every_stage_but_the_free_one():
    assert set(cast_for(FIRENZE).stages) == set(Stage) - {Stage.FREE}


def test_reports_have_many_templates_for_everybody():
    counts = Counter(template.audience for template in texts.TEMPLATES)
    assert set(counts) == set(texts.AUDIENCES)
    assert sum(counts.values()) >= 110
    flags = {name for template in texts.TEMPLATES for name, _ in template.signs}
    assert flags == set(texts.SIGN_NAMES)
    assert all(weight > 0 for _, weight in reports.SOURCES)


def test_notes_are_many():
    visits = sum(len(lines) for lines in texts.VISIT_NOTES.values())
    assert visits + len(texts.INTERVIEW_NOTES) >= 85


def test_report_is_true_to_the_household():
    for number in range(1_500):
        household = draw_household(str(number), seed=3, on=NOW.date(), province="FI")
        report = texts.write_report(stream(number), household, on=NOW.date())
        assert "{" not in report.description
        signs = report.signs
        if signs.pregnancy:
            assert any(member.pregnant for member in household.members)
        if signs.disability:
            assert any("DIS" in member.vulnerabilities for member in household.members)
        assert signs.persons in {None, household.size}


def test_report_in_summer_does_not_speak_of_cold():
    july = datetime(2026, 7, 10).date()
    for number in range(600):
        household = draw_household(str(number), seed=3, on=july, province="FI")
        report = texts.write_report(stream(number), household, on=july)
        assert "sotto zero" not in report.description
        assert "freddo" not in report.description
