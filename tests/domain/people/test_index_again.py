"""Tokens written anew find whom they found: names, births, numbers, codes, joined records."""

from datetime import date

import pytest
from django.core.management import call_command

from lgnet.domain.people import finding, operations
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import SearchToken
from tests.builders import FIRENZE, acting
from tests.people_builders import AT, a_person

pytestmark = pytest.mark.django_db


def _all():
    rows = SearchToken.objects.order_by("id").values_list("person_id", "kind", "token")
    return {(who, kind, bytes(token)) for who, kind, token in rows}


def _known():
    """Register somebody with everything one can be found by."""
    person = a_person(
        given_name="Selam",
        family_name="Weldu",
        native_name="ሰላም ወልዱ",
        alias="Lina",
        phone="3331234567",
        birth=Birth.on_day(date(1995, 3, 4)),
    )
    operations.add_identifier(person_id=person.id, kind="CUI", value="05A1B2C", at=AT)
    operations.add_title(person_id=person.id, title="PTEMP", number="I77000012", at=AT)
    operations.form_household(members=[(person.id, "HEAD")], on=date(2026, 11, 1))
    operations.complete_identity(person_id=person.id, at=AT, family_name="Tesfay")
    return person


def _rewrite():
    call_command("index_people", "--municipality", FIRENZE)


def test_tokens_of_an_earlier_version_become_those_of_this_one():
    with acting():
        person = _known()
        right = _all()
        SearchToken.objects.exclude(kind__in="ICSD").delete()
        SearchToken.objects.create(person=person, kind="L", token=b"an older kind...")
        SearchToken.objects.create(person=person, kind="S", token=b"an older folding")
    _rewrite()
    with acting():
        assert _all() == right
        assert finding.search(text="05A1B2D", at=AT)[0].person.id == person.id


def test_a_number_stays_with_the_record_that_brought_it():
    with acting():
        stays, person = a_person(given_name="Other"), _known()
        operations.merge(survivor_id=stays.id, absorbed_id=person.id, reason="same", at=AT)
        before = _all()
        SearchToken.objects.exclude(kind__in="IC").delete()
    _rewrite()
    with acting():
        assert _all() == before
        assert {who for who, kind, _ in before if kind in "IN"} == {person.id}
