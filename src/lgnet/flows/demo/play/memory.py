"""What the player must remember of a city between two acts, and between two runs."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from typing import Any, Self
from uuid import UUID

FORGET_AFTER = timedelta(days=200)


@dataclass(slots=True)
class Story:
    """One household: the ids the operations gave back, as texts.

    `waits` says since when a place is looked for in vain; `own_end` that the player, not the
    calendar, decides when the stay ends.
    """

    report: str = ""
    urgency: str = ""
    visit: str = ""
    persons: list[str] = field(default_factory=list)
    worker: str = ""
    household: str = ""
    case: str = ""
    housing_need: str = ""
    request: str = ""
    priority: int = 3
    nights: int = 120
    run: str = ""
    rank: int = 1
    hold: str = ""
    stay: str = ""
    waits: str = ""
    own_end: bool = False
    touched: str = ""

    def is_going_on(self, *, on: date) -> bool:
        """Tell whether something may still happen to it."""
        busy = self.hold or self.stay or self.waits
        return bool(busy) or date.fromisoformat(self.touched) > on - FORGET_AFTER


@dataclass(order=True, slots=True)
class Later:
    """An act the player itself put off: what happens to which story, and when."""

    at: str
    story: str
    what: str
    actor: str
    detail: str = ""

    @property
    def moment(self) -> datetime:
        """When, in local time."""
        return datetime.fromisoformat(self.at)


@dataclass(slots=True)
class Memory:
    """A city's stories, shifts and put-off acts; `users` and `teams` by the keys of the drafts."""

    now: str
    users: dict[str, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    facilities: list[str] = field(default_factory=list)
    confirmed_on: str = ""
    shifts: dict[str, str] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    later: list[Later] = field(default_factory=list)
    set_up: bool = False
    played: bool = False
    nights_to: str = ""

    @property
    def until(self) -> datetime:
        """The moment the year ends, in local time: when the city was first drawn."""
        return datetime.fromisoformat(self.now)

    def story(self, key: str, *, on: date) -> Story:
        """Return a story, begun now if it is new."""
        found = self.stories.setdefault(key, Story())
        found.touched = on.isoformat()
        return found

    def put_off(self, *, to: datetime, story: str, what: str, actor: str, detail: str = "") -> None:
        """Do something to a story later, unless the year ends before."""
        if to <= self.until:
            when = to.isoformat(timespec="minutes")
            heappush(self.later, Later(when, story, what, actor, detail))

    def due(self, *, before: datetime) -> Later | None:
        """Take the first put-off act before a moment, if any."""
        if self.later and self.later[0].moment < before:
            return heappop(self.later)
        return None

    def forget(self, *, on: date) -> None:
        """Drop stories that are over and shifts that are past."""
        self.stories = {
            key: story for key, story in self.stories.items() if story.is_going_on(on=on)
        }
        past = (on - timedelta(days=2)).isoformat()
        self.shifts = {key: shift for key, shift in self.shifts.items() if key >= past}

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON keeps it; blank parts of stories are left out."""
        plain = asdict(self)
        blank = asdict(Story())
        plain["stories"] = {
            key: {name: value for name, value in story.items() if value != blank[name]}
            for key, story in plain["stories"].items()
        }
        return plain

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Return what :meth:`as_plain` wrote."""
        parts = dict(plain)
        parts["stories"] = {key: Story(**told) for key, told in plain["stories"].items()}
        parts["later"] = [Later(**told) for told in plain["later"]]
        return cls(**parts)


def ids(texts: list[str]) -> list[UUID]:
    """Return texts as ids."""
    return [UUID(text) for text in texts]
