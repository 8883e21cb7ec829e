import pytest

from lgnet.cores.kernel import AgeRange, Point, Span
from lgnet.cores.placement import (
    HARD_RULES,
    Block,
    Demand,
    PlacementInputError,
    PlacementParams,
    Sex,
    UnitSex,
)
from lgnet.cores.placement.candidates import failed_rules, stay_span
from lgnet.cores.placement.types import Candidate, Household, ordered_units
from tests.cores.placement.placement_builders import (
    ON,
    day,
    family,
    household,
    man,
    member,
    nights,
    occupancy,
    spans_by_the_rules,
    unit,
)

PARAMS = PlacementParams()
NEAR, FAR = Point(43.77, 11.25), Point(43.90, 11.25)


def failures(who, where, start=ON):
    candidate = Candidate(who, where, stay_span(who, where, start))
    return [reason.code for reason in failed_rules(candidate, PARAMS)]


SHARED = {"exclusive": False, "capacity": 3}
FULL = "NOT_ENOUGH_FREE_BEDS"
ALONE = occupancy(nights(-5), whole_unit=True)
SHARED_MINOR = household("minor", member("x", Sex.FEMALE, 16), whole_unit=False)


@pytest.mark.parametrize(
    ("who", "where", "codes"),
    [
        (family(), unit(), []),
        (family(), unit(capacity=1), ["UNIT_TOO_SMALL"]),
        (family(), unit(sex=UnitSex.WOMEN), ["UNIT_KEPT_FOR_OTHERS"]),
        (family(), unit(sex=UnitSex.WOMEN_AND_CHILDREN), []),
        (man(), unit(sex=UnitSex.WOMEN_AND_CHILDREN), ["UNIT_KEPT_FOR_OTHERS"]),
        (man(), unit(sex=UnitSex.MEN), []),
        (household("x", member(sex=Sex.UNKNOWN)), unit(sex=UnitSex.MEN), ["SEX_NOT_DECLARED"]),
        (household("x", member(step_free=True)), unit(), ["NOT_STEP_FREE"]),
        (household("x", member(step_free=True)), unit(step_free=True), []),
        (household(protected_address=True), unit(), ["ADDRESS_NOT_PROTECTED"]),
        (household(avoid_facilities=frozenset({"fac-U"})), unit(), ["FACILITY_TO_AVOID"]),
        (household(municipalities=frozenset({"037006"})), unit(), ["OTHER_MUNICIPALITY"]),
        (household(home="037006"), unit(), ["NO_TRANSFER_AGREED"]),
        (household(home="037006", transfer_to=frozenset({"048017"})), unit(), []),
        (household(home="048017"), unit(), []),
        (household(private_bathroom=Demand.MUST), unit(), ["SHARED_BATHROOM"]),
        (household(private_bathroom=Demand.WISH), unit(), []),
        (household(private_kitchen=Demand.MUST), unit(), ["SHARED_KITCHEN"]),
        (
            household(near=NEAR, max_minutes=20, near_demand=Demand.MUST),
            unit(point=FAR),
            ["TOO_FAR"],
        ),
        (household(near=NEAR, max_minutes=20, near_demand=Demand.MUST), unit(), ["WAY_NOT_KNOWN"]),
        (household(near=NEAR, max_minutes=20), unit(point=FAR), []),
        (household(min_stay_nights=30), unit(max_stay_nights=29), ["STAY_TOO_SHORT"]),
        (household(), unit(hours_since_confirmed=25), ["NOT_CONFIRMED"]),
        (household(), unit(hours_since_confirmed=None), ["NOT_CONFIRMED"]),
        (household(), unit(hours_since_confirmed=24), []),
        (household(), unit(open=nights(2)), ["UNIT_NOT_OPEN"]),
        (household(min_stay_nights=9), unit(open=nights(-5, 5)), ["UNIT_NOT_OPEN"]),
        (household(), unit(open=nights(-5, 5)), []),
        (household(), unit(blocked=(Block(nights(3, 4)),)), ["UNIT_BLOCKED"]),
        (household(), unit(blocked=(Block(nights(3, 4), 1),)), []),
        (family(), unit(blocked=(Block(nights(3, 4), 1),)), ["NOT_ENOUGH_FREE_BEDS"]),
        (household(), unit(occupancies=(occupancy(nights(-5)),)), ["UNIT_TAKEN"]),
        (household(), unit(occupancies=(occupancy(nights(-5, 0)),)), []),
        (household(), unit(**SHARED, occupancies=(occupancy(nights(-5)),)), []),
        (household(), unit(**SHARED, occupancies=(occupancy(nights(9), 3),)), [FULL]),
        (man(), unit(**SHARED, occupancies=(occupancy(nights(-5)),)), ["ROOM_SEX_DIFFERS"]),
        (
            SHARED_MINOR,
            unit(**SHARED, occupancies=(occupancy(nights(-5)),)),
            ["MINOR_WITH_UNRELATED_ADULT"],
        ),
        (
            household(),
            unit(**SHARED, occupancies=(occupancy(nights(-5), has_minors=True, has_adults=False),)),
            ["MINOR_WITH_UNRELATED_ADULT"],
        ),
        (
            SHARED_MINOR,
            unit(**SHARED, occupancies=(occupancy(nights(-5), has_minors=True, has_adults=False),)),
            [],
        ),
        (household(), unit(**SHARED, occupancies=(ALONE,)), ["UNIT_TAKEN"]),
    ],
)  # fmt: skip
def test_hard_rules_one_at_a_time(who, where, codes):
    assert failures(who, where) == codes


def test_every_failed_rule_is_told():
    where = unit(capacity=1, sex=UnitSex.MEN, hours_since_confirmed=None)
    assert failures(family(), where) == ["UNIT_TOO_SMALL", "UNIT_KEPT_FOR_OTHERS", "NOT_CONFIRMED"]


def test_an_age_that_may_be_under_18_counts_as_a_minors():
    young = household("y", member(age=AgeRange(16, 20)))
    assert young.needs_whole_unit
    shared = unit(**SHARED, occupancies=(occupancy(nights(-5)),))
    assert "MINOR_WITH_UNRELATED_ADULT" in failures(young, shared)


def test_a_household_does_not_stand_in_its_own_way():
    who = household("H")
    assert failures(who, unit(occupancies=(occupancy(nights(-5), name="H"),))) == []


def test_feasible_spans_start_when_something_ends():
    where = unit(occupancies=(occupancy(nights(-5, 4)),), blocked=(Block(nights(4, 9)),))
    spans = spans_by_the_rules(household(), where, PARAMS)
    assert [span.start for span in spans] == [day(9)]


def test_stay_is_cut_to_the_longest_stay_and_the_last_open_night():
    assert stay_span(household(nights=60), unit(max_stay_nights=20), ON).nights == 20
    assert stay_span(household(nights=60), unit(open=Span(day(-1), day(10))), ON).nights == 10


def test_rules_carry_the_name_of_their_function_and_cite_a_source():
    for rule in HARD_RULES:
        module = __import__(rule.check.__module__, fromlist=["_"])
        assert rule.check.__name__ == rule.id == rule.check.__module__.rsplit(".", 1)[1]
        assert "Source:" in module.__doc__


@pytest.mark.parametrize(
    "call",
    [
        lambda: unit(capacity=0),
        lambda: unit(max_stay_nights=0),
        lambda: unit(occupancies=(occupancy(nights(0), 0),)),
        lambda: unit(blocked=(Block(nights(0), 0),)),
        lambda: Household("H", (), 0, ON),
        lambda: household("H", member(), member()),
        lambda: household(priority_class=-1),
        lambda: household(nights=0),
        lambda: household(nights=5, min_stay_nights=6),
        lambda: PlacementParams(horizon_nights=0),
        lambda: ordered_units([unit(), unit()]),
    ],
)
def test_impossible_input_is_refused(call):
    with pytest.raises(PlacementInputError):
        call()
