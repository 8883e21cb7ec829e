"""What happens in a city, one frozen record per act, for somebody to play for real.

An event names its story (one household from first report to the end) and its actor by key;
facts ride in the payload. Keys are the demonstration's own: whoever plays the events keeps
the ids the real operations give back.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from lgnet.flows.demo.people import HouseholdDraft, PersonDraft
from lgnet.flows.demo.texts import ReportText

Moment = tuple[date, int]


class Kind(Enum):
    """The acts, in the order a story meets them."""

    REPORT_RECEIVED = "REPORT_RECEIVED"
    TRIAGE_DECIDED = "TRIAGE_DECIDED"
    REPORT_CLOSED = "REPORT_CLOSED"
    VISIT_PLANNED = "VISIT_PLANNED"
    VISIT_DONE = "VISIT_DONE"
    PERSONS_REGISTERED = "PERSONS_REGISTERED"
    MET_AGAIN = "MET_AGAIN"
    CASE_OPENED = "CASE_OPENED"
    NEEDS_NOTED = "NEEDS_NOTED"
    NOTE_WRITTEN = "NOTE_WRITTEN"
    HOUSING_REQUESTED = "HOUSING_REQUESTED"
    REQUEST_WITHDRAWN = "REQUEST_WITHDRAWN"
    PLACE_HELD = "PLACE_HELD"
    HOLD_REFUSED = "HOLD_REFUSED"
    STAY_STARTED = "STAY_STARTED"
    STAY_ENDED = "STAY_ENDED"


@dataclass(frozen=True)
class Report:
    """A report as received; `source` says in words who called.

    `channel` and `case_origin` are codes of the report and of the case that may follow;
    `urgency` is the class that paced the story, not the one triage will propose.
    """

    text: ReportText
    channel: str
    source: str
    case_origin: str
    place_key: str
    latitude: float
    longitude: float
    callback_phone: str | None
    urgency: int


@dataclass(frozen=True)
class Triage:
    """A person's decision on the proposal: confirm it, or change it with a reason."""

    confirms: bool
    override_reason: str | None = None


@dataclass(frozen=True)
class Closing:
    """Why a report ends without a visit: SERVICE (advised elsewhere) or LITTLE (never found)."""

    reason: str


@dataclass(frozen=True)
class VisitPlan:
    """When a team is to go, and which."""

    team_key: str
    planned_at: datetime


@dataclass(frozen=True)
class VisitResult:
    """How a visit went: MET (then whom), NOBODY or REFUSED."""

    outcome: str
    minutes: int
    note: str
    household: HouseholdDraft | None = None


@dataclass(frozen=True)
class Registration:
    """The household as far as it is known, to be registered at the desk."""

    household: HouseholdDraft


@dataclass(frozen=True)
class Opening:
    """The household taken in charge, and the code of how it came."""

    household: HouseholdDraft
    origin: str


@dataclass(frozen=True)
class Again:
    """One member met and registered again by somebody who wrote the name another way."""

    member: int
    person: PersonDraft


@dataclass(frozen=True)
class Needs:
    """Keys of `texts_data.notes.NEEDS`, the house first."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A note in the file; `minutes` is the time the act took."""

    text: str
    minutes: int


@dataclass(frozen=True)
class HousingNeed:
    """What a household asks of a place. `urgency_class` 0 is the most urgent."""

    persons: int
    urgency_class: int
    accessible: bool
    secret: bool
    wanted_from: date
    expected_nights: int
    shares_room: bool = False


@dataclass(frozen=True)
class Held:
    """A place is to be held until a moment. The player chooses it among the proposals.

    `leaves_on` is the day of leaving where the story needs it; else the stay is as asked.
    """

    expires_at: datetime
    first_night: date
    leaves_on: date | None = None


@dataclass(frozen=True)
class Refusal:
    """Why a hold did not become a stay."""

    code: str
    text: str


@dataclass(frozen=True)
class StayPlan:
    """The half-open span of a stay as agreed: first night, and the day of leaving."""

    first_night: date
    planned_end: date


@dataclass(frozen=True)
class Leaving:
    """Why and when a stay ended: a key of `texts_data.notes.EXITS`, and the words."""

    reason: str
    text: str


@dataclass(frozen=True)
class Withdrawal:
    """Why a request was withdrawn."""

    reason: str


Payload = (
    Report
    | Triage
    | Closing
    | VisitPlan
    | VisitResult
    | Registration
    | Opening
    | Again
    | Needs
    | Note
    | HousingNeed
    | Held
    | Refusal
    | StayPlan
    | Leaving
    | Withdrawal
    | None
)


@dataclass(frozen=True)
class Event:
    """One act. `day` and `minute` are local time; `actor` is a staff key, or None (anyone)."""

    day: date
    minute: int
    kind: Kind
    city: str
    story: str
    actor: str | None
    payload: Payload

    @property
    def moment(self) -> Moment:
        return (self.day, self.minute)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time()) + timedelta(minutes=self.minute)
