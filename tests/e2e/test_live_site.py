"""The real site answers a real browser."""

import pytest
from playwright.sync_api import Page

from tests.harness.browser import Site


@pytest.mark.e2e
def test_browser_reaches_the_sign_in_page(live_site: Site, page: Page) -> None:
    answer = page.goto(live_site.url + "/accesso/")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("input[name=username]").count() == 1
