"""One journey, in the browser: from a report nobody signs to a household counted once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from lgnet.domain.housing.operations import record_bed_nights
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.cities import FIRENZE
from lgnet.jobs.grants import snapshot_everything
from lgnet.lib.actor import act_as
from tests.e2e.stage import ALREADY_HOUSED, Stage, set_stage
from tests.e2e.visits import PHONE, Somebody
from tests.harness.browser import Site

PLACE = "Piazza dei Ciompi, sotto il loggiato"
BEFORE = len(ALREADY_HOUSED)


@pytest.mark.e2e
def test_from_a_report_to_a_figure(
    live_site: Site, browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    play = Journey(live_site, browser, set_stage(tmp_path, at=timezone.now()), pictures)
    play.anybody_reports()
    play.case_worker_assesses_and_assigns()
    play.team_meets_two_people_and_refers()
    play.anybody_follows()
    play.case_worker_takes_in_charge()
    play.case_worker_asks_for_a_place()
    play.coordinator_of_homes_holds_and_accepts()
    play.nights_are_recorded_once()
    play.network_counts_once()
    play.manager_goes_down_to_the_facts()
    assert play.troubles == []


class Journey:
    """The acts, in order; each hands the next only what a person would carry in their head."""

    def __init__(self, site: Site, browser: Browser, stage: Stage, pictures: Path) -> None:
        self.site, self.browser, self.stage, self.pictures = site, browser, stage, pictures
        self.people: dict[str, Somebody] = {}
        self.receipt = ("", "")
        self.case_code = ""
        self.request_url = ""

    @property
    def troubles(self) -> list[str]:
        """What any of their consoles complained about."""
        return [said for who in self.people.values() for said in who.troubles]

    def who(self, role: str, *, width: int = 1280) -> Somebody:
        """Return somebody in a role, signed in."""
        if role not in self.people:
            who = Somebody(self.browser, self.site.url, width=width)
            self.people[role] = who.sign_in(self.stage.logins[role])
        return self.people[role]

    def anybody_reports(self) -> None:
        anybody = self.people["anybody"] = Somebody(self.browser, self.site.url, width=PHONE)
        page = anybody.goes("/")
        page.get_by_role("link", name="Segnala").first.click()
        page.get_by_label("In quale città").select_option(label="Firenze")
        page.get_by_label("Dove", exact=True).fill(PLACE)
        page.get_by_label("Che cosa vedi").fill(
            "Una ragazza con un bambino piccolo, dormono per terra da ieri. Parlano francese."
        )
        page.get_by_role("checkbox", name="C’è un bambino piccolo").check()
        page.get_by_role("checkbox", name="Dorme all’aperto").check()
        anybody.picture(self.pictures, "public-report")
        page.wait_for_timeout(3_100)  # the form is read with care from a person, not a machine
        page.get_by_role("button", name="Invia la segnalazione").click()
        expect(page.get_by_role("heading", name="Segnalazione ricevuta")).to_be_visible()
        code, word = (text.strip() for text in page.locator(".lg-secret").all_inner_texts())
        assert re.fullmatch(r"FI-S-\d{4}-\d{4}", code)
        self.receipt = (code, word)

    def case_worker_assesses_and_assigns(self) -> None:
        worker = self.who(Role.CASE_WORKER)
        page = worker.goes("/sportello/")
        expect(page.get_by_role("heading", name="Oggi", level=1)).to_be_visible()
        page.get_by_role("link", name=re.compile("Segnalazioni")).first.click()
        page.locator(".lg-pick a", has_text=PLACE).click()
        detail = page.locator(".lg-report-panel")
        expect(detail).to_contain_text(self.receipt[0].removeprefix("FI-"))
        expect(detail).to_contain_text("bambino")
        expect(detail.get_by_role("heading", name="Proposta")).to_be_visible()
        detail.get_by_role("radio", name=self.stage.team).check()
        worker.picture(self.pictures, "journey-report")
        detail.get_by_role("button", name=f"e affida a {self.stage.team}").click()
        expect(page.get_by_role("main")).to_contain_text(self.stage.team)
        expect(page.locator(".lg-report-panel")).to_contain_text("Deciso")

    def team_meets_two_people_and_refers(self) -> None:
        team = self.who(Role.TEAM_MEMBER, width=PHONE)
        page = team.goes("/strada/")
        expect(page.get_by_text("Prossima visita")).to_be_visible()
        expect(page.locator(".lg-place")).to_have_text(PLACE)
        page.get_by_role("button", name="Siamo arrivati").click()
        self._meet(page, "Aïcha", age="18–25", person="Donna")
        team.goes(page.url)
        self._meet(page, "Il piccolo", age="0–13", person="Uomo")
        met = page.locator("section", has=page.get_by_role("heading", name="Incontrati"))
        expect(met.get_by_role("listitem")).to_have_count(2)
        page.get_by_role("checkbox", name="Coperta").check()
        page.get_by_role("button", name="Fatto, chiudi l’uscita").click()
        expect(page.get_by_text("Uscita chiusa: ricevuta.")).to_be_visible()
        page.get_by_text("Invia allo sportello unico").click()
        page.get_by_role("checkbox", name="Serve un posto").uncheck()
        team.picture(self.pictures, "journey-refer")
        page.get_by_role("button", name="Invia", exact=True).click()
        expect(page.get_by_text("Presa in carico inviata allo sportello.")).to_be_visible()

    def _meet(self, page: Page, alias: str, *, age: str, person: str) -> None:
        page.get_by_role("link", name="Nuovo contatto").first.click()
        page.get_by_label("Come si fa chiamare?").fill(alias)
        page.get_by_role("radio", name=age).check()
        page.get_by_role("radio", name=person).check()
        page.get_by_role("checkbox", name="Français").check()
        page.get_by_role("checkbox", name="Dormire").check()
        page.get_by_role("button", name="Salva il contatto").click()
        expect(page.get_by_text(re.compile("Contatto ricevuto alle"))).to_be_visible()
        expect(page.get_by_text(f"«{alias}»").first).to_be_visible()

    def anybody_follows(self) -> None:
        page = self.people["anybody"].goes("/segui/")
        page.get_by_label("Codice").fill(self.receipt[0])
        page.get_by_label("Parola").fill(self.receipt[1])
        page.get_by_role("button", name="Guarda a che punto è").click()
        expect(page.get_by_text("La squadra è passata. Grazie.")).to_be_visible()
        expect(page.locator("main")).not_to_contain_text("Aïcha")

    def case_worker_takes_in_charge(self) -> None:
        worker = self.who(Role.CASE_WORKER)
        page = worker.goes("/sportello/")
        page.keyboard.press("/")
        page.keyboard.type("aicha")
        page.keyboard.press("Enter")
        page.get_by_role("main").get_by_role("link", name=re.compile("Aïcha")).first.click()
        page.get_by_role("link", name="Completa l’identità").click()
        page.get_by_label("Nome", exact=True).fill("Aïssatou")
        page.get_by_label("Cognome", exact=True).fill("Diallo")
        page.get_by_label("Cittadinanza").select_option(label="Guinea")
        page.get_by_label("oppure anno").fill("2004")
        page.get_by_role("button", name="Salva").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Diallo")
        self.case_code = page.locator("main .lg-code").first.inner_text()
        assert re.fullmatch(r"FI-\d{4}-\d{4}", self.case_code)
        expect(page.get_by_role("main")).to_contain_text("Aïcha")
        page.get_by_label("Nota").fill(
            "Colloquio con il mediatore: chiede di restare con il figlio."
        )
        page.get_by_role("button", name="Registra").click()
        course = page.locator("section", has=page.get_by_role("heading", name="Percorso"))
        expect(course).to_contain_text("chiede di restare con il figlio")
        worker.picture(self.pictures, "journey-case")

    def case_worker_asks_for_a_place(self) -> None:
        worker = self.who(Role.CASE_WORKER)
        page = worker.page
        tabs = page.get_by_role("navigation", name="Sezioni della cartella")
        tabs.get_by_role("link", name="Abitare").click()
        page.get_by_role("link", name="Chiedi un posto").click()
        page.locator("label", has_text="Minori nel nucleo, senza un tetto").click()
        page.get_by_label("Perché questa classe").fill("Madre con un bambino piccolo")
        page.get_by_role("button", name="Chiedi il posto").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Casa per 2")
        self.request_url = page.url

    def coordinator_of_homes_holds_and_accepts(self) -> None:
        homes = self.who(Role.HOUSING_COORDINATOR)
        page = homes.goes("/abitare/richieste/")
        page.get_by_role("main").get_by_role("link").filter(has_text="FI-N-").first.click()
        assert page.url == self.request_url
        first = page.locator(".lg-pc").first
        expect(first).to_contain_text("Perché sì")
        room = first.get_by_role("heading").first.inner_text()
        homes.picture(self.pictures, "journey-proposals")
        first.get_by_role("button", name="Tieni").click()
        expect(page.get_by_role("main")).to_contain_text("opzione fino al")
        page.get_by_role("button", name="Decidi").click()
        expect(page.get_by_text("Inserimento deciso.")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(room, ignore_case=True)
        page = homes.goes("/abitare/")
        facility = room.split(",")[0]
        expect(page.get_by_role("link", name=facility).first).to_be_visible()
        homes.picture(self.pictures, "journey-board")

    def nights_are_recorded_once(self) -> None:
        tonight = timezone.localdate()
        for _again in range(2):
            with act_as(system_actor(municipality_id=FIRENZE.istat, job="record_bed_nights")):
                record_bed_nights(night_from=tonight, night_to=tonight + timedelta(days=1))
        snapshot_everything(at=timezone.now())

    def network_counts_once(self) -> None:
        lead = self.who(Role.NETWORK_COORDINATOR)
        page = lead.goes("/rete/")
        for label in ("Incontrate", "Prese in carico", "Inserite"):
            card = page.locator(".lg-fig", has=page.get_by_text(label, exact=True))
            expect(card.locator(".lg-fig-v")).to_have_text(str(BEFORE + 2))
        row = page.get_by_role("row", name=re.compile("Firenze"))
        expect(row).to_contain_text(str(BEFORE + 2))
        expect(page.locator("body")).not_to_contain_text("Diallo")
        lead.picture(self.pictures, "journey-network")

    def manager_goes_down_to_the_facts(self) -> None:
        manager = self.who(Role.CITY_MANAGER)
        page = manager.goes(f"/rete/{FIRENZE.istat}/")
        page.locator("#placed").get_by_role("link", name="I fatti contati, uno per uno").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("i fatti contati")
        expect(page.locator("tbody tr")).to_have_count(BEFORE + 2)
        expect(page.locator("body")).not_to_contain_text("Diallo")
