"""Whatever two records hold: joined and taken apart they hold it again, and no name is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile, Need
from lgnet.domain.people import finding, operations
from lgnet.domain.people.models import (
    EarlierIdentity,
    Household,
    HouseholdMember,
    Identifier,
    LegalStatusPeriod,
    Person,
    SearchToken,
    Vulnerability,
)
from lgnet.lib.errors import Refused
from lgnet.lib.vault.fields import EncryptedText
from tests.builders import acting
from tests.people_builders import AT, ON, a_case, a_person

LATER = AT + timedelta(days=3)
KEPT = (
    Person,
    EarlierIdentity,
    Identifier,
    LegalStatusPeriod,
    Vulnerability,
    HouseholdMember,
    Household,
    CaseFile,
    Need,
    SearchToken,
)
NAMES = st.sampled_from(
    ["Selam", "Weldu", "Mohamed", "Diallo", "Fatima", "محمد", "Ольга", "Tesfay"]
)
FACTS = st.lists(
    st.sampled_from(["title", "number", "vulnerability", "case", "closed", "home", "was", "name"]),
    max_size=6,
    unique=True,
)


def _told(person: Person, facts: list[str], number: int) -> None:
    told = {
        "title": lambda: operations.add_title(
            person_id=person.id, title="SPEC", at=AT, number=f"I{number}0001"
        ),
        "number": lambda: operations.add_identifier(
            person_id=person.id, kind="CUI", value=f"CUI{number}0001", at=AT
        ),
        "vulnerability": lambda: operations.add_vulnerability(
            person_id=person.id, category="DIS", assessed_on=ON, at=AT
        ),
        "case": lambda: cases.add_need(
            case_id=a_case(person).id, kind="WORK", at=AT, note="Lavoro"
        ),
        "closed": lambda: cases.close_case(case_id=a_case(person).id, reason="MOVED", at=AT),
        "home": lambda: operations.form_household(members=[(person.id, "HEAD")], on=ON),
        "was": lambda: _was_in_a_household(person),
        "name": lambda: operations.complete_identity(
            person_id=person.id, at=AT, family_name="Okoro"
        ),
    }
    for fact in sorted(facts, key=["closed", "was"].__contains__, reverse=True):
        told[fact]()


def _was_in_a_household(person: Person) -> None:
    operations.form_household(members=[(person.id, "HEAD")], on=date(2026, 1, 1))
    operations.leave_household(person_id=person.id, on=date(2026, 3, 1))


def _plain(row: Any) -> dict[str, Any]:
    """Return a row with its texts opened: a new sealing of the same text is the same text."""
    shown = {}
    for one in row._meta.concrete_fields:
        value = getattr(row, one.attname)
        if isinstance(one, EncryptedText) or not isinstance(value, bytes | memoryview):
            shown[one.attname] = value
        else:
            shown[one.attname] = bytes(value)
    shown.pop("updated_at", None)
    return shown


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all that is written of people, whatever record it is written of."""
    return {model.__name__: [_plain(row) for row in model.objects.order_by("pk")] for model in KEPT}


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.tuples(NAMES, NAMES),
    second=st.tuples(NAMES, NAMES),
    of_first=FACTS,
    of_second=FACTS,
)
def test_merged_and_unmerged_is_as_before(first, second, of_first, of_second):
    with acting(), transaction.atomic():
        one, other = (
            a_person(given_name=given, family_name=family) for given, family in (first, second)
        )
        _told(one, of_first, 1)
        _told(other, of_second, 2)
        before = everything()
        try:
            act = operations.merge(
                survivor_id=one.id, absorbed_id=other.id, reason="Impronta", at=AT
            )
        except Refused:
            assert "home" in {*of_first} & {*of_second}, "refused though nothing is there twice"
            assert everything() == before
        else:
            for given_name, family_name in (first, second):
                found = finding.search(text=f"{given_name} {family_name}", at=AT)
                assert one.id in {each.person.id for each in found}
                assert other.id not in {each.person.id for each in found}
            operations.unmerge(act_id=act.id, reason="Errore", at=LATER)
            assert everything() == before
        transaction.set_rollback(True)
