"""Play the year of a city, in steps that can be interrupted and gone on with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from lgnet.domain.security.queries import system_actor
from lgnet.flows.demo.calendar import DAYS, year_of
from lgnet.flows.demo.cities import City
from lgnet.flows.demo.events import Event, Kind
from lgnet.flows.demo.play.accounts import JOB, Logins
from lgnet.flows.demo.play.afterwards import count_up, last_touches, look_at_plans, record_nights
from lgnet.flows.demo.play.agreements import agree, consent
from lgnet.flows.demo.play.homes import HomeActs
from lgnet.flows.demo.play.looking_after import look_after
from lgnet.flows.demo.play.memory import Later, Memory
from lgnet.flows.demo.play.people import PeopleActs
from lgnet.flows.demo.play.protection import protect
from lgnet.flows.demo.play.register import take_applications, touch
from lgnet.flows.demo.play.response import ResponseActs
from lgnet.flows.demo.play.setting import set_up
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.flows.demo.play.upkeep import keep_register
from lgnet.lib.actor import act_as
from lgnet.lib.longwork.steps import Work, put_down, take_up

WORK = "demo"
STEP = 400
"""Events of a transaction."""

Say = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a city is drawn from; with the moment of its first step it decides everything."""

    city: City
    seed: object
    scale: float
    logins: Logins


def play_city(
    plan: Plan, *, now: datetime, say: Say, step: int = STEP, only_begin: bool = False
) -> None:
    """Play a city's year to its end, from wherever an earlier run stopped.

    Parameters
    ----------
    now
        Local time; a city begun earlier keeps the moment it was begun at.
    say
        Is told how far it is, in percent; 100 once it is complete.
    only_begin
        Stop when the city stands with its accounts, before its year begins.
    """
    player: _Player | None = None
    far = 0
    while far < 100:
        with act_as(system_actor(municipality_id=plan.city.istat, job=JOB)):
            work = take_up(WORK, at=aware(now))
            if only_begin and work.state:
                return
            if work.finished:
                far = 100
            else:
                if player is None or player.done != work.done:
                    player = _Player(plan, work, now=now)
                far = player.step(step)
                work.done, work.finished = player.done, far == 100
                work.state = {} if far == 100 else player.memory.as_plain()
                put_down(work, at=aware(now))
        say(far)


class _Player:
    """Plays one city; holds what is drawn and what must be remembered."""

    def __init__(self, plan: Plan, work: Work, *, now: datetime) -> None:
        self.plan = plan
        self.done = work.done
        start = Memory(now=now.isoformat(timespec="minutes"))
        self.memory = Memory.from_plain(work.state) if work.state else start
        self._events: Iterator[Event] | None = None
        self._next: Event | None = None

    def step(self, size: int) -> int:
        """Do the next part; return how far that is in percent, 100 when all is done."""
        plan, memory = self.plan, self.memory
        if not memory.set_up:
            set_up(plan.city, memory, seed=plan.seed, scale=plan.scale, logins=plan.logins)
            agree(self._troupe(), memory)
            return 0
        if not memory.played:
            return self._play(size)
        if not memory.nights_to or memory.nights_to < memory.until.date().isoformat():
            record_nights(self._troupe(), memory)
            return 99
        look_at_plans(self._troupe(), memory, seed=plan.seed)
        keep_register(self._troupe(), memory)
        consent(self._troupe(), memory)
        last_touches(self._troupe(), memory, seed=plan.seed, scale=plan.scale)
        take_applications(self._troupe(), memory)
        touch(self._troupe(), memory)
        look_after(self._troupe(), memory, seed=plan.seed)
        protect(self._troupe(), memory)
        count_up(self._troupe(), memory)
        return 100

    def _play(self, size: int) -> int:
        if self._events is None:
            self._begin()
        acts = self._acts
        for _ in range(size):
            event = self._next
            before = event.at if event is not None else self.memory.until
            later = self.memory.due(before=before)
            if later is not None:
                acts.put_off(later)
            elif event is not None:
                acts.play(event)
                self.done += 1
                self._next = next(self._events, None) if self._events else None
            else:
                acts.response.shifts_tonight()
                self.memory.played = True
                break
        on = self._next.day if self._next is not None else self.memory.until.date()
        self.memory.forget(on=on)
        past = DAYS - (self.memory.until.date() - on).days
        return max(0, min(99, 100 * past // DAYS))

    def _begin(self) -> None:
        plan, until = self.plan, self.memory.until
        events = year_of(plan.city, seed=plan.seed, now=until, scale=plan.scale)
        self._events = islice(events, self.done, None)
        self._next = next(self._events, None)
        self._acts = _Acts(self._troupe(), self.memory, seed=plan.seed)

    def _troupe(self) -> Troupe:
        plan = self.plan
        return Troupe(plan.city, seed=plan.seed, scale=plan.scale, users=self.memory.users)


class _Acts:
    """Knows who plays which kind of act."""

    def __init__(self, troupe: Troupe, memory: Memory, *, seed: object) -> None:
        self.memory = memory
        self.response = ResponseActs(troupe, memory, seed=seed)
        self.people = PeopleActs(troupe, seed=seed)
        self.homes = HomeActs(troupe, memory, self.people, seed=seed)
        self._by_kind: dict[Kind, Callable[..., None]] = {
            Kind.REPORT_RECEIVED: self.response.receive,
            Kind.TRIAGE_DECIDED: self.response.decide,
            Kind.REPORT_CLOSED: self.response.close,
            Kind.VISIT_PLANNED: self.response.plan_visit,
            Kind.VISIT_DONE: self.response.visit,
            Kind.MET_AGAIN: self.response.meet_again,
            Kind.PERSONS_REGISTERED: self.people.register,
            Kind.CASE_OPENED: self.people.open_case,
            Kind.NEEDS_NOTED: self.people.needs,
            Kind.NOTE_WRITTEN: self.people.note,
            Kind.HOUSING_REQUESTED: self.homes.ask,
            Kind.REQUEST_WITHDRAWN: self.homes.withdraw,
            Kind.PLACE_HELD: self.homes.hold,
            Kind.HOLD_REFUSED: self.homes.refuse,
            Kind.STAY_STARTED: self.homes.start,
            Kind.STAY_ENDED: self.homes.end,
        }

    def play(self, event: Event) -> None:
        """Play an event of the calendar."""
        story = self.memory.story(event.story, on=event.day)
        self._by_kind[event.kind](event, story, event.payload)

    def put_off(self, later: Later) -> None:
        """Play an act the player itself put off."""
        acts: dict[str, Any] = {
            "move_in": self.homes.move_in,
            "come_in": self.homes.come_in,
            "leave": self.homes.leave,
        }
        acts[later.what](later.moment, later.story, later.actor)
