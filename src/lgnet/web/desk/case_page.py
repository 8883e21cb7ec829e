"""What every tab of the case file shows around it: header, tabs, deadlines, household, needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.cases import queries as cases
from lgnet.domain.cases.enums import NeedKind, NeedState
from lgnet.domain.people import queries as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import HouseholdRole, IdentityStage
from lgnet.domain.people.renewals import receipt_of
from lgnet.domain.privacy import queries as privacy
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import can
from lgnet.lib.addresses import path_of
from lgnet.lib.audit.queries import Seen, seen
from lgnet.web.desk.housing_part import Roof, roof_of
from lgnet.web.desk.words import (
    age_words,
    birth_words,
    capital,
    country_name,
    days_since,
    distance,
    language_names,
    sex_and_age,
    short_day,
    title_chip,
    title_label,
    weekday,
)

TABS = ("course", "needs", "titles", "household", "housing", "access", "privacy")
_NEED_TONES = {NeedState.OPEN: "", NeedState.ONGOING: "info", NeedState.MET: "ok"}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the household."""

    person_id: UUID
    name: str
    age: str
    role: str
    case_id: UUID | None
    case_code: str
    me: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that comes, and what it means."""

    name: str
    day: str
    left: str
    tone: str
    href: str


@dataclass(slots=True)
class CasePage:
    """One case file with what its header and aside print."""

    case: Any
    on: date
    titles: list[Any] = field(default_factory=list)
    household: Any = None
    members: list[Member] = field(default_factory=list)
    needs: list[Any] = field(default_factory=list)
    seen: Seen | None = None
    secluded: bool = False
    frozen: bool = False
    emergency: Any = None
    roof: Roof = field(default_factory=lambda: Roof(""))

    @property
    def person(self) -> Any:
        """The person in charge."""
        return self.case.person


def load(case_id: UUID, *, at: datetime) -> CasePage:
    """Read one case with what surrounds it, in a constant number of statements."""
    on, case = localdate(at), cases.get_case(case_id=case_id)
    page = CasePage(case, on)
    page.titles = people.titles_of(person_ids=[case.person_id])
    rows = people.household_with(person_id=case.person_id, on=on)
    if rows:
        page.household = rows[0].household
        page.members = _members(rows, case, on)
    household_id = page.household.id if page.household else None
    page.roof = roof_of(household_id, case_id=case.id, on=on)
    page.needs = cases.needs_of(case_id=case.id)
    page.secluded, page.frozen = privacy.marks_of(person_id=case.person_id)
    if page.secluded:
        mine = [one for one in privacy.my_emergencies(at=at) if one.person_id == case.person_id]
        page.emergency = mine[0] if mine else None
    if can("audit.read_subject"):
        page.seen = seen(subject_id=case.person_id)
    return page


def _members(rows: Sequence[Any], case: Any, on: date) -> list[Member]:
    others = [row.person_id for row in rows]
    open_ones = cases.open_cases_of(person_ids=others)
    found = []
    for row in rows:
        theirs = open_ones.get(row.person_id)
        found.append(
            Member(
                person_id=row.person_id,
                name=row.person.full_name,
                age=age_words(Birth.of(row.person), on=on),
                role=str(HouseholdRole(row.role).label),
                case_id=theirs.id if theirs else None,
                case_code=theirs.code if theirs else "",
                me=row.person_id == case.person_id,
            )
        )
    return found


def _tab(page: CasePage, name: str, label: str, count: int | None, tab: str) -> dict[str, Any]:
    address = path_of("desk:case", page.case.id)
    url = address if name == "course" else path_of("desk:case_tab", page.case.id, name)
    return {"name": label, "url": url, "count": count, "current": name == tab}


def _tabs(page: CasePage, tab: str) -> list[dict[str, Any]]:
    open_needs = [need for need in page.needs if need.state in ("OPEN", "ONGOING")]
    tabs = [
        _tab(page, "course", _("Percorso"), None, tab),
        _tab(page, "needs", _("Bisogni e piano"), len(open_needs), tab),
        _tab(page, "titles", _("Titoli e documenti"), len(page.titles), tab),
        _tab(page, "household", _("Nucleo"), len(page.members) or 1, tab),
        _tab(page, "housing", _("Abitare"), None, tab),
    ]
    tabs.append(_tab(page, "privacy", _("Tutela"), None, tab))
    if page.seen is not None:
        tabs.append(_tab(page, "access", _("Accessi"), page.seen.reads, tab))
    return tabs


def _deadlines(page: CasePage) -> list[Deadline]:
    found = []
    title = people.current_title(page.titles, on=page.on)
    titles = path_of("desk:case_tab", page.case.id, "titles")
    needs = path_of("desk:case_tab", page.case.id, "needs")
    review = page.case.next_review_on
    receipt = receipt_of(title, page.titles, on=page.on)
    if receipt is not None and receipt.to_on is not None:
        found.append((receipt.to_on, _("Ricevuta di rinnovo"), titles))
    elif receipt is None and title is not None and title.to_on is not None:
        found.append((title.to_on, capital(title_label(title.title)), titles))
    if review is not None:
        found.append((review, _("Verifica del progetto"), needs))
    return [
        Deadline(
            name=name,
            day=short_day(day),
            left=distance(day, on=page.on),
            tone="bad" if day < page.on else "warn" if (day - page.on).days <= 14 else "",
            href=href,
        )
        for day, name, href in sorted(found)
    ]


def need_lines(page: CasePage) -> list[dict[str, Any]]:
    """Return the needs as printed, urgent and open ones first."""
    return [
        {
            "id": need.id,
            "name": capital(str(NeedKind(need.kind).label)),
            "urgent": need.urgent and need.state in ("OPEN", "ONGOING"),
            "state": need.state,
            "state_label": str(NeedState(need.state).label),
            "tone": _NEED_TONES.get(NeedState(need.state), ""),
            "note": need.note or "",
            "open": need.state in ("OPEN", "ONGOING"),
            "since": days_since(localdate(need.recorded_at), on=page.on),
        }
        for need in page.needs
    ]


def _seen(page: CasePage, names: Mapping[Any, str]) -> dict[str, str] | None:
    """Say who looked before, in words."""
    if page.seen is None:
        return None
    found, last = page.seen, ""
    text = ngettext("{n} accesso", "{n} accessi", found.reads).format(n=found.reads)
    by = ngettext("{n} persona", "{n} persone", found.people).format(n=found.people)
    if found.last_at is not None:
        last = _("L’ultima volta: {who}, {day}.").format(
            who=names.get(found.last_by, "") or _("il sistema"),
            day=weekday(found.last_at, on=page.on),
        )
    if not found.reads:
        return {"text": "", "by": "", "last": _("Nessuno prima di te.")}
    return {"text": text, "by": by, "last": last}


def users_of(page: CasePage) -> set[UUID | None]:
    """Return the operators whose names the frame of the file prints."""
    return {page.case.case_worker, page.seen.last_by if page.seen else None}


def context(page: CasePage, tab: str, *, names: Mapping[Any, str] | None = None) -> dict[str, Any]:
    """Return what the frame of the case file prints."""
    case, person = page.case, page.person
    known = names_of(users_of(page)) if names is None else names
    title = people.current_title(page.titles, on=page.on)
    needs = need_lines(page)
    return {
        "case": case,
        "person": person,
        "about": sex_and_age(person, on=page.on),
        "chip": title_chip(title, on=page.on, receipt=receipt_of(title, page.titles, on=page.on)),
        "languages": ", ".join(language_names(person.languages)),
        "household": page.household,
        "roof": page.roof,
        "members": page.members,
        "since": days_since(localdate(case.opened_at), on=page.on),
        "worker": known.get(case.case_worker, ""),
        "tabs": _tabs(page, tab),
        "tab": tab,
        "deadlines": _deadlines(page),
        "open_needs": [need for need in needs if need["open"]],
        "needs": needs,
        "seen": _seen(page, known),
        "secluded": page.secluded,
        "is_frozen": page.frozen,
        "emergency": page.emergency,
    }


def identity_rows(person: Any, *, on: date) -> list[tuple[str, str]]:
    """Return who a person is, as pairs to print; unknown stays empty."""
    birth = Birth.of(person)
    shown = birth_words(birth)
    return [
        (_("Nome"), " ".join(p for p in (person.given_name, person.family_name) if p)),
        (_("Nella sua scrittura"), person.native_name or ""),
        (_("Alias"), person.alias or ""),
        (_("Età"), sex_and_age(person, on=on)),
        (_("Nascita"), shown if birth.from_on else ""),
        (_("Cittadinanza"), country_name(person.nationality)),
        (_("Lingue"), ", ".join(language_names(person.languages))),
        (_("Telefono"), person.phone or ""),
        (_("Identità"), str(IdentityStage(person.stage).label)),
        (_("Nota"), person.note or ""),
    ]
