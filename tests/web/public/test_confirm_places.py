"""The page of a confirmation link: one facility, numbers only, nothing passed on or kept."""

import logging
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.links import token_of
from lgnet.domain.housing.models import ConfirmationLink, Discrepancy, Facility, Stay, Unit
from lgnet.domain.security.enums import Role
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.once.models import DoneForm
from tests.builders import BOLOGNA, acting, sign_in
from tests.housing_builders import MAN, make_hold, make_stay, make_unit

pytestmark = pytest.mark.django_db


class Place:
    """A facility with a room of three, one of them taken, and its link."""

    def __init__(self, code: str = "CASA") -> None:
        at = timezone.localtime()
        with acting(Role.HOUSING_COORDINATOR):
            self.unit: Unit = make_unit(
                beds=3, at=at, code=code, indirizzo="via Segreta 7", confirmed=False
            )
            self.stay: Stay = make_stay(self.unit, MAN, at=at)
            self.link: ConfirmationLink = operations.make_link(
                facility_id=self.unit.facility_id, at=at
            )
        self.url = reverse(
            "public:confirm_places",
            args=[token_of(municipality_id=self.link.municipality_id, link_id=self.link.pk)],
        )

    def post(self, client: Client, says: str, **told: Any) -> Any:
        """Answer as the page's form does."""
        seen = told.pop("seen", None) or client.get(self.url).context["picture"].mark
        return client.post(self.url, {"_key": str(uuid4()), "says": says, "seen": seen, **told})

    def confirmed(self) -> bool:
        """Tell whether the picture was confirmed."""
        with acting():
            return Facility.objects.get(pk=self.unit.facility_id).confirmed_at is not None


@pytest.fixture
def place() -> Place:
    """A place to answer for."""
    return Place()


def test_the_page_knows_rooms_and_numbers_and_nobody(client: Client, place: Place) -> None:
    answer = client.get(place.url)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Casa CASA" in page
    assert "Camera 1" in page
    with acting():
        request = place.stay.request
        told = [request.case.code, request.household.code, "via Segreta", "Prova 0"]
        told += [str(place.unit.facility_id), str(place.stay.pk), str(request.pk)]
        told += [str(row.person_id) for row in place.stay.occupancies.all() if row.person_id]
        told += [str(bed.pk) for bed in place.unit.beds.all()]
    for each in told:
        assert each not in page


def test_nothing_of_the_address_is_passed_on(client: Client, place: Place) -> None:
    dead = client.get(reverse("public:confirm_places", args=["nobody-made-it"]))
    for answer in (client.get(place.url), place.post(client, "right"), dead):
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    main = client.get(place.url).content.decode().partition("<main")[2].partition("</main")[0]
    assert "://" not in main


def test_all_is_right_confirms_and_says_thanks(client: Client, place: Place) -> None:
    answer = place.post(client, "right")
    assert answer.headers["Location"] == "?detto=right"
    assert place.confirmed()
    assert "Grazie" in client.get(place.url + answer.headers["Location"]).content.decode()


def test_another_number_is_left_to_the_desk(client: Client, place: Place) -> None:
    place.post(client, "other", **{str(place.unit.pk): "0"})
    assert not place.confirmed()
    with acting():
        row = Discrepancy.objects.get()
        assert (row.believed, row.told) == (2, 0)
    sign_in(client, Role.HOUSING_COORDINATOR)
    today = client.get(reverse("desk:today")).content.decode()
    assert "dice un altro numero" in today


@pytest.mark.parametrize("typed", ["", "-1", "4", "due", "1e3"])
def test_a_number_that_cannot_be_comes_back_beside_its_room(
    client: Client, place: Place, typed: str
) -> None:
    answer = place.post(client, "other", **{str(place.unit.pk): typed})
    assert answer.status_code == 422
    assert "Un numero da 0 a 3." in answer.content.decode()
    with acting():
        assert not Discrepancy.objects.exists()


def test_call_me_and_what_nobody_offers(client: Client, place: Place) -> None:
    assert place.post(client, "call").status_code == 302
    assert place.post(client, "delete").status_code == 422
    with acting():
        assert [row.kind for row in Discrepancy.objects.all()] == ["CALL"]


def test_who_answers_late_sees_what_changed(client: Client, place: Place) -> None:
    seen = client.get(place.url).context["picture"].mark
    with acting():
        make_hold(place.unit, MAN, at=timezone.localtime())
    answer = place.post(client, "right", seen=seen)
    assert answer.status_code == 409
    assert "Nel frattempo è cambiato qualcosa" in answer.content.decode()
    assert not place.confirmed()


def test_the_same_form_sent_twice_is_one_answer(client: Client, place: Place) -> None:
    seen, key = client.get(place.url).context["picture"].mark, str(uuid4())
    for _ in range(3):
        client.post(place.url, {"_key": key, "says": "right", "seen": seen})
    with acting():
        assert ConfirmationLink.objects.get().answers == 1


def test_dead_links_are_one_and_the_same_page(client: Client, place: Place) -> None:
    token = place.url.strip("/").rpartition("/")[2]
    with acting(Role.HOUSING_COORDINATOR):
        other = operations.make_link(facility_id=place.unit.facility_id, at=timezone.now())
        operations.revoke_link(
            facility_id=place.unit.facility_id, link_id=other.pk, at=timezone.now()
        )
        expired = operations.make_link(
            facility_id=place.unit.facility_id, at=timezone.now() - timedelta(hours=49)
        )
    dead = [
        token[:-2] + "xx",
        token_of(municipality_id=other.municipality_id, link_id=other.pk),
        token_of(municipality_id=other.municipality_id, link_id=expired.pk),
        token_of(municipality_id=BOLOGNA, link_id=place.link.pk),
        "048017",
    ]
    pages = set()
    for each in dead:
        for answer in (
            client.get(reverse("public:confirm_places", args=[each])),
            client.post(
                reverse("public:confirm_places", args=[each]),
                {"_key": str(uuid4()), "says": "right"},
            ),
        ):
            assert answer.status_code == 404
            assert "Il link non vale più" in answer.content.decode()
            pages.add(answer.content.decode().partition("<main")[2])
    assert len(pages) == 1
    assert not place.confirmed()


def test_a_link_of_one_facility_never_shows_another(client: Client, place: Place) -> None:
    other = Place(code="ALTRA")
    page = client.get(place.url).content.decode()
    assert "Casa ALTRA" not in page
    assert place.post(client, "other", **{str(other.unit.pk): "0"}).status_code == 422


def test_the_address_is_kept_nowhere(
    client: Client, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    token = place.url.strip("/").rpartition("/")[2]
    secret = token.rpartition(".")[2]
    with caplog.at_level(logging.DEBUG):
        place.post(client, "right")
        client.get(place.url)
        client.post(place.url, {"_key": str(uuid4()), "says": "other"})
        client.get(place.url.replace(secret[:4], "zzzz"))
    ours = [
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    ]
    assert not any(secret in line for line in ours)
    with acting():
        kept = " ".join(
            [str(row) for row in AuditEvent.objects.values_list()]
            + [str(row) for row in DoneForm.objects.values_list()]
        )
        assert secret not in kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(t::text, ' '), '') FROM once_doneform t")
        assert secret not in cursor.fetchone()[0]


def test_statements_do_not_grow_with_rooms(client: Client, place: Place) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(place.url).status_code == 200
        return len(queries)

    few = count()
    with acting(Role.HOUSING_COORDINATOR):
        for number in range(2, 7):
            make_unit(beds=2, unit_code=str(number), at=timezone.localtime(), confirmed=False)
    assert count() == few
