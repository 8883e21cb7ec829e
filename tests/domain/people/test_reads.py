"""Every read of a person asks for the permission."""

import pytest

from lgnet.domain.people import finding, operations, queries
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import NotAllowed
from tests.builders import acting
from tests.people_builders import AT, ON, a_person

READS = {
    "get_person": lambda p: queries.get_person(person_id=p.id),
    "people_by_ids": lambda p: queries.people_by_ids([p.id]),
    "list_people": lambda p: queries.list_people(),
    "count_people": lambda p: queries.count_people(),
    "search": lambda p: finding.search(text="Selam", at=AT),
    "members_of": lambda p: queries.members_of(household_ids=[p.id], on=ON),
    "household_with": lambda p: queries.household_with(person_id=p.id, on=ON),
    "timeline_items": lambda p: queries.timeline_items(person=p, titles=[], before=AT, limit=5),
}


@pytest.mark.django_db
@pytest.mark.parametrize("read", READS)
def test_role_without_the_permission_reads_nobody(read: str):
    with acting():
        person = a_person()
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        READS[read](person)


@pytest.mark.django_db
def test_role_without_the_permission_makes_nobody_findable():
    with acting():
        person = a_person()
    with acting(Role.CITY_MANAGER), pytest.raises(NotAllowed):
        operations.index_code(person_id=person.id, code="FI-2026-0001")
