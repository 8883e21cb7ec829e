"""What waits for an operator: one adapter per room turns its rows into lines of one queue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lgnet.domain.cases import queries as cases
from lgnet.domain.housing import queries as housing
from lgnet.lib.access import can
from lgnet.web.desk.words import SOON_DAYS, capital, distance, language_names, title_label

NOW, TONIGHT, NEXT = "now", "tonight", "next"
SHOWN_NEXT = 12
_SOON = timedelta(hours=1)
_LATE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue.

    Attributes
    ----------
    kind
        Which tab it belongs to.
    due
        Until when; orders the queue.
    whole_day
        The limit is a day, not a moment.
    tag, tag_tone, tag_icon, priority, proposed
        What stands in the second column.
    title, meta, code
        What it is about.
    href, verb
        Where it is done, in one verb.
    """

    kind: str
    due: datetime
    title: str
    href: str
    verb: str
    whole_day: bool = False
    code: str = ""
    meta: str = ""
    tag: str = ""
    tag_tone: str = ""
    tag_icon: str = ""
    priority: int = 0
    limit: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its clock in words."""

    waiting: Waiting
    clock: str
    note: str
    tone: str

    @property
    def until(self) -> datetime | None:
        """The moment that counts down, if it is one of today."""
        return None if self.waiting.whole_day else self.waiting.due


@dataclass(slots=True)
class Group:
    """Lines of one span of time."""

    id: str
    name: str
    lines: list[Printed] = field(default_factory=list)
    late: int = 0


KINDS = {
    "segnalazioni": gettext_lazy("Segnalazioni"),
    "opzioni": gettext_lazy("Opzioni"),
    "titoli": gettext_lazy("Titoli entro 60 giorni"),
    "verifiche": gettext_lazy("Verifiche"),
}


def _end_of(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time(18), localtime(at).tzinfo)


def holds(at: datetime) -> Iterable[Waiting]:
    """Return options on places that expire."""
    if not can("housing.hold"):
        return
    for hold in housing.list_expiring_holds(at=at):
        since = date_format(localtime(hold.held_at), "H:i")
        people = ngettext("{n} persona", "{n} persone", hold.request.persons)
        yield Waiting(
            kind="opzioni",
            due=hold.expires_at,
            title=_("Opzione in scadenza: {facility}, {unit}").format(
                facility=hold.unit.facility.name, unit=hold.unit.name
            ),
            href=reverse("housing:request", args=[hold.request_id]),
            verb=_("Decidi"),
            code=hold.request.household.code,
            meta=" · ".join(
                (
                    people.format(n=hold.request.persons),
                    _("tenuta dalle {hour}").format(hour=since),
                )
            ),
            tag=_("Opzione"),
            tag_tone="hold",
            limit=_("scade"),
        )


def titles(at: datetime) -> Iterable[Waiting]:
    """Return titles of people in charge that end soon."""
    if not can("cases.read"):
        return
    on = localtime(at).date()
    for row in cases.list_expiring_titles(on=on, until=on + timedelta(days=SOON_DAYS), limit=100):
        yield Waiting(
            kind="titoli",
            due=_end_of(row.to_on, at),
            whole_day=True,
            title=_("Permesso in scadenza"),
            href=reverse("desk:case_tab", args=[row.case_id, "titles"]),
            verb=_("Apri"),
            code=row.code,
            meta=" · ".join(
                part
                for part in (title_label(row.title), ", ".join(language_names(row.languages[:3])))
                if part
            ),
            tag=_("Titolo"),
            tag_tone="warn" if (row.to_on - on).days <= 14 else "",
            tag_icon="card",
        )


def reviews(at: datetime) -> Iterable[Waiting]:
    """Return plans to look at again within a week."""
    if not can("cases.read"):
        return
    on = localtime(at).date()
    for case in cases.list_reviews_due(until=on + timedelta(days=7), limit=100):
        yield Waiting(
            kind="verifiche",
            due=_end_of(case.next_review_on, at),
            whole_day=True,
            title=_("Verifica del progetto individualizzato"),
            href=reverse("desk:case_tab", args=[case.id, "needs"]),
            verb=_("Apri"),
            code=case.code,
            tag=_("Verifica"),
            tag_icon="files",
        )


SOURCES: list[Callable[[datetime], Iterable[Waiting]]] = [holds, titles, reviews]
"""Every room's adapter; each reads a constant number of statements."""


def everything(*, at: datetime) -> list[Waiting]:
    """Return all that waits, the most pressing first."""
    found = [line for source in SOURCES for line in source(at)]
    found.sort(key=lambda line: (line.due, line.priority, line.title))
    return found


def _minutes(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("{n} min").format(n=minutes)
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def _printed(line: Waiting, at: datetime) -> Printed:
    now, due = localtime(at), localtime(line.due)
    limit = line.limit or _("entro")
    if line.whole_day:
        day = capital(date_format(due, "D j b")).lower()
        tone = "late" if due.date() < now.date() else ""
        return Printed(line, day, distance(due.date(), on=now.date()), tone)
    left = due - now
    if left < timedelta(0):
        late = _minutes(-left) if -left < timedelta(days=1) else distance(due.date(), on=now.date())
        return Printed(line, late, _("in ritardo"), "late")
    note = f"{limit} {_('alle {hour}').format(hour=date_format(due, 'H:i'))}"
    tone = "late" if left < _LATE else "soon" if left < _SOON else ""
    return Printed(line, _minutes(left), note, tone)


def grouped(found: list[Waiting], *, at: datetime, every: bool) -> tuple[list[Group], int]:
    """Return the queue in its three spans, and how many further lines were left off."""
    groups = {
        NOW: Group("adesso", _("Adesso")),
        TONIGHT: Group("stasera", _("Entro stasera")),
        NEXT: Group("prossimi", _("Prossimi giorni")),
    }
    today = localtime(at).date()
    for line in found:
        if not line.whole_day and line.due - at <= _SOON:
            span = NOW
        elif localtime(line.due).date() <= today:
            span = TONIGHT
        else:
            span = NEXT
        shown = _printed(line, at)
        groups[span].late += shown.tone == "late"
        groups[span].lines.append(shown)
    left_off = 0
    if not every and len(groups[NEXT].lines) > SHOWN_NEXT:
        left_off = len(groups[NEXT].lines) - SHOWN_NEXT
    return [group for group in groups.values() if group.lines], left_off
