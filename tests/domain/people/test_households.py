"""Households and look-alike decisions."""

from datetime import date

import pytest

from lgnet.domain.people import finding, operations, queries
from lgnet.domain.people.models import Household
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, ON, a_person

FIRST = date(2026, 11, 1)


def _form(*people, on=FIRST):
    roles = ["HEAD"] + ["CHILD"] * (len(people) - 1)
    members = [(one.id, role) for one, role in zip(people, roles, strict=True)]
    return operations.form_household(members=members, on=on)


@pytest.mark.django_db
def test_household_gets_a_code_of_the_city_and_its_members():
    with acting():
        mother, child = a_person(), a_person(given_name="Yonas")
        household = _form(mother, child)
        assert household.code == "FI-N-0001"
        assert queries.household_of(person_id=child.id, on=ON) == household
        assert queries.household_of(person_id=child.id, on=date(2026, 10, 1)) is None
        assert set(queries.member_ids(household_id=household.id, on=ON)) == {mother.id, child.id}


@pytest.mark.django_db
def test_person_lives_in_one_household_at_a_time():
    with acting():
        mother, child = a_person(), a_person()
        first = _form(mother, child)
        with pytest.raises(Refused) as refused:
            _form(child)
        assert refused.value.params == {"household": first.code}
        operations.leave_household(person_id=child.id, on=ON)
        second = _form(child, on=ON)
        assert queries.household_of(person_id=child.id, on=ON) == second
        assert queries.households_of(person_ids=[mother.id, child.id], on=ON) == {
            mother.id: first,
            child.id: second,
        }


@pytest.mark.django_db
def test_last_to_leave_dissolves_it_and_nobody_joins_after():
    with acting():
        one, other = a_person(), a_person()
        household = _form(one)
        operations.leave_household(person_id=one.id, on=ON)
        assert Household.objects.get(pk=household.pk).dissolved_on == ON
        with pytest.raises(Refused):
            operations.join_household(
                household_id=household.id, person_id=other.id, role="OTHER", on=ON
            )
        with pytest.raises(Refused):
            operations.leave_household(person_id=one.id, on=ON)


@pytest.mark.django_db
def test_joining_makes_findable_by_the_households_code():
    with acting():
        one, other = a_person(), a_person(given_name="Yonas")
        household = _form(one)
        operations.join_household(
            household_id=household.id, person_id=other.id, role="CHILD", on=ON
        )
        found = finding.search(text=household.code, at=AT)
        assert {each.person.id for each in found} == {one.id, other.id}


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [[], ["HEAD", "HEAD"], ["KING"]])
def test_odd_membership_is_refused(roles):
    with acting():
        members = [(a_person().id, role) for role in roles]
        with pytest.raises(Invalid):
            operations.form_household(members=members, on=ON)


@pytest.mark.django_db
def test_same_person_twice_is_refused():
    with acting():
        one = a_person()
        with pytest.raises(Invalid):
            operations.form_household(members=[(one.id, "HEAD"), (one.id, "CHILD")], on=ON)


@pytest.mark.django_db
def test_another_citys_people_cannot_be_drawn_in():
    with acting():
        stranger = a_person()
    with acting(city=BOLOGNA), pytest.raises(NotFound):
        _form(stranger)


@pytest.mark.django_db
def test_showing_members_is_audited():
    with acting():
        one = a_person()
        household = _form(one)
        queries.members_of(household_ids=[household.id], on=ON)
        assert current_frame().events[-1]["ids"] == [str(one.id)]


@pytest.mark.django_db
def test_role_without_the_permission_is_refused():
    with acting():
        one, other = a_person(), a_person()
        household = _form(one)
    writes = [
        lambda: _form(other),
        lambda: operations.join_household(
            household_id=household.id, person_id=other.id, role="OTHER", on=ON
        ),
        lambda: operations.leave_household(person_id=one.id, on=ON),
        lambda: operations.decide_match(
            first_id=one.id, second_id=other.id, answer="SAME", reasons=[], at=AT
        ),
    ]
    with acting(Role.HOUSING_COORDINATOR):
        for write in writes:
            with pytest.raises(NotAllowed):
                write()


@pytest.mark.django_db
def test_match_decision_is_made_once_whichever_way_round():
    with acting():
        one, other = a_person(), a_person()

        def decide(first, second, answer):
            return operations.decide_match(
                first_id=first.id, second_id=second.id, answer=answer, reasons=["PHONE"], at=AT
            )

        first = decide(one, other, "SAME")
        assert decide(other, one, "SAME") == first
        with pytest.raises(Refused):
            decide(one, other, "DIFFERENT")
        with pytest.raises(Invalid):
            decide(one, one, "SAME")


@pytest.mark.django_db
def test_household_splits_and_each_part_has_its_reference_person():
    with acting():
        mother, father, child = a_person(), a_person(), a_person(given_name="Yonas")
        household = _form(mother, father, child)
        formed = operations.split_household(
            household_id=household.id, leaving=[(mother.id, "HEAD"), (child.id, "CHILD")], on=ON
        )
        assert set(queries.member_ids(household_id=formed.id, on=ON)) == {mother.id, child.id}
        assert queries.member_ids(household_id=household.id, on=ON) == [father.id]
        roles = {
            row.person_id: row.role
            for row in queries.members_of(household_ids=[household.id, formed.id], on=ON)
        }
        assert roles == {mother.id: "HEAD", child.id: "CHILD", father.id: "HEAD"}
        past = queries.past_members_of(household_id=household.id, on=ON)
        assert {row.person_id for row in past} == {mother.id, father.id, child.id}


@pytest.mark.django_db
def test_nobody_everybody_or_a_stranger_does_not_split_a_household():
    with acting():
        mother, child, stranger = a_person(), a_person(), a_person()
        household = _form(mother, child)
        for leaving in ([], [mother, child], [stranger]):
            with pytest.raises(Invalid):
                operations.split_household(
                    household_id=household.id,
                    leaving=[(one.id, "OTHER") for one in leaving],
                    on=ON,
                )
        assert len(queries.member_ids(household_id=household.id, on=ON)) == 2


@pytest.mark.django_db
def test_two_households_become_one_and_the_other_is_dissolved():
    with acting():
        one, other, child = a_person(), a_person(), a_person()
        home, joining = _form(one), _form(other, child)
        operations.join_households(household_id=home.id, joining_id=joining.id, on=ON)
        members = queries.members_of(household_ids=[home.id], on=ON)
        assert {row.person_id: row.role for row in members} == {
            one.id: "HEAD",
            other.id: "RELATIVE",
            child.id: "CHILD",
        }
        assert Household.objects.get(pk=joining.pk).dissolved_on == ON
        for same in (home, joining):
            with pytest.raises(Invalid):
                operations.join_households(household_id=home.id, joining_id=same.id, on=ON)
