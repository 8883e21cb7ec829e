"""What fails is closed: no success before the commit, no write in a read, nothing half done."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from lgnet.config import urls as lgnet_urls
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.domain.ledger.operations import NewFact, record
from lgnet.domain.security.models import Membership, User
from lgnet.domain.security.queries import system_actor
from lgnet.lib.access import requires
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.ids import new_id
from lgnet.web.once import once
from tests.builders import FIRENZE, enter, make_cities, make_user, sign_in
from tests.harness.databases import app_url


def _record(key: str) -> None:
    record(NewFact(FactKind.PERSON_MET, key, timezone.localdate(), 3))


@requires("desk.use")
def write_and_lose_the_database(request: HttpRequest) -> HttpResponse:
    """Write, then have the server cut the connection before the commit."""
    _record("lost")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), current_database()")
        pid, database = cursor.fetchone()
    with psycopg.connect(app_url(database), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    return HttpResponseRedirect("/done/")


@requires("desk.use")
def write_in_a_read(request: HttpRequest) -> HttpResponse:
    """Write where only reading is allowed."""
    _record("sneaked")
    return HttpResponse("ok")


@requires("desk.use")
@once
def fail(request: HttpRequest, how: str) -> HttpResponse:
    """Write, then raise."""
    _record(f"half-{how}")
    errors: dict[str, Exception] = {
        "invalid": Invalid("x.y"),
        "refused": Refused("x.y"),
        "absent": NotFound("x.y"),
        "broken": ValueError("Selam Weldu, via dei Mulini 3"),
    }
    raise errors[how]


@requires("desk.use")
@once
def write(request: HttpRequest) -> HttpResponse:
    """Write once."""
    _record(f"written-{new_id()}")
    return HttpResponseRedirect(f"/done/{Fact.objects.count()}/")


urlpatterns: list[Any] = [
    path("lose/", write_and_lose_the_database),
    path("sneak/", write_in_a_read),
    path("fail/<str:how>/", fail),
    path("write/", write),
    path("", include("lgnet.config.urls")),
]
handler500 = lgnet_urls.handler500
pytestmark = pytest.mark.urls("tests.web.test_failures")


@pytest.fixture
def strict_free(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client that returns error pages instead of raising."""
    return Client(raise_request_exception=False)


def _keys() -> set[str]:
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        return set(Fact.objects.values_list("key", flat=True))


@pytest.mark.commits
def test_a_failed_commit_is_never_answered_with_success(committed_db: str) -> None:
    make_cities()
    client = Client(raise_request_exception=False)
    enter(client, User.objects.get(pk=make_user("CASE_WORKER", FIRENZE)))
    response = client.post("/lose/")
    assert response.status_code == 503
    assert "lost" not in _keys()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "status"), [("invalid", 422), ("refused", 409), ("absent", 404), ("broken", 500)]
)
def test_an_error_leaves_nothing_and_shows_no_value(
    strict_free: Client, how: str, status: int
) -> None:
    client = sign_in(strict_free)
    response = client.post(f"/fail/{how}/", {"_key": str(new_id())})
    assert response.status_code == status
    assert b"Selam" not in response.content
    assert f"half-{how}" not in _keys()


@pytest.mark.django_db
def test_a_form_sent_twice_is_done_once(client: Client) -> None:
    sign_in(client)
    key = str(new_id())
    first, second = (client.post("/write/", {"_key": key, "a": "1"}) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert len(_keys()) == 1


@pytest.mark.django_db
def test_the_same_key_with_other_words_is_refused(client: Client) -> None:
    sign_in(client)
    key = str(new_id())
    client.post("/write/", {"_key": key, "a": "1"})
    assert client.post("/write/", {"_key": key, "a": "2"}).status_code == 409
    assert len(_keys()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", None])
def test_a_form_without_its_key_is_refused(client: Client, key: str | None) -> None:
    sign_in(client)
    assert client.post("/write/", {} if key is None else {"_key": key}).status_code == 422


@pytest.mark.django_db
def test_anonymous_visitors_are_sent_to_the_door(client: Client) -> None:
    response = client.get("/sneak/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accesso/")


@pytest.mark.django_db
def test_a_user_whose_membership_ended_is_nobody(client: Client) -> None:
    sign_in(client)
    user: UUID = make_user("CASE_WORKER", FIRENZE)
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        Membership.objects.filter(user_id=user).update(to_on=timezone.localdate())
    assert client.post("/write/", {"_key": str(new_id())}).status_code == 302
    assert not _keys()


@pytest.mark.django_db
def test_answers_are_kept_by_no_cache(client: Client) -> None:
    response = client.get("/accesso/")
    assert "no-store" in response["Cache-Control"]
    # The door says so itself; of pages about persons the middleware does.
    assert "no-store" in sign_in(client).get("/sportello/persone/")["Cache-Control"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_way_out_of_a_closed_page_is_the_home_of_the_role(client: Client) -> None:
    assert 'href="/inizio/"' not in client.get("/non-c-e/").content.decode()
    sign_in(client, "TEAM_MEMBER")
    for path_, status in (("/sportello/", 403), ("/non-c-e/", 404)):
        page = client.get(path_)
        assert page.status_code == status
        assert 'href="/inizio/"' in page.content.decode()
