"""Pages of the register: who may, what they show, forms that come back, nothing of a protected address."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import (
    Bed,
    ConfirmationLink,
    Convention,
    Discrepancy,
    Facility,
    Occupancy,
    Unit,
    Upkeep,
)
from lgnet.domain.housing.operations.freshness import raise_discrepancy
from lgnet.domain.security.enums import Role
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting, sign_in
from tests.domain.housing.test_import_centres import a_centre, as_file
from tests.housing_builders import MAN, make_stay, make_unit

pytestmark = pytest.mark.django_db
DESK, MANAGER = Role.HOUSING_COORDINATOR, Role.CITY_MANAGER


def _unit(code: str = "CASA", **cells: Any) -> Unit:
    with acting(DESK):
        return make_unit(beds=3, at=timezone.localtime(), code=code, **cells)


def _post(client: Client, route: str, key: UUID, /, **data: Any) -> Any:
    url = reverse(f"housing:{route}", args=[key])
    return client.post(url, {"_key": str(new_id()), **data})


def _page(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"housing:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def _sign(unit: Unit, **values: Any) -> Convention:
    today = timezone.localdate()
    with acting(DESK):
        return operations.sign_convention(
            **{
                "facility_id": unit.facility_id,
                "cig": "B1A2C3D4E5",
                "places": 3,
                "daily_rate": Decimal("40.00"),
                "pays_empty": True,
                "from_on": today - timedelta(days=60),
                "to_on": today + timedelta(days=200),
                "at": timezone.now(),
                **values,
            }
        )


def test_the_list_shows_rooms_and_not_only_beds(client: Client) -> None:
    unit = _unit()
    with acting():
        make_stay(unit, MAN, at=timezone.localtime())
    sign_in(client, DESK)
    row = client.get(reverse("housing:facilities")).context["rows"][0]
    assert (row["beds"].usable, row["beds"].free) == (3, 2)
    assert [item["count"] for item in row["entering"]] == [1, 0, 0, 0, 0]
    page = _page(client, "facilities")
    assert "senza convenzione in vigore" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Casa A", "Casa B", "Casa C"}),
        ("?persone=3", {"Casa A", "Casa C"}),
        ("?convenzione=manca", {"Casa B", "Casa C"}),
        ("?convenzione=valida", {"Casa A"}),
        ("?conferma=UNKNOWN", {"Casa C"}),
        ("?conferma=FRESH&tipo=FIRST", {"Casa A", "Casa B"}),
        ("?tipo=HOTEL", set()),
        ("?vista=domande", {"Casa nuova"}),
        ("?vista=%00&tipo=' OR 1&persone=99&ordine=-password&da=", {"Casa A", "Casa B", "Casa C"}),
    ],
)
def test_the_list_filters_by_its_address(client: Client, query: str, names: set[str]) -> None:
    first, second = _unit("A"), _unit("B")
    _unit("C", confirmed=False)
    _sign(first)
    with acting(DESK):
        make_stay(second, MAN, at=timezone.localtime())
        operations.apply_facility(name="Casa nuova", kind="HOST", at=timezone.now())
    sign_in(client, DESK)
    found = client.get(reverse("housing:facilities") + query).context
    assert {row["facility"].name for row in found["rows"]} == names
    assert found["total"] == len(names)


@pytest.mark.parametrize(
    "order", ["nome", "-nome", "conferma", "-conferma", "scadenza", "-scadenza"]
)
def test_pages_of_the_list_hold_everybody_once_in_any_order(client: Client, order: str) -> None:
    with acting(DESK):
        for number in range(28):
            make_unit(code=f"F{number:02d}", at=timezone.localtime(), confirmed=number % 3 == 0)
    sign_in(client, DESK)
    first = client.get(f"{reverse('housing:facilities')}?ordine={order}").context
    second = client.get(first["next_url"]).context
    names = [row["facility"].name for row in (*first["rows"], *second["rows"])]
    assert (len(first["rows"]), len(names), len(set(names))) == (25, 28, 28)
    assert second["next_url"] == ""


def test_the_list_costs_the_same_with_many(client: Client) -> None:
    _sign(_unit("A"))
    sign_in(client, MANAGER)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            _page(client, "facilities")
        return len(queries)

    count()
    few = count()
    for number in range(6):
        _sign(_unit(f"X{number}"))
    assert count() == few


def test_a_protected_address_is_on_no_map_and_in_no_export(client: Client) -> None:
    place = {"indirizzo": "via Segreta 7", "latitudine": 43.7701, "longitudine": 11.2401}
    _unit("NOTA", **place)
    _unit("SEGRETA", indirizzo_riservato=True, **place)
    sign_in(client, DESK)
    found = client.get(reverse("housing:facilities")).context
    assert [item.mark.label for item in found["sketch"].placed] == ["Casa NOTA"]
    assert found["off_map"] == 1
    file = client.get(reverse("housing:facilities_export", args=["csv"])).content.decode()
    assert "Casa SEGRETA" in file
    for text in ("via Segreta", "43.77", "11.24"):
        assert text not in file + _page(client, "facilities")


def test_who_may_not_hold_sees_no_protected_address(client: Client) -> None:
    unit = _unit(indirizzo_riservato=True, indirizzo="via Segreta 7", telefono="055 123")
    sign_in(client, MANAGER)
    for name in ("facility", "facility_register", "facility_picture"):
        page = _page(client, name, unit.facility_id)
        assert "via Segreta" not in page
        assert "055 123" not in page
    sign_in(client, DESK)
    assert "via Segreta 7" in _page(client, "facility", unit.facility_id)


def test_an_application_goes_its_way_by_two_people(client: Client) -> None:
    sign_in(client, DESK)
    url = reverse("housing:facility_new")
    told = {
        "name": "Casa Ulivo",
        "kind": "HOST",
        "sex_rule": "ANY",
        "pets": "1",
        "languages": ["ita"],
    }
    assert (
        client.post(
            url, {"_key": str(new_id()), **told, "age_from": "40", "age_to": "18"}
        ).status_code
        == 200
    )
    with acting():
        assert not Facility.objects.exists()
    made = client.post(url, {"_key": str(new_id()), **told, "point": "43.77, 11.25"})
    with acting():
        facility = Facility.objects.get()
    assert made.headers["Location"] == reverse("housing:facility_register", args=[facility.pk])
    assert _post(client, "facility_step", facility.pk, to="EXAMINED").status_code == 302
    assert _post(client, "facility_step", facility.pk, to="ACCREDITED").status_code == 403
    sign_in(client, MANAGER)
    again = _post(client, "facility_step", facility.pk, to="REFUSED", reason="")
    assert "Scrivi il motivo" in again.content.decode()
    assert _post(client, "facility_step", facility.pk, to="ACCREDITED").status_code == 302
    with acting():
        assert Facility.objects.get().active


def test_a_convention_is_registered_renewed_and_ended(client: Client) -> None:
    unit, today = _unit(), timezone.localdate()
    sign_in(client, DESK)
    terms = {
        "places": "3",
        "daily_rate": "32.50",
        "from_on": today,
        "last_on": today + timedelta(days=29),
    }
    short = _post(client, "convention", unit.facility_id, cig="123", **terms)
    assert "Il CIG ha dieci caratteri" in short.content.decode()
    assert 'value="123"' in short.content.decode()  # nothing typed is lost
    assert (
        _post(client, "convention", unit.facility_id, cig="b1a2c3d4e5", **terms).status_code == 302
    )
    with acting():
        made = Convention.objects.get()
        assert (made.cig, made.to_on, made.daily_rate) == (
            "B1A2C3D4E5",
            today + timedelta(days=30),
            Decimal("32.50"),
        )
    assert "fino al" in _page(client, "facility_register", unit.facility_id)
    overlap = _post(client, "convention", unit.facility_id, cig="C1A2C3D4E5", **terms)
    assert "vale già un’altra convenzione" in overlap.content.decode()
    ended = _post(
        client,
        "convention_end",
        unit.facility_id,
        convention_id=made.pk,
        on=today,
        reason="ERROR",
    )
    assert ended.status_code == 302
    assert "senza convenzione in vigore" in _page(client, "facility_register", unit.facility_id)


def test_costs_are_for_who_may_read_them(client: Client) -> None:
    unit = _unit()
    _sign(unit)
    sign_in(client, MANAGER)
    page = _page(client, "facility_register", unit.facility_id)
    assert "3.600,00" in page  # 3 places, 30 nights, 40 euro, nobody slept there
    assert "3.600,00" in _page(client, "facilities")
    sign_in(client, Role.CASE_WORKER)
    for text in (
        _page(client, "facility_register", unit.facility_id),
        _page(client, "facilities"),
    ):
        assert "3.600" not in text
        assert "40,00" not in text


def test_beds_and_upkeep_by_the_page(client: Client) -> None:
    unit, today = _unit(), timezone.localdate()
    sign_in(client, DESK)
    key = unit.facility_id
    bad = _post(client, "bed_add", key, unit_id=unit.pk, from_on=today, to_on=today)
    assert bad.status_code == 200
    assert _post(client, "bed_add", key, unit_id=unit.pk, from_on=today).status_code == 302
    assert (
        _post(
            client, "unit_new", key, name="Camera 2", beds="2", kind="ROOM", sex_rule="ANY"
        ).status_code
        == 302
    )
    with acting():
        bed, other = Bed.objects.get(extra=True), Unit.objects.get(name="Camera 2")
        beds = [str(one.pk) for one in other.beds.all()]
    moved = _post(
        client, "bed_move", key, bed_id=bed.pk, unit_id=other.pk, on=today + timedelta(days=2)
    )
    assert moved.status_code == 302
    works = _post(
        client,
        "upkeep",
        key,
        kind="WORKS",
        unit_id=other.pk,
        from_on=today,
        bed_ids=beds,
        note="Tetto",
    )
    assert works.status_code == 302
    page = _page(client, "facility", key)
    assert "Tetto" in page
    with acting():
        work = Upkeep.objects.get()
        assert work.blocks.count() == 2
    assert _post(client, "upkeep_close", key, upkeep_id=work.pk, outcome="DONE").status_code == 302
    with acting():
        assert not Occupancy.objects.filter(upkeep=work, released=False).exists()


def test_links_and_what_a_facility_says(client: Client) -> None:
    unit = _unit()
    sign_in(client, DESK)
    key = unit.facility_id
    assert _post(client, "link_new", key).status_code == 302
    page = _page(client, "facility_picture", key)
    assert "/posti/048017" in page
    with acting():
        link = ConfirmationLink.objects.get()
        raise_discrepancy(facility_id=key, kind="CALL", at=timezone.now(), link=link)
        row = Discrepancy.objects.get()
    assert "Chiede di essere chiamata" in _page(client, "facility_picture", key)
    assert (
        _post(client, "discrepancy", key, discrepancy_id=row.pk, outcome="MENDED").status_code
        == 302
    )
    assert _post(client, "link_revoke", key, link=link.pk).status_code == 302
    assert "/posti/048017" not in _page(client, "facility_picture", key)


def test_who_keeps_no_inventory_sees_no_links(client: Client) -> None:
    unit = _unit()
    with acting(DESK):
        operations.make_link(facility_id=unit.facility_id, at=timezone.now())
    sign_in(client, Role.CASE_WORKER)
    assert "/posti/" not in _page(client, "facility_picture", unit.facility_id)
    assert _post(client, "link_new", unit.facility_id).status_code == 403


ACTS = [
    "facility_step",
    "facility_facts",
    "convention",
    "convention_end",
    "unit_new",
    "bed_add",
    "bed_move",
    "upkeep",
    "upkeep_close",
    "link_new",
    "link_revoke",
    "discrepancy",
]


@pytest.mark.parametrize("name", ACTS)
def test_another_citys_facility_is_not_there(client: Client, name: str) -> None:
    with acting(DESK, BOLOGNA):
        theirs = make_unit(at=timezone.localtime()).facility_id
    sign_in(client, DESK)
    data = {"to": "ENDED", "link": new_id(), "discrepancy_id": new_id(), "outcome": "MENDED"}
    if name == "upkeep_close":
        data |= {"upkeep_id": new_id(), "outcome": "DONE"}
    assert _post(client, name, theirs, **data).status_code == 404
    with acting(DESK, BOLOGNA):
        assert Facility.objects.get().active


def test_oggi_tells_what_ends_and_what_waits(client: Client) -> None:
    unit = _unit()
    _sign(unit, to_on=timezone.localdate() + timedelta(days=30))
    _unit("ALTRA")
    with acting(DESK):
        operations.apply_facility(name="Casa nuova", kind="HOST", at=timezone.now())
    for role in (DESK, MANAGER):
        sign_in(client, role)
        page = client.get(reverse("desk:today") + "?tipo=strutture").content.decode()
        assert "Casa CASA: la convenzione finisce il" in page
        assert "1 struttura senza convenzione in vigore" in page
        assert "1 domanda di accreditamento aperta" in page


def test_the_list_of_centres_is_tried_told_and_brought_in(client: Client) -> None:
    sign_in(client, DESK)
    lines = [a_centre(1, presenze_giornaliere="30"), a_centre(2, comune_codice_istat="037006")]
    file = SimpleUploadedFile("centri.csv", as_file(lines))
    url = reverse("desk:import", args=["centri"])
    trial = client.post(url, {"_key": str(new_id()), "file": file}, follow=True)
    page = trial.content.decode()
    assert "Il file va bene" in page
    assert "150 % della capienza" in page
    assert "in un altro Comune" in page
    confirm = trial.redirect_chain[-1][0] + "si/"
    assert client.post(confirm, {"_key": str(new_id())}).status_code == 302
    listed = client.get(reverse("housing:facilities") + "?vista=censite").content.decode()
    assert "Centro 1" in listed
    with acting():
        facility = Facility.objects.get()
    page = _page(client, "facility_register", facility.pk)
    assert "oltre la capienza" in page
    assert date(2021, 12, 31).strftime("%Y") in page


@pytest.mark.parametrize("slug", ["strutture", "presenze", "centri"])
@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_templates_are_handed_out(client: Client, slug: str, fmt: str) -> None:
    sign_in(client, DESK)
    answer = client.get(reverse("desk:import_template", args=[slug, fmt]))
    assert answer.status_code == 200
    assert len(answer.content) > 100
