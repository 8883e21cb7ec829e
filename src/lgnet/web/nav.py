"""The side navigation: what an actor may open."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lgnet.lib.actor import Actor
from lgnet.lib.addresses import path_of
from lgnet.web.frame import NavItem


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of navigation: the permission it needs and where it leads.

    `under` is the route of the entry it belongs to; who may not open that one finds it by itself.
    """

    name: str | Promise
    route: str
    icon: str
    permission: str
    under: str = ""
    phone: bool = False
    loud: bool = False


ENTRIES = (
    Entry(_("Oggi"), "desk:today", "inbox", "desk.use", phone=True),
    Entry(_("Segnalazioni"), "desk:reports", "warning-circle", "response.read", phone=True),
    Entry(_("Persone"), "desk:people", "user", "people.read", phone=True),
    Entry(
        _("Accesso d’emergenza"),
        "desk:break_glass",
        "locked",
        "privacy.break_glass",
        under="desk:people",
    ),
    Entry(_("Abitare"), "housing:board", "pa", "housing.read", phone=True),
    Entry(_("Richieste"), "housing:requests", "list", "housing.request", under="housing:board"),
    Entry(
        _("Impostazioni"),
        "housing:settings",
        "settings",
        "housing.configure",
        under="housing:board",
    ),
    Entry(
        _("Presenze"), "housing:presence", "check-circle", "housing.presence", under="housing:board"
    ),
    Entry(
        _("Strutture"),
        "housing:facilities",
        "map-marker-circle",
        "housing.read",
        under="housing:board",
    ),
    Entry(_("Accordi"), "housing:agreements", "pa", "housing.agree", under="housing:board"),
    Entry(_("Turni"), "desk:shifts", "car", "response.plan_shift"),
    Entry(_("Piani stagionali"), "desk:plans", "clock", "response.declare_plan"),
    Entry(_("Tutela dei dati"), "desk:protection", "password-visible", "privacy.review"),
    Entry(_("Conservazione"), "desk:terms", "clock", "privacy.read_terms", under="desk:protection"),
    Entry(_("Importa"), "desk:imports", "upload", "housing.inventory"),
    Entry(_("Stasera"), "field:tonight", "list", "field.use", phone=True),
    Entry(_("Nuovo contatto"), "field:contact", "plus", "field.use", phone=True, loud=True),
    Entry(_("Rete"), "coordination:network", "chart-line", "network.coordinate", phone=True),
    Entry(_("Partner"), "coordination:partners", "pa", "network.coordinate"),
    Entry(_("Piano"), "coordination:plan", "list", "housing.plan_network"),
    Entry(_("Importa"), "coordination:imports", "upload", "network.maintain"),
    Entry(_("Colleghi"), "account:colleagues", "key", "security.maintain"),
)
_BASES = (
    ("desk.use", "desk/base.html"),
    ("field.use", "field/base.html"),
    ("network.coordinate", "coordination/base.html"),
)

NEW = (
    Entry(_("Segnalazione"), "desk:report_new", "warning-circle", "response.receive"),
    Entry(_("Persona"), "desk:person_new", "user", "people.register"),
)


def navigation(
    request: HttpRequest, actor: Actor, counts: Mapping[str, int] | None = None
) -> list[NavItem]:
    """Return the entries this actor may open; the longest address that fits is the present one.

    Parameters
    ----------
    counts
        What waits behind a route; above zero it stands out.
    """
    counts = counts or {}
    allowed = [(entry, path_of(entry.route)) for entry in ENTRIES if actor.may(entry.permission)]
    there = {entry.route for entry, _url in allowed}
    here = max(
        (url for _entry, url in allowed if request.path.startswith(url)), key=len, default=""
    )
    return [
        NavItem(
            name=str(entry.name),
            url=url,
            icon=entry.icon,
            count=counts.get(entry.route),
            hot=entry.loud or bool(counts.get(entry.route)),
            current=url == here,
            sub=entry.under in there,
            phone=entry.phone,
        )
        for entry, url in allowed
    ]


def new_links(actor: Actor) -> tuple[NavItem, ...]:
    """Return what this actor may add from the header of a desk page."""
    if not actor.may("desk.use"):
        return ()
    return tuple(
        NavItem(name=str(entry.name), url=path_of(entry.route), icon=entry.icon)
        for entry in NEW
        if actor.may(entry.permission)
    )


def user_links(actor: Actor) -> tuple[NavItem, ...]:
    """Return what stands beside one's name: one's own way in."""
    if not actor.may("security.use_own"):
        return ()
    return (NavItem(name=str(_("Il mio accesso")), url=path_of("account:mine"), icon="key"),)


def base_for(actor: Actor | None) -> str:
    """Return the frame of the area an actor works in, for pages that belong to none."""
    held = actor.permissions if actor else frozenset()
    return next((base for permission, base in _BASES if permission in held), "public/base.html")
