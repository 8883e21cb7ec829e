"""One queue of what waits for an operator, in the spans of a day. Rooms fill it by their sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.web.desk.words import distance, long_day

NOW, TONIGHT, BEHIND, NEXT = "now", "tonight", "behind", "next"
SHOWN = {NOW: 12, TONIGHT: 12, BEHIND: 5, NEXT: 12}
_SOON = timedelta(hours=1)
_LATE = timedelta(minutes=15)
_MORNING = 6  # the evening goes on until people get up


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
    planned
        A moment somebody set: passing it is no delay of ours yet.
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
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its clock in words."""

    waiting: Waiting
    clock: str
    note: str
    tone: str

    @property
    def until(self) -> datetime | None:
        """The moment that counts down, if there is one."""
        quiet = self.waiting.whole_day or self.waiting.planned
        return None if quiet else self.waiting.due


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
    "segnalazioni": "response.assess",
    "uscite": "response.plan_shift",
    "opzioni": "housing.hold",
    "posti": "housing.presence",
    "titoli": "cases.write",
    "verifiche": "cases.write",
}
KINDS = {
    "segnalazioni": gettext_lazy("Segnalazioni"),
    "uscite": gettext_lazy("Uscite"),
    "opzioni": gettext_lazy("Opzioni"),
    "posti": gettext_lazy("Posti"),
    "titoli": gettext_lazy("Titoli entro 60 giorni"),
    "verifiche": gettext_lazy("Verifiche"),
}


def everything(sources: Iterable[Source], *, at: datetime) -> list[Waiting]:
    """Return all that waits, the most pressing first."""
    found = [line for source in sources for line in source(at)]
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
        day = long_day(due, "D j b")
        tone = "late" if due.date() < now.date() else ""
        return Printed(line, day, distance(due.date(), on=now.date()), tone)
    left = due - now
    if line.planned:
        hour = date_format(due, "H:i")
        return Printed(line, hour, line.limit, "")
    if left < timedelta(0):
        late = _minutes(-left) if -left < timedelta(days=1) else distance(due.date(), on=now.date())
        return Printed(line, late, _("in ritardo"), "late")
    note = f"{limit} {_('alle {hour}').format(hour=date_format(due, 'H:i'))}"
    tone = "late" if left < _LATE else "soon" if left < _SOON else ""
    return Printed(line, _minutes(left), note, tone)


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
        shown = _printed(line, at)
        groups[span].late += shown.tone == "late"
        groups[span].lines.append(shown)
    for name, group in groups.items():
        group.total = len(group.lines)
        if not every:
            del group.lines[SHOWN[name] :]
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
