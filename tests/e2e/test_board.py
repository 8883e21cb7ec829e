"""The board of a big city: slices come while one scrolls, filters answer without leaving it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lgnet.domain.housing import operations
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.operations import set_password
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from tests.builders import FIRENZE, acting, make_user
from tests.harness.browser import Site
from tests.housing_builders import a_row

SECRET = "Una-frase-lunga-71"
HOUSES, ROOMS, BEDS = 16, 10, 4


def _a_big_city() -> str:
    """Make 640 beds, one room of ten for women; return who looks at them."""
    with acting(Role.HOUSING_COORDINATOR):
        operations.import_facilities(
            rows=[
                a_row(
                    codice_struttura=f"C{house:02d}",
                    struttura=f"Casa {house:02d}",
                    codice_camera=str(room),
                    camera=f"Camera {room}",
                    posti=BEDS,
                    chi_camera="WOMEN" if room == 0 else "ANY",
                )
                for house in range(HOUSES)
                for room in range(ROOMS)
            ],
            at=timezone.now(),
        )
    user = User.objects.get(pk=make_user(Role.HOUSING_COORDINATOR))
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        set_password(user_id=user.pk, password=SECRET, at=timezone.now())
    return user.username


@pytest.mark.e2e
def test_the_board_of_a_big_city_comes_as_one_looks_at_it(live_site: Site, page: Page) -> None:
    username = _a_big_city()
    page.goto(live_site.url + "/accesso/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", SECRET)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accesso/" not in url)
    page.goto(live_site.url + "/abitare/")
    facilities, beds = page.locator(".lg-bd tr.is-fac"), page.locator(".lg-bd tr.is-bed")
    assert 0 < facilities.count() < HOUSES / 2, "not the whole city at once"
    for _screen in range(HOUSES):
        if facilities.count() == HOUSES:
            break
        known = facilities.count()
        page.locator("#more").scroll_into_view_if_needed()
        expect(facilities).not_to_have_count(known)
    expect(page.locator("#more")).to_have_count(0)
    assert beds.count() == HOUSES * ROOMS * BEDS
    names = facilities.locator("th a").all_inner_texts()
    assert names == sorted(set(names)), "every facility once, in order"
    nights, frame = (page.locator(one).bounding_box() for one in (".lg-bd thead", ".lg-bd"))
    assert nights is not None
    assert frame is not None
    assert abs(nights["y"] - frame["y"]) < 4, "the nights stay above the rooms"

    page.evaluate("window.still = 'here'")
    page.locator("#only-women").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#only-women")).to_have_attribute("aria-current", "true")
    expect(beds).to_have_count(HOUSES * BEDS)
    assert page.evaluate("window.still") == "here", "the page was never left"
    assert page.evaluate("document.activeElement.id") == "only-women"
    assert "donne=1" in page.url
    page.go_back()
    expect(page.locator("#only-women")).not_to_have_attribute("aria-current", "true")
