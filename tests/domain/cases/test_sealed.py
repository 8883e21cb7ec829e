"""Nothing a person told stands readable in any table."""

import pytest

from lgnet.domain.cases import operations as cases
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from tests.builders import acting
from tests.harness.databases import order
from tests.people_builders import AT, ON, a_case, a_person

CANARY = "ZZCANARY"


@pytest.mark.commits
def test_no_name_contact_number_or_note_is_readable_in_the_database():
    from django.db import connection

    with acting():
        person = a_person(
            stage="STREET",
            alias=f"{CANARY}alias",
            birth=Birth.aged(20, 30, on=ON),
            phone=f"{CANARY}phone",
            note=f"{CANARY}note",
            native_name=f"{CANARY}native",
        )
        people.complete_identity(
            person_id=person.id, at=AT, given_name=f"{CANARY}given", family_name=f"{CANARY}family"
        )
        people.add_identifier(person_id=person.id, kind="CUI", value=f"{CANARY}CUI", at=AT)
        people.add_title(person_id=person.id, title="SUSS", number=f"{CANARY}PERMIT", at=AT)
        case = a_case(person, summary=f"{CANARY}summary")
        cases.add_need(case_id=case.id, kind="HOUSING", note=f"{CANARY}need", at=AT)
        cases.log_action(kind="PHONE", minutes=5, case_ids=[case.id], note=f"{CANARY}action", at=AT)
    name = connection.settings_dict["NAME"]
    tables = order(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
        database=name,
    )
    assert len(tables) > 30
    for (table,) in tables:
        rows = order(f"SELECT t::text FROM {table} t", database=name)
        spoken = [row for row in rows if CANARY.casefold() in row[0].casefold()]
        hidden = [row for row in rows if CANARY.encode().hex() in row[0].casefold()]
        assert not spoken, table
        assert not hidden, table
