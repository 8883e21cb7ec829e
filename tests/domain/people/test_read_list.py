"""People from a list: all or none, known again by the list's number, never merged."""

from datetime import date, timedelta

import pytest

from lgnet.domain.people import finding, operations, queries, register_queries
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Identifier, LegalStatusPeriod, ListedPerson, Person
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import act_as, current_frame
from lgnet.lib.errors import NotAllowed
from tests.builders import BOLOGNA, acting
from tests.domain.privacy.builders import a_colleague, seclude
from tests.people_builders import AT, ON, a_case, a_person

LATER = AT + timedelta(days=2)


def a_line(code="R-1", row=2, numbers=None, title=None, **told):
    told = {"given_name": "Selam", "family_name": "Weldu"} | told
    line = repr((code, told, numbers, title))
    return {
        "row": row,
        "code": code,
        "line": line,
        "told": told,
        "numbers": numbers or {},
        "title": title,
    }


def _read(*lines, dry_run=False, at=AT):
    return operations.read_list(rows=lines, dry_run=dry_run, at=at)


@pytest.mark.django_db
def test_everybody_is_registered_findable_and_sealed_with_their_own_key():
    with acting():
        done = _read(
            a_line(numbers={"CUI": "05XYZ12"}, sex="F"),
            a_line(
                "R-2",
                3,
                given_name="Olena",
                family_name="Koval",
                title={"title": "PTEMP", "number": "I7700012", "from_on": None, "to_on": ON},
            ),
        )
        assert (done.created, done.updated, done.same, done.problems) == (2, 0, 0, [])
        for text in ("Selem Woldu", "05XYZ12"):
            assert [f.person.full_name for f in finding.search(text=text, at=AT)] == ["Selam Weldu"]
        assert [f.person.full_name for f in finding.search(text="I7700012", at=AT)] == [
            "Olena Koval"
        ]
        assert len({one.vault_key for one in Person.objects.all()}) == 2
        registered = [e for e in current_frame().events if e["action"] == "people.registered"]
        assert len(registered) == 2


@pytest.mark.django_db
def test_same_list_again_changes_nothing_and_a_changed_line_updates():
    with acting():
        _read(a_line(sex="F"), a_line("R-2", 3))
        again = _read(a_line(sex="F"), a_line("R-2", 3), at=LATER)
        assert (again.created, again.updated, again.same) == (0, 0, 2)
        changed = _read(
            a_line(family_name="Woldu", numbers={"CUI": "05XYZ12"}), a_line("R-2", 3), at=LATER
        )
        assert (changed.created, changed.updated, changed.same) == (0, 1, 1)
        person = ListedPerson.objects.order_by("read_at").last().person
        assert (person.family_name, person.sex) == ("Woldu", "F")
        assert queries.earlier_identities(person_id=person.id)[0].family_name == "Weldu"
        assert Identifier.objects.get(person=person).value == "05XYZ12"


@pytest.mark.django_db
def test_numbers_and_titles_are_not_written_twice():
    with acting():
        title = {"title": "SPEC", "number": "I7700012", "from_on": None, "to_on": ON}
        numbers = {"CUI": "05XYZ12"}
        _read(a_line(numbers=numbers, title=title))
        _read(a_line(numbers=numbers, title=title, phone="3331234567"), at=LATER)
        assert Identifier.objects.count() == 1
        assert LegalStatusPeriod.objects.count() == 1
        assert Person.objects.get().phone == "+393331234567"


@pytest.mark.django_db
def test_one_wrong_line_and_nobody_is_registered():
    with acting():
        done = _read(
            a_line(),
            a_line("R-2", 3, numbers={"CF": "RSSMRA80A01H501X"}),
            a_line("R-3", 4, given_name="", family_name=""),
            a_line("R-4", 5, birth=Birth.on_day(date(2990, 1, 1))),
        )
        codes = [(row, error.code) for row, error in done.problems]
        assert codes == [
            (3, "people.tax_code_wrong"),
            (4, "people.no_name"),
            (5, "people.birth_future"),
        ]
        assert not Person.objects.exists()


@pytest.mark.django_db
def test_dry_run_counts_and_writes_nothing():
    with acting():
        done = _read(a_line(), dry_run=True)
        assert done.created == 1
        assert not Person.objects.exists()


@pytest.mark.django_db
def test_who_looks_alike_waits_to_be_looked_at_and_is_not_merged():
    born = Birth.on_day(date(1994, 5, 12))
    with acting():
        known = a_person(given_name="Mohamed", family_name="Jallow", birth=born)
        done = _read(
            a_line("R-1", given_name="Muhammad", family_name="Diallo", birth=born),
            a_line("R-2", 3, given_name="Olena", family_name="Koval"),
        )
        assert done.look_alikes == 1
        pair = register_queries.list_pairs(on=ON).rows[0]
        assert known.id in (pair.first_id, pair.second_id)
        assert queries.count_people() == 3


@pytest.mark.django_db
def test_line_of_somebody_merged_since_is_left_alone():
    with acting():
        _read(a_line())
        person, kept = Person.objects.get(), a_person()
        operations.merge(survivor_id=kept.id, absorbed_id=person.id, reason="x", at=AT)
        done = _read(a_line(phone="3331234567"), at=LATER)
        assert (done.created, done.updated, done.same) == (0, 0, 1)
        assert Person.objects.get(pk=kept.pk).phone is None


@pytest.mark.django_db
def test_each_city_knows_its_own_list():
    with acting():
        _read(a_line())
    with acting(city=BOLOGNA):
        assert _read(a_line()).created == 1


@pytest.mark.django_db
def test_only_who_looks_after_the_register_reads_lists():
    for role in (Role.TEAM_MEMBER, Role.CITY_MANAGER):
        with acting(role), pytest.raises(NotAllowed):
            _read(a_line())


@pytest.mark.django_db
def test_a_line_of_somebody_hidden_since_is_neither_written_nor_registered_again():
    with acting():
        _read(a_line())
        person = Person.objects.get()
        a_case(person)
        seclude(person.pk)
    with act_as(a_colleague()):
        done = _read(a_line(alias="Sel"), a_line("R-2", 3, given_name="Olena"), at=LATER)
        assert (done.created, done.updated, done.same, done.left) == (1, 0, 1, 0)
        assert [row.given_name for row in Person.objects.all()] == ["Olena"]
    with acting():
        assert Person.objects.get(pk=person.pk).alias is None


@pytest.mark.django_db
def test_a_line_of_somebody_whose_data_may_not_change_is_left_and_the_rest_read():
    with acting():
        _read(a_line(), a_line("R-2", 3, given_name="Olena"))
        person = next(row for row in Person.objects.all() if row.given_name == "Selam")
        operations.place_hold(person_id=person.pk, reason="LIMIT", at=AT)
    with acting():
        lines = a_line(alias="Sel"), a_line("R-2", 3, given_name="Olena", alias="Olja")
        for dry_run in (True, False):
            done = _read(*lines, dry_run=dry_run, at=LATER)
            assert (done.created, done.updated, done.same, done.left) == (0, 1, 0, 1)
        assert {row.alias for row in Person.objects.all()} == {None, "Olja"}
