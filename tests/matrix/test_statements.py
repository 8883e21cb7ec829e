"""Every page asks the database as often with many rows as with few: walked by route and role.

The city is built twice over in a database of its own; each page that answers a GET is opened
when it is small and again when it has grown, as a role that may open it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases import operations as cases
from lgnet.domain.grants.periods import Period
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.links import token_of
from lgnet.domain.housing.models import FollowUp, HousingRequest, ReceptionExit
from lgnet.domain.housing.operations.freshness import raise_discrepancy
from lgnet.domain.matching.key import NetworkKey
from lgnet.domain.matching.models import Hint, Inquiry
from lgnet.domain.matching.operations import write_prints
from lgnet.domain.network.queries import municipality_name
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Household, Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import Anomaly, BreakGlass, Notice, RetentionDue
from lgnet.domain.response import operations as response
from lgnet.domain.security import operations as security
from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.queries import system_actor
from lgnet.domain.security.roles import PERMISSIONS
from lgnet.jobs.grants import snapshot_everything
from lgnet.lib.access import PERMISSION_ATTRIBUTE
from lgnet.lib.actor import act_as
from lgnet.lib.ids import new_id
from lgnet.lib.sheets import ROW
from lgnet.lib.vault.keys import new_key
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities, make_user, sign_in
from tests.harness.databases import fresh_database
from tests.housing_builders import MAN, WOMAN, make_hold, make_request, make_stay, make_unit
from tests.matrix.plans import keep_plan
from tests.matrix.routes import Route, all_routes

FEW, MORE = 2, 4
MOST = 33
ROUTES = all_routes()
TEXTS = {"fmt": "csv", "kind": "csv", "paper": "json", "to": "CLOSED", "istat": FIRENZE}
TEXTS |= {"indicator": "persons_met", "token": "not-ours"}
TABS = ("needs", "titles", "household", "housing", "privacy")
QUERIES = {
    "housing:request_new": "?cartella={case_id}",
    "coordination:facts": "?periodo={period}",
}
# Pages of an uploaded table, which live as long as an import is tried out; and files without data.
LEFT_OUT = {"upload_id", "slug", "notice_id"}  # and one notice, which is one row
# The network keeps its own accounts, not a city's; no identity provider is named.
ABSENT = {("account:colleague", Role.NETWORK_COORDINATOR), ("outside_back", "")}
# An offer of another request than the one in the address; a link nobody signed.
ABSENT |= {("housing:offer_paper", role) for role in Role.values} | {("public:offer", "")}


class City:
    """A city that grows, and the things its pages are about."""

    def __init__(self) -> None:
        self.now = timezone.localtime()
        self.ids: dict[str, Any] = {"period": Period.quarter_of(timezone.localdate(self.now)).code}
        self.made = self.winters = 0
        with acting(Role.TEAM_MEMBER) as member:
            self.member = member.user_id

    def grow(self, count: int) -> None:
        """Add so many of everything, and so many lines to the things the pages are about."""
        with acting(Role.CASE_WORKER):
            self._people(count)
            self._reports(count)
        with acting(Role.HOUSING_COORDINATOR):
            self._housing(count)
        with acting(Role.CITY_MANAGER):
            self._plans(count)
            self._colleagues(count)
        self._protected(count)
        self._partners(count)
        snapshot_everything(at=self.now)

    def _protected(self, count: int) -> None:
        """Add erasures proposed, holds, emergencies, notices, readings and terms that are over."""
        with acting(Role.CITY_MANAGER):
            term = privacy.set_term(
                kind="NEVER",
                months=12,
                legal_basis="Massimario",
                from_on=self.now.date(),
                at=self.now,
            )
        with acting(Role.CASE_WORKER):
            for number in range(count):
                person = self._person()
                case = cases.open_case(person_id=person.id, origin="STREET", at=self.now)
                erasure = people.propose_erasure(person_id=person.id, reason="REQUEST", at=self.now)
                kept = people.place_hold(person_id=self._person().id, reason="LIMIT", at=self.now)
                about = {"person_id": self.ids["person_id"], "user_id": self.member}
                emergency = BreakGlass.objects.create(
                    **about,
                    vault_key=new_key(),
                    role="CASE_WORKER",
                    ground="HEALTH",
                    reason="Una prova di emergenza",
                    opened_at=self.now - timedelta(hours=3 + number),
                    until=self.now - timedelta(hours=2 + number),
                )
                notices = [
                    Notice.objects.create(
                        kind="NAMED", to_role=role, person_id=case.person_id, created_at=self.now
                    )
                    for role in (Role.CASE_WORKER, Role.CITY_MANAGER)
                ]
                anomaly = Anomaly.objects.create(
                    user_id=self.member,
                    role="TEAM_MEMBER",
                    kind="NIGHT",
                    on=self.now.date() - timedelta(days=self.made),
                    counted=9,
                    allowed=5,
                    found_at=self.now,
                )
                due = RetentionDue.objects.create(
                    person=self._person(), term=term, due_on=self.now.date(), found_at=self.now
                )
                for name, row in (
                    ("erasure_id", erasure),
                    ("kept_id", kept),
                    ("emergency_id", emergency),
                    ("notice_id", notices[0]),
                    ("anomaly_id", anomaly),
                    ("due_id", due),
                ):
                    self.ids.setdefault(name, row.pk)

    def _partners(self, count: int) -> None:
        """Add questions of a partner, and hints of one to the person the pages are about."""
        with acting(Role.CASE_WORKER):
            person = self._person()
            main = Person.objects.get(pk=self.ids["person_id"])
        with act_as(system_actor(municipality_id=FIRENZE, job="test")):
            municipality_name(BOLOGNA)  # kept by the process
            write_prints(key=NetworkKey(b"k" * 32), at=self.now)
            for about in (main, *[person] * count):
                told = {"partner_id": BOLOGNA, "meeting": new_id()}
                hint = Hint.objects.create(
                    handle=about.handle.pk, band="POSSIBLE", found_at=self.now, **told
                )
                row = Inquiry.objects.create(
                    **told,
                    exchange=new_id(),
                    side="RECEIVED",
                    person=about,
                    vault_key=about.vault_key,
                    purpose="CONTINUE",
                    text="Una prova di richiesta",
                    asked_by=self.member,
                    asked_at=self.now,
                    until=self.now.date(),
                )
                self.ids.setdefault("hint_id", hint.pk)
                self.ids.setdefault("inquiry_id", row.pk)

    def _plans(self, count: int) -> None:
        for _ in range(count):
            self.winters += 1
            begin = self.now.date() - timedelta(days=400 * self.winters)
            plan = response.open_plan(kind="COLD", from_on=begin, last_on=begin, at=self.now)
            self.ids.setdefault("plan_id", plan.pk)

    def _colleagues(self, count: int) -> None:
        for _ in range(count):
            name = f"collega.{new_id()}"[:60]
            made = security.create_user(username=name, display_name=name, at=self.now)
            self.ids.setdefault("user_id", made.pk)
            security.grant_membership(
                user_id=made.pk,
                role=Role.TEAM_MEMBER,
                municipality_id=FIRENZE,
                from_on=self.now.date(),
                at=self.now,
            )

    def _person(self) -> Any:
        self.made += 1
        return people.register(
            at=self.now,
            stage="DECLARED",
            given_name=f"Selam {chr(64 + self.made % 26)}",
            family_name=f"Weldu {self.made}",
            sex="F",
            birth=Birth.on_day(date(1994, 1, 1)),
            languages=["tir"],
        )

    def _people(self, count: int) -> None:
        heads = [self._person() for _ in range(count)]
        opened = [cases.open_case(person_id=p.id, origin="STREET", at=self.now) for p in heads]
        if "case_id" not in self.ids:
            self.ids |= {"case_id": opened[0].id, "person_id": heads[0].id}
            people.form_household(members=[(heads[0].id, "HEAD")], on=self.now.date())
        main, person_id = self.ids["case_id"], self.ids["person_id"]
        household = Household.objects.get(members__person_id=person_id)
        for case in [*opened, *([main] * count)]:
            case_id = getattr(case, "id", case)
            cases.log_action(
                kind="INTERVIEW", minutes=30, case_ids=[case_id], at=self.now, note="Colloquio"
            )
            cases.add_need(case_id=case_id, kind="WORK", at=self.now, note="Lavoro")
        self._register(count, heads)
        for number in range(count):
            people.add_title(person_id=person_id, title="SPEC", at=self.now, unknown_reason="LOST")
            people.add_identifier(
                person_id=person_id, kind="RECEIPT", value=f"RX{self.made}{number}9", at=self.now
            )
            people.join_household(
                household_id=household.id,
                person_id=self._person().id,
                role="CHILD",
                on=self.now.date(),
            )

    def _register(self, count: int, heads: list[Any]) -> None:
        """Merge so many into the person the pages are about, declare as many different."""
        person_id = self.ids["person_id"]
        self.ids.setdefault("other_id", heads[1].id)
        for _ in range(count):
            act = people.merge(
                survivor_id=person_id, absorbed_id=self._person().id, reason="x", at=self.now
            )
            row = people.decide_match(
                first_id=person_id,
                second_id=self._person().id,
                answer="DIFFERENT",
                reasons=[],
                at=self.now,
            )
            place = people.add_place(person_id=person_id, kind="CAS", place="X", at=self.now)
            self.ids.setdefault("place_id", place.id)
            self.ids.setdefault("act_id", act.id)
            self.ids.setdefault("decision_id", row.id)
        people.note_look_alikes(person_ids=[head.id for head in heads], at=self.now)

    def _reports(self, count: int) -> None:
        if "shift" not in self.ids:
            team = response.form_team(name="Unità 1", languages=["ti"])
            self.ids["shift"] = response.plan_shift(
                team_id=team.pk,
                starts_at=self.now - timedelta(hours=1),
                ends_at=self.now + timedelta(hours=6),
                at=self.now,
                members=(self.member,),
            ).pk
        for _ in range(count):
            self._report()
            entrusted = response.assign(
                report_id=self._report(assessed=True).pk, shift_id=self.ids["shift"], at=self.now
            )
            self.ids.setdefault("visit_id", entrusted.pk)

    def _report(self, *, assessed: bool = False) -> Any:
        report = response.receive_report(
            at=self.now,
            channel="PHONE",
            what="Donna sola sotto il portico",
            place="Novoli",
            signs=["ILL"],
            latitude=43.77,
            longitude=11.25,
        )
        self.ids.setdefault("report_id", report.pk)
        if not assessed:
            return report
        return response.confirm_triage(report_id=report.pk, priority=report.urgency, at=self.now)

    def _housing(self, count: int) -> None:
        at = self.now
        for _ in range(count):
            self.made += 1
            for unit in range(2):
                free = make_unit(beds=2, at=at, code="CASA", unit_code=f"L{self.made}{unit}")
                self.ids.setdefault("facility_id", free.facility_id)
            shared = make_unit(beds=2, at=at, code=f"C{self.made}")
            stay = make_stay(shared, MAN, at=at)
            self.ids.setdefault("stay_id", stay.pk)
            make_hold(make_unit(beds=2, at=at, code=f"H{self.made}"), MAN, WOMAN, at=at)
            request = make_request(MAN, at=at)
            self.ids.setdefault("request_id", request.pk)
            self._facility(free)
            self._beside(stay)
            self._plan()

    def _plan(self) -> None:
        """Say again what the city is ready for; plan one request more."""
        at = self.now
        said = {"direction": "SENDS", "persons": 3, "from_on": at.date(), "at": at}
        with acting(Role.CITY_MANAGER):
            self.ids["term_id"] = housing.state_term(partner_id=BOLOGNA, **said).pk
        asked = list(HousingRequest.objects.order_by("pk").values_list("pk", flat=True))
        self.ids["work_id"] = keep_plan(FIRENZE, asked, BOLOGNA, at).pk

    def _facility(self, unit: Any) -> None:
        """Add an application, works, an extra bed, a link, what a facility says, a convention."""
        at, today, key = self.now, self.now.date(), self.ids["facility_id"]
        housing.apply_facility(name=f"Casa {self.made}", kind="HOST", at=at)
        housing.open_upkeep(facility_id=key, kind="WORKS", from_on=today, at=at)
        housing.add_bed(facility_id=key, unit_id=unit.pk, from_on=today, at=at)
        link = housing.make_link(facility_id=key, at=at)
        token = token_of(municipality_id=FIRENZE, link_id=link.pk)
        self.ids.setdefault("token", token)
        raise_discrepancy(facility_id=key, kind="COUNT", unit_id=unit.pk, at=at)
        housing.sign_convention(
            facility_id=make_unit(at=at, code=f"K{self.made}").facility_id,
            cig="B1A2C3D4E5",
            places=2,
            from_on=today,
            to_on=today + timedelta(days=40),
            at=at,
        )
        housing.sign_convention(
            facility_id=key,
            cig="B1A2C3D4E5",
            places=2,
            from_on=today - timedelta(days=50 + 30 * self.made),
            to_on=today - timedelta(days=45 + 30 * self.made),
            at=at,
        )

    def _beside(self, stay: Any) -> None:
        """Add what stands beside requests and stays, more of it to those the pages are about."""
        at, day = self.now, self.now.date()
        main = self.ids["request_id"]
        self.ids.setdefault("run_id", housing.propose(request_id=main, at=at).pk)
        for number, line in enumerate(("PREGNANCY_WEEK", "MINORS_WEEK")):
            moment = at + timedelta(seconds=2 * self.made + number)
            housing.set_class(request_id=main, class_line=line, reason="prova", at=moment)
        held = make_hold(make_unit(at=at, code=f"B{self.made}"), MAN, at=at)
        offer = housing.make_offer(hold_id=held.pk, language="it", at=at)
        ended = make_stay(make_unit(at=at, code=f"E{self.made}"), MAN, at=at)
        for one in (self.ids["stay_id"], ended.pk):
            for kind in ("AGREED", "PAID"):
                housing.add_contribution(stay_id=one, kind=kind, amount=Decimal(60), on=day, at=at)
        housing.undo_check_in(stay_id=stay.pk, reason="prova", at=at)
        housing.end_stay(stay_id=ended.pk, on=day, destination="LEFT", at=at)
        left = queries.follow_ups_of(stay_id=ended.pk)[0]
        FollowUp.objects.filter(pk=left.pk).update(due_on=day)
        cells = {"tipo": "SAI", "centro": "Ponte", "codice": f"P{self.made}", "persone": 1}
        housing.import_reception_exits(rows=[{ROW: 2, "uscita": day, **cells}], at=at)
        first = ReceptionExit.objects.order_by("pk")[0]
        if "offer_id" not in self.ids:
            self.ids |= {"offer_id": offer.pk, "follow_up_id": left.pk, "reception_id": first.pk}


def pages() -> list[tuple[Route, str]]:
    """Return the routes to open, once per role that may; a tab of a case is a page, too."""
    found = []
    for route in ROUTES:
        if LEFT_OUT & set(route.parameters):
            continue
        permission = getattr(route.view, PERMISSION_ATTRIBUTE, None)
        roles = [role for role in Role.values if permission in PERMISSIONS[role]]
        found += [(route, role) for role in roles or [""]]
    return found


PAGES = pages()


def _addresses(route: Route, ids: dict[str, Any]) -> list[str]:
    known = {**TEXTS, **ids, "action_id": ids["case_id"]}
    known |= {"need_id": ids["case_id"], "vulnerability_id": ids["case_id"]}
    tabs = TABS if "tab" in route.parameters else ("",)
    return [
        reverse(route.name, kwargs={name: {**known, "tab": tab}[name] for name in route.parameters})
        + QUERIES.get(route.name, "").format(**ids)
        for tab in tabs
    ]


def _client(role: str) -> Client:
    client = Client()
    if role:
        sign_in(client, role)
    return client


def _count(
    city: City, clients: dict[str, Client]
) -> dict[tuple[str, str], list[tuple[int, list[str]]]]:
    """Open every page; return the status and the statements of each address."""
    seen = {}
    for route, role in PAGES:
        found = []
        for address in _addresses(route, city.ids):
            with CaptureQueriesContext(connection) as captured:
                answer = clients[role].get(address)
            found.append((answer.status_code, [query["sql"] for query in captured]))
        seen[route.name, role] = found
    return seen


@pytest.fixture(scope="module")
def grown(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, Any]]:
    """What every page asked when the city was small, and when it had grown."""
    named = override_settings(LGNET_CONTACT=("mailto:sicurezza@comune.test",))
    with named, fresh_database("statements", django_db_blocker):
        make_cities()
        for role in Role.values:
            make_user(role, None if role in NETWORK_ROLES else FIRENZE)
        city = City()
        clients = {role: _client(role) for role in {role for _, role in PAGES}}
        city.grow(FEW)
        for client in clients.values():
            client.get("/")  # what is kept between requests is kept now
        few = _count(city, clients)
        city.grow(MORE)
        yield few, _count(city, clients)


def _shape(statement: str) -> str:
    """Reduce a statement to what it asks, without the values."""
    plain = re.sub(r"'[^']*'(::\w+)?|\b\d+\b", "?", statement)
    return re.sub(r"\((\?(, )?)+\)", "(?)", plain)[:300]


@pytest.mark.parametrize(("route", "role"), PAGES, ids=[f"{r.name}-{who}" for r, who in PAGES])
def test_more_rows_are_not_more_statements(grown: tuple[Any, Any], route: Route, role: str) -> None:
    few, many = (side[route.name, role] for side in grown)
    for (before, small), (after, large) in zip(few, many, strict=True):
        assert before == after
        # 403: a second permission, asked by the operation; 405: takes forms only.
        good = (404,) if (route.name, role) in ABSENT else (200, 302, 403, 405)
        assert before in good, f"{route.name} answers {before}"
        more = [_shape(one) for one in large]
        for one in small:
            if _shape(one) in more:
                more.remove(_shape(one))
        assert len(small) == len(large), f"{route.name}: {len(small)} became {len(large)}: {more}"
        # Everything held about somebody, from every room, is no page of a working day.
        assert len(large) <= (50 if route.name == "desk:report_of" else MOST)


def test_the_walk_opens_the_pages_of_the_journey(grown: tuple[Any, Any]) -> None:
    opened = {name for (name, _), found in grown[0].items() if found[0][0] == 200}
    assert opened >= {
        "desk:today",
        "desk:reports",
        "desk:report",
        "desk:people",
        "desk:cases",
        "desk:case",
        "desk:shifts",
        "field:tonight",
        "field:visit",
        "housing:board",
        "housing:requests",
        "housing:request",
        "housing:facilities",
        "housing:facility",
        "housing:facility_register",
        "housing:facility_picture",
        "housing:facility_facts",
        "public:confirm_places",
        "housing:stay",
        "coordination:network",
        "coordination:city",
        "public:project",
    }
