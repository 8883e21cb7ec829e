"""Pairs that look alike wait for somebody to look, and say why."""

from datetime import date, timedelta

import pytest

from lgnet.domain.people import operations, register_queries
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import LookAlike, Person
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import NotAllowed, NotFound
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, ON, a_person

BORN = Birth.on_day(date(1994, 5, 12))


def _alike():
    one = a_person(given_name="Mohamed", family_name="Jallow", birth=BORN, phone="3331234567")
    other = a_person(given_name="Muhammad", family_name="Diallo", birth=BORN, phone="3331234567")
    return one, other


def _note(*people):
    return operations.note_look_alikes(person_ids=[one.id for one in people], at=AT)


def _pairs():
    return [{row.first_id, row.second_id} for row in register_queries.list_pairs(on=ON).rows]


@pytest.mark.django_db
def test_two_spellings_of_one_person_wait_once_and_strangers_do_not():
    with acting():
        one, other = _alike()
        a_person(given_name="Olena", family_name="Shevchenko")
        assert _note(one, other) == 1
        assert _note(one) == 1
        assert _pairs() == [{one.id, other.id}]
        assert register_queries.count_pairs(on=ON) == 1
        assert Person.objects.filter(merged_into__isnull=False).count() == 0


@pytest.mark.django_db
def test_decided_pairs_go_and_do_not_come_back():
    with acting():
        one, other = _alike()
        _note(one)
        operations.decide_match(
            first_id=one.id, second_id=other.id, answer="DIFFERENT", reasons=[], at=AT
        )
        assert _pairs() == []
        assert _note(one, other) == 0


@pytest.mark.django_db
def test_what_was_said_of_an_alias_keeps_the_pair_away():
    with acting():
        one, other = _alike()
        third = a_person(given_name="Sara")
        operations.decide_match(
            first_id=third.id, second_id=other.id, answer="DIFFERENT", reasons=[], at=AT
        )
        operations.merge(survivor_id=one.id, absorbed_id=third.id, reason="x", at=AT)
        assert _note(one, other) == 0


@pytest.mark.django_db
def test_alias_brings_its_person_not_itself():
    with acting():
        one, other = _alike()
        kept = a_person(given_name="Kofi", family_name="Mensah")
        operations.merge(survivor_id=kept.id, absorbed_id=other.id, reason="x", at=AT)
        _note(one)
        assert _pairs() == [{one.id, kept.id}]


@pytest.mark.django_db
def test_a_pair_put_off_comes_back_after_a_month():
    with acting():
        one, _other = _alike()
        _note(one)
        pair = LookAlike.objects.get()
        until = operations.put_off(pair_id=pair.id, at=AT)
        assert until == ON + timedelta(days=30)
        assert _pairs() == []
        assert _note(one) == 1
        assert _pairs() == []
        assert register_queries.count_pairs(on=until) == 1
        with pytest.raises(NotFound):
            operations.put_off(pair_id=new_id(), at=AT)


@pytest.mark.django_db
def test_reasons_add_up_and_say_what_speaks_against():
    with acting():
        one, other = _alike()
        operations.add_identifier(person_id=one.id, kind="CUI", value="05AAAAA", at=AT)
        operations.add_identifier(person_id=other.id, kind="CUI", value="07ZZZZZ", at=AT)
        found = register_queries.side_by_side(first_id=one.id, second_id=other.id)
        parts = {part.code: part.bits for part in found.weighed.parts}
        assert parts["BIRTH_SAME_DAY"] > 0 > parts["IDENTIFIER_DIFFERENT"]
        total = found.weighed.prior + sum(part.bits for part in found.weighed.parts)
        assert abs(total - found.weighed.total) < 0.5
        assert found.weighed.version == "linkage-1"
        seen = [
            e["subject_id"] for e in current_frame().events if e["action"] == "people.pair_read"
        ]
        assert set(seen) == {one.id, other.id}


@pytest.mark.django_db
def test_another_citys_people_never_pair_with_ours():
    with acting(city=BOLOGNA):
        stranger, _ = _alike()
    with acting():
        one, _other = _alike()
        _note(one)
        assert all(stranger.id not in pair for pair in _pairs())
        with pytest.raises(NotFound):
            register_queries.side_by_side(first_id=one.id, second_id=stranger.id)


@pytest.mark.django_db
def test_recent_changes_are_looked_at():
    with acting():
        _alike()
        assert operations.note_recent(since=AT - timedelta(days=1), at=AT) == 1


@pytest.mark.django_db
def test_only_who_may_merge_sees_pairs():
    with acting(Role.TEAM_MEMBER):
        for read in (
            lambda: register_queries.list_pairs(on=ON),
            lambda: register_queries.count_pairs(on=ON),
            lambda: operations.put_off(pair_id=new_id(), at=AT),
        ):
            with pytest.raises(NotAllowed):
                read()


@pytest.mark.django_db
def test_whoever_is_restricted_is_compared_with_nobody():
    with acting():
        one, other = _alike()
        operations.place_hold(person_id=other.id, reason="LIMIT", at=AT)
    with acting():
        assert _note(one, other) == 0
        assert _pairs() == []
