"""The pages of the journey, per role, with real ids: what `./lgnet demo --check` opens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from lgnet.domain.cases.queries import CaseFilter, list_cases
from lgnet.domain.housing.enums import RequestState
from lgnet.domain.housing.links import token_of
from lgnet.domain.housing.queries import (
    RequestFilter,
    list_expiring_holds,
    list_facilities,
    list_follow_ups_due,
    list_reception_exits,
    list_runs,
    list_waiting,
    live_links_of,
    offer_of_hold,
)
from lgnet.domain.housing.queries import list_present as list_stays
from lgnet.domain.matching.queries import list_inquiries, partners_of
from lgnet.domain.response.queries import list_tonight
from lgnet.domain.response.queries import list_waiting as list_reports
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import actor_for, find_user, system_actor
from lgnet.flows.demo.cities import BOLOGNA, FIRENZE, City
from lgnet.flows.demo.play.accounts import JOB, Login
from lgnet.lib.actor import Actor, act_as


@dataclass(frozen=True, slots=True)
class Page:
    """A page somebody in a role opens."""

    role: str
    path: str
    name: str


def pages_of(logins: list[Login], *, at: datetime) -> list[Page]:
    """Return what each login, and anybody, should be able to open now."""
    found = [
        Page("anybody", reverse(route), route)
        for route in ("public:home", "public:project", "public:privacy", "public:accessibility")
    ]
    for login in logins:
        actor = _actor(login.username, at)
        if actor is not None:
            with act_as(actor):
                found += [Page(login.role, path, name) for path, name in _paths(actor, at)]
    return found


def _actor(username: str, at: datetime) -> Actor | None:
    with act_as(system_actor(municipality_id=None, job=JOB)):
        user = find_user(username=username)
        return actor_for(user, on=at.date()) if user is not None else None


def _paths(actor: Actor, at: datetime) -> Iterator[tuple[str, str]]:
    yield reverse("home"), "home"
    city = BOLOGNA if actor.municipality_id == BOLOGNA.istat else FIRENZE
    yield from _BY_ROLE[Role(actor.role)](city, at)


def _desk(_city: City, at: datetime) -> Iterator[tuple[str, str]]:
    for route in ("today", "reports", "report_new", "people", "cases", "person_new", "shifts"):
        yield _plain(f"desk:{route}")
    yield f"{reverse('desk:search')}?q=Mohamed", "desk:search"
    for report in list_reports(at=at).rows[:2]:
        yield reverse("desk:report", args=[report.pk]), "desk:report"
    for case in list_cases(filters=CaseFilter()).rows[:2]:
        yield reverse("desk:case", args=[case.pk]), "desk:case"
        yield reverse("desk:person", args=[case.person_id]), "desk:person"
    yield from _partners(at)
    yield from _requests()


def _partners(at: datetime) -> Iterator[tuple[str, str]]:
    yield _plain("desk:inquiries")
    for row in list_inquiries(side="RECEIVED")[:1]:
        yield reverse("desk:inquiry", args=[row.pk]), "desk:inquiry"
        for partner in partners_of(person_id=row.person_id, on=at.date()):
            if partner.hint_id is not None:
                yield reverse("desk:ask_partner", args=[partner.hint_id]), "desk:ask_partner"


def _requests() -> Iterator[tuple[str, str]]:
    yield _plain("housing:board")
    yield _plain("housing:requests")
    for state in (RequestState.WAITING, RequestState.HELD):
        for request in list_waiting(where=RequestFilter(state=state)).rows[:2]:
            yield reverse("housing:request", args=[request.pk]), f"housing:request {state}"
            for run in list_runs(request_id=request.pk)[:1]:
                yield reverse("housing:seen", args=[request.pk, run.pk]), "housing:seen"
    yield _plain("housing:classes")
    yield _plain("housing:receptions")
    for row in list_reception_exits().rows[:1]:
        yield reverse("housing:reception", args=[row.pk]), "housing:reception"


def _offers(at: datetime) -> Iterator[tuple[str, str]]:
    for hold in list_expiring_holds(at=at):
        offer = offer_of_hold(hold_id=hold.pk)
        if offer is not None:
            ids = [hold.request_id, offer.pk]
            yield reverse("housing:offer_paper", args=ids), "housing:offer_paper"
            return


def _housing(_city: City, at: datetime) -> Iterator[tuple[str, str]]:
    yield _plain("desk:today")
    yield from _requests()
    for route in ("batch", "presence"):
        yield _plain(f"housing:{route}")
    for route in ("facilities", "facility_new"):
        yield _plain(f"housing:{route}")
    yield f"{reverse('housing:facilities')}?vista=domande", "housing:facilities, applications"
    yield from _offers(at)
    for card in list_facilities(at=at)[:2]:
        for route in ("facility", "facility_register", "facility_picture", "facility_facts"):
            yield reverse(f"housing:{route}", args=[card.facility.pk]), f"housing:{route}"
    for card in list_facilities(at=at):
        for link in live_links_of(facility_id=card.facility.pk, at=at)[:1]:
            token = token_of(municipality_id=link.municipality_id, link_id=link.pk)
            yield reverse("public:confirm_places", args=[token]), "public:confirm_places"
    stays = dict.fromkeys(row.stay_id for row in list_stays(night=at.date(), at=at) if row.stay_id)
    for stay_id in list(stays)[:1]:
        yield reverse("housing:stay", args=[stay_id]), "housing:stay"
    for row in list_follow_ups_due(until=at.date())[:1]:
        yield reverse("housing:stay", args=[row.stay_id]), "housing:stay ended"


def _street(_city: City, at: datetime) -> Iterator[tuple[str, str]]:
    yield _plain("field:tonight")
    yield _plain("field:contact")
    for visit in list_tonight(at=at)[:1]:
        yield reverse("field:visit", args=[visit.pk]), "field:visit"


def _manager(city: City, _at: datetime) -> Iterator[tuple[str, str]]:
    for route in (
        "desk:today",
        "desk:reports",
        "housing:board",
        "housing:facilities",
        "housing:settings",
    ):
        yield _plain(route)
    yield reverse("coordination:city", args=[city.istat]), "coordination:city"


def _network(city: City, _at: datetime) -> Iterator[tuple[str, str]]:
    for route in ("coordination:network", "coordination:partners"):
        yield _plain(route)
    yield reverse("coordination:city", args=[city.istat]), "coordination:city"


def _plain(route: str) -> tuple[str, str]:
    return reverse(route), route


_BY_ROLE: dict[Role, Callable[[City, datetime], Iterator[tuple[str, str]]]] = {
    Role.CASE_WORKER: _desk,
    Role.HOUSING_COORDINATOR: _housing,
    Role.TEAM_MEMBER: _street,
    Role.CITY_MANAGER: _manager,
    Role.NETWORK_COORDINATOR: _network,
    Role.NETWORK_OBSERVER: _network,
}
