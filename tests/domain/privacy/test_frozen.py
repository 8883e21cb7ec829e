"""Art. 18: while processing is restricted a file is read, and neither changed nor used."""

import pytest
from django.db import Error, connection, transaction

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people import finding, queries
from lgnet.domain.people import operations as people
from lgnet.domain.people.drafts import Draft
from lgnet.domain.people.models import Person, RetentionHold
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Refused
from tests.builders import acting
from tests.people_builders import AT, ON, a_case, a_person

pytestmark = pytest.mark.django_db


def _frozen() -> CaseFile:
    with acting():
        case = a_case()
        cases.add_need(case_id=case.id, kind="LEGAL", at=AT)
        cases.log_action(kind="PHONE", minutes=5, case_ids=[case.id], at=AT)
        people.add_vulnerability(person_id=case.person_id, category="DIS", assessed_on=ON, at=AT)
        people.place_hold(person_id=case.person_id, reason="LIMIT", at=AT)
    return case


def test_it_is_read_and_found_as_before() -> None:
    case = _frozen()
    with acting():
        assert queries.get_person(person_id=case.person_id).given_name == "Selam"
        assert [one.person.id for one in finding.search(text="Selam", at=AT)] == [case.person_id]


def test_nothing_about_them_is_changed_by_any_act() -> None:
    case = _frozen()
    with acting():
        need, part = case.needs.get(), case.actions.get()
        found = case.person.vulnerabilities.get()
        acts = [
            lambda: people.complete_identity(person_id=case.person_id, alias="X", at=AT),
            lambda: people.add_identifier(
                person_id=case.person_id, kind="CUI", value="0ABCDE1", at=AT
            ),
            lambda: people.add_title(person_id=case.person_id, title="ASILO", at=AT),
            lambda: people.end_vulnerability(vulnerability_id=found.id, on=ON, at=AT),
            lambda: people.form_household(members=[(case.person_id, "HEAD")], on=ON),
            lambda: cases.add_need(case_id=case.id, kind="WORK", at=AT),
            lambda: cases.move_need(need_id=need.id, to="MET", at=AT),
            lambda: cases.log_action(kind="PHONE", minutes=5, case_ids=[case.id], at=AT),
            lambda: cases.reverse_action(action_id=part.action_id, reason="errore mio", at=AT),
            lambda: cases.close_case(case_id=case.id, reason="MOVED", at=AT),
            lambda: cases.set_review(case_id=case.id, on=ON, at=AT),
        ]
        for act in acts:
            with pytest.raises(Refused, match=r"people\.frozen"):
                act()


def test_the_database_refuses_what_code_forgets_to_ask() -> None:
    case = _frozen()
    with acting():
        assert Person.objects.filter(pk=case.person_id).update(sex="M") == 0
        assert CaseFile.objects.update(next_review_on=ON) == 0
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_searchtoken (municipality_id, person_id, kind, token)"
                " SELECT municipality_id, id, 'x', 'x' FROM people_person"
            )


def test_it_is_no_candidate_when_somebody_else_is_registered() -> None:
    case = _frozen()
    draft = Draft(given_name="Selam", family_name="Weldu")
    with acting():
        assert finding.find_similar(draft=draft, at=AT) == []
        other = a_person()
        assert [one.person.id for one in finding.find_similar(draft=draft, at=AT)] == [other.id]
        assert case.person_id != other.id


def test_it_ends_with_the_restriction() -> None:
    case = _frozen()
    with acting(Role.CITY_MANAGER):
        people.end_hold(hold_id=RetentionHold.objects.get().id, at=AT)
    with acting():
        people.complete_identity(person_id=case.person_id, alias="Selamawit", at=AT)
        assert Person.objects.get().alias == "Selamawit"
