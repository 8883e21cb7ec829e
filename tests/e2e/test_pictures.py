"""The pictures of README and docs, taken from a running demonstration.

Start one (`./lgnet demo`), then, beside it:

    LGNET_PICTURES=docs/pictures ./lgnet test tests/e2e/test_pictures.py

`LGNET_PICTURES_SITE` says where it is when that is not http://127.0.0.1:8000, and
`LGNET_PICTURES_LOGINS` which file has its logins when that is not the one of the data folder.
"""

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from launcher.folders import data_folder
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.cities import FIRENZE
from tests.e2e.stage import Login
from tests.e2e.visits import DESK, PHONE, Somebody

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif("LGNET_PICTURES" not in os.environ, reason="LGNET_PICTURES names no folder"),
]
SITE = os.environ.get("LGNET_PICTURES_SITE", "http://127.0.0.1:8000")
LARGEST = 200_000


@pytest.fixture(scope="module")
def logins() -> dict[str, Login]:
    """Who may sign in to the demonstration."""
    told = os.environ.get("LGNET_PICTURES_LOGINS")
    file = Path(told) if told else data_folder() / "logins.json"
    if not file.exists():
        pytest.fail(f"no {file}: start the demonstration first (./lgnet demo)")
    return {
        one["role"]: Login(one["username"], one["password"]) for one in json.loads(file.read_text())
    }


def test_pictures_are_taken(logins: dict[str, Login], browser: Browser, pictures: Path) -> None:
    for role, width, shots in SHOTS:
        who = Somebody(browser, SITE, width=width)
        if role is not None:
            who.sign_in(logins[role])
        for name, path, find in shots:
            page = who.goes(path)
            if find is not None:
                find(page)
            who.picture(pictures, name)
        assert who.troubles == []
        who.leaves()
    files = [pictures / f"{name}-{width}.png" for name in NAMES for width in (DESK, PHONE)]
    assert {file.name: file.stat().st_size for file in files if file.stat().st_size > LARGEST} == {}


def open_report(page: Page) -> None:
    """Open a report that tells of children, or the first."""
    rows = page.locator(".lg-pick a")
    telling = rows.filter(has_text=re.compile("bambin|minore|incinta|sta male"))
    (telling if telling.count() else rows).first.click()
    page.wait_for_load_state()


def open_case(page: Page) -> None:
    """Open a case of a family."""
    page.goto(page.url + "?ordina=aperta")
    for link in _addresses(page, "tbody a[href*='/cartelle/']")[:12]:
        page.goto(link)
        if page.locator(".lg-tabs").get_by_text(re.compile(r"Nucleo\s+[3-6]")).count():
            return


def open_proposals(page: Page) -> None:
    """Open a household with three rooms to choose from, the largest of the first page."""
    best = (0, 0, page.url)
    for link in _addresses(page, "tbody a[href*='/richieste/']")[:14]:
        page.goto(link)
        persons = int(re.sub(r"\D", "", page.locator("h1").inner_text().split(":")[0]) or 0)
        best = max(best, (min(3, page.locator(".lg-pc").count()), persons, link))
    page.goto(best[2])


def _addresses(page: Page, selector: str) -> list[str]:
    found = page.locator(selector).evaluate_all("links => links.map(link => link.href)")
    return list(dict.fromkeys(found))


SHOTS = (
    (
        Role.CASE_WORKER,
        DESK,
        (
            ("today", "/sportello/", None),
            ("reports", "/sportello/segnalazioni/", None),
            ("report", "/sportello/segnalazioni/", open_report),
            ("case", "/sportello/persone/cartelle/", open_case),
        ),
    ),
    (
        Role.HOUSING_COORDINATOR,
        DESK,
        (
            ("board", "/abitare/", None),
            ("proposals", "/abitare/richieste/", open_proposals),
        ),
    ),
    (
        Role.NETWORK_COORDINATOR,
        DESK,
        (("network", "/rete/", None), ("city", f"/rete/{FIRENZE.istat}/", None)),
    ),
    (
        Role.TEAM_MEMBER,
        PHONE,
        (("field-tonight", "/strada/", None), ("field-contact", "/strada/contatto/", None)),
    ),
    (None, DESK, (("project", "/progetto/", None),)),
)
NAMES = [shot[0] for _role, _width, shots in SHOTS for shot in shots]
