"""Every page of the journey: accessible, within a phone's width, quiet, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, expect

from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.cities import FIRENZE
from lgnet.lib.actor import act_as
from lgnet.web.nav import ENTRIES, NEW
from lgnet.web.public.offer_link import path_of_offer
from tests.e2e.stage import Login, play_a_year
from tests.e2e.visits import Somebody
from tests.harness.browser import Site, serving
from tests.harness.databases import fresh_database

pytestmark = pytest.mark.e2e
ANYBODY = "anybody"
NARROW = 360
TABS = ("needs", "titles", "household", "housing")
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_FRAME = "header, nav, footer, main h1"


@dataclass(frozen=True)
class World:
    """A served city with a small year behind it, its logins and its pages by role."""

    site: Site
    logins: dict[str, Login]
    paths: dict[str, list[str]]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: Any,
    playwright: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Make the data once for all tests here."""
    folder = tmp_path_factory.mktemp("pages")
    with fresh_database(__name__, django_db_blocker) as database:
        logins, pages = play_a_year(folder, at=timezone.now())
        paths: dict[str, list[str]] = {}
        for page in {(page.role, page.name): page for page in pages}.values():
            paths.setdefault(page.role, []).append(page.path)
        with serving(database, folder) as site:
            yield World(site, logins, with_the_rest(paths))


def with_the_rest(paths: dict[str, list[str]]) -> dict[str, list[str]]:
    """Add the pages nobody has to be told the ids of, one of each kind; leave out what repeats."""
    worker = paths[Role.CASE_WORKER]
    case = next(path for path in worker if re.search(r"/cartelle/[0-9a-f-]{36}/$", path))
    worker += [f"{case}scheda/{tab}/" for tab in (*TABS, "access")]
    worker += [reverse("desk:my_day"), reverse("desk:group_action"), "/sportello/non-c-e/"]
    worker += [reverse("coordination:network"), reverse("desk:import", args=["persone"])]
    paths[Role.HOUSING_COORDINATOR] += [reverse("desk:imports"), reverse("housing:presence")]
    paths.setdefault(Role.CITY_MANAGER, [])
    paths[Role.CITY_MANAGER] += [reverse("desk:today"), reverse("desk:plans")]
    paths[Role.NETWORK_COORDINATOR].append(reverse("coordination:imports"))
    paths[ANYBODY] += [reverse(f"public:{name}") for name in ("report", "follow")]
    papers = [path for path in paths[Role.HOUSING_COORDINATOR] if "/offerta/" in path]
    paths[ANYBODY] += [_link_of(paper) for paper in papers]
    paths[ANYBODY] += [reverse("login"), reverse("with_code"), "/non-c-e/"]
    for role in (Role.CASE_WORKER, Role.TEAM_MEMBER, Role.NETWORK_COORDINATOR):
        paths.setdefault(role, []).append(reverse("account:mine"))
    for role in (Role.CITY_MANAGER, Role.NETWORK_COORDINATOR):
        paths[role].append(reverse("account:colleagues"))
    kept = {role: list(dict.fromkeys(found)) for role, found in paths.items()}
    kept.pop("CASE_WORKER_BOLOGNA", None)
    kept.pop(Role.NETWORK_OBSERVER, None)
    return kept


def _link_of(paper: str) -> str:
    """Return the link of an offer whose sheet has this address."""
    with act_as(system_actor(municipality_id=FIRENZE.istat, job="test")):
        return path_of_offer(UUID(paper.rstrip("/").rpartition("/")[2]))


def visitors(world: World, browser: Browser, language: str = "it") -> Iterator[tuple[Page, str]]:
    """Open every page as somebody who may; fail at the end on what their consoles said."""
    troubles: list[str] = []
    for role, paths in world.paths.items():
        who = Somebody(browser, world.site.url, language=language)
        if role != ANYBODY:
            who.sign_in(world.logins[role])
        who.context.add_cookies([{"name": "language", "value": language, "url": world.site.url}])
        for path in paths:
            who.page.goto(path, wait_until="load" if language == "it" else "domcontentloaded")
            yield who.page, f"{role} {path}"
        troubles += [said for said in who.troubles if "status of 40" not in said]
        who.leaves()
    assert troubles == []


def test_pages_are_accessible_narrow_and_quiet(world: World, browser: Browser) -> None:
    axe, wrong = Axe(), []
    for page, name in visitors(world, browser):
        page.set_viewport_size({"width": NARROW, "height": 800})
        if page.evaluate(_WIDER) > 0:
            wrong.append(f"{name}: wider than {NARROW}")
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.locator("html").get_attribute("lang") == "it"
        for found in axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            if found["impact"] in {"moderate", "serious", "critical"}:
                where = "; ".join(node["html"][:120] for node in found["nodes"][:2])
                wrong.append(f"{name}: {found['id']}: {where}")
    assert wrong == [], "\n".join(wrong)


def test_pages_speak_english(world: World, browser: Browser) -> None:
    italian = italian_frame_words()
    wrong = []
    for page, name in visitors(world, browser, language="en"):
        assert page.locator("html").get_attribute("lang") == "en", name
        said = " ".join(page.locator(_FRAME).all_inner_texts())
        wrong += [f"{name}: {word}" for word in italian if re.search(rf"\b{word}\b", said)]
    assert wrong == [], "\n".join(wrong)


def italian_frame_words() -> list[str]:
    """Return words of the navigation that differ in English, and a few that give Italian away."""
    words = []
    for entry in (*ENTRIES, *NEW):
        with translation.override("it"):
            source = str(entry.name)
        with translation.override("en"):
            if str(entry.name) != source:
                words.append(source)
    return [*words, "della", "delle", "degli", "Esci", "Accesso", "Cerca", "oggi"]


def test_a_slash_finds_and_tab_reaches_the_main_action(world: World, browser: Browser) -> None:
    who = Somebody(browser, world.site.url).sign_in(world.logins[Role.CASE_WORKER])
    page = who.goes(reverse("desk:today"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.press("Escape")
    page = who.goes(reverse("desk:report_new"))
    assert reaches(page, page.get_by_role("button", name="Registra e valuta"))
    street = Somebody(browser, world.site.url, width=390).sign_in(world.logins[Role.TEAM_MEMBER])
    page = street.goes(reverse("field:contact"))
    assert reaches(page, page.get_by_role("button", name="Salva il contatto"))
    anybody = Somebody(browser, world.site.url, width=390)
    page = anybody.goes(reverse("public:report"))
    assert reaches(page, page.get_by_role("button", name="Invia la segnalazione"))


def reaches(page: Page, action: Any, *, most: int = 90) -> bool:
    """Press Tab until the action has the focus, and shows it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if action.evaluate("it => it === document.activeElement"):
            style = action.evaluate(
                "it => { const s = getComputedStyle(it); return s.outlineStyle + s.boxShadow }"
            )
            return bool(style != "nonenone")
    return False
