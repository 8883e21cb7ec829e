"""A08, A09, M01: what can do most harm is asked for again, by POST, with what was typed kept."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from lgnet.domain.security import operations
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import Membership, SecondFactor, SignIn, User
from lgnet.domain.security.queries import system_actor
from lgnet.lib.access import FRESH_ATTRIBUTE, needs_fresh, requires
from lgnet.lib.actor import act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed, Refused
from tests.builders import BOLOGNA, FIRENZE, acting, enter
from tests.matrix.routes import all_routes
from tests.matrix.test_door import actions, age
from tests.matrix.walking import forms_of
from tests.web.accounts.people import (
    ELSEWHERE,
    PASSWORD,
    browser,
    came_in,
    door,
    is_in,
    query_of,
    somebody,
    try_password,
    with_app,
)

pytestmark = pytest.mark.django_db
STALE = 11 * 60


@needs_fresh
@requires("desk.use")
def _delicate(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method}|{request.POST.getlist('words')}|{request.POST.get('x')}")


urlpatterns = [
    path("delicato/", _delicate, name="delicate"),
    path("", include("lgnet.config.urls")),
]
with_delicate = pytest.mark.urls("tests.matrix.test_step_up")


def stale(role=Role.CASE_WORKER):
    """Return somebody whose session is some minutes old, and their browser."""
    user, client = somebody(role), browser()
    try_password(client, user.username)
    age(client, fresh=STALE)
    return user, client


def test_a08_what_asks_again_is_declared_and_nothing_of_it_is_forgotten():
    fresh = {route.name for route in all_routes() if getattr(route.view, FRESH_ATTRIBUTE, None)}
    assert fresh == {
        "account:app",
        "account:passkey",
        "account:codes",
        "account:remove",
        "account:help",
        "desk:authorise_erasure",
        "desk:break_glass",
        "desk:case_export",
        "desk:report_of",
        "desk:reports_export",
        "housing:facilities_export",
        "housing:requests_export",
    }


@pytest.mark.parametrize(
    "address",
    [
        ("desk:case_export", ["csv"]),
        ("desk:reports_export", ["xlsx"]),
        ("housing:facilities_export", ["xlsx"]),
        ("housing:requests_export", []),
    ],
    ids=lambda address: address[0],
)
def test_a08_an_export_is_asked_for_again_and_offered_afterwards(address):
    user, client = stale()
    export = reverse(address[0], args=address[1])
    asked = client.get(export, headers={"referer": "http://testserver/sportello/persone/"})
    assert query_of(asked) == {"next": export, "back": "/sportello/persone/"}
    client.get(asked.headers["Location"])
    wrong = client.post(
        reverse("account:confirm"), {"proof_password": "no no no", "next": export, "back": ""}
    )
    assert wrong.status_code == 200
    assert client.get(export).status_code == 302
    before = client.session.session_key
    done = client.post(
        reverse("account:confirm"), {"proof_password": PASSWORD, "next": export, "back": "/x/"}
    )
    assert export in done.content.decode()
    assert client.session.session_key != before
    answer = client.get(export)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "security.confirmed" in actions(user)
    with door(user):
        assert SignIn.objects.filter(user=user).count() == 1
    assert is_in(client)


@with_delicate
def test_a08_a_form_comes_back_word_for_word_and_goes_on():
    _user, client = stale()
    typed = {"words": ["prima riga\nseconda «riga»", "<b>&amp;</b>"], "x": " bianchi ai bordi "}
    page = client.post("/delicato/", typed)
    assert page.status_code == 403
    assert "|" not in page.content.decode().split("<main")[0]
    form = next(form for form in forms_of(page.content.decode()) if "words" in form.fields)
    assert form.action == ""
    hidden = unescape(page.content.decode())
    for text in (*typed["words"], typed["x"]):
        assert f'value="{text}"' in hidden
    wrong = client.post("/delicato/", {**typed, "proof_password": "sbagliata proprio"})
    assert wrong.status_code == 403
    assert 'value="&lt;b&gt;&amp;amp;&lt;/b&gt;"' in wrong.content.decode()
    answer = client.post("/delicato/", {**typed, "proof_password": PASSWORD})
    assert answer.status_code == 200
    assert answer.content.decode() == f"POST|{typed['words']}|{typed['x']}"
    assert client.post("/delicato/", {"x": "1"}).status_code == 200  # fresh now, for a while


@with_delicate
def test_a08_who_has_a_second_factor_is_asked_for_that_and_the_password_is_not_enough():
    user, client = stale()
    app = with_app(user, at=timezone.now() - timedelta(seconds=90))
    assert client.post("/delicato/", {"proof_password": PASSWORD}).status_code == 403
    assert client.post("/delicato/", {"proof_code": app.now()}).status_code == 200


@with_delicate
def test_a08_five_wrong_answers_then_a_wait():
    _user, client = stale()
    for _ in range(5):
        assert client.post("/delicato/", {"proof_password": "no no no"}).status_code == 403
    assert client.post("/delicato/", {"proof_password": PASSWORD}).status_code == 403


@with_delicate
def test_a08_a_proof_opens_no_view_the_role_does_not_open():
    _user, client = stale(Role.TEAM_MEMBER)
    assert client.post("/delicato/", {"proof_password": PASSWORD}).status_code == 403
    assert "proof" not in client.post("/delicato/", {"x": "1"}).content.decode()


@with_delicate
def test_a08_without_the_guard_it_would_open(monkeypatch):
    """Sabotage: the middleware is what asks."""
    _user, client = stale()
    assert client.get("/delicato/").status_code == 302
    monkeypatch.setattr("lgnet.web.middleware._is_fresh", lambda request: True)
    assert client.get("/delicato/").status_code == 200


# -- A09


def test_a09_every_form_without_its_token_is_refused():
    user = somebody(Role.CASE_WORKER)
    client = Client(enforce_csrf_checks=True)
    enter(client, user)
    nothing, tried = uuid4(), 0
    for route in all_routes():
        kwargs = {name: nothing if name.endswith("_id") else "csv" for name in route.parameters}
        try:
            address = reverse(route.name, kwargs=kwargs)
        except Exception:  # noqa: BLE001  a word that no address takes
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(address, {"username": "x"})
            assert answer.status_code in {403, 405}, (method, route)
            tried += 1
    assert tried > 250
    assert is_in(client)


def test_a09_no_address_signs_anybody_in_or_out_by_being_opened():
    user, client = stale()
    for name in ("logout", "outside", "outside_enter", "passkey_login", "passkey_options"):
        assert client.get(reverse(name)).status_code == 405
    for name in ("end", "remove", "codes", "passkey"):
        assert client.get(reverse(f"account:{name}")).status_code in {302, 405}
    assert is_in(client)
    assert user.is_active


# -- M01 and the manager's help


def manager(city=FIRENZE):
    user, client = somebody(Role.CITY_MANAGER, city), browser(ELSEWHERE)
    try_password(client, user.username)
    return user, client


def ask(client, user, what, **more):
    data = {"what": what, "_key": str(uuid4()), **more}
    return client.post(reverse("account:help", args=[user.pk]), data)


def test_m01_nobody_gives_themselves_a_role_or_another_account():
    user, client = somebody(), browser()
    try_password(client, user.username)
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        before = list(Membership.objects.filter(user=user).values())
    extra = {
        "role": Role.CITY_MANAGER,
        "is_active": "1",
        "is_superuser": "1",
        "municipality": BOLOGNA,
        "user": str(uuid4()),
        "user_id": str(uuid4()),
        "username": "altro.nome",
        "strong": "1",
        "next": "",
    }
    for name in ("password", "app", "passkey", "remove", "end", "codes", "confirm"):
        client.post(reverse(f"account:{name}"), {**extra, "old": "x", "new": "y"})
    assert ask(client, user, "role", role=Role.CITY_MANAGER).status_code == 403
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert list(Membership.objects.filter(user=user).values()) == before
    assert User.objects.get(pk=user.pk).username == user.username
    chief, theirs = manager()
    ask(theirs, chief, "role", role=Role.CASE_WORKER)
    with acting(Role.CITY_MANAGER) as actor:
        for act in (
            lambda: operations.change_role(
                user_id=actor.user_id,
                role=Role.CASE_WORKER,
                on=timezone.localdate(),
                at=timezone.now(),
            ),
            lambda: operations.reset_second_factor(user_id=actor.user_id, at=timezone.now()),
            lambda: operations.issue_access_code(user_id=actor.user_id, at=timezone.now()),
        ):
            with pytest.raises(Refused, match="not_oneself"):
                act()


def test_a08_a_role_change_is_asked_for_again_and_recorded():
    colleague = somebody(name="collega.nuova")
    _chief, client = manager()
    age(client, fresh=STALE)
    data = {"what": "role", "role": Role.HOUSING_COORDINATOR, "_key": str(uuid4())}
    address = reverse("account:help", args=[colleague.pk])
    assert client.post(address, data).status_code == 403
    assert client.post(address, {**data, "proof_password": PASSWORD}).status_code == 302
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        now = Membership.objects.filter(user=colleague, to_on=None)
        assert [row.role for row in now] == [Role.HOUSING_COORDINATOR]
        assert AuditEvent.objects.filter(action="security.membership_ended").count() == 1


def test_a_manager_resets_a_second_factor_and_every_session_ends(settings: LazySettings):
    settings.LGNET_SECOND_FACTOR = "persons"
    colleague = somebody(name="collega.nuova")
    app = with_app(colleague, at=timezone.now() - timedelta(seconds=90))
    theirs = browser()
    try_password(theirs, colleague.username)
    assert came_in(theirs.post(reverse("second_step"), {"proof_code": app.now()}))
    chief = somebody(Role.CITY_MANAGER)
    client = enter(browser(ELSEWHERE), chief)
    assert ask(client, colleague, "reset").status_code == 302
    assert not is_in(theirs)
    with door(colleague):
        assert not SecondFactor.objects.filter(user=colleague).exists()
    answer = try_password(browser(), colleague.username)
    assert answer.headers["Location"] == reverse("account:begin")
    assert "security.second_factor_reset" in actions(chief)


def test_a_manager_gives_a_code_that_is_shown_once():
    colleague = somebody(name="collega.nuova")
    chief, client = manager()
    page = ask(client, colleague, "code")
    code = page.context["code"]
    assert code in page.content.decode()
    again = client.get(reverse("account:colleague", args=[colleague.pk])).content.decode()
    assert code not in again
    data = {"username": colleague.username, "code": code, "password": "parole nuove di zecca"}
    assert came_in(browser().post(reverse("with_code"), data))
    assert "security.access_code_made" in actions(chief)


@pytest.mark.parametrize("what", ["code", "reset", "close", "open", "email", "role"])
def test_nobody_helps_a_colleague_of_another_city(what):
    theirs = somebody(Role.CASE_WORKER, BOLOGNA)
    _chief, client = manager()
    answer = ask(client, theirs, what, role=Role.TEAM_MEMBER, email="a@b.it")
    assert answer.status_code == 404
    assert client.get(reverse("account:colleague", args=[theirs.pk])).status_code == 404
    worker = browser()
    mine = somebody()
    try_password(worker, mine.username)
    assert ask(worker, theirs, what).status_code == 403


def test_the_operations_themselves_refuse():
    theirs = somebody(Role.CASE_WORKER, BOLOGNA)
    with acting(Role.CITY_MANAGER), pytest.raises(Exception, match="no_such_user"):
        operations.reset_second_factor(user_id=theirs.pk, at=timezone.now())
    with acting(Role.CASE_WORKER), pytest.raises(NotAllowed):
        operations.issue_access_code(user_id=theirs.pk, at=timezone.now())


# -- one's own page


def test_one_ends_ones_other_sessions_and_forgets_a_browser():
    user, here, there, third = somebody(), browser(), browser(ELSEWHERE), browser()
    for client in (here, there, third):
        try_password(client, user.username)
    page = here.get(reverse("account:mine"))
    assert len(page.context["sign_ins"]) == 3
    with door(user):
        device = SignIn.objects.get(pk=_of(there, user)).device_id
    here.post(reverse("account:end"), {"what": "device", "id": device})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    here.post(reverse("account:end"), {"what": "session", "id": _of(here, user)})
    assert is_in(here)  # one's own is left by going out
    here.post(reverse("account:end"), {"what": "others"})
    assert (is_in(here), is_in(third)) == (True, False)


def _of(client, user):
    from lgnet.lib.sessions import stored

    with door(user):
        return SignIn.objects.get(user=user, session_key=stored(client.session.session_key)).pk


def test_nobody_ends_a_session_of_another():
    user, other, mine, theirs = somebody(), somebody(name="altra.persona"), browser(), browser()
    try_password(mine, user.username)
    try_password(theirs, other.username)
    mine.post(reverse("account:end"), {"what": "session", "id": _of(theirs, other)})
    assert is_in(theirs)


def test_an_email_is_of_one_account():
    first, second = somebody(name="collega.una"), somebody(name="collega.due")
    with acting(Role.CITY_MANAGER):
        operations.set_identity_email(user_id=first.pk, email="Una@Comune.it", at=timezone.now())
        for bad in ("una@comune.it", "non è una e-mail"):
            with pytest.raises(Invalid, match="bad_email"):
                operations.set_identity_email(user_id=second.pk, email=bad, at=timezone.now())
