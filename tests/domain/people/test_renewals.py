"""A title whose renewal was asked for keeps its rights while the receipt stands."""

from datetime import date, timedelta

import pytest

from lgnet.domain.cases.queries import list_expiring_titles
from lgnet.domain.people import operations, queries, renewals
from lgnet.domain.people.models import Vulnerability
from lgnet.domain.people.vulnerabilities import VERSION
from lgnet.lib.errors import Invalid, NotFound
from tests.builders import acting
from tests.people_builders import AT, ON, a_case, a_person

ENDED = ON - timedelta(days=10)


def _expired(person, to_on=ENDED):
    return operations.add_title(
        person_id=person.id, title="ASILO", at=AT, from_on=date(2021, 11, 1), to_on=to_on
    )


def _receipt(person, title, from_on=ENDED, to_on=None):
    return operations.add_title(
        person_id=person.id,
        title="RIC_RINNOVO",
        at=AT,
        from_on=from_on,
        to_on=to_on,
        renews=title.id,
    )


def _now(person):
    titles = queries.titles_of(person_ids=[person.id])
    title = queries.current_title(titles, on=ON)
    return title.title, renewals.receipt_of(title, titles, on=ON) is not None


@pytest.mark.django_db
def test_receipt_keeps_the_rights_of_the_title_it_renews():
    with acting():
        person = a_person()
        title = _expired(person)
        assert _now(person) == ("ASILO", False)
        _receipt(person, title)
        assert _now(person) == ("ASILO", True)
        titles = queries.titles_of(person_ids=[person.id])
        assert renewals.kept_until(titles[-1], titles, on=ON) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "until", "kept"),
    [
        (ENDED + timedelta(days=60), None, False),  # not asked for yet on that day
        (ENDED - timedelta(days=5), ON + timedelta(days=30), True),
        (ENDED - timedelta(days=5), ON, False),  # the receipt itself ended
    ],
)
def test_receipt_counts_from_the_day_it_was_asked_for_to_its_own_end(asked, until, kept):
    with acting():
        person = a_person()
        _receipt(person, _expired(person), from_on=asked, to_on=until)
        assert _now(person)[1] is kept


@pytest.mark.django_db
def test_receipt_asked_for_later_than_sixty_days_keeps_nothing():
    with acting():
        person = a_person()
        title = _expired(person, to_on=ON - timedelta(days=90))
        _receipt(person, title, from_on=ON - timedelta(days=20))
        assert _now(person) == ("ASILO", False)


@pytest.mark.django_db
def test_only_a_receipt_renews_and_a_title_of_the_same_person():
    with acting():
        one, other = a_person(), a_person()
        title = _expired(one)
        receipt = _receipt(one, title)
        for person, name, renews in (
            (one, "SPEC", title),
            (other, "RIC_RINNOVO", title),
            (one, "RIC_RINNOVO", receipt),
        ):
            with pytest.raises(Invalid) as refused:
                operations.add_title(person_id=person.id, title=name, at=AT, renews=renews.id)
            assert refused.value.code == "people.renews_what"


@pytest.mark.django_db
def test_who_asked_for_renewal_is_not_reminded_to():
    soon = ON + timedelta(days=20)

    def expiring():
        found = list_expiring_titles(on=ON, until=ON + timedelta(days=60))
        return [row.to_on for row in found]

    with acting():
        person = a_person()
        a_case(person)
        title = _expired(person, to_on=soon)
        assert expiring() == [soon]
        _receipt(person, title, from_on=ON)
        assert expiring() == []


@pytest.mark.django_db
def test_finding_keeps_the_version_of_the_list_it_was_chosen_from():
    with acting():
        person = a_person()
        operations.add_vulnerability(person_id=person.id, category="DIS", assessed_on=ON, at=AT)
        assert Vulnerability.objects.get().rule_set == VERSION


# Places of reception


@pytest.mark.django_db
def test_places_are_dated_as_well_as_they_are_known():
    with acting():
        person = a_person()

        def told(begun, ended, **more):
            return operations.add_place(
                person_id=person.id, kind="CAS", at=AT, begun=begun, ended=ended, **more
            )

        told((2021, None, None), (2022, 2, None), place="Prato")
        told((2020, 3, 12), None)
        told(None, None, source="la persona")
        rows = queries.earlier_places(person_id=person.id)
        assert [(r.from_on, r.from_to, r.to_on, r.to_to) for r in rows] == [
            (date(2020, 3, 12), date(2020, 3, 12), None, None),
            (date(2021, 1, 1), date(2021, 12, 31), date(2022, 2, 1), date(2022, 2, 28)),
            (None, None, None, None),
        ]
        assert rows[1].place == "Prato"
        for begun, ended in (
            ((2022, 2, 30), None),
            ((2990, 1, 1), None),
            ((2022, 1, 1), (2021,) + (None,) * 2),
        ):
            with pytest.raises(Invalid):
                told(begun, ended)
        operations.withdraw_place(place_id=rows[0].id, person_id=person.id, at=AT)
        assert len(queries.earlier_places(person_id=person.id)) == 2
        with pytest.raises(NotFound):
            operations.withdraw_place(place_id=rows[1].id, person_id=a_person().id, at=AT)
