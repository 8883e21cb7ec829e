"""Tell the story of one household, from the first report as far as it goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random

from lgnet.flows.demo import texts
from lgnet.flows.demo.cities import City, places_of
from lgnet.flows.demo.dice import lognormal, pick, stream
from lgnet.flows.demo.events import (
    Again,
    Closing,
    Event,
    Held,
    HousingNeed,
    Kind,
    Leaving,
    Needs,
    Note,
    Opening,
    Payload,
    Refusal,
    Registration,
    Report,
    StayPlan,
    Triage,
    VisitPlan,
    VisitResult,
    Withdrawal,
)
from lgnet.flows.demo.people import HouseholdDraft, as_heard_again, draw_household
from lgnet.flows.demo.staff import staff_of, teams_of
from lgnet.flows.demo.texts_data import notes, reports

STAY_MEDIAN_DAYS = 17.5 * 7
STAY_SIGMA = 0.5
PATIENCE_DAYS = {0: 21, 1: 56, 2: 98, 3: 140}
WAIT_MEDIAN_DAYS = {0: 2.0, 1: 7.0, 2: 16.0, 3: 26.0}
HOLD_HOURS = 48
MET_AGAIN_SHARE = 0.05
_DESK_OPENS, _DESK_CLOSES = 8 * 60 + 30, 17 * 60 + 30


class Stage(Enum):
    """Where a story must stand now; FREE goes wherever chance takes it."""

    FREE = "FREE"
    OPEN_REPORT = "OPEN_REPORT"
    LATE_REPORT = "LATE_REPORT"
    VISIT_TONIGHT = "VISIT_TONIGHT"
    WAITING = "WAITING"
    HOLD_EXPIRING = "HOLD_EXPIRING"
    EXIT_SOON = "EXIT_SOON"


@dataclass
class Stories:
    """The teller of one city: keeps its staff, teams and places at hand."""

    city: City
    seed: object
    now: datetime
    scale: float = 1.0
    workers: list[str] = field(init=False)
    coordinators: list[str] = field(init=False)
    members: list[str] = field(init=False)
    teams: list[str] = field(init=False)

    def __post_init__(self) -> None:
        staff = staff_of(self.city, seed=self.seed, scale=self.scale)
        self.workers = [who.key for who in staff if who.role == "CASE_WORKER"]
        self.coordinators = [who.key for who in staff if who.role == "HOUSING_COORDINATOR"]
        self.members = [who.key for who in staff if who.role == "TEAM_MEMBER"]
        teams = teams_of(self.city, seed=self.seed, scale=self.scale)
        self.teams = [team.key for team in teams]

    def tell(
        self, number: int, at: datetime, stage: Stage, *, smallest: int = 1
    ) -> Iterator[Event]:
        """Yield the events of one story in order of time; some may lie after now."""
        key = f"{self.city.code}-{number:05d}"
        household = draw_household(
            key,
            seed=self.seed,
            on=at.date(),
            province=self.city.province,
            smallest=smallest,
        )
        yield from _Story(self, key, household, stage, stream(self.seed, "story", key)).events(at)


@dataclass
class _Story:
    teller: Stories
    key: str
    household: HouseholdDraft
    stage: Stage
    rng: Random
    origin: str = ""

    def __post_init__(self) -> None:
        self.worker = self.rng.choice(self.teller.workers)
        self.member = self.rng.choice(self.teller.members)

    def events(self, at: datetime) -> Iterator[Event]:
        report = self._report(at)
        self.origin = report.case_origin
        yield self._event(at, Kind.REPORT_RECEIVED, None, report)
        if self.stage in {Stage.OPEN_REPORT, Stage.LATE_REPORT}:
            return
        at += timedelta(minutes=1 + int(lognormal(self.rng, 6 * report.urgency, 0.6)))
        yield self._event(at, Kind.TRIAGE_DECIDED, self.worker, self._triage())
        if self.stage is Stage.VISIT_TONIGHT:
            yield self._visit_plan(at + timedelta(minutes=2), self._tonight(report.urgency))
            return
        if self.stage is Stage.FREE and self.rng.random() < 0.07:
            at += timedelta(minutes=20)
            yield self._event(at, Kind.REPORT_CLOSED, self.worker, Closing("SERVICE"))
            return
        visits = list(self._visits(at, report.urgency))
        yield from visits
        last = visits[-1]
        if isinstance(last.payload, VisitResult) and last.payload.outcome == "MET":
            yield from self._desk(last.at)

    def _visits(self, at: datetime, urgency: int) -> Iterator[Event]:
        """Yield visits until somebody is met or refuses; after three in vain, a closing."""
        for attempt in range(3):
            departs_at = self._departure(at, urgency, attempt)
            yield self._visit_plan(at + timedelta(minutes=3), departs_at)
            chances = (("MET", 0.80), ("NOBODY", 0.15), ("REFUSED", 0.05))
            outcome = pick(self.rng, chances) if self.stage is Stage.FREE else "MET"
            minutes = max(8, min(120, int(lognormal(self.rng, 32, 0.45))))
            at = departs_at + timedelta(minutes=minutes + self.rng.randrange(0, 15))
            met = self.household if outcome == "MET" else None
            result = VisitResult(outcome, minutes, texts.visit_note(self.rng, outcome), met)
            yield self._event(at, Kind.VISIT_DONE, self.member, result)
            if outcome != "NOBODY":
                return
            at = _morning(at + timedelta(days=1), self.rng)
        yield self._event(at, Kind.REPORT_CLOSED, self.worker, Closing("LITTLE"))

    def _desk(self, met_at: datetime) -> Iterator[Event]:
        rng = self.rng
        soon = self.stage is not Stage.FREE or self.household.kind == "MINOR_ALONE"
        days = 0 if soon else int(lognormal(rng, 1.2, 0.7))
        at = _desk_time(met_at + timedelta(days=days, hours=1), rng)
        registration = Registration(self.household)
        yield self._event(at, Kind.PERSONS_REGISTERED, self.worker, registration)
        if self.stage is Stage.FREE and rng.random() < 0.06:
            return
        at += timedelta(minutes=rng.randrange(10, 35))
        opening = Opening(self.household, self.origin)
        yield self._event(at, Kind.CASE_OPENED, self.worker, opening)
        at += timedelta(minutes=5)
        needs = Needs(texts.needs_of(rng, self.household))
        yield self._event(at, Kind.NEEDS_NOTED, self.worker, needs)
        at += timedelta(minutes=12)
        yield self._event(at, Kind.NOTE_WRITTEN, self.worker, self._note())
        tail = list(self._housing(at)) + list(self._later(at))
        yield from sorted(tail, key=lambda event: event.moment)

    def _later(self, at: datetime) -> Iterator[Event]:
        """Interviews every few weeks, and sometimes a second office that meets them anew."""
        rng = self.rng
        again_at = at + timedelta(days=rng.randrange(6, 90), hours=rng.randrange(0, 3))
        if rng.random() < MET_AGAIN_SHARE:
            chosen = rng.randrange(self.household.size)
            person = as_heard_again(self.household.members[chosen], rng)
            yield self._event(again_at, Kind.MET_AGAIN, self.member, Again(chosen, person))
        for _ in range(rng.randrange(0, 4)):
            at = _desk_time(at + timedelta(days=12 + int(lognormal(rng, 16, 0.6))), rng)
            yield self._event(at, Kind.NOTE_WRITTEN, self.worker, self._note())

    def _housing(self, at: datetime) -> Iterator[Event]:
        rng, stage = self.rng, self.stage
        if stage is Stage.FREE and rng.random() < 0.08:
            return
        at = _desk_time(at + timedelta(days=int(rng.expovariate(1 / 2.5))), rng)
        if stage is not Stage.FREE:
            at = min(at, self.teller.now - timedelta(days=2))
        need = self._need(at)
        yield self._event(at, Kind.HOUSING_REQUESTED, self.worker, need)
        if stage is Stage.WAITING:
            return
        patience = rng.expovariate(1 / PATIENCE_DAYS[need.urgency_class])
        wait = min(60.0, lognormal(rng, WAIT_MEDIAN_DAYS[need.urgency_class], 0.7))
        if stage is Stage.FREE and patience < wait:
            gone = _desk_time(at + timedelta(days=patience), rng)
            reason = Withdrawal(rng.choice(("NOT_REACHABLE", "FOUND_ALONE", "MOVED_ON")))
            yield self._event(gone, Kind.REQUEST_WITHDRAWN, self.worker, reason)
            return
        if stage is Stage.HOLD_EXPIRING:
            left = timedelta(minutes=rng.randrange(25, 330))
            held_at = self.teller.now + left - timedelta(hours=HOLD_HOURS)
            yield self._held(held_at, self.teller.now.date())
            return
        yield from self._stay(_desk_time(at + timedelta(days=wait), rng), need)

    def _stay(self, at: datetime, need: HousingNeed) -> Iterator[Event]:
        rng = self.rng
        if self.stage is Stage.FREE and rng.random() < 0.12:
            refused_at = at + timedelta(hours=rng.randrange(2, 30))
            yield self._held(at, refused_at.date())
            at = refused_at
            refusal = Refusal(*rng.choice(notes.REFUSALS))
            yield self._event(at, Kind.HOLD_REFUSED, self._coordinator(), refusal)
            if refusal.code == "FOUND_ALONE":
                at += timedelta(minutes=5)
                withdrawal = Withdrawal("FOUND_ALONE")
                yield self._event(at, Kind.REQUEST_WITHDRAWN, self.worker, withdrawal)
                return
            at = _desk_time(at + timedelta(days=1 + lognormal(rng, 4, 0.5)), rng)
        held_at, at = at, _desk_time(at + timedelta(hours=rng.randrange(2, 26)), rng)
        first = at.date()
        end = first + timedelta(days=need.expected_nights)
        soon = self.stage is Stage.EXIT_SOON
        if soon:
            end = self.teller.now.date() + timedelta(days=rng.randrange(1, 14))
        yield self._held(held_at, first, accepted_at=at, leaves_on=end if soon else None)
        yield self._event(at, Kind.STAY_STARTED, self._coordinator(), StayPlan(first, end))
        slack = 0 if self.stage is Stage.EXIT_SOON else int(rng.triangular(-20, 12, 0))
        leaving = max(first + timedelta(days=3), end + timedelta(days=slack))
        left_at = datetime.combine(leaving, datetime.min.time()) + timedelta(hours=11)
        reason = pick(
            rng, (("AUTONOMY", 0.56), ("TRANSFER", 0.12), ("SERVICE", 0.16), ("LEFT", 0.16))
        )
        words = rng.choice(notes.EXITS[reason])
        yield self._event(left_at, Kind.STAY_ENDED, self._coordinator(), Leaving(reason, words))

    def _report(self, at: datetime) -> Report:
        rng = self.rng
        text = texts.write_report(rng, self.household, on=at.date())
        places = places_of(self.teller.city.istat)
        source = pick(rng, reports.SOURCES)
        place = places[0] if rng.random() < 0.2 else rng.choice(places)
        return Report(
            text=text,
            channel=source.channel,
            source=source.words,
            case_origin=source.case_origin,
            place_key=place.key,
            latitude=round(place.latitude + rng.gauss(0, 0.0012), 5),
            longitude=round(place.longitude + rng.gauss(0, 0.0012), 5),
            callback_phone=self.household.members[0].phone if rng.random() < 0.3 else None,
            urgency=urgency_of(text.signs),
        )

    def _triage(self) -> Triage:
        if self.stage is Stage.FREE and self.rng.random() < 0.06:
            return Triage(False, "Situazione già nota allo sportello, verificata per telefono.")
        return Triage(True)

    def _tonight(self, urgency: int) -> datetime:
        """Choose a departure still ahead: within minutes if urgent, else in the evening round."""
        if urgency == 1:
            return self.teller.now + timedelta(minutes=self.rng.randrange(8, 25))
        ahead = self.teller.now + timedelta(minutes=self.rng.randrange(35, 200))
        evening = self.teller.now.replace(hour=20, minute=0, second=0, microsecond=0)
        evening += timedelta(minutes=self.rng.randrange(0, 150))
        return max(ahead, evening)

    def _departure(self, at: datetime, urgency: int, attempt: int) -> datetime:
        limit = {1: 30, 2: 90, 3: 240}[urgency]
        if urgency < 3 and attempt == 0:
            return at + timedelta(minutes=int(lognormal(self.rng, 0.55 * limit, 0.5)))
        evening = at.replace(hour=20, minute=0) + timedelta(minutes=self.rng.randrange(0, 150))
        later = at + timedelta(minutes=int(lognormal(self.rng, 0.6 * limit, 0.5)))
        return max(later, evening) if self.rng.random() < 0.6 else later

    def _visit_plan(self, at: datetime, planned_at: datetime) -> Event:
        plan = VisitPlan(self.rng.choice(self.teller.teams), planned_at)
        return self._event(at, Kind.VISIT_PLANNED, self.worker, plan)

    def _need(self, at: datetime) -> HousingNeed:
        household = self.household
        nights = min(540, max(10, int(lognormal(self.rng, STAY_MEDIAN_DAYS, STAY_SIGMA))))
        return HousingNeed(
            persons=household.size,
            urgency_class=urgency_class(household),
            accessible=household.needs_accessible,
            secret=household.secret_address,
            wanted_from=at.date(),
            expected_nights=nights,
            shares_room=household.kind == "RELATIVES",
        )

    def _held(
        self,
        at: datetime,
        first_night: date,
        *,
        accepted_at: datetime | None = None,
        leaves_on: date | None = None,
    ) -> Event:
        expires_at = at + timedelta(hours=HOLD_HOURS)
        if accepted_at is not None:
            expires_at = max(expires_at, accepted_at + timedelta(hours=2))
        held = Held(expires_at, first_night, leaves_on)
        return self._event(at, Kind.PLACE_HELD, self._coordinator(), held)

    def _note(self) -> Note:
        return Note(texts.interview_note(self.rng), self.rng.choice((10, 15, 20, 30, 45)))

    def _coordinator(self) -> str:
        return self.rng.choice(self.teller.coordinators)

    def _event(self, at: datetime, kind: Kind, actor: str | None, payload: Payload) -> Event:
        return Event(
            day=at.date(),
            minute=at.hour * 60 + at.minute,
            kind=kind,
            city=self.teller.city.istat,
            story=self.key,
            actor=actor,
            payload=payload,
        )


def urgency_of(signs: texts.Signs) -> int:
    """Return the class a sensible person would give: 1 at once, 2 soon, 3 today.

    It only paces the story; the class in the system comes from the real decision table.
    """
    minor_alone = signs.alone and signs.youngest_age is not None and signs.youngest_age[1] < 18
    if signs.danger or signs.violence or minor_alone or signs.pregnancy:
        return 1
    if signs.basic_services_only:
        return 3
    small_child = signs.youngest_age is not None and signs.youngest_age[0] < 6
    frail = signs.illness or signs.mental_distress or signs.disability or small_child
    return 2 if frail else 3


def urgency_class(household: HouseholdDraft) -> int:
    """Return the class a housing request would open with: 0 danger, then 1 to 3."""
    codes = {code for member in household.members for code in member.vulnerabilities}
    if codes & {"MSNA", "TRATTA"} or household.secret_address:
        return 0
    if codes & {"MIN", "MAL", "DIS"} or any(member.pregnant for member in household.members):
        return 1
    return 2 if codes else 3


def _morning(at: datetime, rng: Random) -> datetime:
    return at.replace(hour=9, minute=rng.randrange(0, 60))


def _desk_time(at: datetime, rng: Random) -> datetime:
    """Move a moment into the desk's hours, on a working day, never backwards."""
    minute = at.hour * 60 + at.minute
    if minute > _DESK_CLOSES:
        at = (at + timedelta(days=1)).replace(hour=8, minute=30)
    elif minute < _DESK_OPENS:
        at = at.replace(hour=8, minute=30)
    while at.weekday() >= 5:
        at = (at + timedelta(days=1)).replace(hour=8, minute=30)
    return at + timedelta(minutes=rng.randrange(0, 25))
