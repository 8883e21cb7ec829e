import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.eligibility import (
    CATEGORIES,
    CONDITIONS,
    GROUNDS,
    TITLES,
    Citizenship,
    EligibilityInputError,
    Outcome,
    PersonFacts,
    StatusPeriod,
    SubAction,
    VulnerabilityRecord,
    judge,
)
from lgnet.cores.kernel import Birth, Span

ON = date(2021, 6, 1)
EVER = Span(date(2020, 1, 1))
LAW = Path(__file__).parents[4] / "shared" / "law"


def person(**changes):
    known = {
        "citizenship": Citizenship.THIRD_COUNTRY,
        "birth": Birth(on=date(1995, 1, 1)),
        "woman": False,
        "reception_known": True,
        "vulnerability_assessed": True,
        "statuses": (StatusPeriod("LAV", EVER),),
    }
    return PersonFacts(**(known | changes))


def outcome(facts, sub_action=SubAction.SA4, on=ON):
    return judge(person=facts, sub_action=sub_action, on=on).outcome


@pytest.mark.parametrize("title", ["RICH_ASILO", "PROS_RICH", "ASILO", "SUSS", "PROS_TIT"])
def test_judge_admits_applicants_and_holders(title):
    assert outcome(person(statuses=(StatusPeriod(title, EVER),))) is Outcome.ELIGIBLE


def test_judge_admits_who_left_reception_and_not_who_is_in_it():
    left = person(reception=(Span(date(2020, 1, 1), date(2021, 5, 1)),))
    still = person(reception=(Span(date(2020, 1, 1), None),))
    assert outcome(left) is Outcome.ELIGIBLE
    assert outcome(still) is Outcome.NOT_ELIGIBLE
    assert outcome(person(reception=(Span(date(2020, 1, 1), ON),))) is Outcome.ELIGIBLE


@pytest.mark.parametrize("sub_action", [s for s in SubAction if s is not SubAction.SA2])
def test_judge_counts_vulnerable_people_in_every_sub_action(sub_action):
    facts = person(vulnerabilities=(VulnerabilityRecord("TRATTA", EVER),))
    verdict = judge(person=facts, sub_action=sub_action, on=ON)
    assert verdict.outcome is Outcome.ELIGIBLE
    assert verdict.categories == ("TRATTA",)


def test_judge_engagement_admits_applicants_only():
    applicant = person(statuses=(StatusPeriod("RICH_ASILO", EVER),))
    holder = person(
        statuses=(StatusPeriod("ASILO", EVER),),
        vulnerabilities=(VulnerabilityRecord("DIS", EVER),),
    )
    receipt = person(
        statuses=(StatusPeriod("RIC_RILASCIO", EVER),),
        vulnerabilities=(VulnerabilityRecord("DIS", EVER),),
    )
    assert outcome(applicant, SubAction.SA2) is Outcome.ELIGIBLE
    assert outcome(holder, SubAction.SA2) is Outcome.NOT_ELIGIBLE
    assert outcome(receipt, SubAction.SA2) is Outcome.UNKNOWN
    verdict = judge(person=holder, sub_action=SubAction.SA2, on=ON)
    assert verdict.categories == ("DIS",)
    assert "APPLICANTS_ONLY" in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("citizenship", [Citizenship.ITALIAN, Citizenship.EU])
def test_judge_refuses_citizens_of_the_union(citizenship):
    facts = person(citizenship=citizenship, vulnerabilities=(VulnerabilityRecord("DIS", EVER),))
    assert outcome(facts) is Outcome.NOT_ELIGIBLE


def test_judge_counts_minors_and_elderly_by_age():
    minor = judge(person=person(birth=Birth(on=date(2010, 1, 1))), sub_action=SubAction.SA3, on=ON)
    old = judge(person=person(birth=Birth(year=1950)), sub_action=SubAction.SA3, on=ON)
    assert (minor.outcome, minor.categories) == (Outcome.ELIGIBLE, ("MIN",))
    assert old.categories == ("ANZ",)


def test_judge_needs_an_assessment_record_for_violence():
    told = person(vulnerabilities=(VulnerabilityRecord("VIOL", EVER),))
    proven = person(vulnerabilities=(VulnerabilityRecord("VIOL", EVER, assessed=True),))
    assert outcome(told) is Outcome.UNKNOWN
    assert outcome(proven) is Outcome.ELIGIBLE


@pytest.mark.parametrize(
    ("on", "categories"),
    [(date(2023, 10, 5), ("GRAV",)), (date(2023, 10, 6), ("DONNA",))],
)
def test_judge_applies_the_list_in_force_on_the_day(on, categories):
    facts = person(woman=None, vulnerabilities=(VulnerabilityRecord("GRAV", EVER),))
    assert judge(person=facts, sub_action=SubAction.SA4, on=on).categories == categories


def test_judge_status_is_read_on_the_day():
    span = Span(date(2020, 1, 1), date(2021, 6, 1))
    facts = person(statuses=(StatusPeriod("ASILO", span),))
    assert outcome(facts, on=date(2021, 5, 31)) is Outcome.ELIGIBLE
    assert outcome(facts, on=ON) is Outcome.UNKNOWN


def test_judge_knows_nothing_of_a_person_without_facts():
    verdict = judge(person=PersonFacts(), sub_action=SubAction.SA4, on=ON)
    assert verdict.outcome is Outcome.UNKNOWN
    assert len(verdict.reasons) == 4


tri = st.sampled_from([None, True, False])
persons = st.builds(
    PersonFacts,
    citizenship=st.sampled_from(Citizenship),
    birth=st.sampled_from([Birth(), Birth(year=2010), Birth(year=1990)]),
    woman=tri,
    statuses=st.lists(
        st.sampled_from(sorted(TITLES)).map(lambda t: StatusPeriod(t, EVER)), max_size=2
    ).map(tuple),
    reception_known=st.booleans(),
    vulnerabilities=st.lists(
        st.sampled_from(sorted(CATEGORIES)).map(lambda c: VulnerabilityRecord(c, EVER)), max_size=2
    ).map(tuple),
    vulnerability_assessed=st.booleans(),
)


@given(persons, st.sampled_from(SubAction))
def test_engagement_never_admits_more_than_another_sub_action(facts, sub_action):
    if outcome(facts, SubAction.SA2) is Outcome.ELIGIBLE:
        assert outcome(facts, sub_action) is Outcome.ELIGIBLE


@given(persons)
def test_an_unknown_citizenship_is_never_taken_for_a_no(facts):
    unknown = PersonFacts(**{
        name: getattr(facts, name) for name in PersonFacts.__slots__ if name != "citizenship"
    })  # fmt: skip
    if outcome(facts) is Outcome.ELIGIBLE:
        assert outcome(unknown) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "facts",
    [
        PersonFacts(statuses=(StatusPeriod("XXX", EVER),)),
        PersonFacts(vulnerabilities=(VulnerabilityRecord("XXX", EVER),)),
    ],
)
def test_judge_refuses_codes_it_does_not_know(facts):
    with pytest.raises(EligibilityInputError):
        outcome(facts)


def test_judge_refuses_a_day_before_the_rules():
    with pytest.raises(EligibilityInputError):
        outcome(person(), on=date(2018, 1, 1))


def test_rules_carry_the_name_of_their_function_and_cite_a_source():
    for rule in (*CONDITIONS, *GROUNDS):
        module = __import__(rule.check.__module__, fromlist=["_"])
        assert rule.check.__name__ == rule.id
        assert "Source:" in module.__doc__


@pytest.mark.skipif(not LAW.is_dir(), reason="the law tables are not beside the project")
def test_codes_are_those_of_the_law_tables():
    titles = json.loads((LAW / "permit_titles.json").read_text())["items"]
    categories = json.loads((LAW / "vulnerable_categories_art17.json").read_text())["items"]
    assert {item["code"] for item in titles} == set(TITLES)
    assert {item["code"] for item in categories} == set(CATEGORIES)
