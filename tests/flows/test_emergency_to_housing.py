"""Met in the street, taken in charge, asking for a place: one act."""

import pytest

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing.models import HousingRequest
from lgnet.domain.ledger.models import Fact
from lgnet.domain.people.models import Household, Person
from lgnet.domain.people.operations import register
from lgnet.domain.security.enums import Role
from lgnet.flows.emergency_to_housing import refer
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, visiting

pytestmark = pytest.mark.django_db
ASKED = {"priority_class": "1", "class_reason": "Donna incinta all’aperto"}


def someone(alias: str = "Selam") -> Person:
    return register(at=EVENING, stage="STREET", alias=alias, sex="F")


def test_refer_makes_household_cases_and_request_together():
    with visiting() as actor:
        mother, child = someone(), someone("figlio")
        made = refer(
            at=EVENING,
            person_ids=[mother.pk, child.pk],
            roles={child.pk: "CHILD"},
            needs_accessible=True,
            **ASKED,
        )
        assert current_actor() == actor
    with acting():
        request = HousingRequest.objects.get()
        assert (request.pk, request.persons, request.state) == (made.request_id, 2, "WAITING")
        assert request.needs_accessible is True
        assert CaseFile.objects.filter(origin="STREET").count() == 2
        assert request.case.person_id == mother.pk
        assert Fact.objects.filter(kind="cases.case_opened").count() == 2


def test_refer_keeps_open_case_and_household_that_are_there():
    with visiting():
        one = someone()
        first = refer(at=EVENING, person_ids=[one.pk], ask_place=False)
        again = refer(at=EVENING, person_ids=[one.pk], **ASKED)
    assert (again.household_id, again.case_ids) == (first.household_id, first.case_ids)
    assert first.request_id is None


def test_refer_that_fails_at_the_end_leaves_nothing_behind():
    with visiting():
        one = someone()
        with pytest.raises(Invalid):
            refer(at=EVENING, person_ids=[one.pk], priority_class="1", class_reason=" ")
        refer(at=EVENING, person_ids=[one.pk], ask_place=True, **ASKED)
        with pytest.raises(Refused):
            refer(at=EVENING, person_ids=[one.pk], **ASKED)
    with acting():
        assert Household.objects.count() == CaseFile.objects.count() == 1


def test_refer_needs_somebody_of_this_city_and_the_right():
    with acting(city=BOLOGNA):
        stranger = someone()
    with visiting():
        with pytest.raises(Invalid):
            refer(at=EVENING, person_ids=[])
        with pytest.raises(NotFound):
            refer(at=EVENING, person_ids=[stranger.pk], **ASKED)
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        refer(at=EVENING, person_ids=[stranger.pk], **ASKED)
