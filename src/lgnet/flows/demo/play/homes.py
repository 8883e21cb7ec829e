"""The acts of the house: requests, proposals, holds, stays, and the queue when nothing is free."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.queries import get_stay
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.cities import places_of
from lgnet.flows.demo.dice import pick, stream
from lgnet.flows.demo.events import (
    Event,
    Held,
    HousingNeed,
    Leaving,
    Refusal,
    StayPlan,
    Withdrawal,
)
from lgnet.flows.demo.play.memory import Memory, Story
from lgnet.flows.demo.play.people import PeopleActs
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as
from lgnet.lib.errors import Refused

_WHY_CLASS = (
    "Pericolo o minore solo: niente altra notte fuori",
    "Minori, malattia o gravidanza nel nucleo",
    "Categoria vulnerabile, sistemazione precaria",
    "Sistemazione provvisoria ancora disponibile",
)
_WHY_WITHDRAWN = {
    "NOT_REACHABLE": "Non si trova più: tre chiamate senza risposta",
    "FOUND_ALONE": "Sistemazione trovata per conto proprio",
    "MOVED_ON": "Il nucleo ha lasciato la città",
}
_LINES = (
    ("VIOLENCE", "LONE_MINOR", "HEALTH_TONIGHT"),
    ("MINORS_WEEK", "PREGNANCY_WEEK", "ILLNESS_WEEK"),
    ("NO_ROOF_MONTH", "RECEPTION_EXIT"),
    ("UNSUITABLE",),
)
_PATIENCE_DAYS = (35, 80, 130, 170)
_LOOKS_PER_DAY = 2
_SLACK = timedelta(days=12)


def silent_days(facility_id: object, *, seed: object) -> int:
    """Return for how many of the last days nobody reached a facility: its picture faded."""
    return stream(seed, "silent", str(facility_id)[-4:]).choice((0, 0, 0, 0, 2, 4))


class HomeActs:
    """Plays requests and stays; who finds nothing waits, and is served when something frees."""

    def __init__(self, troupe: Troupe, memory: Memory, people: PeopleActs, *, seed: object) -> None:
        self.troupe = troupe
        self.memory = memory
        self.people = people
        self.seed = seed
        self.coordinator = troupe.first(Role.HOUSING_COORDINATOR)
        self.places = places_of(troupe.city.istat)

    def ask(self, event: Event, story: Story, need: HousingNeed) -> None:
        """A worker asks for a place for the household."""
        rng = self._rng("ask", event.story)
        near = rng.choice(self.places) if rng.random() < 0.3 else None
        with speak_as(self.troupe.actor(event.actor)):
            request = housing.open_request(
                case_id=UUID(story.case),
                household_id=UUID(story.household),
                at=aware(event.at),
                priority_class=str(need.urgency_class),
                class_line=self._rng("line", event.story).choice(_LINES[need.urgency_class]),
                class_reason=_WHY_CLASS[need.urgency_class],
                from_on=need.wanted_from,
                needed_by=need.wanted_from + timedelta(days=rng.randrange(1, 15))
                if need.urgency_class < 2
                else None,
                expected_nights=need.expected_nights,
                nights_p90=min(730, 2 * need.expected_nights),
                needs_accessible=need.accessible,
                secret_address=need.secret,
                women_only=False,
                wants_kitchen=need.persons > 1 and rng.random() < 0.5,
                wants_bathroom=need.persons > 2 and rng.random() < 0.4,
                shares_room=need.shares_room,
                near=(near.latitude, near.longitude) if near else None,
                max_minutes=rng.choice((45, 60)) if near else None,
            )
        story.request, story.nights = str(request.pk), need.expected_nights
        story.priority = need.urgency_class

    def withdraw(self, event: Event, story: Story, told: Withdrawal) -> None:
        """The household needs the place no longer; one that has it by now keeps it."""
        if story.request and not story.stay:
            self._withdraw(event.at, story, told.reason, event.actor or story.worker)

    def _withdraw(self, at: datetime, story: Story, reason: str, actor: str) -> None:
        with speak_as(self.troupe.actor(actor)):
            housing.withdraw_request(
                request_id=UUID(story.request), reason=_WHY_WITHDRAWN[reason], at=aware(at)
            )
        story.request = story.hold = story.run = story.waits = ""

    def hold(self, event: Event, story: Story, held: Held) -> None:
        """A coordinator looks at the proposals and keeps a place; or nothing fits, and they wait."""
        if not story.request or story.stay:
            return
        if not self._hold(
            event.at,
            event.story,
            story,
            first_night=held.first_night,
            expires_at=held.expires_at,
            leaves_on=held.leaves_on,
            actor=event.actor or self.coordinator,
        ):
            story.waits = event.day.isoformat()

    def _hold(
        self,
        at: datetime,
        key: str,
        story: Story,
        *,
        first_night: date,
        expires_at: datetime,
        actor: str,
        leaves_on: date | None = None,
    ) -> bool:
        with speak_as(self.troupe.actor(actor)):
            self._confirm(at)
            run = housing.propose(request_id=UUID(story.request), at=aware(at))
            rank = self._choose(run.options, key, first_night)
            if rank is None:
                return False
            try:
                held = housing.hold(
                    request_id=UUID(story.request),
                    unit_id=UUID(run.options[rank - 1]["unit_id"]),
                    from_on=first_night,
                    to_on=leaves_on,
                    at=aware(at),
                    expires_at=aware(expires_at),
                )
            except Refused:  # free today, but not for all the nights wanted from that day
                return False
        story.run, story.rank, story.hold, story.waits = str(run.pk), rank, str(held.pk), ""
        return True

    def _confirm(self, at: datetime) -> None:
        """Call the facilities once on a day on which somebody needs a place; a few don't answer."""
        on = at.date().isoformat()
        if self.memory.confirmed_on == on:
            return
        self.memory.confirmed_on = on
        left = (self.memory.until.date() - at.date()).days
        for facility_id in self.memory.facilities:
            if left < silent_days(facility_id, seed=self.seed):
                continue
            if self._rng("answers", f"{on}{facility_id}").random() < 0.96:
                housing.confirm_facility(
                    facility_id=UUID(facility_id), at=aware(at - timedelta(minutes=5))
                )

    def _choose(
        self, options: Sequence[Mapping[str, Any]], key: str, first_night: date
    ) -> int | None:
        """Return which option to take, from 1: mostly the first that can be entered in time."""
        fitting = [
            rank
            for rank, option in enumerate(options, 1)
            if date.fromisoformat(option["from_on"]) <= first_night
        ]
        if len(fitting) > 1 and self._rng("choose", key).random() < 0.1:
            return fitting[1]
        return fitting[0] if fitting else None

    def refuse(self, event: Event, story: Story, refusal: Refusal) -> None:
        """The household refuses what was held; the place is free for the next."""
        if not story.hold:
            return
        with speak_as(self.troupe.actor(event.actor)):
            housing.decline(run_id=UUID(story.run), reason=refusal.text, at=aware(event.at))
        story.hold = story.run = ""
        self.serve_queue(event.at)

    def start(self, event: Event, story: Story, plan: StayPlan) -> None:
        """The household moves in, if a place was held when the calendar wanted it."""
        if not story.hold:
            return
        try:
            self._start(event.at, event.story, story, event.actor or self.coordinator)
        except Refused:
            # The worker, whose clock is today's, found the hold long past its hour.
            story.hold = story.run = ""
            self.serve_queue(event.at)

    def _start(self, at: datetime, key: str, story: Story, actor: str) -> None:
        reason = "" if story.rank == 1 else "Più vicino alla scuola e al lavoro"
        with speak_as(self.troupe.actor(actor)):
            stay = housing.accept(
                hold_id=UUID(story.hold),
                run_id=UUID(story.run),
                rank=story.rank,
                reason=reason,
                at=aware(at),
            )
            if stay.from_on <= at.date():
                housing.check_in(stay_id=stay.pk, on=stay.from_on, at=aware(at))
        story.stay, story.hold = str(stay.pk), ""
        if stay.from_on > at.date():
            evening = datetime.combine(stay.from_on, datetime.min.time()) + timedelta(hours=18)
            self.memory.put_off(to=evening, story=key, what="come_in", actor=actor)
        self.people.house_found(at, story)
        wanted = stay.from_on + timedelta(days=story.nights)
        end = stay.expected_to_on or wanted
        if story.own_end or end + _SLACK < wanted:
            story.own_end = True
            slack = timedelta(days=round(self._rng("slack", key).triangular(-20, 10, 0)))
            leaving = max(stay.from_on + timedelta(days=3), end + slack)
            when = datetime.combine(leaving, datetime.min.time()) + timedelta(hours=11)
            self.memory.put_off(to=when, story=key, what="leave", actor=actor)

    def end(self, event: Event, story: Story, leaving: Leaving) -> None:
        """The calendar's end of a stay; one that began later than drawn ends by itself."""
        if story.stay and not story.own_end:
            self._end(event.at, event.story, story, leaving.reason, event.actor)

    def _end(self, at: datetime, key: str, story: Story, reason: str, actor: str | None) -> None:
        with speak_as(self.troupe.actor(actor or self.coordinator)):
            self._end_stay(UUID(story.stay), at, reason)
        story.stay = ""
        self.people.after_stay(at, key, story, reason)
        self.serve_queue(at)

    def _end_stay(self, stay_id: UUID, at: datetime, reason: str) -> None:
        """End a stay today; on the day agreed, if the bed was promised to others from then on."""
        told = {"destination": reason, "note": "Nessuna notizia da chi la conosceva"}
        try:
            housing.end_stay(stay_id=stay_id, on=at.date(), at=aware(at), **told)
        except Refused:
            agreed = get_stay(stay_id=stay_id).expected_to_on
            if agreed is None or agreed >= at.date():
                raise
            housing.end_stay(stay_id=stay_id, on=agreed, at=aware(at), **told)

    def serve_queue(self, at: datetime) -> None:
        """Something is free: whoever waits is looked at by class, then by how long they wait."""
        on = at.date()
        waiting = sorted(
            (story.priority, story.waits, key)
            for key, story in self.memory.stories.items()
            if story.waits
        )
        looks = 0
        for priority, since, key in waiting:
            story = self.memory.stories[key]
            if (on - date.fromisoformat(since)).days > _PATIENCE_DAYS[priority]:
                self._withdraw(at, story, "NOT_REACHABLE", story.worker)
                continue
            if looks == _LOOKS_PER_DAY:
                return
            looks += 1
            self._serve(at, key, story)

    def _serve(self, at: datetime, key: str, story: Story) -> None:
        first = at.date() + timedelta(days=1 if at.hour >= 15 else 0)
        moves_in = datetime.combine(first, datetime.min.time()) + timedelta(hours=17)
        story.touched = at.date().isoformat()
        if self._hold(
            at,
            key,
            story,
            first_night=first,
            expires_at=at + timedelta(hours=48),
            actor=self.coordinator,
        ):
            story.own_end = True
            self.memory.put_off(to=moves_in, story=key, what="move_in", actor=self.coordinator)

    def move_in(self, at: datetime, key: str, actor: str) -> None:
        """Whoever waited and got a place moves in."""
        story = self.memory.stories[key]
        if story.hold:
            self._start(at, key, story, actor)

    def come_in(self, at: datetime, key: str, actor: str) -> None:
        """A household decided upon earlier comes in on its first night."""
        story = self.memory.stories[key]
        if story.stay:
            with speak_as(self.troupe.actor(actor)):
                stay = get_stay(stay_id=UUID(story.stay))
                housing.check_in(stay_id=stay.pk, on=stay.from_on, at=aware(at))

    def leave(self, at: datetime, key: str, actor: str) -> None:
        """A stay whose end the player decides ends."""
        story = self.memory.stories[key]
        if story.stay:
            mix = (("AUTONOMY", 0.52), ("TRANSFER", 0.16), ("SERVICE", 0.16), ("LEFT", 0.16))
            self._end(at, key, story, pick(self._rng("leave", key), mix), actor)

    def _rng(self, what: str, key: str) -> Random:
        return stream(self.seed, what, key)
