"""Numbers, titles, vulnerable categories."""

from datetime import date

import pytest

from lgnet.domain.people import operations, queries
from lgnet.domain.people.titles import TITLES
from lgnet.domain.people.vulnerabilities import CATEGORIES
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, Refused
from tests.builders import acting
from tests.people_builders import AT, ON, a_person

CF = "RSSMRA85T10A562S"


@pytest.mark.django_db
def test_codice_fiscale_is_checked_and_kept_plain():
    with acting():
        person = a_person()
        operations.add_identifier(
            person_id=person.id, kind="CF", value="rss mra 85t10 a562s", at=AT
        )
        assert queries.identifiers_of(person_id=person.id)[0].value == CF


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "CF", "value": "RSSMRA85T10A562X"}, "value"),
        ({"kind": "CF", "value": "no"}, "value"),
        ({"kind": "CUI", "value": "x" * 41}, "value"),
        ({"kind": "CUI"}, "value"),
        ({"kind": "CUI", "value": "A", "unknown_reason": "LOST"}, "value"),
        ({"kind": "CUI", "unknown_reason": "BOH"}, "unknown_reason"),
        ({"kind": "SHOE", "value": "42"}, "kind"),
    ],
)
def test_wrong_number_names_its_field(told, field):
    with acting():
        person = a_person()
        with pytest.raises(Invalid) as refused:
            operations.add_identifier(person_id=person.id, at=AT, **told)
        assert refused.value.params["field"] == field
        assert queries.identifiers_of(person_id=person.id) == []


@pytest.mark.django_db
def test_unknown_number_is_kept_with_its_reason():
    with acting():
        person = a_person()
        operations.add_identifier(
            person_id=person.id, kind="PERMIT", unknown_reason="RENEWAL", at=AT
        )
        row = queries.identifiers_of(person_id=person.id)[0]
        assert (row.value, row.unknown_reason) == (None, "RENEWAL")


@pytest.mark.django_db
def test_same_number_twice_is_refused():
    with acting():
        person = a_person()
        operations.add_identifier(person_id=person.id, kind="CUI", value="05A1B2C", at=AT)
        with pytest.raises(Invalid):
            operations.add_identifier(person_id=person.id, kind="CUI", value="05a1b2c", at=AT)


@pytest.mark.django_db
def test_titles_are_a_history_and_the_present_one_is_chosen():
    with acting():
        person = a_person()
        for title, begins, ends in (
            ("RICH_ASILO", date(2020, 1, 1), date(2022, 1, 14)),
            ("SUSS", date(2022, 1, 14), date(2027, 1, 14)),
        ):
            operations.add_title(
                person_id=person.id, title=title, from_on=begins, to_on=ends, at=AT
            )
        titles = queries.titles_of(person_ids=[person.id])
        assert [row.title for row in titles] == ["SUSS", "RICH_ASILO"]
        for on, title in (
            (ON, "SUSS"),
            (date(2021, 1, 1), "RICH_ASILO"),
            (date(2030, 1, 1), "SUSS"),
        ):
            assert queries.current_title(titles, on=on).title == title


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": "VISTO"}, "title"),
        ({"title": "UMAN", "from_on": date(2019, 1, 1)}, "title"),
        ({"title": "SUSS", "from_on": date(2026, 1, 2), "to_on": date(2026, 1, 1)}, "to_on"),
        ({"title": "SUSS", "to_on": date(1, 1, 1)}, "to_on"),
        ({"title": "SUSS", "to_on": date(2099, 1, 1)}, "to_on"),
    ],
)
def test_wrong_title_names_its_field(told, field):
    with acting():
        person = a_person()
        with pytest.raises(Invalid) as refused:
            operations.add_title(person_id=person.id, at=AT, **told)
        assert refused.value.params["field"] == field


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"category": "BOH"}, "category"),
        ({"category": "GRAV"}, "category"),
        ({"category": "VIOL"}, "assessed_by"),
        ({"category": "DIS", "assessed_on": date(2027, 1, 1)}, "assessed_on"),
    ],
)
def test_wrong_category_names_its_field(told, field):
    with acting():
        person = a_person()
        with pytest.raises(Invalid) as refused:
            operations.add_vulnerability(
                **{"person_id": person.id, "assessed_on": ON, "at": AT} | told
            )
        assert refused.value.params["field"] == field


@pytest.mark.django_db
def test_vulnerability_counts_while_it_holds():
    with acting():
        person = a_person()
        row = operations.add_vulnerability(
            person_id=person.id, category="MONO", assessed_on=date(2026, 11, 1), at=AT
        )
        assert queries.dimensions_of(person=person, on=ON)["vulnerable"] is True
        assert queries.dimensions_of(person=person, on=date(2026, 10, 1))["vulnerable"] is False
        operations.end_vulnerability(vulnerability_id=row.id, on=ON, at=AT)
        assert queries.dimensions_of(person=person, on=ON)["vulnerable"] is False
        with pytest.raises(Refused):
            operations.end_vulnerability(vulnerability_id=row.id, on=ON, at=AT)


@pytest.mark.django_db
def test_role_without_the_permission_is_refused():
    with acting():
        person = a_person()
        held = operations.add_vulnerability(
            person_id=person.id, category="MONO", assessed_on=ON, at=AT
        )
    writes = [
        lambda: operations.add_identifier(person_id=person.id, kind="CUI", value="1", at=AT),
        lambda: operations.add_title(person_id=person.id, title="SUSS", at=AT),
        lambda: operations.add_vulnerability(
            person_id=person.id, category="MONO", assessed_on=ON, at=AT
        ),
        lambda: operations.end_vulnerability(vulnerability_id=held.id, on=ON, at=AT),
    ]
    with acting(Role.HOUSING_COORDINATOR):
        for write in writes:
            with pytest.raises(NotAllowed):
                write()


def test_lists_of_law_have_one_row_per_code_and_both_languages():
    for rows in (TITLES, CATEGORIES):
        assert len({row.code for row in rows}) == len(rows)
        assert all(row.label("it") and row.label("en") for row in rows)
