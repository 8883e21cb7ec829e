"""The acts of rapid response: reports, their class, shifts, visits, contacts in the street."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentityStage
from lgnet.domain.response import operations as response
from lgnet.domain.response.enums import Given, StreetNeed
from lgnet.domain.response.operations.contacts import AGE_BANDS
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.cities import places_of
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.events import Again, Closing, Event, Report, Triage, VisitPlan, VisitResult
from lgnet.flows.demo.people import PersonDraft
from lgnet.flows.demo.play.memory import Memory, Story, ids
from lgnet.flows.demo.play.people import birth_of
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import speak_as

_LOWER = {"P1": "P2", "P2": "P3", "P3": "P2"}
_SLOTS = ((0, 8), (8, 16), (16, 24))


class ResponseActs:
    """Plays what happens before somebody comes to the desk."""

    def __init__(self, troupe: Troupe, memory: Memory, *, seed: object) -> None:
        self.troupe = troupe
        self.memory = memory
        self.seed = seed
        self.places = {place.key: place for place in places_of(troupe.city.istat)}
        self.worker = troupe.first(Role.CASE_WORKER)

    def receive(self, event: Event, story: Story, told: Report) -> None:
        """Somebody calls, writes or comes."""
        rng = self._rng(event, "report")
        callers = {"PUBLIC": None, "FIELD": self._member(rng)}
        caller = callers.get(told.channel, self.worker)
        with speak_as(self.troupe.actor(caller)):
            report = response.receive_report(
                at=aware(event.at),
                channel=told.channel,
                what=told.text.description,
                place=f"{self.places[told.place_key].name}, {told.text.place_detail}",
                signs=told.text.signs.codes,
                persons=told.text.signs.persons,
                languages=(told.text.language,),
                latitude=told.latitude,
                longitude=told.longitude,
                precision_m=rng.choice((20, 50, 100, 250)),
                reporter_name=told.source.capitalize(),
                reporter_contact=told.callback_phone,
            )
        story.report, story.urgency = str(report.pk), report.urgency

    def decide(self, event: Event, story: Story, triage: Triage) -> None:
        """A person confirms the class proposed, or gives another with the reason."""
        chosen = story.urgency if triage.confirms else _LOWER[story.urgency]
        with speak_as(self.troupe.actor(event.actor)):
            response.confirm_triage(
                report_id=UUID(story.report),
                priority=chosen,
                at=aware(event.at),
                override_reason=triage.override_reason or "",
            )

    def close(self, event: Event, story: Story, closing: Closing) -> None:
        """A report ends without a visit, or after visits in vain."""
        with speak_as(self.troupe.actor(event.actor)):
            if story.visit:
                response.reopen(report_id=UUID(story.report), at=aware(event.at))
            response.close_report(
                report_id=UUID(story.report), reason=closing.reason, at=aware(event.at)
            )

    def plan_visit(self, event: Event, story: Story, plan: VisitPlan) -> None:
        """A report goes into a team's round; one visited in vain is assessed again first."""
        at = aware(event.at)
        with speak_as(self.troupe.actor(event.actor)):
            if story.visit:
                report = response.reopen(report_id=UUID(story.report), at=at)
                response.confirm_triage(report_id=report.pk, priority=report.urgency, at=at)
            shift = self.shift(plan.team_key, plan.planned_at, event.at)
            visit = response.assign(report_id=UUID(story.report), shift_id=shift, at=at)
        story.visit = str(visit.pk)

    def visit(self, event: Event, story: Story, result: VisitResult) -> None:
        """The team was there: whom it met, what it gave; or nobody."""
        rng = self._rng(event, "visit")
        visit_id, at = UUID(story.visit), aware(event.at)
        with speak_as(self.troupe.actor(event.actor)):
            if result.outcome == "NOBODY":
                response.nobody_there(visit_id=visit_id, at=at, note=result.note)
                return
            came = aware(event.at - timedelta(minutes=result.minutes))
            visit = response.arrive(visit_id=visit_id, at=came)
            members = result.household.members if result.household else ()
            if members:
                self._meet(story, members, visit.shift_id, came, rng)
            given = rng.sample(Given.values, rng.randrange(0, 4)) if members else []
            response.close_visit(
                visit_id=visit_id,
                at=at,
                met=ids(story.persons),
                given=given,
                note=result.note,
            )

    def _meet(
        self,
        story: Story,
        members: Sequence[PersonDraft],
        shift_id: UUID,
        at: datetime,
        rng: Random,
    ) -> None:
        """Write down who is there: who speaks as a contact, the others by name and looks."""
        first, *others = members
        contact = response.new_contact(
            at=at,
            shift_id=shift_id,
            visit_id=UUID(story.visit),
            alias=first.alias or first.name.given,
            age_band=first.age_band,
            sex=first.sex,
            languages=first.languages,
            needs=_needs(rng, first),
        )
        story.persons.append(str(contact.meeting.person_id))
        for person in others:
            low, high = AGE_BANDS[person.age_band]
            met = people.register(
                at=at,
                stage=IdentityStage.STREET,
                alias=person.name.given,
                sex=person.sex,
                birth=Birth.aged(low, high, on=at.date(), source="apparente"),
                languages=person.languages,
            )
            story.persons.append(str(met.pk))

    def meet_again(self, event: Event, story: Story, again: Again) -> None:
        """A team meets somebody known and writes them down anew, another way."""
        at = aware(event.at)
        actor = event.actor or self.worker
        with speak_as(self.troupe.actor(self.worker)):
            shift = self.shift(self.troupe.team_of(actor), event.at, event.at)
        with speak_as(self.troupe.actor(actor)):
            person = people.register(
                at=at,
                stage=IdentityStage.STREET,
                given_name=again.person.name.given,
                family_name=again.person.name.family,
                sex=again.person.sex,
                birth=birth_of(again.person, on=event.day),
                nationality=again.person.origin,
                languages=again.person.languages,
                phone=again.person.phone,
            )
            place = self._rng(event, "again").choice(sorted(self.places))
            response.new_contact(
                at=at,
                shift_id=shift,
                person_id=person.pk,
                place=self.places[place].name,
                latitude=self.places[place].latitude,
                longitude=self.places[place].longitude,
                precision_m=100,
            )

    def shift(self, team_key: str, wanted: datetime, told: datetime) -> UUID:
        """Return the shift of a team at a moment, planned now if there is none yet."""
        number = next(i for i, (_from, to) in enumerate(_SLOTS) if wanted.hour < to)
        key = f"{wanted.date().isoformat()}/{number}/{team_key}"
        if key not in self.memory.shifts:
            first, last = (_on(wanted.date(), hour) for hour in _SLOTS[number])
            shift = response.plan_shift(
                team_id=UUID(self.memory.teams[team_key]),
                starts_at=aware(first),
                ends_at=aware(last),
                at=aware(min(told, first)),
                members=ids(
                    [self.memory.users[who.key] for who in self.troupe.members_of(team_key)]
                ),
            )
            self.memory.shifts[key] = str(shift.pk)
        return UUID(self.memory.shifts[key])

    def shifts_tonight(self) -> None:
        """Plan every team's shift of now and of tonight, visits or not."""
        evening = self.memory.until.replace(hour=20, minute=0)
        with speak_as(self.troupe.actor(self.worker)):
            for team_key in self.troupe.teams:
                for moment in (self.memory.until, max(evening, self.memory.until)):
                    self.shift(team_key, moment, self.memory.until)

    def _member(self, rng: Random) -> str:
        return rng.choice(
            [who.key for who in self.troupe.staff.values() if who.role == Role.TEAM_MEMBER]
        )

    def _rng(self, event: Event, what: str) -> Random:
        return stream(self.seed, what, event.story, event.day, event.minute)


def _on(day: date, hour: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)


def _needs(rng: Random, person: PersonDraft) -> list[str]:
    asked = [StreetNeed.SLEEP] if rng.random() < 0.7 else []
    if {"MAL", "DIS", "PSI"} & set(person.vulnerabilities) or person.pregnant:
        asked.append(StreetNeed.HEALTH)
    others = (StreetNeed.FOOD, StreetNeed.CLOTHES, StreetNeed.DOCUMENTS, StreetNeed.TALK)
    return [*asked, *(need for need in others if rng.random() < 0.22)]
