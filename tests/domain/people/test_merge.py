"""Two records of one person joined, and taken apart again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile, Need
from lgnet.domain.people import finding, operations, queries
from lgnet.domain.people.families import family_of
from lgnet.domain.people.models import (
    HouseholdMember,
    Identifier,
    LegalStatusPeriod,
    MatchDecision,
    Person,
    RegisterAct,
)
from lgnet.domain.people.queries import Draft
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting
from tests.housing_builders import WOMAN, later, make_stay, make_unit, night
from tests.people_builders import AT, ON, a_case, a_person, a_street_person

LATER = AT + timedelta(days=3)


def _merge(survivor, absorbed, at=AT):
    return operations.merge(
        survivor_id=survivor.id, absorbed_id=absorbed.id, reason="Stessa impronta", at=at
    )


def _undo(act, **more):
    return operations.unmerge(act_id=act.id, reason="Erano sorelle", at=LATER, **more)


def _two():
    return a_person(), a_street_person("Sara")


@pytest.mark.django_db
def test_what_was_written_of_the_other_follows():
    with acting():
        kept, other = _two()
        operations.add_title(person_id=other.id, title="SPEC", at=AT, number="I12345678")
        operations.add_identifier(person_id=other.id, kind="CUI", value="05XYZ12", at=AT)
        operations.add_vulnerability(person_id=other.id, category="DIS", assessed_on=ON, at=AT)
        case = a_case(other)
        household = operations.form_household(members=[(other.id, "HEAD")], on=ON)
        _merge(kept, other)
        assert [t.title for t in queries.titles_of(person_ids=[kept.id])] == ["SPEC"]
        assert queries.titles_of(person_ids=[kept.id])[0].number == "I12345678"
        assert [n.value for n in queries.identifiers_of(person_id=kept.id)] == ["05XYZ12"]
        assert len(queries.vulnerabilities_of(person_id=kept.id, on=ON)) == 1
        assert CaseFile.objects.get(pk=case.pk).person_id == kept.id
        assert queries.household_of(person_id=kept.id, on=ON) == household


@pytest.mark.django_db
def test_survivor_is_found_by_every_name_and_number_of_both():
    with acting():
        kept, other = _two()
        operations.complete_identity(person_id=other.id, at=AT, given_name="Sarina", alias="")
        operations.add_identifier(person_id=other.id, kind="CUI", value="05XYZ12", at=AT)
        case = a_case(other)
        _merge(kept, other)
        for text in ("Selam Weldu", "Sara", "Sarina", "05XYZ12", case.code):
            found = finding.search(text=text, at=AT)
            assert [one.person.id for one in found] == [kept.id], text


@pytest.mark.django_db
def test_alias_is_in_no_list_and_nothing_is_written_of_it():
    with acting():
        kept, other = _two()
        _merge(kept, other)
        assert [one.id for one in queries.list_people().rows] == [kept.id]
        assert queries.count_people() == 1
        writes = [
            lambda: operations.complete_identity(person_id=other.id, at=AT, given_name="X"),
            lambda: operations.add_title(person_id=other.id, title="SPEC", at=AT),
            lambda: operations.form_household(members=[(other.id, "HEAD")], on=ON),
            lambda: a_case(other),
            lambda: _merge(kept, other),
            lambda: _merge(other, a_person()),
        ]
        for write in writes:
            with pytest.raises(Refused) as refused:
                write()
            assert refused.value.code == "people.merged"


@pytest.mark.django_db
def test_undone_merge_gives_each_their_own_and_leaves_what_came_after():
    with acting():
        kept, other = _two()
        operations.add_title(person_id=other.id, title="SPEC", at=AT, number="I12345678")
        case = a_case(other)
        act = _merge(kept, other)
        operations.add_identifier(person_id=kept.id, kind="CUI", value="05XYZ12", at=LATER)
        cases.add_need(case_id=case.id, kind="WORK", at=LATER, note="Cerca lavoro")
        _undo(act)
        assert [t.number for t in queries.titles_of(person_ids=[other.id])] == ["I12345678"]
        assert queries.titles_of(person_ids=[kept.id]) == []
        assert [n.value for n in queries.identifiers_of(person_id=kept.id)] == ["05XYZ12"]
        assert CaseFile.objects.get(pk=case.pk).person_id == other.id
        assert Need.objects.get(case=case).note == "Cerca lavoro"
        assert {one.id for one in queries.list_people().rows} == {kept.id, other.id}


@pytest.mark.django_db
def test_texts_that_go_back_are_sealed_with_their_own_persons_key():
    """Written in the file while it was the survivor's, with the survivor's key."""
    with acting():
        kept, other = _two()
        act = _merge(kept, other)
        case = a_case(kept)
        operations.unmerge(act_id=act.id, reason="No", at=LATER, different=False)
        case = CaseFile.objects.get(pk=case.pk)
        assert case.person_id == kept.id
        act = _merge(kept, other)
        theirs = operations.add_title(person_id=kept.id, title="SPEC", at=AT, number="A1")
        assert theirs.vault_key == kept.vault_key
        _undo(act)
        for model in (CaseFile, LegalStatusPeriod, Identifier):
            for row in model.objects.order_by("id"):
                assert row.vault_key == row.person.vault_key


@pytest.mark.django_db
def test_a_need_written_in_a_file_that_goes_back_is_its_persons():
    with acting():
        kept, other = _two()
        case = a_case(other)
        act = _merge(kept, other)
        CaseFile.objects.filter(pk=case.pk).update(vault_key=kept.vault_key)
        need = cases.add_need(case_id=case.id, kind="WORK", at=LATER, note="Cerca lavoro")
        assert need.vault_key == kept.vault_key
        _undo(act)
        need = Need.objects.get(pk=need.pk)
        assert (need.vault_key, need.note) == (other.vault_key, "Cerca lavoro")


@pytest.mark.django_db
def test_of_two_open_files_one_is_a_double_until_they_are_taken_apart():
    with acting():
        kept, other = _two()
        mine, theirs = a_case(kept), a_case(other)
        before = CaseFile.objects.filter(pk=theirs.pk).values().get()
        act = _merge(kept, other)
        double = CaseFile.objects.get(pk=theirs.pk)
        assert (double.person_id, double.state, double.state_reason) == (
            kept.id,
            "CLOSED",
            "DOUBLE",
        )
        assert CaseFile.objects.get(pk=mine.pk).state == "OPEN"
        _undo(act)
        assert CaseFile.objects.filter(pk=theirs.pk).values().get() == before
        for end in (cases.close_case, cases.suspend_case):
            with pytest.raises(Invalid):
                end(case_id=mine.id, reason="DOUBLE", at=AT)


@pytest.mark.django_db
def test_a_double_taken_up_again_meanwhile_stays_as_it_is():
    with acting():
        kept, other = _two()
        mine, theirs = a_case(kept), a_case(other)
        act = _merge(kept, other)
        cases.close_case(case_id=mine.id, reason="MOVED", at=AT)
        cases.reopen_case(case_id=theirs.id, at=AT)
        _undo(act)
        assert CaseFile.objects.get(pk=theirs.pk).person_id == kept.id


@pytest.mark.django_db
def test_twice_in_one_household_becomes_once_and_twice_again():
    with acting():
        kept, other = _two()
        household = operations.form_household(
            members=[(kept.id, "HEAD"), (other.id, "PARTNER")], on=date(2026, 11, 1)
        )
        act = _merge(kept, other)
        assert queries.member_ids(household_id=household.id, on=ON) == [kept.id]
        _undo(act)
        assert set(queries.member_ids(household_id=household.id, on=ON)) == {kept.id, other.id}


@pytest.mark.django_db
def test_in_two_households_somebody_leaves_first():
    with acting():
        kept, other = _two()
        for one in (kept, other):
            operations.form_household(members=[(one.id, "HEAD")], on=date(2026, 11, 1))
        with pytest.raises(Refused) as refused:
            _merge(kept, other)
        assert refused.value.code == "people.in_two_households"
        operations.leave_household(person_id=other.id, on=ON)
        act = _merge(kept, other)
        # The time that overlaps stays where it was told.
        assert HouseholdMember.objects.filter(person=other).count() == 1
        _undo(act)
        assert HouseholdMember.objects.filter(person=other).count() == 1


@pytest.mark.django_db
def test_merges_stand_on_each_other_and_are_undone_from_the_top():
    with acting():
        one, two, three = a_person(), a_street_person("Sara"), a_street_person("Rina")
        first = _merge(two, one)
        second = _merge(three, two)
        assert set(family_of([one.id]).values()) == {three.id}
        assert [f.person.id for f in finding.search(text="Selam Weldu", at=AT)] == [three.id]
        with pytest.raises(Refused) as refused:
            _undo(first)
        assert refused.value.code == "people.undo_later_first"
        _undo(second)
        assert set(family_of([one.id]).values()) == {two.id}
        _undo(first)
        assert set(family_of([one.id]).values()) == {one.id}
        with pytest.raises(Refused) as refused:
            _undo(first)
        assert refused.value.code == "people.merge_undone"


@pytest.mark.django_db
def test_database_refuses_chains_cycles_and_itself():
    with acting():
        one, two, three = a_person(), a_person(), a_person()

        def point(who, at):
            with transaction.atomic():
                Person.objects.filter(pk=who.pk).update(merged_into=at)

        point(one, two)
        for who, at in ((two, one), (three, one), (three, three), (two, three)):
            with pytest.raises(IntegrityError):
                point(who, at)


@pytest.mark.django_db
def test_database_refuses_a_merge_into_another_city():
    with acting(city=BOLOGNA):
        stranger = a_person()
    with acting():
        mine = a_person()
        with pytest.raises(NotFound):
            _merge(mine, stranger)
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=mine.pk).update(merged_into_id=stranger.pk)


@pytest.mark.django_db
def test_unmerged_pair_is_never_proposed_again_until_somebody_withdraws_it():
    with acting():
        kept = a_person(phone="3331234567")
        other = a_person(phone="3331234567")
        draft = Draft(given_name="Selam", family_name="Weldu", phone="3331234567")

        def proposed():
            found = finding.find_similar(draft=draft, at=AT, leave_out=kept.id)
            return [one.person.id for one in found]

        assert proposed() == [other.id]
        _undo(_merge(kept, other))
        assert proposed() == []
        with pytest.raises(Refused) as refused:
            _merge(kept, other)
        assert refused.value.code == "people.declared_different"
        decision = MatchDecision.objects.get(withdrawn_at=None)
        operations.withdraw_decision(decision_id=decision.id, at=LATER)
        assert proposed() == [other.id]
        _merge(kept, other)


@pytest.mark.django_db
def test_what_was_said_of_an_alias_holds_for_the_one_that_stands():
    with acting():
        kept, other, third = a_person(), a_street_person("Sara"), a_person()
        operations.decide_match(
            first_id=other.id, second_id=third.id, answer="DIFFERENT", reasons=[], at=AT
        )
        _merge(kept, other)
        with pytest.raises(Refused) as refused:
            _merge(kept, third)
        assert refused.value.code == "people.declared_different"


@pytest.mark.django_db
def test_merging_is_audited_with_its_reason_sealed():
    with acting() as actor:
        kept, other = _two()
        act = _merge(kept, other)
        event = current_frame().events[-1]
        assert (event["action"], event["subject_id"]) == ("people.merged", kept.id)
        assert set(event["ids"]) == {str(kept.id), str(other.id)}
        stored = RegisterAct.objects.get(pk=act.pk)
        assert (stored.reason, stored.by) == ("Stessa impronta", actor.user_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT reason FROM people_registeract")
            assert b"Stessa" not in bytes(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_reason_is_needed(reason):
    with acting():
        kept, other = _two()
        with pytest.raises(Invalid):
            operations.merge(survivor_id=kept.id, absorbed_id=other.id, reason=reason, at=AT)


@pytest.mark.django_db
def test_one_record_is_not_merged_with_itself_nor_an_unknown_act_undone():
    with acting():
        one = a_person()
        with pytest.raises(Invalid):
            _merge(one, one)
        with pytest.raises(NotFound):
            operations.unmerge(act_id=new_id(), reason="x", at=AT)


@pytest.mark.django_db
def test_roles_without_the_permission_are_refused():
    with acting():
        kept, other = _two()
        act = _merge(kept, other)
    for role in (Role.TEAM_MEMBER, Role.HOUSING_COORDINATOR, Role.CITY_MANAGER):
        with acting(role):
            for write in (lambda: _merge(kept, other), lambda: _undo(act)):
                with pytest.raises(NotAllowed):
                    write()


@pytest.mark.django_db
def test_somebody_in_two_beds_tonight_is_not_one_person():
    with acting(Role.HOUSING_COORDINATOR):
        stays = [make_stay(make_unit(beds=1, code=code), WOMAN) for code in ("A", "B")]
    with acting():
        one, other = (
            HouseholdMember.objects.get(household_id=stay.household_id).person for stay in stays
        )
        operations.leave_household(person_id=other.id, on=night(1))
        with pytest.raises(Refused) as refused:
            _merge(one, other, at=later(days=1))
        assert refused.value.params == {"what": "housing.Occupancy"}
