"""Somebody at a browser: signs in, looks, fills forms, keeps a picture of what they saw."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.small_png import save_small
from tests.e2e.stage import Login

DESK, PHONE = 1280, 390
_HEIGHTS = {DESK: 1100, PHONE: 844}


class Somebody:
    """A person with a browser of their own."""

    def __init__(self, browser: Browser, base: str, *, width: int = DESK, language: str = "it"):
        self.base = base
        self.troubles: list[str] = []
        self.context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": _HEIGHTS.get(width, 844)},
            locale=f"{language}-IT" if language == "it" else "en-GB",
            timezone_id="Europe/Rome",
        )
        self.context.set_default_timeout(10_000)
        self.table: Page = self.context.new_page()  # where pictures are made small
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _hear(self, message: "object") -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.troubles.append(f"{self.page.url}: {getattr(message, 'text', '')}")

    def sign_in(self, login: Login) -> "Somebody":
        """Fill the sign-in form."""
        self.page.goto("/accesso/")
        self.page.fill("[name=username]", login.username)
        self.page.fill("[name=password]", login.password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/accesso/" not in url)
        return self

    def goes(self, path: str) -> Page:
        """Open a page that must answer."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def picture(self, folder: Path, name: str, *, widths: tuple[int, ...] = (DESK, PHONE)) -> None:
        """Keep what the page looks like now, from its top, at each width."""
        before = self.page.viewport_size
        for width in widths:
            height = _HEIGHTS[width]
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate("window.scrollTo(0, 0)")
            seen = self.page.screenshot(animations="disabled", caret="hide")
            colours = save_small(self.table, seen, folder / f"{name}-{width}.png")
            assert colours > 8, f"{name}: a page nobody would look at"
        if before is not None:
            self.page.set_viewport_size(before)

    def leaves(self) -> None:
        """Close the browser."""
        self.context.close()
