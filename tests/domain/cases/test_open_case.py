"""Taking a person in charge."""

from uuid import uuid4

import pytest

from lgnet.domain.cases import operations, queries
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.ledger.models import Fact
from lgnet.domain.people import operations as people
from lgnet.domain.people.finding import search
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.people_builders import AT, ON, a_case, a_person


@pytest.mark.django_db
def test_case_gets_a_code_of_city_and_year_and_counts_once():
    with acting() as actor:
        person = a_person()
        people.add_vulnerability(person_id=person.id, category="MONO", assessed_on=ON, at=AT)
        case = a_case(person)
        assert (case.code, case.state, case.case_worker) == ("FI-2026-0001", "OPEN", actor.user_id)
        fact = Fact.objects.get()
        assert (fact.kind, fact.sub_action) == ("cases.case_opened", 3)
        assert (fact.subject, fact.object_id) == (person.pseudonym, case.id)
        assert fact.dimensions == {
            "age": "unknown",
            "sex": "F",
            "vulnerable": True,
            "origin": "STREET",
        }


@pytest.mark.django_db
def test_person_is_found_by_the_cases_code():
    with acting():
        case = a_case()
        assert [one.person.id for one in search(text=case.code, at=AT)] == [case.person_id]


@pytest.mark.django_db
def test_second_open_case_is_refused_with_the_code_of_the_first():
    with acting():
        case = a_case()
        with pytest.raises(Refused) as refused:
            a_case(case.person)
        assert refused.value.params == {"case": case.code}
        assert CaseFile.objects.count() == Fact.objects.count() == 1


@pytest.mark.django_db
def test_unknown_origin_or_person_is_refused():
    with acting():
        with pytest.raises(Invalid):
            a_case(origin="MOON")
        with pytest.raises(NotFound):
            operations.open_case(person_id=uuid4(), origin="SELF", at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.HOUSING_COORDINATOR])
def test_role_without_the_permission_is_refused(role):
    with acting():
        person = a_person()
    with acting(role), pytest.raises(NotAllowed):
        a_case(person)


@pytest.mark.django_db
def test_another_city_sees_no_case_and_takes_no_person_in_charge():
    with acting():
        case, person = a_case(), a_person()
    with acting(city=BOLOGNA):
        with pytest.raises(NotFound):
            queries.get_case(case_id=case.id)
        with pytest.raises(NotFound):
            a_case(person)
        assert queries.list_cases(filters=queries.CaseFilter()).rows == []
        assert queries.count_cases(filters=queries.CaseFilter()) == 0
        assert queries.open_case_of(person_id=case.person_id) is None
        assert queries.export_cases(filters=queries.CaseFilter()) == []


@pytest.mark.django_db
def test_opening_a_file_is_audited_about_the_person():
    with acting():
        case = a_case()
        queries.get_case(case_id=case.id)
        event = current_frame().events[-1]
        assert (event["action"], event["subject_id"]) == ("cases.case_read", case.person_id)
        queries.list_cases(filters=queries.CaseFilter())
        assert current_frame().events[-1]["ids"] == [str(case.person_id)]
        queries.export_cases(filters=queries.CaseFilter())
        assert current_frame().events[-1]["action"] == "cases.export_read"


@pytest.mark.django_db
def test_reading_needs_the_permission():
    with acting():
        case = a_case()
    reads = [
        lambda: queries.get_case(case_id=case.id),
        lambda: queries.list_cases(filters=queries.CaseFilter()),
        lambda: queries.export_cases(filters=queries.CaseFilter()),
        lambda: queries.count_cases(filters=queries.CaseFilter()),
        lambda: queries.cases_by_ids([case.id]),
        lambda: queries.count_by_state(filters=queries.CaseFilter()),
        lambda: queries.list_reviews_due(until=ON),
        lambda: queries.list_expiring_titles(on=ON, until=ON),
        lambda: queries.actions_of_day(user_id=case.case_worker, on=ON),
        lambda: queries.timeline_items(case=case, needs=[], before=AT, limit=5),
    ]
    with acting(Role.TEAM_MEMBER):
        for read in reads:
            with pytest.raises(NotAllowed):
                read()
