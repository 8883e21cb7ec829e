from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.kernel import AgeRange, Effect
from lgnet.cores.triage import (
    TABLES,
    ActivePlans,
    Priority,
    ReportFacts,
    TriageInputError,
    assess,
    table_on,
)

ON = date(2026, 11, 23)
CALM = ReportFacts(
    persons=1, youngest_age=AgeRange(30, 35), oldest_age=AgeRange(30, 35), alone=True,
    danger=False, violence=False, pregnancy=False, illness=False, mental_distress=False,
    disability=False, sleeping_outdoors=False, basic_services_only=False,
)  # fmt: skip
REASSURING = {
    "danger": False, "violence": False, "pregnancy": False, "illness": False,
    "mental_distress": False, "disability": False, "sleeping_outdoors": False, "alone": False,
    "basic_services_only": True, "persons": 1,
    "youngest_age": AgeRange(30, 40), "oldest_age": AgeRange(30, 40),
}  # fmt: skip
ALARMING = {
    "danger": True, "violence": True, "pregnancy": True, "illness": True,
    "mental_distress": True, "disability": True, "sleeping_outdoors": True, "alone": True,
    "basic_services_only": False, "persons": 40,
}  # fmt: skip
maybe = st.sampled_from([None, True, False])
ages = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 90), st.integers(0, 20)).map(lambda t: AgeRange(t[0], t[0] + t[1])),
    st.integers(0, 90).map(AgeRange),
)
facts = st.builds(
    ReportFacts, persons=st.one_of(st.none(), st.integers(1, 30)), youngest_age=ages,
    oldest_age=ages, alone=maybe, danger=maybe, violence=maybe, pregnancy=maybe, illness=maybe,
    mental_distress=maybe, disability=maybe, sleeping_outdoors=maybe, basic_services_only=maybe,
)  # fmt: skip
plans = st.builds(ActivePlans, cold=st.booleans(), heat=st.booleans())


def priority(signs, active=None):
    return assess(facts=signs, on=ON, plans=active).priority


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Priority.P3),
        ({"danger": True}, Priority.P1),
        ({"violence": True}, Priority.P1),
        ({"pregnancy": True}, Priority.P1),
        ({"youngest_age": AgeRange(16, 16)}, Priority.P1),
        ({"youngest_age": AgeRange(16, 20)}, Priority.P1),
        ({"youngest_age": AgeRange(16, 16), "alone": None}, Priority.P2),
        ({"illness": True}, Priority.P2),
        ({"mental_distress": True}, Priority.P2),
        ({"disability": True}, Priority.P2),
        ({"persons": 5}, Priority.P2),
        ({"sleeping_outdoors": True}, Priority.P3),
        ({"sleeping_outdoors": True, "oldest_age": AgeRange(70, 75)}, Priority.P2),
        ({"sleeping_outdoors": None, "oldest_age": AgeRange(60, 75)}, Priority.P2),
        ({"oldest_age": AgeRange(70, 75)}, Priority.P3),
        ({"alone": False, "youngest_age": AgeRange(3, 3), "sleeping_outdoors": True}, Priority.P2),
        ({"alone": False, "youngest_age": AgeRange(9), "sleeping_outdoors": True}, Priority.P2),
        ({"alone": False, "youngest_age": AgeRange(12, 12)}, Priority.P3),
        ({"basic_services_only": True}, Priority.P3),
        ({"danger": None, "illness": None}, Priority.P2),
        ({"danger": None, "illness": None, "basic_services_only": True}, Priority.P3),
    ],
)  # fmt: skip
def test_assess_one_sign_at_a_time(changes, expected):
    assert priority(replace(CALM, **changes)) is expected


@pytest.mark.parametrize("outdoors", [True, None])
@pytest.mark.parametrize("active", [ActivePlans(cold=True), ActivePlans(heat=True)])
def test_assess_seasonal_plan_raises_unless_a_roof_is_known(outdoors, active):
    assert priority(replace(CALM, sleeping_outdoors=outdoors), active) is Priority.P2
    assert priority(CALM, active) is Priority.P3


def test_assess_pregnant_woman_with_child_in_the_cold():
    signs = replace(
        CALM, persons=2, pregnancy=True, alone=False, youngest_age=AgeRange(3, 3),
        oldest_age=None, sleeping_outdoors=True,
    )  # fmt: skip
    answer = assess(facts=signs, on=ON, plans=ActivePlans(cold=True, minimum_celsius=1))
    assert (answer.priority, answer.minutes_to_answer) == (Priority.P1, 30)
    assert [(r.code, r.param("number")) for r in answer.reasons[:2]] == [
        ("PREGNANCY_REPORTED", 4),
        ("SMALL_CHILD_OUTDOORS", 7),
    ]
    assert "COLD_PLAN_ACTIVE" in {r.code for r in answer.reasons}
    assert [(c.fact, c.value, c.priority) for c in answer.what_would_change] == [
        ("pregnancy", False, Priority.P2)
    ]


def test_assess_an_empty_report_defaults_up_and_says_why():
    answer = assess(facts=ReportFacts(), on=ON)
    assert answer.priority is Priority.P2
    assert answer.unknowns[0].code == "DANGER_AND_HEALTH_NOT_KNOWN"
    assert all(reason.effect is Effect.UNKNOWN for reason in answer.unknowns)


@given(facts, plans, st.sampled_from(sorted(REASSURING)))
def test_unknown_is_never_less_urgent_than_a_reassuring_answer(signs, active, name):
    unknown = priority(replace(signs, **{name: None}), active)
    assert unknown <= priority(replace(signs, **{name: REASSURING[name]}), active)


@given(facts, plans, st.sampled_from(sorted(ALARMING)))
def test_an_alarming_answer_is_never_less_urgent_than_unknown(signs, active, name):
    alarming = priority(replace(signs, **{name: ALARMING[name]}), active)
    assert alarming <= priority(replace(signs, **{name: None}), active)


@given(facts, plans)
def test_counterfactuals_are_true_and_change_the_class(signs, active):
    answer = assess(facts=signs, on=ON, plans=active)
    for other in answer.what_would_change:
        assert other.priority is not answer.priority
        if isinstance(other.value, bool):
            assert priority(replace(signs, **{other.fact: other.value}), active) is other.priority


@given(facts, plans)
def test_every_class_has_a_reason_that_asks_for_it(signs, active):
    answer = assess(facts=signs, on=ON, plans=active)
    asked = {r.param("priority") for r in (*answer.reasons, *answer.unknowns)}
    assert answer.priority.name in asked


def test_tables_number_their_rules_once_and_are_found_by_date():
    for table in TABLES:
        numbers = [rule.number for rule in table.rules]
        assert len(set(numbers)) == len(numbers)
        assert all(rule.check.__name__ == rule.id for rule in table.rules)
    with pytest.raises(TriageInputError):
        table_on(date(2000, 1, 1))


@pytest.mark.parametrize("persons", [0, -1, 10_001])
def test_reports_about_absurd_crowds_are_refused(persons):
    with pytest.raises(TriageInputError):
        ReportFacts(persons=persons)
