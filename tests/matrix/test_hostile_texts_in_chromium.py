"""X01, X04: hostile texts in every field, every page opened in a real browser; nothing runs."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.operations import set_password
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from tests.builders import FIRENZE, make_user
from tests.harness.browser import Site
from tests.matrix.cities import fill_city
from tests.matrix.routes import all_routes
from tests.matrix.walking import addresses, client_of

SECRET = "Una-frase-lunga-71"
MARKS = ("<svg onload=alert(1)>", "'\"><script>alert(1)//", "{{7*7}}${7*7}<!--")


def _addresses(role: str, ids: Any) -> list[str]:
    """Return what this role may open and a browser shows as a page."""
    client, found = client_of(role), []
    for route in all_routes():
        for address in addresses(route, ids):
            answer = client.get(address)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                found.append(address)
    return found


@pytest.mark.e2e
@pytest.mark.parametrize("mark", MARKS)
def test_hostile_texts_are_shown_and_never_run(live_site: Site, page: Page, mark: str) -> None:
    made = fill_city(FIRENZE, mark=mark)
    problems: list[str] = []
    page.on("dialog", lambda dialog: (problems.append(f"dialog {page.url}"), dialog.dismiss()))
    page.on("pageerror", lambda error: problems.append(f"error {page.url} {error}"))
    page.on(
        "console",
        lambda line: (
            problems.append(f"console {page.url} {line.text}")
            if "Content Security Policy" in line.text
            else None
        ),
    )
    page.on(
        "request",
        lambda sent: (
            problems.append(f"left the site: {sent.url}")
            if urlsplit(sent.url).hostname not in {"127.0.0.1", None}
            else None
        ),
    )
    shown = 0
    for role in (Role.CASE_WORKER, Role.TEAM_MEMBER):
        user = User.objects.get(pk=make_user(role))
        with act_as(system_actor(municipality_id=FIRENZE, job="test")):
            set_password(user_id=user.pk, password=SECRET, at=timezone.now())
        page.context.clear_cookies()
        page.goto(live_site.url + "/accesso/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", SECRET)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/accesso/" not in url)
        for address in _addresses(role, made.ids):
            page.goto(live_site.url + address)
            body = page.locator("body").inner_text()
            shown += mark in body
            assert "49" not in [word.strip("${}") for word in body.split() if "7*7" in word]
            for run in ("svg[onload]", "img[onerror]", "body script:not([src]):not([type])"):
                assert page.locator(run).count() == 0, (address, run)
    assert problems == []
    assert shown >= 5
