"""One queue of what waits for an operator, in the spans of a day. Rooms fill it by their sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.lib.access import can
from lgnet.web.desk.words import distance, long_day

NOW, TONIGHT, BEHIND, NEXT = "now", "tonight", "behind", "next"
SHOWN = {NOW: 12, TONIGHT: 12, BEHIND: 5, NEXT: 12}
_SOON = timedelta(hours=1)
_LATE = timedelta(minutes=15)
_MORNING = 6  # the evening goes on until people get up


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says.

    Attributes
    ----------
    title, meta, code
        What it is about.
    href, verb
        Where it is done, in one verb.
    tag, tag_tone, tag_icon, priority, proposed
        What stands in the second column.
    limit
        What its moment is, if not the end of the time there is.
    """

    title: str
    href: str
    verb: str
    code: str = ""
    meta: str = ""
    tag: str = ""
    tag_tone: str = ""
    tag_icon: str = ""
    priority: int = 0
    proposed: bool = False
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue.

    Attributes
    ----------
    kind
        Which tab it belongs to.
    due, priority
        Until when, and its class; they order the queue.
    say
        Makes its words; asked for the lines that are shown, so that nothing else is opened.
    whole_day
        The limit is a day, not a moment.
    planned
        A moment somebody set: passing it is no delay of ours yet.
    """

    kind: str
    due: datetime
    say: Callable[[], Said]
    priority: int = 0
    whole_day: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its clock in words, and the moment that counts down, if there is one."""

    waiting: Said
    clock: str
    note: str
    tone: str
    until: datetime | None = None


@dataclass(slots=True)
class Group:
    """Lines of one span of time."""

    id: str
    name: str
    lines: list[Printed] = field(default_factory=list)
    late: int = 0
    total: int = 0

    @property
    def left_off(self) -> int:
        """How many further lines there are."""
        return self.total - len(self.lines)


Source = Callable[[datetime], Iterable[Waiting]]
# A tab for each kind of thing, and which permission brings any.
NEEDS = {
    "avvisi": "privacy.read_notices",
    "segnalazioni": "response.assess",
    "uscite": "response.plan_shift",
    "opzioni": "housing.hold",
    "posti": "housing.accept",
    "strutture": "housing.read_costs",
    "dopo": "housing.accept",
    "titoli": "cases.write",
    "verifiche": "cases.write",
    "omonimie": "people.merge",
    "comuni": "matching.answer",
}
KINDS = {
    "avvisi": gettext_lazy("Avvisi"),
    "segnalazioni": gettext_lazy("Segnalazioni"),
    "uscite": gettext_lazy("Uscite"),
    "opzioni": gettext_lazy("Opzioni"),
    "posti": gettext_lazy("Posti"),
    "strutture": gettext_lazy("Strutture"),
    "dopo": gettext_lazy("Dopo l’uscita"),
    "titoli": gettext_lazy("Titoli entro 60 giorni"),
    "verifiche": gettext_lazy("Verifiche"),
    "omonimie": gettext_lazy("Omonimie"),
    "comuni": gettext_lazy("Tra Comuni"),
}


def may_wait() -> bool:
    """Tell whether work may wait for this actor; a notice alone makes no queue of its own."""
    return any(can(needed) for kind, needed in NEEDS.items() if kind != "avvisi")


def everything(sources: Iterable[Source], *, at: datetime) -> list[Waiting]:
    """Return all that waits, the most pressing first."""
    found = [line for source in sources for line in source(at)]
    found.sort(key=lambda line: (line.due, line.priority))
    return found


def _minutes(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("{n} min").format(n=minutes)
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def _tone(line: Waiting, at: datetime) -> str:
    left = line.due - at
    if line.planned:
        return ""
    if line.whole_day:
        return "late" if localtime(line.due).date() < localtime(at).date() else ""
    return "late" if left < _LATE else "soon" if left < _SOON else ""


def _printed(line: Waiting, at: datetime) -> Printed:
    now, due, said, tone = localtime(at), localtime(line.due), line.say(), _tone(line, at)
    if line.whole_day:
        return Printed(said, long_day(due, "D j b"), distance(due.date(), on=now.date()), tone)
    if line.planned:
        return Printed(said, date_format(due, "H:i"), said.limit, tone)
    left = due - now
    if left < timedelta(0):
        late = _minutes(-left) if -left < timedelta(days=1) else distance(due.date(), on=now.date())
        return Printed(said, late, _("in ritardo"), tone, line.due)
    limit = said.limit or _("entro")
    note = f"{limit} {_('alle {hour}').format(hour=date_format(due, 'H:i'))}"
    return Printed(said, _minutes(left), note, tone, line.due)


def grouped(found: list[Waiting], *, at: datetime, every: bool) -> list[Group]:
    """Return the queue in its spans, some lines of each unless all are asked.

    What a day passed by comes after what tonight still needs: a plan nobody looked at since
    spring does not hide the visit of nine o'clock.
    """
    groups = {
        NOW: Group("adesso", _("Adesso")),
        TONIGHT: Group("stasera", _("Entro stasera")),
        BEHIND: Group("indietro", _("Rimasti indietro")),
        NEXT: Group("prossimi", _("Prossimi giorni")),
    }
    today = localtime(at).date()
    for line in found:
        span = _span(line, at, today)
        group = groups[span]
        group.total += 1
        group.late += _tone(line, at) == "late"
        if every or group.total <= SHOWN[span]:
            group.lines.append(_printed(line, at))
    return [group for group in groups.values() if group.lines]


def _span(line: Waiting, at: datetime, today: date) -> str:
    if line.planned:
        return TONIGHT
    if line.whole_day:
        due = localtime(line.due).date()
        return BEHIND if due < today else TONIGHT if due == today else NEXT
    if line.due - at <= _SOON:
        return NOW
    evening = localtime(line.due) - timedelta(hours=_MORNING)
    return TONIGHT if evening.date() <= today else NEXT
