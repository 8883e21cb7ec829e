"""Two people at two desks want the last place: one keeps it, the other reads what to do instead."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.operations import set_password
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from tests.builders import FIRENZE, acting, make_user
from tests.harness.browser import Site
from tests.housing_builders import MAN, make_request, make_unit

SECRET = "Una-frase-lunga-71"


def _desk(browser: Browser, site: Site, username: str) -> Page:
    page = browser.new_context(locale="it-IT", timezone_id="Europe/Rome").new_page()
    page.goto(site.url + "/accesso/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", SECRET)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accesso/" not in url)
    return page


@pytest.mark.e2e
def test_the_last_place_goes_to_one_and_the_other_reads_why(
    live_site: Site, browser: Browser
) -> None:
    now = timezone.now()
    with acting(Role.HOUSING_COORDINATOR):
        make_unit(at=now)
        requests = [make_request(MAN, at=now) for _ in range(2)]
    user = User.objects.get(pk=make_user(Role.HOUSING_COORDINATOR))
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        set_password(user_id=user.pk, password=SECRET, at=now)
    desks = [_desk(browser, live_site, user.username) for _ in requests]
    for desk, request in zip(desks, requests, strict=True):
        desk.goto(f"{live_site.url}/abitare/?nucleo={request.pk}")
        expect(desk.locator("button.lg-b.is-fits")).to_have_count(1)
    for desk in desks:
        desk.locator("button.lg-b.is-fits").click(no_wait_after=True)
    kept = [desk.get_by_text("Camera tenuta per") for desk in desks]
    late = [desk.get_by_text("ha appena preso questo posto") for desk in desks]
    for one, other in zip(kept, late, strict=True):
        expect(one.or_(other)).to_be_visible()
    assert sorted((one.count(), other.count()) for one, other in zip(kept, late, strict=True)) == [
        (0, 1),
        (1, 0),
    ]
    for desk in desks:
        desk.goto(f"{live_site.url}/abitare/")
        expect(desk.locator(".lg-bd .lg-b.is-hold")).to_have_count(1)
