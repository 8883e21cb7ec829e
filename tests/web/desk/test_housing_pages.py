"""Housing pages: who may open them, constant statements, once-only forms, the last bed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.enums import HoldState, RequestState, StayState
from lgnet.domain.housing.models import (
    EveningCheck,
    Facility,
    Hold,
    HousingRequest,
    Occupancy,
    Stay,
)
from lgnet.domain.security.enums import Role
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, acting, sign_in
from tests.housing_builders import (
    BOY,
    GIRL,
    MAN,
    WOMAN,
    beds_of,
    make_hold,
    make_household,
    make_request,
    make_stay,
    make_unit,
)

pytestmark = pytest.mark.django_db


def _now() -> Any:
    return timezone.localtime()


def _post(client: Client, name: str, *args: Any, key: Any = None, **data: Any) -> Any:
    url = reverse(f"housing:{name}", args=args)
    return client.post(url, {"_key": str(key or new_id()), **data})


def _fill(houses: int, waiting: int) -> None:
    at = _now()
    for number in range(houses):
        unit = make_unit(beds=2, code=f"H{number}", at=at)
        make_stay(unit, MAN, at=at)
        make_hold(unit, MAN, at=at)
    for _ in range(waiting):
        make_request(WOMAN, GIRL, at=at)


def _statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


PAGES = ["board", "requests", "requests_export", "presence", "batch"]


@pytest.mark.parametrize("name", PAGES)
def test_statements_do_not_grow_with_rows(client: Client, name: str) -> None:
    with acting():
        _fill(2, 2)
    sign_in(client, Role.HOUSING_COORDINATOR)
    few = _statements(client, reverse(f"housing:{name}"))
    with acting():
        for number in range(3):
            make_stay(make_unit(beds=2, code=f"X{number}", at=_now()), MAN, at=_now())
            make_request(WOMAN, GIRL, at=_now())
    assert _statements(client, reverse(f"housing:{name}")) == few


def test_request_page_has_constant_statements(client: Client) -> None:
    with acting():
        _fill(2, 1)
        request = make_request(WOMAN, GIRL, BOY, at=_now(), wants_kitchen=True)
    sign_in(client)
    url = reverse("housing:request", args=[request.pk])
    few = _statements(client, url)
    with acting():
        for number in range(4):
            make_unit(beds=4, code=f"X{number}", at=_now())
            make_request(WOMAN, GIRL, at=_now())
    assert abs(_statements(client, url) - few) <= 2


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_closed_to_who_may_not(client: Client, name: str) -> None:
    url = reverse(f"housing:{name}")
    assert client.get(url).status_code == 302
    sign_in(client, Role.TEAM_MEMBER)
    assert client.get(url).status_code == 403


def _theirs() -> dict[str, tuple[str, UUID]]:
    with acting(city=BOLOGNA):
        at = _now()
        held = make_hold(make_unit(at=at), MAN, at=at)
        stay = make_stay(make_unit(unit_code="2", at=at), MAN, at=at)
        return {
            "request": ("request", held.request_id),
            "facility": ("facility", stay.unit.facility_id),
            "stay": ("stay", stay.pk),
        }


@pytest.mark.parametrize("what", ["request", "facility", "stay"])
def test_another_citys_pages_do_not_exist(client: Client, what: str) -> None:
    name, key = _theirs()[what]
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert client.get(reverse(f"housing:{name}", args=[key])).status_code == 404


def test_another_citys_unit_cannot_be_held(client: Client) -> None:
    with acting(city=BOLOGNA):
        theirs = make_unit(at=_now())
    with acting():
        request = make_request(MAN, at=_now())
    sign_in(client)
    place = f"{theirs.pk}:{_now().date()}"
    assert _post(client, "hold", request=request.pk, place=place).status_code == 404


def test_board_shows_stays_holds_and_what_is_free(client: Client) -> None:
    with acting(Role.HOUSING_COORDINATOR):
        at = _now()
        unit = make_unit(beds=4, at=at)
        stay = make_stay(unit, MAN, at=at)
        held = make_hold(unit, MAN, at=at)
        operations.block_bed(
            bed_id=beds_of(unit)[3].pk, from_on=at.date(), to_on=None, reason="WORKS", at=at
        )
    sign_in(client, Role.HOUSING_COORDINATOR)
    page = client.get(reverse("housing:board")).content.decode()
    assert stay.request.case.code in page
    assert f"{held.request.case.code} · scade tra" in page
    assert "Lavori" in page
    assert "is-free" in page


def test_two_operators_click_the_last_bed(client: Client) -> None:
    with acting():
        at = _now()
        unit = make_unit(at=at)
        first, second = make_request(MAN, at=at), make_request(MAN, at=at)
    sign_in(client)
    place = f"{unit.pk}:{at.date()}"
    won = _post(client, "hold", request=first.pk, place=place)
    assert won.headers["Location"] == reverse("housing:request", args=[first.pk])
    with acting():
        free = make_unit(code="ALTRA", at=at)
    lost = _post(client, "hold", request=second.pk, place=place)
    page = lost.content.decode()
    assert lost.status_code == 409
    assert "Qualcun altro ha appena preso questo posto" in page
    assert f'value="{free.pk}:{at.date()}"' in page  # what is left, one click away
    with acting():
        assert Hold.objects.count() == 1
    again = _post(client, "hold", request=second.pk, place=f"{free.pk}:{at.date()}")
    assert again.headers["Location"] == reverse("housing:request", args=[second.pk])


def test_page_of_who_came_second_is_kept_as_read(client: Client) -> None:
    with acting():
        at = _now()
        unit = make_unit(at=at)
        first, second = make_request(MAN, at=at), make_request(MAN, at=at)
        operations.hold(request_id=first.pk, unit_id=unit.pk, from_on=at.date(), at=at)
    sign_in(client)
    before = _reads()
    assert (
        _post(client, "hold", request=second.pk, place=f"{unit.pk}:{at.date()}").status_code == 409
    )
    assert _reads() > before


def _reads() -> int:
    with acting():
        return AuditEvent.objects.filter(action__endswith="_read").count()


def test_hold_form_sent_twice_is_done_once(client: Client) -> None:
    with acting():
        at = _now()
        unit, request = make_unit(at=at), make_request(MAN, at=at)
    sign_in(client)
    key, place = new_id(), f"{unit.pk}:{at.date()}"
    again = [_post(client, "hold", key=key, request=request.pk, place=place) for _ in range(2)]
    assert again[0].headers["Location"] == again[1].headers["Location"]
    with acting():
        assert Hold.objects.count() == 1


def _proposed(client: Client) -> tuple[HousingRequest, Any]:
    with acting():
        at = _now()
        make_unit(beds=3, at=at, cucina_propria=True)
        make_unit(beds=4, unit_code="2", at=at)
        request = make_request(WOMAN, GIRL, BOY, at=at, wants_kitchen=True)
    sign_in(client)
    page = client.get(reverse("housing:request", args=[request.pk]))
    return request, page


def test_proposals_say_why_in_words(client: Client) -> None:
    _request, page = _proposed(client)
    text = page.content.decode()
    for words in ("Libera da stasera", "Cucina in comune (la vorrebbero propria)", "Confronto"):
        assert words in text
    assert len(page.context["cards"]) == 2


def test_what_if_ranks_again_without_writing(client: Client) -> None:
    request, _page = _proposed(client)
    url = reverse("housing:request", args=[request.pk])
    tried = client.get(url, {"se": "ACCEPT_SHARED_KITCHEN"})
    assert "Stai guardando una prova" in tried.content.decode()
    assert not tried.context["cards"][1].no
    with acting():
        assert HousingRequest.objects.get(pk=request.pk).wants_kitchen
    _post(client, "concede", request.pk, se="ACCEPT_SHARED_KITCHEN")
    with acting():
        assert not HousingRequest.objects.get(pk=request.pk).wants_kitchen


def test_decision_for_the_first_makes_a_stay(client: Client) -> None:
    request, page = _proposed(client)
    card = page.context["cards"][0]
    done = _post(
        client, "decide", request.pk, decision="accept", option=f"{card.unit_id}:{card.rank}"
    )
    with acting():
        stay = Stay.objects.get()
        assert done.headers["Location"] == reverse("housing:stay", args=[stay.pk])
        assert Occupancy.objects.filter(stay=stay).count() == 3


def test_decision_for_another_wants_a_reason(client: Client) -> None:
    request, page = _proposed(client)
    card = page.context["cards"][1]
    option = f"{card.unit_id}:{card.rank}"
    _post(client, "decide", request.pk, decision="accept", option=option)
    with acting():
        assert not Stay.objects.exists()
    _post(client, "decide", request.pk, decision="accept", option=option, reason="vicina")
    with acting():
        run = HousingRequest.objects.get(pk=request.pk).runs.get()
        assert (run.chosen_rank, run.decision_reason) == (2, "vicina")


def test_decision_on_an_order_that_changed_is_asked_again(client: Client) -> None:
    request, page = _proposed(client)
    card = page.context["cards"][0]
    with acting():
        at = _now()
        other = make_request(WOMAN, GIRL, BOY, at=at)
        operations.hold(request_id=other.pk, unit_id=card.unit_id, from_on=at.date(), at=at)
    page = _post(client, "decide", request.pk, decision="accept", option=f"{card.unit_id}:1")
    assert page.status_code == 409
    assert "Nel frattempo le proposte sono cambiate" in page.content.decode()


def test_refusing_all_keeps_the_reason_and_frees_the_hold(client: Client) -> None:
    request, page = _proposed(client)
    place = f"{page.context['cards'][0].unit_id}:{_now().date()}"
    _post(client, "hold", request=request.pk, place=place)
    _post(client, "decide", request.pk, decision="none", reason="preferisce aspettare")
    with acting():
        assert Hold.objects.get().state == HoldState.RELEASED
        row = HousingRequest.objects.get(pk=request.pk)
        assert (row.state, row.runs.exclude(decided_at=None).get().decision_reason) == (
            RequestState.WAITING,
            "preferisce aspettare",
        )


def test_hold_can_be_prolonged_and_released(client: Client) -> None:
    with acting():
        held = make_hold(make_unit(at=_now()), MAN, at=_now())
    sign_in(client)
    _post(client, "prolong", held.request_id, hold=held.pk, reason="arriva domani")
    with acting():
        assert Hold.objects.get().expires_at > held.expires_at
    _post(client, "release", held.request_id, hold=held.pk)
    with acting():
        assert Hold.objects.get().state == HoldState.RELEASED


def test_stay_is_extended_ended_and_says_what_is_wrong(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now())
    sign_in(client)
    wrong = _post(client, "stay_end", stay.pk, on="2020-01-01", destination="LEFT")
    assert "Una data fra l’ingresso e oggi" in wrong.content.decode()
    _post(client, "stay_end", stay.pk, on=_now().date().isoformat(), destination="AUTONOMY")
    with acting():
        assert Stay.objects.get().state == StayState.ENDED


def test_exit_of_a_promised_bed_is_offered_on_the_agreed_day(client: Client) -> None:
    at = _now()
    begun, agreed = at - timedelta(days=20), at.date() - timedelta(days=2)
    with acting():
        unit = make_unit(at=begun)
        stay = make_stay(unit, MAN, at=begun)
        operations.extend_stay(stay_id=stay.pk, expected_to_on=agreed, at=begun)
        make_hold(unit, MAN, at=begun, from_on=agreed, expires_at=begun + timedelta(days=6))
        Hold.objects.filter(state=HoldState.ACTIVE).update(expires_at=at + timedelta(days=1))
    sign_in(client)
    url = reverse("housing:stay", args=[stay.pk])
    assert f'name="on_agreed" value="{agreed}"' in client.get(url).content.decode()
    today = at.date().isoformat()
    late = _post(client, "stay_end", stay.pk, on=today, destination="LEFT")
    assert "il posto è di un altro nucleo" in late.content.decode()
    _post(client, "stay_end", stay.pk, on=today, on_agreed=agreed, destination="LEFT")
    with acting():
        assert Stay.objects.get().to_on == agreed


def test_evening_is_recorded_from_the_list(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(beds=2, at=_now()), WOMAN, GIRL, at=_now())
        stay.occupancies.update(from_on=_now().date() - timedelta(days=1))
        away, facility = stay.occupancies.first().person_id, stay.unit.facility_id
    sign_in(client, Role.HOUSING_COORDINATOR)
    page = client.get(reverse("housing:presence")).context
    assert (page["total"], page["to_say"]) == (2, 1)
    told = {"night": page["night"], "facility": facility, "absent": away}
    assert _post(client, "record_evening", **told).status_code == 302
    again = client.get(reverse("housing:presence"))
    assert again.context["to_say"] == 0
    assert f'value="{away}" checked' in again.content.decode()


def test_evening_of_another_night_is_refused_in_words(client: Client) -> None:
    with acting():
        facility = make_stay(make_unit(at=_now()), MAN, at=_now()).unit.facility_id
    sign_in(client, Role.HOUSING_COORDINATOR)
    _post(client, "record_evening", night="2020-01-01", facility=facility)
    assert (
        "Si registra la sera in corso" in client.get(reverse("housing:presence")).content.decode()
    )
    with acting():
        assert not EveningCheck.objects.exists()


def test_stay_can_be_cancelled_before_anybody_slept(client: Client) -> None:
    with acting():
        stay = make_stay(make_unit(at=_now()), MAN, at=_now(), arrived=False)
    sign_in(client)
    _post(client, "stay_cancel", stay.pk, reason="errore")
    with acting():
        assert HousingRequest.objects.get().state == RequestState.WAITING


def test_new_request_from_a_case_keeps_what_was_typed(client: Client) -> None:
    with acting():
        _household, case = make_household(WOMAN, GIRL)
    sign_in(client)
    url = f"{reverse('housing:request_new')}?cartella={case.pk}"
    assert "2 persone" in client.get(url).content.decode()
    today = _now().date().isoformat()
    wrong = client.post(
        url,
        {"_key": str(new_id()), "class_line": "MINORS_WEEK", "nights_p90": "200", "class_reason": "minori",
         "from_on": "2020-01-01", "expected_nights": "90"},
    )  # fmt: skip
    assert "Una notte da oggi a un anno" in wrong.content.decode()
    assert "minori" in wrong.content.decode()
    done = client.post(
        url,
        {"_key": str(new_id()), "class_line": "MINORS_WEEK", "nights_p90": "200", "class_reason": "minori",
         "from_on": today, "expected_nights": "90"},
    )  # fmt: skip
    with acting():
        assert done.headers["Location"] == reverse(
            "housing:request", args=[HousingRequest.objects.get().pk]
        )


@pytest.mark.parametrize(
    ("near", "minutes", "wrong"),
    [
        ("via Roma", "30", "Due numeri"),
        ("143.7, 11.2", "30", "Due numeri"),
        ("", "30", "Senza il luogo i minuti"),
        ("43.7765, 11.2480", "30", ""),
        ("", "", ""),
    ],
)
def test_place_to_be_near_is_asked_as_maps_write_it(
    client: Client, near: str, minutes: str, wrong: str
) -> None:
    with acting():
        case = make_household(MAN, on=_now().date())[1]
    sign_in(client)
    page = client.post(
        reverse("housing:request_new") + f"?cartella={case.pk}",
        {
            "_key": str(new_id()),
            "class_line": "RECEPTION_EXIT",
            "nights_p90": "200",
            "class_reason": "esce dall’accoglienza",
            "from_on": _now().date().isoformat(),
            "expected_nights": "90",
            "near": near,
            "max_minutes": minutes,
        },
    )
    with acting():
        made = HousingRequest.objects.first()
    if wrong:
        assert wrong in page.content.decode()
        assert made is None
    else:
        assert made is not None
        told = (made.near_latitude, made.near_longitude, made.max_minutes)
        assert told == ((43.7765, 11.248, 30) if near else (None, None, None))


def test_protected_address_is_for_who_may_hold(client: Client) -> None:
    with acting():
        facility = make_unit(at=_now(), indirizzo_riservato=True).facility_id
    url = reverse("housing:facility", args=[facility])
    sign_in(client, Role.CITY_MANAGER)
    assert "via di prova 1" not in client.get(url).content.decode()
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert "via di prova 1" in client.get(url).content.decode()


def test_block_and_confirm_from_the_facility_page(client: Client) -> None:
    with acting():
        unit = make_unit(at=_now(), confirmed=False)
        bed = beds_of(unit)[0]
    sign_in(client, Role.HOUSING_COORDINATOR)
    data = {"bed": bed.pk, "from_on": _now().date().isoformat(), "reason": "WORKS"}
    _post(client, "block", unit.facility_id, **data)
    with acting():
        block = Occupancy.objects.get()
    assert (
        "Lavori"
        in client.get(reverse("housing:facility", args=[unit.facility_id])).content.decode()
    )
    _post(client, "unblock", unit.facility_id, block=block.pk)
    _post(client, "confirm", facility=unit.facility_id)
    with acting():
        assert Occupancy.objects.get().released
        assert Facility.objects.get().confirmed_at is not None


def test_export_gives_codes_and_no_names(client: Client) -> None:
    with acting():
        request = make_request(MAN, at=_now())
    sign_in(client)
    text = client.get(reverse("housing:requests_export")).content.decode()
    assert request.case.code in text
    assert "Prova" not in text
