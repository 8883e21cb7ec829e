"""The plan for all, on its page: asked for, watched, stopped, held line by line."""

import html
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.housing import operations
from lgnet.domain.housing.models import PlanRun
from lgnet.domain.security.enums import Role
from lgnet.jobs import plans as jobs
from lgnet.lib.ids import new_id
from tests.builders import FIRENZE, acting, sign_in
from tests.housing_builders import BOY, GIRL, MAN, WOMAN, make_request, make_unit

pytestmark = pytest.mark.django_db
POLLED = 'hx-trigger="every 1s"'


def _page(client: Client) -> str:
    answer = client.get(reverse("housing:batch"))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def _press(client: Client, name: str, *args: UUID) -> HttpResponse:
    return client.post(reverse(f"housing:{name}", args=args), {"_key": str(new_id())})


def _wait(rooms: int = 1) -> None:
    at = timezone.now()
    for number in range(rooms):
        make_unit(beds=3, at=at, code=f"P{number}")
        make_request(MAN, at=at - timedelta(days=9), priority_class="3")
        make_request(WOMAN, GIRL, BOY, at=at, priority_class="0")


def _made() -> PlanRun:
    with acting():
        run = operations.ask_plan(at=timezone.now())
    jobs.make_plan(municipality_id=FIRENZE, run_id=str(run.pk))
    return run


def test_the_page_is_judged_empty_asked_made_and_broken(client: Client) -> None:
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert "Nessuno attende" in _page(client)
    with acting():
        _wait()
    first = _page(client)
    assert "Calcola il piano" in first
    assert POLLED not in first
    answer = _press(client, "make_plan")
    assert answer.status_code == 302
    asked = _page(client)
    assert POLLED in asked
    assert "In coda" in asked
    with acting():
        run = PlanRun.objects.get()
    jobs.make_plan(municipality_id=FIRENZE, run_id=str(run.pk))
    made = _page(client)
    assert POLLED not in made
    for words in ("piano dimostrato ottimo", "Chi andrebbe dove", "Tieni", "nessun posto"):
        assert words in made
    with acting():
        silent = operations.ask_plan(at=timezone.now())
        PlanRun.objects.filter(pk=silent.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    assert "non risponde" in _page(client)
    with acting():
        assert operations.ask_plan(at=timezone.now()).pk != silent.pk
        PlanRun.objects.filter(state="ASKED").update(state="FAILED")
    assert "non è riuscito" in _page(client)


def test_a_plan_is_stopped_from_its_page(client: Client) -> None:
    with acting():
        _wait()
        run = operations.ask_plan(at=timezone.now())
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert _press(client, "stop_plan", run.pk).status_code == 302
    shown = _page(client)
    assert "Piano fermato." in shown
    assert POLLED not in shown


def test_who_found_a_place_meanwhile_is_not_held_again(client: Client) -> None:
    with acting():
        _wait()
    run = _made()
    with acting():
        run.refresh_from_db()
        (line,) = [line for line in run.lines if line["unit"]]
        operations.hold(
            request_id=UUID(line["request"]),
            unit_id=UUID(line["unit"]),
            from_on=timezone.localdate(),
            at=timezone.now(),
        )
    sign_in(client, Role.HOUSING_COORDINATOR)
    shown = _page(client)
    assert "intanto: con opzione" in shown
    assert 'name="place"' not in shown


def test_statements_do_not_grow_with_lines(client: Client) -> None:
    sign_in(client, Role.HOUSING_COORDINATOR)
    counts = []
    for rooms in (1, 4):
        with acting():
            _wait(rooms)
        _made()
        _page(client)
        with CaptureQueriesContext(connection) as queries:
            _page(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_may_not_propose_neither_asks_nor_stops(client: Client) -> None:
    with acting():
        _wait()
        run = operations.ask_plan(at=timezone.now())
    sign_in(client, Role.CITY_MANAGER)
    assert _press(client, "make_plan").status_code == 403
    assert _press(client, "stop_plan", run.pk).status_code == 403
