"""What is over of the way in goes at night; what lives stays."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lgnet.domain.security.models import SignIn, Throttle
from lgnet.jobs.accounts import sweep_sessions
from tests.web.accounts.people import browser, door, is_in, somebody, try_password

pytestmark = pytest.mark.django_db


def test_what_is_over_goes_and_what_lives_stays():
    user, client, old = somebody(), browser(), browser()
    for one in (client, old):
        try_password(one, user.username)
    try_password(browser(), user.username, "sbagliata proprio")
    with door(user):
        first = SignIn.objects.filter(user=user).order_by("at").first()
        last = SignIn.objects.filter(user=user).order_by("-at").first()
    Session.objects.filter(pk=last.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    Throttle.objects.update(last_at=timezone.now() - timedelta(hours=3))
    sweep_sessions(0)
    assert not Session.objects.filter(pk=last.session_key).exists()
    assert not Throttle.objects.exists()
    with door(user):
        assert [row.pk for row in SignIn.objects.filter(user=user)] == [first.pk]
    assert is_in(client)
