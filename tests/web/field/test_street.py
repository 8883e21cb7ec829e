"""Stasera, nuovo contatto, one visit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases.models import CaseFile
from lgnet.domain.housing.models import HousingRequest
from lgnet.domain.people.models import Person
from lgnet.domain.response import operations
from lgnet.domain.response.models import Meeting, Visit
from lgnet.domain.security.enums import Role
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities, make_user, sign_in
from tests.domain.response.build import visiting
from tests.web.desk.test_reports import assessed, tonight
from tests.web.response_pages import post

pytestmark = pytest.mark.django_db


def round_of(number: int = 1, city: str = FIRENZE) -> list[Visit]:
    """Make a shift tonight, with visits, for the team member who signs in."""
    make_cities()
    member = make_user(Role.TEAM_MEMBER, city)
    with acting(city=city):
        shift = tonight()
        type(shift).objects.filter(pk=shift.pk).update(members=[member])
        return [
            operations.assign(report_id=assessed().pk, shift_id=shift.pk, at=timezone.now())
            for _ in range(number)
        ]


def test_tonight_shows_the_next_visit_big_and_the_rest_after(client):
    round_of(3)
    page = sign_in(client, Role.TEAM_MEMBER).get(reverse("field:tonight")).content.decode()
    assert "Prossima visita" in page
    assert "Siamo arrivati" in page
    assert "2 visite" in page
    assert "Posti liberi stanotte" in page


def test_tonight_without_a_shift_says_so(client):
    page = sign_in(client, Role.TEAM_MEMBER).get(reverse("field:tonight")).content.decode()
    assert "Nessun turno stasera" in page


def test_arrive_contact_done_is_the_way_of_a_visit(client):
    (visit,) = round_of()
    sign_in(client, Role.TEAM_MEMBER)
    post(client, reverse("field:visit_arrived", args=[visit.pk]))
    answer = post(
        client,
        reverse("field:contact"),
        turno=str(visit.shift_id),
        uscita=str(visit.pk),
        alias="Il sarto",
        age_band="26-40",
        sex="M",
        languages=["fr", "ar"],
        needs=["SLEEP"],
    )
    assert answer["Location"] == reverse("field:visit", args=[visit.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "«Il sarto»" in page
    assert "Dormire" in page
    post(client, reverse("field:visit_done", args=[visit.pk]), given=["BLANKET"], note="Domani.")
    with visiting():
        closed = Visit.objects.get()
        assert (closed.state, closed.persons_met, closed.note) == ("DONE", 1, "Domani.")


def test_contact_alone_needs_no_field_but_the_place(client):
    (visit,) = round_of()
    sign_in(client, Role.TEAM_MEMBER)
    answer = post(
        client, reverse("field:contact"), turno=str(visit.shift_id), uscita="no", alias="Bobo"
    )
    page = answer.content.decode()
    assert "Scrivi dove" in page
    assert 'value="Bobo"' in page
    answer = post(
        client, reverse("field:contact"), turno=str(visit.shift_id), uscita="no", place="Cure"
    )
    assert answer.status_code == 302
    with visiting():
        assert Person.objects.get().alias.startswith("Senza nome")


def test_contact_sent_twice_registers_once(client):
    (visit,) = round_of()
    sign_in(client, Role.TEAM_MEMBER)
    key = str(uuid4())
    for _ in range(2):
        answer = post(
            client,
            reverse("field:contact"),
            key=key,
            turno=str(visit.shift_id),
            uscita=str(visit.pk),
            alias="Bobo",
        )
        assert answer.status_code == 302
    with visiting():
        assert Person.objects.count() == Meeting.objects.count() == 1


def test_aliases_are_suggested_from_tonight_only(client):
    (visit,) = round_of()
    with visiting():
        operations.new_contact(
            at=timezone.now(), shift_id=visit.shift_id, visit_id=visit.pk, alias="Zia Lulù"
        )
    with acting():
        earlier = tonight("Unità 9")
    with visiting():
        operations.new_contact(
            at=timezone.now() - timedelta(minutes=1),
            shift_id=earlier.pk,
            alias="Altra notte",
            place="Cure",
        )
    page = sign_in(client, Role.TEAM_MEMBER).get(reverse("field:contact")).content.decode()
    assert "Zia Lulù" in page
    assert "Altra notte" not in page


def test_referral_opens_cases_and_one_request_for_all(client):
    (visit,) = round_of()
    with visiting():
        people = [
            operations.new_contact(
                at=timezone.now(), shift_id=visit.shift_id, visit_id=visit.pk, alias=alias
            ).meeting.person_id
            for alias in ("madre", "figlio")
        ]
    sign_in(client, Role.TEAM_MEMBER)
    url = reverse("field:visit_refer", args=[visit.pk])
    ids = [str(person) for person in people]
    answer = post(client, url, people=ids, ask_place="1", priority_class="1")
    assert "Scrivi perché serve un posto adesso." in answer.content.decode()
    answer = post(
        client, url, people=ids, ask_place="1", priority_class="1", class_reason="Con un bambino"
    )
    assert answer.status_code == 302
    with acting():
        assert CaseFile.objects.count() == 2
        assert HousingRequest.objects.get().persons == 2


def test_referral_takes_only_people_met_on_this_visit(client):
    (visit,) = round_of()
    with visiting():
        operations.meet(
            visit_id=visit.pk,
            person_id=operations.new_contact(
                at=timezone.now(), shift_id=visit.shift_id, alias="altrove", place="Cure"
            ).meeting.person_id,
            at=timezone.now(),
        )
    sign_in(client, Role.TEAM_MEMBER)
    answer = post(client, reverse("field:visit_refer", args=[visit.pk]), people=[str(uuid4())])
    assert answer.status_code == 200
    with acting():
        assert not CaseFile.objects.exists()


@pytest.mark.parametrize(
    "name", ["visit", "visit_arrived", "visit_nobody", "visit_done", "visit_refer"]
)
def test_visits_of_another_city_are_not_there(client, name):
    (visit,) = round_of(city=BOLOGNA)
    sign_in(client, Role.TEAM_MEMBER)
    url = reverse(f"field:{name}", args=[visit.pk])
    answer = client.get(url) if name == "visit" else post(client, url, people=[str(uuid4())])
    assert answer.status_code == 404


def test_street_is_closed_to_the_desk(client):
    assert sign_in(client).get(reverse("field:tonight")).status_code == 403


def test_tonight_does_not_ask_the_database_more_for_more_visits(client):
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("field:tonight")).status_code == 200
        return len(seen)

    visits = round_of(5)
    sign_in(client, Role.TEAM_MEMBER)
    client.get(reverse("field:tonight"))
    few = statements()
    with acting():
        for _ in range(25):
            operations.assign(
                report_id=assessed().pk, shift_id=visits[0].shift_id, at=timezone.now()
            )
    assert statements() == few
