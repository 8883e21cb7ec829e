"""A07: codes of an app and of paper open once, seldom, and stand nowhere in clear."""

from datetime import timedelta
from uuid import uuid4

import pyotp
import pytest
from django.conf import LazySettings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.security import operations
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import RecoveryCode, SecondFactor, Throttle
from lgnet.domain.security.operations.factors import STEP, step_of
from lgnet.lib.access import PUBLIC_ATTRIBUTE
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, Unavailable
from tests.builders import acting
from tests.matrix.routes import all_routes
from tests.web.accounts.people import (
    ELSEWHERE,
    PASSWORD,
    browser,
    came_in,
    door,
    is_in,
    somebody,
    try_password,
    with_app,
)

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=STEP * 3)


def second(client, code):
    return client.post(reverse("second_step"), {"proof_code": code})


def test_a07_password_alone_opens_nothing_to_who_has_an_app():
    user = somebody()
    with_app(user)
    client = browser()
    answer = try_password(client, user.username)
    assert answer.headers["Location"] == reverse("second_step")
    assert not is_in(client)
    for route in all_routes():
        if not route.parameters and route.name.split(":")[0] in {"desk", "housing", "account"}:
            assert client.get(reverse(route.name)).status_code in {302, 405}, route


def test_a07_the_code_of_now_opens_and_a01_the_session_gets_another_id():
    user = somebody()
    app = with_app(user, at=timezone.now() - LATER)
    client = browser()
    before = client.get(reverse("login")) and client.session.session_key
    try_password(client, user.username)
    half = client.session.session_key
    assert came_in(second(client, app.now()))
    assert is_in(client)
    assert len({before, half, client.session.session_key}) == 3


@pytest.mark.parametrize(
    ("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a07_one_step_before_and_after(steps, opens):
    app, now = pyotp.TOTP(pyotp.random_base32()), timezone.now()
    code = app.generate_otp(int(now.timestamp()) // STEP + steps)
    assert (step_of(app.secret, code, at=now) is not None) == opens


def test_a07_a_code_is_not_used_twice_nor_one_from_before():
    user = somebody()
    now = timezone.now()
    app = with_app(user, at=now - LATER)
    code, earlier = app.at(now), app.at(now - timedelta(seconds=STEP))
    with door(user):
        assert operations.use_code(code=code, at=now) == "TOTP"
        for again in (code, earlier):
            with pytest.raises(Invalid, match="wrong_code"):
                operations.use_code(code=again, at=now)


def test_a07_the_code_that_set_the_app_up_opens_nothing():
    user, now = somebody(), timezone.now()
    app = with_app(user, at=now)
    with door(user), pytest.raises(Invalid, match="wrong_code"):
        operations.use_code(code=app.at(now), at=now)


def test_a07_five_tries_then_a_wait_even_with_the_right_code(monkeypatch):
    user = somebody()
    app = with_app(user, at=timezone.now() - LATER)
    client = browser()
    try_password(client, user.username)
    for _ in range(5):
        assert second(client, "000000").status_code == 200
    answer = second(client, app.now())
    assert answer.status_code == 200
    assert not is_in(client)
    Throttle.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert came_in(second(client, app.now()))


def test_a07_starting_over_gives_no_more_tries():
    user = somebody()
    app = with_app(user, at=timezone.now() - LATER)
    for _ in range(5):
        client = browser()
        try_password(client, user.username)
        second(client, "000000")
    client = browser()
    try_password(client, user.username)
    assert second(client, app.now()).status_code == 200


def test_a07_wrong_code_and_waiting_are_one_answer():
    user = somebody()
    with_app(user)
    client = browser()
    try_password(client, user.username)
    pages = [second(client, "000000").content for _ in range(7)]
    bare = {page.partition(b"<main")[2].split(b"csrfmiddlewaretoken")[0] for page in pages}
    assert len(bare) == 1


def test_a07_paper_codes_open_once_and_are_shown_once():
    user, now = somebody(), timezone.now()
    with_app(user)
    with door(user):
        codes = operations.new_recovery_codes(at=now)
        assert len(set(codes)) == 10
        assert operations.use_code(code=codes[0].lower().replace("-", " "), at=now) == "RECOVERY"
        with pytest.raises(Invalid, match="wrong_code"):
            operations.use_code(code=codes[0], at=now)
        operations.new_recovery_codes(at=now)
        with pytest.raises(Invalid, match="wrong_code"):
            operations.use_code(code=codes[1], at=now)


def test_a07_no_secret_stands_in_the_database_and_none_moves_to_another_row():
    user, other = somebody(), somebody(name="altra.persona")
    app = with_app(user)
    with_app(other)
    with door(user):
        codes = operations.new_recovery_codes(at=timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(t::text, ' ') FROM security_secondfactor t UNION ALL"
                " SELECT string_agg(t::text, ' ') FROM security_recoverycode t UNION ALL"
                " SELECT string_agg(t::text, ' ') FROM django_session t"
            )
            dump = " ".join(row[0] or "" for row in cursor.fetchall())
        for secret in (app.secret, *codes, *(code.replace("-", "") for code in codes)):
            assert secret not in dump
            assert secret.encode().hex() not in dump
        row = SecondFactor.objects.get(user=user)
        sealed = bytes(row.secret)
    with door(other):
        SecondFactor.objects.filter(user=other).update(secret=sealed)
        with pytest.raises(Unavailable):
            operations.use_code(code=app.now(), at=timezone.now())


def test_a07_a_colleague_sees_nothing_of_it():
    user = somebody()
    with_app(user)
    with acting(Role.CITY_MANAGER):
        assert not SecondFactor.objects.exists()
        assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize("asked", ["persons", "everybody"])
def test_who_has_none_yet_can_set_one_up_and_nothing_else(settings: LazySettings, asked):
    settings.LGNET_SECOND_FACTOR = asked
    user = somebody()
    client = browser()
    assert try_password(client, user.username).headers["Location"] == reverse("account:begin")
    opened = set()
    for route in all_routes():
        if route.parameters or route.name in {"logout", "set_language"}:
            continue
        answer = client.get(reverse(route.name))
        if answer.status_code == 200 and not getattr(route.view, PUBLIC_ATTRIBUTE, None):
            opened.add(route.name)
        assert answer.status_code in {200, 302, 404, 405}, (route, answer.status_code)
        sent = client.post(reverse(route.name), {"_key": str(uuid4())})
        assert sent.status_code < 500
    assert opened == {"account:begin", "account:app", "account:confirm"}
    assert client.get("/sportello/").headers["Location"] == reverse("account:begin")
    with door(user):
        assert not SecondFactor.objects.exists()


def test_an_observer_who_sees_no_person_comes_in_with_the_password(settings: LazySettings):
    settings.LGNET_SECOND_FACTOR = "persons"
    user = somebody(Role.NETWORK_OBSERVER, None)
    client = browser()
    assert try_password(client, user.username).headers["Location"] == "/inizio/"
    assert client.get("/rete/").status_code == 200


def test_setting_up_an_app_opens_what_was_closed(settings: LazySettings):
    settings.LGNET_SECOND_FACTOR = "persons"
    user = somebody()
    client = browser()
    try_password(client, user.username)
    before = client.session.session_key
    page = client.get(reverse("account:app"))
    form = page.context["form"]
    secret = page.context["secret"].replace(" ", "")
    sealed = form["sealed"].value()
    assert secret not in sealed
    wrong = client.post(reverse("account:app"), {"sealed": sealed, "code": "000000", "name": ""})
    assert wrong.status_code == 200
    assert wrong.context["secret"].replace(" ", "") == secret
    answer = client.post(
        reverse("account:app"), {"sealed": sealed, "code": pyotp.TOTP(secret).now(), "name": "Mio"}
    )
    assert len(answer.context["codes"]) == 10
    assert client.session.session_key != before
    assert client.get("/sportello/").status_code == 200
    with door(user):
        actions = list(AuditEvent.objects.values_list("action", flat=True))
    for action in ("second_factor_added", "recovery_codes_made", "signed_in"):
        assert f"security.{action}" in actions


def test_a_factor_taken_away_between_the_steps_does_not_make_the_password_enough(
    settings: LazySettings,
):
    settings.LGNET_SECOND_FACTOR = "persons"
    user, client = somebody(), browser()
    with_app(user)
    assert try_password(client, user.username).headers["Location"] == reverse("second_step")
    with acting(Role.CITY_MANAGER):
        operations.reset_second_factor(user_id=user.pk, at=timezone.now())
    client.post(reverse("second_step"), {"proof_password": PASSWORD})
    assert client.get("/sportello/").status_code == 302
    assert not is_in(client)


def test_a_sealed_secret_serves_only_who_it_was_shown_to_and_not_for_long(
    settings: LazySettings, monkeypatch
):
    user, other = somebody(), somebody(name="altra.persona")
    mine, theirs = browser(), browser(ELSEWHERE)
    try_password(mine, user.username)
    try_password(theirs, other.username)
    page = mine.get(reverse("account:app"))
    secret, sealed = page.context["secret"].replace(" ", ""), page.context["form"]["sealed"].value()
    code = pyotp.TOTP(secret).now()
    theirs.post(reverse("account:app"), {"sealed": sealed, "code": code, "name": ""})
    with door(other):
        assert not SecondFactor.objects.filter(user=other).exists()
    monkeypatch.setattr("lgnet.web.accounts.own._SET_UP_LASTS", -1)
    mine.post(reverse("account:app"), {"sealed": sealed, "code": code, "name": ""})
    with door(user):
        assert not SecondFactor.objects.filter(user=user).exists()


def test_the_last_one_stays_while_the_role_needs_it(settings: LazySettings):
    settings.LGNET_SECOND_FACTOR = "persons"
    user = somebody()
    app = with_app(user, at=timezone.now() - LATER)
    client = browser()
    try_password(client, user.username)
    second(client, app.now())
    with door(user):
        key = SecondFactor.objects.get(user=user).pk
    for asked, left in (("persons", 1), ("nobody", 0)):
        settings.LGNET_SECOND_FACTOR = asked
        client.post(reverse("account:remove"), {"id": key})
        with door(user):
            assert SecondFactor.objects.filter(user=user).count() == left
