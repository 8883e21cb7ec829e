"""A07, on a database where transactions commit: one code, many hands."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lgnet.domain.security import operations
from lgnet.domain.security.operations.factors import STEP
from tests.web.accounts.people import door, somebody, with_app

LATER = timedelta(seconds=STEP * 3)


@pytest.mark.commits
def test_a07_one_code_sent_twice_at_once_opens_once(together):
    user, now = somebody(), timezone.now()
    app = with_app(user, at=now - LATER)

    def use():
        with door(user):
            return operations.use_code(code=app.at(now), at=now)

    results = together(use, use, use)
    assert sorted(map(str, results)) == ["TOTP", "security.wrong_code", "security.wrong_code"]
