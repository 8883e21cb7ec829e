"""One box that finds a person in any spelling, and says why."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lgnet.cores.linkage import Policy
from lgnet.domain.people import bridge, finding, operations, queries
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import SearchToken
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, a_person

SPELLINGS = [
    ("محمد عبد الرحمن", "Mohamed Abdurrahman"),
    ("محمد عبد الرحمن", "Muhammad Abdul Rahman"),
    ("Mohamed Abdelrahman", "محمد عبد الرحمن"),
    ("Abdirahman Yusuf", "عبد الرحمن يوسف"),
    ("فاطمة الزهراء", "Fatima Zahra"),
    ("Александр Иванов", "Alexander Ivanov"),
    ("Aleksandr Ivanov", "Александр"),
    ("Ахмед", "Ahmed"),
    ("মোহাম্মদ হোসেন", "Mohammad Hossain"),
    ("Muhammad Hussein", "মোহাম্মদ হোসেন"),
    ("ሰላም ወልዱ", "Selam Weldu"),
    ("Selam Weldu", "Selem Woldu"),
    ("Cheikh Ouattara", "Sheikh Watara"),
    ("Djibril Traoré", "Jibril Traore"),
    ("Nguyễn Thị Hoa", "nguyen thi hoa"),
    ("O’Brien", "obrien"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("stored", "asked"), SPELLINGS)
def test_found_across_scripts_and_spellings(stored, asked):
    with acting():
        a_person(given_name="Giovanna", family_name="Bianchi")
        person = a_person(given_name=stored)
        found = finding.search(text=asked, at=AT)
        assert [one.person.id for one in found] == [person.id]
        assert found[0].reasons


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("333 123 4567", "PHONE"),
        ("+39 3331234567", "PHONE"),
        ("05a1b2c", "IDENTIFIER"),
        ("05a1b2d", "IDENTIFIER_NEAR"),
        ("I77000013", "IDENTIFIER_NEAR"),
        ("FI-N-0001", "CODE"),
        ("fi n 0001", "CODE"),
        ("Lina", "ALIAS"),
        ("weldu", "NAME_PART"),
        ("wel", "STARTS_ALIKE"),
        ("Selam Weldu", "SAME_NAME"),
        ("Selam Weldu 1995", "BIRTH_YEAR"),
    ],
)
def test_says_why_it_matched(asked, reason):
    with acting():
        person = a_person(
            given_name="Selam",
            family_name="Weldu",
            alias="Lina",
            phone="3331234567",
            birth=Birth.on_day(date(1995, 3, 4)),
        )
        operations.add_identifier(person_id=person.id, kind="CUI", value="05A1B2C", at=AT)
        operations.add_title(person_id=person.id, title="PTEMP", number="I77000012", at=AT)
        operations.form_household(members=[(person.id, "HEAD")], on=date(2026, 11, 1))
        found = finding.search(text=asked, at=AT)
        assert [one.person.id for one in found] == [person.id]
        assert reason in found[0].reasons


@pytest.mark.django_db
def test_of_a_name_everybody_bears_only_the_last_registered_are_read(monkeypatch):
    monkeypatch.setattr(bridge, "POLICY", Policy(rows=2))
    with acting():
        last = [a_person(given_name="Mohamed", family_name=None).id for _ in range(4)][2:]
        found = finding.search(text="Mohamed", at=AT)
        assert [one.person.id for one in found] == last[::-1]


@pytest.mark.django_db
def test_who_promises_most_is_opened_whoever_came_last(monkeypatch):
    """Only one is opened: by the words that meet, then by the birth, then the last registered."""
    monkeypatch.setattr(bridge, "POLICY", Policy(opened=1))
    with acting():
        days = [date(1994, 5, 12), date(1994, 1, 1), date(1994, 8, 30)]
        people = [a_person(birth=Birth.on_day(day)).id for day in days]
        other = a_person(given_name="Selam", family_name="Tesfay", birth=Birth.on_day(days[0])).id

        def opened(text):
            return [one.person.id for one in finding.search(text=text, at=AT)]

        assert opened("Selam Weldu 12/5/1994") == people[:1]
        assert opened("Selam Weldu 1/1/1994") == people[1:2]
        assert opened("Selam Weldu") == people[2:]
        assert opened("Selam Tesfay") == [other]


@pytest.mark.django_db
def test_an_earlier_birth_is_not_held_against_who_is_looked_for(monkeypatch):
    monkeypatch.setattr(bridge, "POLICY", Policy(opened=1))
    with acting():
        person = a_person(birth=Birth.on_day(date(1994, 5, 12)))
        operations.complete_identity(
            person_id=person.id, at=AT, birth=Birth.on_day(date(1988, 7, 3))
        )
        a_person(birth=Birth.on_day(date(1994, 8, 30)))
        found = finding.search(text="Selam Weldu 12/5/1994", at=AT)
        assert [one.person.id for one in found] == [person.id]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["I77000013", "I770000012", "I7700002", "7I7000012", "I77000021", "177000012"]
)
def test_a_number_is_found_with_a_slip_wherever_it_is(typed):
    with acting():
        person = a_person()
        operations.add_title(person_id=person.id, title="PTEMP", number="I77000012", at=AT)
        for other in ("I77999992", "X77111112", "I11111012"):
            operations.add_title(person_id=a_person().id, title="PTEMP", number=other, at=AT)
        found = finding.search(text=typed, at=AT)
        assert [one.person.id for one in found] == [person.id]
        assert "IDENTIFIER_NEAR" in found[0].reasons


@pytest.mark.django_db
def test_year_of_birth_puts_the_right_namesake_first():
    with acting():
        ids = {}
        for year in (1980, 1990, 2001):
            ids[year] = a_person(birth=Birth.in_year(year)).id
        assert finding.search(text="selam weldu 1990", at=AT)[0].person.id == ids[1990]


@pytest.mark.django_db
def test_a_day_of_birth_is_understood_and_found_with_a_mistyped_name():
    with acting():
        person = a_person(birth=Birth.on_day(date(1994, 5, 12)))
        a_person(birth=Birth.on_day(date(1994, 8, 30)))
        found = finding.search(text="Slem Wedlu 12/5/1994", at=AT)
        assert found[0].person.id == person.id
        assert "SAME_BIRTH" in found[0].reasons


@pytest.mark.django_db
def test_a_corrected_birth_is_found_and_so_is_the_one_told_before():
    with acting():
        person = a_person(birth=Birth.on_day(date(1994, 5, 12)))
        operations.complete_identity(
            person_id=person.id, birth=Birth.on_day(date(1984, 7, 3)), at=AT
        )
        for day in ("3/7/1984", "12/5/1994"):
            found = finding.search(text=f"Selam {day}", at=AT)
            assert [one.person.id for one in found] == [person.id]


@pytest.mark.django_db
def test_a_wrong_word_is_not_enough_to_be_shown():
    with acting():
        a_person(given_name="Mohamed", family_name="Diallo")
        assert finding.search(text="Mohamed Hakimi", at=AT) == []


@pytest.mark.django_db
def test_at_most_twenty_and_the_same_statements_for_one_and_for_many():
    with acting():
        counts = []
        for more in (1, 29):
            for _ in range(more):
                a_person()
            with CaptureQueriesContext(
                connection,
            ) as statements:
                found = finding.search(text="selam weldu", at=AT)
            counts.append(len(statements))
        assert len(found) == 20
        assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "   ", "\x00", "'; DROP TABLE", "%", "﷽" * 3, "a", "١٢٣"])
def test_odd_text_finds_nothing_and_breaks_nothing(asked):
    with acting():
        a_person()
        assert finding.search(text=asked, at=AT) == []


@pytest.mark.django_db
def test_overlong_text_is_refused():
    with acting(), pytest.raises(Invalid):
        finding.search(text="a " * 101, at=AT)


@pytest.mark.django_db
def test_who_was_shown_is_audited():
    with acting():
        person = a_person()
        finding.search(text="Selam", at=AT)
        event = current_frame().events[-1]
        assert (event["action"], event["ids"]) == ("people.search_read", [str(person.id)])


@pytest.mark.django_db
def test_another_city_finds_nothing_by_any_key():
    with acting():
        person = a_person(phone="3331234567")
        operations.add_identifier(person_id=person.id, kind="CUI", value="05A1B2C", at=AT)
    with acting(city=BOLOGNA):
        for asked in ("Selam Weldu", "3331234567", "05A1B2C"):
            assert finding.search(text=asked, at=AT) == []
        draft = queries.Draft(given_name="Selam", family_name="Weldu")
        assert finding.find_similar(draft=draft, at=AT) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CITY_MANAGER])
def test_search_needs_its_permission(role):
    with acting(role), pytest.raises(NotAllowed):
        finding.search(text="Selam", at=AT)


@pytest.mark.django_db
def test_lookalikes_are_found_before_saving():
    with acting():
        person = a_person(given_name="محمد", family_name="عبد الرحمن", birth=Birth.in_year(1998))
        a_person(given_name="Ahmed", family_name="Karim")
        similar = finding.find_similar(
            draft=queries.Draft(
                given_name="Mohamed", family_name="Abdurrahman", birth=Birth.in_year(1998)
            ),
            at=AT,
        )
        assert [one.person.id for one in similar] == [person.id]
        assert {"SOUNDS_ALIKE", "BIRTH_YEAR"} <= set(similar[0].reasons)


@pytest.mark.django_db
def test_lookalikes_need_the_permission_to_register():
    with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
        finding.find_similar(draft=queries.Draft(given_name="A"), at=AT)


@pytest.mark.django_db
def test_lookalikes_meet_by_phone_and_document_whatever_the_name():
    with acting():
        person = a_person(phone="3331234567")
        operations.add_identifier(person_id=person.id, kind="CUI", value="05A1B2C", at=AT)
        by_phone = queries.Draft(given_name="Selam", phone="+39 333 1234567")
        by_number = queries.Draft(given_name="Anna", identifiers=("05a 1b2c",))
        for draft, reason in ((by_phone, "PHONE"), (by_number, "IDENTIFIER")):
            similar = finding.find_similar(draft=draft, at=AT)
            assert [one.person.id for one in similar] == [person.id]
            assert reason in similar[0].reasons


@pytest.mark.django_db
def test_a_brother_is_no_lookalike():
    with acting():
        a_person(given_name="Yonas", birth=Birth.on_day(date(1994, 5, 12)))
        draft = queries.Draft(
            given_name="Hagos", family_name="Weldu", birth=Birth.on_day(date(1999, 9, 30))
        )
        assert finding.find_similar(draft=draft, at=AT) == []


@pytest.mark.django_db
def test_tokens_say_nothing_without_the_key():
    with acting():
        person = a_person(birth=Birth.on_day(date(1994, 5, 12)))
        rows = list(SearchToken.objects.filter(person=person).order_by("id"))
        assert {row.kind for row in rows} >= set("SDMYBP")
        for row in rows:
            assert len(bytes(row.token)) == 16
            for word in (b"selam", b"weldu", b"slm", b"1994"):
                assert word not in bytes(row.token)
