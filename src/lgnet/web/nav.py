"""The side navigation: what an actor may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lgnet.lib.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of navigation: the permission it needs and where it leads."""

    name: str | Promise
    route: str
    icon: str
    permission: str
    sub: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line as a page prints it."""

    name: str | Promise
    url: str
    icon: str
    sub: bool
    current: bool


ENTRIES = (
    Entry(_("Oggi"), "desk:today", "inbox", "desk.use"),
    Entry(_("Segnalazioni"), "desk:reports", "warning-circle", "response.read"),
    Entry(_("Persone"), "desk:people", "user", "people.read"),
    Entry(_("Tableau"), "housing:board", "pa", "housing.read"),
    Entry(_("Richieste"), "housing:requests", "list", "housing.request"),
    Entry(_("Turni"), "desk:shifts", "car", "response.plan_shift"),
    Entry(_("Importa"), "desk:imports", "upload", "housing.inventory"),
    Entry(_("Stasera"), "field:tonight", "map-marker", "field.use"),
    Entry(_("Nuovo contatto"), "field:contact", "plus-circle", "field.use"),
    Entry(_("Rete"), "coordination:network", "chart-line", "network.coordinate"),
    Entry(_("Partner"), "coordination:partners", "pa", "network.coordinate"),
    Entry(_("Importa"), "coordination:imports", "upload", "network.maintain"),
)


def navigation(request: HttpRequest, actor: Actor) -> list[NavItem]:
    """Return the entries this actor may open, the present one marked."""
    items = []
    for entry in ENTRIES:
        if actor.may(entry.permission):
            url = reverse(entry.route)
            items.append(NavItem(entry.name, url, entry.icon, entry.sub, request.path == url))
    return items
