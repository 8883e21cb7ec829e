"""The acts of the desk with people: who they are, their case, their needs, the work done."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.enums import ActionKind, NeedState, StateReason
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentityStage, UnknownReason
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.events import Event, Needs, Note, Opening, Registration
from lgnet.flows.demo.people import PersonDraft
from lgnet.flows.demo.play.memory import Story, ids
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.flows.demo.texts_data import notes
from lgnet.lib.actor import speak_as

_UNKNOWN = {
    "non dichiarato": UnknownReason.NOT_TOLD,
    "in attesa della Questura": UnknownReason.RENEWAL,
    "documento non esibito": UnknownReason.NOT_SHOWN,
}
_WORK = (
    ActionKind.INTERVIEW,
    ActionKind.INTERVIEW,
    ActionKind.PHONE,
    ActionKind.ACCOMPANIMENT,
    ActionKind.FORMALITY,
    ActionKind.MEDIATION,
    ActionKind.LEGAL,
    ActionKind.HEALTH,
    ActionKind.WORK,
)
_ORIGIN_BY_RECEPTION = {"CAS_EXIT": "RECEPTION", "SAI_EXIT": "RECEPTION"}


def birth_of(person: PersonDraft, *, on: date) -> Birth:
    """Return what is known of the birth of a draft."""
    if person.birth_precision == "DAY" and person.birth_on is not None:
        return Birth.on_day(person.birth_on, source="dichiarata")
    if person.birth_precision == "YEAR" and person.birth_year is not None:
        return Birth.in_year(person.birth_year, source="dichiarata")
    low, _, high = person.age_band.rstrip("+").partition("-")
    return Birth.aged(int(low), int(high) if high else 99, on=on, source="apparente")


class PeopleActs:
    """Plays what happens at the desk before a place is asked for, and after."""

    def __init__(self, troupe: Troupe, *, seed: object) -> None:
        self.troupe = troupe
        self.seed = seed

    def register(self, event: Event, story: Story, told: Registration) -> None:
        """Everybody met says who they are; they form a household."""
        members = told.household.members
        with speak_as(self.troupe.actor(event.actor)):
            for person_id, person in zip(ids(story.persons), members, strict=True):
                self._identity(event, person_id, person)
                self._papers(event, person_id, person)
            household = people.form_household(
                members=[
                    (key, person.role)
                    for key, person in zip(ids(story.persons), members, strict=True)
                ],
                on=event.day,
                at=aware(event.at),
            )
        story.household = str(household.pk)

    def _identity(self, event: Event, person_id: UUID, person: PersonDraft) -> None:
        shown = any(item.kind in {"PERMIT", "CF"} for item in person.identifiers)
        name = person.name
        native = f"{name.given_script} {name.family_script}".strip()
        people.complete_identity(
            person_id=person_id,
            at=aware(event.at),
            stage=IdentityStage.DOCUMENTED if shown else IdentityStage.DECLARED,
            alias=person.alias or "",
            given_name=name.given,
            family_name=name.family,
            native_name=native if native != f"{name.given} {name.family}" else None,
            birth=birth_of(person, on=event.day),
            nationality=person.origin,
            languages=person.languages,
            phone=person.phone,
        )

    def _papers(self, event: Event, person_id: UUID, person: PersonDraft) -> None:
        at = aware(event.at)
        for item in person.identifiers:
            people.add_identifier(person_id=person_id, kind=item.kind, value=item.value, at=at)
        status = person.status
        people.add_title(
            person_id=person_id,
            title=status.code,
            from_on=status.issued_on,
            to_on=status.expires_on,
            unknown_reason=_UNKNOWN[status.unknown_reason] if status.unknown_reason else "",
            at=at,
        )
        for category in person.vulnerabilities:
            found = category in {"VIOL", "TRATTA", "MGF"}
            people.add_vulnerability(
                person_id=person_id,
                category=category,
                assessed_on=event.day,
                assessed_by="Équipe multidisciplinare" if found else "",
                ascertained=found,
                at=at,
            )

    def open_case(self, event: Event, story: Story, told: Opening) -> None:
        """Every adult of the household is taken in charge by one worker."""
        worker = event.actor or ""
        with speak_as(self.troupe.actor(worker)):
            for number, (person_id, person) in enumerate(
                zip(ids(story.persons), told.household.members, strict=True)
            ):
                if number > 0 and person.is_minor:
                    continue
                case = cases.open_case(
                    person_id=person_id,
                    origin=_ORIGIN_BY_RECEPTION.get(person.reception, told.origin),
                    at=aware(event.at),
                )
                if number == 0:
                    story.case = str(case.pk)
        story.worker = worker

    def needs(self, event: Event, story: Story, told: Needs) -> None:
        """The household says what it needs, the house first."""
        with speak_as(self.troupe.actor(event.actor)):
            seen: set[str] = set()
            for code in told.codes:
                kind, words = notes.NEEDS[code]
                need = cases.add_need(
                    case_id=UUID(story.case),
                    kind=kind,
                    at=aware(event.at),
                    urgent=code in {"SAFETY", "HEALTH"} and kind not in seen,
                    note=words,
                )
                seen.add(kind)
                if code == "HOUSING":
                    story.housing_need = str(need.pk)

    def note(self, event: Event, story: Story, told: Note) -> None:
        """A worker writes down what was done, and the minutes it took."""
        if not story.case:
            return
        rng = self._rng(event)
        with speak_as(self.troupe.actor(event.actor)):
            cases.log_action(
                kind=rng.choice(_WORK),
                minutes=told.minutes,
                case_ids=[UUID(story.case)],
                at=aware(event.at),
                note=told.text,
            )

    def house_found(self, at: datetime, story: Story) -> None:
        """The need of a house is met."""
        if story.housing_need:
            with speak_as(self.troupe.actor(story.worker)):
                cases.move_need(need_id=UUID(story.housing_need), to=NeedState.MET, at=aware(at))
            story.housing_need = ""

    def after_stay(self, at: datetime, key: str, story: Story, reason: str) -> None:
        """A stay ended: who found their way, or left, is followed no longer."""
        why = {"AUTONOMY": StateReason.AUTONOMY, "LEFT": StateReason.NO_CONTACT}.get(reason)
        if why is None or not story.worker or not story.case:
            return
        if stream(self.seed, "after", key).random() < 0.3:
            return
        with speak_as(self.troupe.actor(story.worker)):
            cases.close_case(
                case_id=UUID(story.case), reason=why, at=aware(at + timedelta(minutes=20))
            )
        story.case = ""

    def _rng(self, event: Event) -> Random:
        return stream(self.seed, "desk", event.story, event.day, event.minute)
