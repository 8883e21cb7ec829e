"""The way in, in a real browser with a real (virtual) authenticator: passkeys, paper codes, asking again."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lgnet.domain.security.enums import Role
from tests.e2e.stage import Login, set_stage
from tests.e2e.visits import DESK, PHONE, Somebody
from tests.harness.browser import Site, serving
from tests.harness.databases import fresh_database

pytestmark = pytest.mark.e2e
# Send what was sent once more, with this page's token; first have another question asked, or not.
_SEND = """async ([sent, asks, options]) => {
  const body = new URLSearchParams(sent);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  if (asks) await fetch(options, { method: "POST", body });
  const answer = await fetch("/accesso/passkey/", { method: "POST", body });
  if (answer.redirected) throw new Error("let in");
}"""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def city(
    django_db_setup: None,
    django_db_blocker: Any,
    playwright: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Site, dict[str, Login]]]:
    """A city whose operators come in with a second factor, as in a real installation."""
    folder = tmp_path_factory.mktemp("way-in")
    with fresh_database(__name__, django_db_blocker) as database:
        stage = set_stage(folder, at=timezone.now())
        with serving(database, folder, LGNET_SECOND_FACTOR="persons") as site:
            # A passkey is bound to a name: an address of numbers is none.
            named = Site(site.url.replace("127.0.0.1", "localhost"), database)
            yield named, stage.logins


class Authenticator:
    """A virtual authenticator of a browser, which says yes unless told otherwise."""

    def __init__(self, context: BrowserContext, page: Page, *, verifies: bool = True) -> None:
        self._session = context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": verifies,
            "automaticPresenceSimulation": True,
        }
        made = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = made["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        """Return what it holds."""
        found = self._session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(found["credentials"])

    def verifies(self, yes: bool) -> None:
        """Say whether the person is recognised."""
        self._session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": yes}
        )

    def set_count(self, count: int) -> None:
        """Put the counter of its only key back, as that of a copy is."""
        (held,) = self.credentials()
        self._session.send(
            "WebAuthn.removeCredential",
            {"authenticatorId": self.id, "credentialId": held["credentialId"]},
        )
        self._session.send(
            "WebAuthn.addCredential",
            {"authenticatorId": self.id, "credential": {**held, "signCount": count}},
        )


def types_password(page: Page, login: Login) -> None:
    page.goto(reverse("login"))
    page.fill("[name=username]", login.username)
    page.fill("[name=password]", login.password)
    page.click("main button[type=submit] >> nth=0")


def at_home(page: Page) -> None:
    page.wait_for_url(re.compile(r"/sportello/|/strada/|/rete/"))


def leaves(page: Page) -> None:
    page.locator("summary.lg-me").click()
    page.get_by_role("button", name="Esci").click()
    page.wait_for_url(re.compile(r"/$"))


def looks_right(who: Somebody, axe: Axe, folder: Path, name: str) -> None:
    """Look at a page at two widths, and at 360 px; axe finds nothing serious."""
    page = who.page
    who.picture(folder, name)
    for width in (360, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_WIDER) <= 0, f"{name} is wider than {width}"
        found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        serious = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert not serious, [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]


def test_a_passkey_from_the_first_day(
    city: tuple[Site, dict[str, Login]], browser: Browser, pictures: Path
) -> None:
    site, logins = city
    who, axe = Somebody(browser, site.url), Axe()
    page = who.page
    key = Authenticator(who.context, page)
    page.goto(reverse("login"))
    looks_right(who, axe, pictures, "sign-in")

    # The password alone leads to one page, whatever is asked for.
    types_password(page, logins[Role.CASE_WORKER])
    page.wait_for_url(re.compile(reverse("account:begin")))
    page.goto("/sportello/")
    page.wait_for_url(re.compile(reverse("account:begin")))
    looks_right(who, axe, pictures, "sign-in-begin")

    # A passkey is made, paper codes are shown once, and the desk is open.
    page.get_by_role("button", name="Crea una passkey").click()
    expect(page.get_by_role("heading", name="Codici su carta")).to_be_visible()
    looks_right(who, axe, pictures, "sign-in-paper")
    codes = page.locator(".lg-codes li").all_inner_texts()
    assert len(codes) == 10
    with page.expect_download() as saved:
        page.get_by_role("link", name="Scarica").click()
    assert codes[0] in Path(saved.value.path()).read_text()
    assert len(key.credentials()) == 1
    page.get_by_role("link", name="Li ho messi al sicuro").click()
    at_home(page)
    leaves(page)

    # Password, then passkey.
    types_password(page, logins[Role.CASE_WORKER])
    page.wait_for_url(re.compile(reverse("second_step")))
    looks_right(who, axe, pictures, "sign-in-second")
    page.get_by_role("button", name="Usa la passkey").click()
    at_home(page)
    leaves(page)

    # The passkey alone, which is two: held, and its holder recognised.
    page.goto(reverse("login"))
    with page.expect_request("**" + reverse("passkey_login")) as sent:
        page.get_by_role("button", name="Entra con una passkey").click()
    at_home(page)
    leaves(page)

    # The same answer sent again, and as an answer to another question: it opens nothing.
    for asks in (False, True):
        page.goto(reverse("login"))
        page.evaluate(_SEND, [sent.value.post_data, asks, reverse("passkey_options")])
        page.goto("/sportello/")
        page.wait_for_url(re.compile(reverse("login")))

    # Not recognised: the browser says no and the page says so.
    key.verifies(False)
    page.goto(reverse("login"))
    page.get_by_role("button", name="Entra con una passkey").click()
    expect(page.get_by_text("La passkey non ha risposto")).to_be_visible()
    key.verifies(True)

    # A copy: its counter went back, and it opens nothing.
    key.set_count(0)
    page.goto(reverse("login"))
    page.get_by_role("button", name="Entra con una passkey").click()
    expect(page.get_by_text("La passkey non è stata accettata")).to_be_visible()
    page.goto("/sportello/")
    page.wait_for_url(re.compile(reverse("login")))

    # A paper code instead; one's own page then says how many are left.
    types_password(page, logins[Role.CASE_WORKER])
    page.fill("[name=proof_code]", codes[0].lower())
    page.get_by_role("button", name="Entra", exact=True).click()
    at_home(page)
    who.goes(reverse("account:mine"))
    expect(page.get_by_text("Ti restano 9 codici su carta")).to_be_visible()
    looks_right(who, axe, pictures, "my-access")
    assert [said for said in who.troubles if "status of 40" not in said] == []
    who.leaves()


def test_an_app_and_asking_again_before_what_matters(
    city: tuple[Site, dict[str, Login]], browser: Browser, pictures: Path
) -> None:
    site, logins = city
    who, axe = Somebody(browser, site.url), Axe()
    page = who.page
    types_password(page, logins[Role.CITY_MANAGER])
    page.get_by_role("link", name="Imposta un’app").click()
    looks_right(who, axe, pictures, "sign-in-app")
    page.locator("summary", has_text="Non puoi inquadrarlo?").click()
    secret = page.locator(".lg-break").inner_text().replace(" ", "")
    page.fill("[name=code]", pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Conferma").click()
    page.get_by_role("link", name="Li ho messi al sicuro").click()
    at_home(page)

    who.goes(reverse("account:colleagues"))
    looks_right(who, axe, pictures, "colleagues")
    page.locator("tbody th a").nth(1).click()
    looks_right(who, axe, pictures, "colleague")
    page.get_by_role("button", name="Crea un codice").click()
    expect(page.get_by_text("Vale una volta sola")).to_be_visible()
    who.goes(reverse("account:password"))
    looks_right(who, axe, pictures, "password")
    who.goes(reverse("account:confirm"))
    looks_right(who, axe, pictures, "confirm")
    page.goto(reverse("with_code"))
    looks_right(who, axe, pictures, "with-code")
    assert [said for said in who.troubles if "status of 40" not in said] == []
    who.leaves()
