"""Two cities with everything in them, made by the real operations, and what must never cross over.

Bologna's every free text is a canary, `ZZCANARY-<model>-<field>-<n>`; Firenze's same texts say
`FIORINO-…`, so that one builder makes both and a page with data is walked, not an empty one.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from lgnet.domain.cases import operations as cases
from lgnet.domain.grants.operations import snapshot_indicators
from lgnet.domain.grants.periods import Period
from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.models import Bed, Facility, Occupancy, Unit
from lgnet.domain.matching import operations as matching
from lgnet.domain.matching.key import NetworkKey
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.network.models import ImplementingBody, Organisation
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import Anomaly, Notice, RetentionDue
from lgnet.domain.response import operations as response
from lgnet.domain.response.models import Report, Shift, Visit
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.domain.security.queries import public_actor, system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.ids import new_id
from lgnet.lib.longwork.models import LongWork
from lgnet.lib.once.models import DoneForm
from lgnet.lib.sheets import pending
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities, make_user
from tests.housing_builders import a_row
from tests.matrix.facilities import fill_inventory
from tests.matrix.plans import fill_plans
from tests.matrix.register import fill_register
from tests.matrix.stays import fill_stays

CANARY = "ZZCANARY"
MARKS = {FIRENZE: "FIORINO", BOLOGNA: CANARY}
CITY_ROLES = (
    Role.CASE_WORKER,
    Role.HOUSING_COORDINATOR,
    Role.TEAM_MEMBER,
    Role.CITY_MANAGER,
)


@dataclass
class Filled:
    """The ids of a city's things, by the name a route or a form gives them."""

    city: str
    ids: dict[str, UUID] = field(default_factory=dict)
    more: dict[str, list[UUID]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def every_id(self) -> set[str]:
        """Return all ids, as text."""
        return {str(key) for key in self.ids.values()} | {
            str(key) for keys in self.more.values() for key in keys
        }


class _Texts:
    """Numbered texts of one city."""

    def __init__(self, mark: str) -> None:
        self._mark, self._numbers = mark, count(1)

    def __call__(self, model: str, name: str) -> str:
        return f"{self._mark}-{model}-{name}-{next(self._numbers)}"


def fill_city(city: str, *, at: datetime | None = None, mark: str = "") -> Filled:
    """Fill a city with one of everything, in every state a page shows.

    Parameters
    ----------
    mark
        What every free text begins with, if not the city's own mark.
    """
    make_cities()
    users = {role: make_user(role, city) for role in CITY_ROLES}
    now = timezone.localtime(at)  # days are the city's: at midnight in Rome it is yesterday in UTC
    told, made = _Texts(mark or MARKS[city]), Filled(city)
    with act_as(system_actor(municipality_id=city, job="test")):
        for role, user in users.items():
            User.objects.filter(pk=user).update(display_name=told("User", role)[:80])
    made.ids["user_id"] = users[Role.CASE_WORKER]
    with acting(Role.HOUSING_COORDINATOR, city):
        units = _facilities(made, told, now)
    with acting(Role.CASE_WORKER, city):
        persons = _people(made, told, now)
        fill_register(made, persons, told, now)
        _files(made, told, persons, now)
        _reports(made, told, users, now)
    with acting(Role.TEAM_MEMBER, city):
        _street(made, told, persons, now)
    with acting(Role.CASE_WORKER, city):
        _housing(made, told, persons, units, now)
        made.ids["upload_id"] = pending.keep(
            slug="reports",
            filename=told("PendingUpload", "filename"),
            data=told("PendingUpload", "content").encode(),
            outcome={
                "total": 1,
                "created": 1,
                "updated": 0,
                "unchanged": 0,
                "ignored": [],
                "problems": [],
            },
            at=timezone.now(),
        )
        erasure = people.propose_erasure(person_id=persons[4].pk, reason="REQUEST", at=now)
        made.ids["erasure_id"] = erasure.pk
    fill_stays(made, told, now)
    fill_plans(made, now)
    with acting(Role.HOUSING_COORDINATOR, city):
        _evening(made, now)
    with acting(Role.CITY_MANAGER, city):
        hold = people.place_hold(person_id=persons[5].pk, reason="CLAIM", at=now)
        made.ids["kept_id"] = hold.pk
        made.ids["plan_id"] = response.open_plan(kind="COLD", from_on=now.date(), at=now).pk
    _protected(made, told, users, now)
    with act_as(public_actor(municipality_id=city)):
        sent = response.receive_report(
            at=now,
            channel="PUBLIC",
            what=told("Report", "what"),
            place=told("Report", "place"),
            reporter_contact=told("Report", "reporter_contact"),
        )
        made.more.setdefault("report_id", []).append(sent.pk)
    _partners(made, told, persons[3], now)
    with act_as(system_actor(municipality_id=city, job="test")):
        for period in (Period.quarter_of(now.date()), Period.year_of(now.date())):
            snapshot_indicators(period_from=period.starts_on, period_to=period.ends_on, at=now)
        _behind(city, users[Role.CASE_WORKER], now)
    return made


def _partners(made: Filled, told: _Texts, person: Person, now: datetime) -> None:
    """Everybody fingerprinted; one may be known to the other city: asked, and asked about."""
    partner = BOLOGNA if made.city == FIRENZE else FIRENZE
    with act_as(system_actor(municipality_id=made.city, job="test")):
        matching.write_prints(key=NetworkKey(b"k" * 32), at=now)
        handle = Handle.objects.get(person=person)
        hint = Hint.objects.create(
            meeting=new_id(), handle=handle.pk, partner_id=partner, band="POSSIBLE", found_at=now
        )
        theirs = Inquiry.objects.create(
            exchange=new_id(),
            meeting=hint.meeting,
            side="RECEIVED",
            person=person,
            vault_key=person.vault_key,
            partner_id=partner,
            purpose="CONTINUE",
            text=told("Inquiry", "text"),
            contact=told("Inquiry", "contact"),
            asked_by=new_id(),
            asked_at=now,
            until=now.date() + timedelta(days=14),
        )
    with acting(Role.CASE_WORKER, made.city):
        sent = matching.ask(
            hint_id=hint.pk,
            purpose="CONTINUE",
            text=told("Inquiry", "text"),
            contact=told("Inquiry", "contact"),
            at=now,
        )
    made.ids |= {"hint_id": hint.pk, "inquiry_id": theirs.pk}
    made.more["inquiry_id"] = [theirs.pk, sent.pk]


def _behind(city: str, user_id: UUID, now: datetime) -> None:
    """Fill what no page shows: nights slept, work half done, a form sent, who runs a service."""
    tonight = now.date()
    housing.record_bed_nights(night_from=tonight, night_to=tonight + timedelta(days=2))
    LongWork.objects.create(municipality_id=city, name="test", begun_at=now, moved_at=now)
    DoneForm.objects.create(chain=city, user_id=user_id, key=new_id(), fingerprint=b"x")
    ImplementingBody.objects.create(
        organisation=Organisation.objects.get_or_create(
            kind="PARTNER", name_it="Cooperativa", name_en="Cooperative", short_name="C"
        )[0],
        from_on=tonight,
    )


def _protected(made: Filled, told: _Texts, users: dict[Any, UUID], now: datetime) -> None:
    """Somebody secluded, an emergency about them, a term that is over, a reading that stands out."""
    with acting(Role.CASE_WORKER, made.city):
        hidden = people.register(at=now, stage="DECLARED", alias=told("Person", "alias"))
        case = cases.open_case(person_id=hidden.pk, origin="STREET", at=now)
        privacy.seclude(
            person_id=hidden.pk,
            ground="TRAFFICK",
            reason=told("Seclusion", "reason"),
            review_on=now.date() + timedelta(days=60),
            at=now,
        )
        notice = Notice.objects.create(
            kind="NAMED", to_user=users[Role.CASE_WORKER], person_id=hidden.pk, created_at=now
        )
    with acting(Role.HOUSING_COORDINATOR, made.city):
        row = privacy.open_emergency(
            code=case.code, ground="SHELTER", reason=told("BreakGlass", "reason"), at=now
        )
        assert row is not None
        privacy.close_emergency(emergency_id=row.pk, at=now)
    with acting(Role.CITY_MANAGER, made.city):
        privacy.set_term(
            kind="NEVER",
            months=1,
            legal_basis=told("RetentionTerm", "legal_basis"),
            from_on=now.date(),
            at=now,
        )
        privacy.save_settings(at=now, opened_at_least=1, searches_an_hour=1)
    with acting(Role.CASE_WORKER, made.city):
        people.register(at=now - timedelta(days=90), stage="STREET", alias=told("Person", "alias"))
    with act_as(system_actor(municipality_id=made.city, job="test")):
        privacy.find_due(at=now)
        anomaly = Anomaly.objects.create(
            user_id=users[Role.CASE_WORKER],
            role="CASE_WORKER",
            kind="CASELOAD",
            on=now.date(),
            counted=40,
            allowed=20,
            found_at=now,
        )
        made.ids["due_id"] = RetentionDue.objects.get().pk
    made.codes.add(case.code)
    made.ids |= {"emergency_id": row.pk, "notice_id": notice.pk, "anomaly_id": anomaly.pk}


def _facilities(made: Filled, told: _Texts, now: datetime) -> list[Unit]:
    rows = [
        a_row(
            row=position + 2,
            codice_struttura=told("Facility", "code"),
            struttura=told("Facility", "name"),
            tipo="PROTECTED" if position == 0 else "FIRST",
            indirizzo=told("Facility", "address"),
            telefono=told("Facility", "phone"),
            indirizzo_riservato=position == 0,
            latitudine=43.7 + position / 100,
            longitudine=11.2,
            codice_camera=told("Unit", "code"),
            camera=told("Unit", "name"),
            cucina_propria=True,
            posti=4,
        )
        for position in range(3)
    ]
    housing.import_facilities(rows=rows, at=now)
    facilities = list(Facility.objects.order_by("external_id"))
    for one in facilities:
        housing.confirm_facility(facility_id=one.pk, at=now)
    made.ids["facility_id"] = facilities[0].pk
    units = list(Unit.objects.order_by("external_id"))
    made.more["unit_id"] = [unit.pk for unit in units]
    last = Bed.objects.filter(unit=units[2]).order_by("label").last()
    assert last is not None
    housing.block_bed(
        bed_id=last.pk,
        from_on=now.date(),
        to_on=None,
        reason="OTHER",
        at=now,
    )
    blocked = Occupancy.objects.get(kind="BLOCK")
    made.ids |= {"occupancy_id": blocked.pk, "bed_id": last.pk, "unit_id": units[2].pk}
    fill_inventory(made.ids, units, told, now)
    return units


def _people(made: Filled, told: _Texts, now: datetime) -> list[Person]:
    persons = []
    for number in range(6):
        one = people.register(
            at=now - timedelta(days=30),
            stage="DECLARED",
            alias=told("Person", "alias"),
            given_name=told("Person", "given_name"),
            family_name=told("Person", "family_name"),
            native_name=told("Person", "native_name"),
            phone=f"05{len(told('Person', 'phone'))}{made.city}{number}",
            note=told("Person", "note"),
            sex="F" if number % 2 else "M",
            birth=Birth.aged(20 + number, 22 + number, on=now.date(), source="dichiarata"),
            nationality="ERI",
            languages=["tir"],
        )
        persons.append(one)
    people.complete_identity(
        person_id=persons[0].pk, at=now, given_name=told("Person", "given_name"), alias=""
    )
    for kind in ("CUI", "PASSPORT"):
        people.add_identifier(
            person_id=persons[0].pk, kind=kind, value=told("Number", "value"), at=now
        )
    people.add_title(
        person_id=persons[0].pk,
        title="ASILO",
        at=now,
        from_on=now.date() - timedelta(days=90),
        to_on=now.date() + timedelta(days=20),
        number=told("Title", "number"),
    )
    people.add_vulnerability(
        person_id=persons[0].pk,
        category="DIS",
        assessed_on=now.date(),
        at=now,
        assessed_by=told("Vulnerability", "assessed_by"),
    )
    made.ids["vulnerability_id"] = persons[0].vulnerabilities.get().pk
    made.ids["decision_id"] = people.decide_match(
        first_id=persons[4].pk,
        second_id=persons[5].pk,
        answer="DIFFERENT",
        reasons=["ALIAS"],
        at=now,
    ).pk
    home = people.form_household(
        members=[(persons[0].pk, "HEAD"), (persons[1].pk, "PARTNER")], on=now.date(), at=now
    )
    made.ids |= {"person_id": persons[0].pk, "household_id": home.pk, "free_id": persons[5].pk}
    made.more["person_id"] = [one.pk for one in persons]
    return persons


def _files(made: Filled, told: _Texts, persons: list[Person], now: datetime) -> None:
    files = [
        cases.open_case(
            person_id=one.pk,
            origin="STREET",
            at=now - timedelta(days=20),
            case_worker=made.ids["user_id"],
            summary=told("CaseFile", "summary"),
        )
        for one in persons[:5]
    ]
    made.codes |= {one.code for one in files}
    made.ids["case_id"] = files[0].pk
    made.more["case_id"] = [one.pk for one in files]
    need = cases.add_need(
        case_id=files[0].pk, kind="LEGAL", at=now, urgent=True, note=told("Need", "note")
    )
    made.ids["need_id"] = need.pk
    for number in range(2):
        act = cases.log_action(
            kind="INTERVIEW",
            minutes=30,
            case_ids=[one.pk for one in files[: number + 1]],
            at=now,
            note=told("CaseAction", "note"),
        )
    made.ids["action_id"] = act.pk
    wrong = cases.log_action(kind="PHONE", minutes=5, case_ids=[files[0].pk], at=now)
    cases.reverse_action(action_id=wrong.pk, reason=told("CaseAction", "reverse_reason"), at=now)
    cases.set_review(case_id=files[0].pk, on=now.date() + timedelta(days=3), at=now)


def _report(told: _Texts, now: datetime, **given: Any) -> Report:
    return response.receive_report(
        **{
            "at": now,
            "channel": "PHONE",
            "what": told("Report", "what"),
            "place": told("Report", "place"),
            "signs": ["PREGNANT"],
            "persons": 2,
            "languages": ["ti"],
            "latitude": 43.7764,
            "longitude": 11.2480,
            "reporter_name": told("Report", "reporter_name"),
            "reporter_contact": told("Report", "reporter_contact"),
            **given,
        }
    )


def _reports(made: Filled, told: _Texts, users: dict[Any, UUID], now: datetime) -> None:
    team = response.form_team(
        name=told("Team", "name"),
        languages=["ti"],
        skills=["NURSE"],
        vehicle=told("Team", "vehicle"),
    )
    shift: Shift = response.plan_shift(
        team_id=team.pk,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=5),
        at=now,
        members=[users[Role.TEAM_MEMBER]],
    )
    received, twin, wrong = (_report(told, now) for _ in range(3))
    response.merge(report_id=twin.pk, into_id=received.pk, at=now)
    response.close_report(report_id=wrong.pk, reason="OUTSIDE", at=now)
    visits: list[Visit] = []
    for _ in range(4):
        one = _report(told, now)
        response.confirm_triage(
            report_id=one.pk, priority="P3", at=now, override_reason=told("Triage", "reason")
        )
        visits.append(response.assign(report_id=one.pk, shift_id=shift.pk, at=now))
    waiting = _report(told, now)
    response.confirm_triage(report_id=waiting.pk, priority="P1", at=now)
    made.codes |= {one.code for one in (received, twin, wrong, waiting)}
    made.ids |= {
        "report_id": received.pk,
        "team_id": team.pk,
        "shift_id": shift.pk,
        "visit_id": visits[0].pk,
    }
    made.more |= {
        "visit_id": [one.pk for one in visits],
        "report_id": [received.pk, waiting.pk, wrong.pk],
    }


def _street(made: Filled, told: _Texts, persons: list[Person], now: datetime) -> None:
    second, third = made.more["visit_id"][1:3]
    response.arrive(visit_id=second, at=now)
    response.meet(visit_id=second, person_id=persons[2].pk, at=now, needs=["SLEEP"])
    response.arrive(visit_id=third, at=now)
    response.close_visit(
        visit_id=third, at=now, met=[persons[3].pk], given=["FOOD"], note=told("Visit", "note")
    )
    response.new_contact(
        at=now,
        shift_id=made.ids["shift_id"],
        alias=told("Person", "alias"),
        age_band="18-25",
        note=told("Person", "note"),
        place=told("Report", "place"),
    )


def _evening(made: Filled, now: datetime) -> None:
    """Somebody expected tonight was not in."""
    evening = timezone.localtime(now).replace(hour=20)
    row = queries.list_present(night=evening.date(), at=evening)[0]
    housing.record_evening(
        night=evening.date(),
        facility_ids=[row.bed.unit.facility_id],
        absent=[row.person_id],
        at=evening,
    )


def _housing(
    made: Filled, told: _Texts, persons: list[Person], units: list[Unit], now: datetime
) -> None:
    requests = []
    for number, case_id in enumerate(made.more["case_id"]):
        if number == 1:
            continue  # same household as the first
        household = made.ids["household_id"]
        if number > 1:
            home = people.form_household(
                members=[(persons[number].pk, "HEAD")], on=now.date(), at=now
            )
            household = home.pk
        requests.append(
            housing.open_request(
                case_id=case_id,
                household_id=household,
                at=now,
                priority_class="2",
                class_reason=told("HousingRequest", "class_reason"),
                from_on=now.date(),
                near=(43.77, 11.25),
            )
        )
    waiting, held, placed, ended = requests
    housing.decline(request_id=waiting.pk, at=now, reason=told("Run", "decision_reason"))
    run = housing.propose(request_id=waiting.pk, at=now)
    keep = housing.hold(request_id=held.pk, unit_id=units[1].pk, from_on=now.date(), at=now)
    held_again = housing.hold(request_id=placed.pk, unit_id=units[0].pk, from_on=now.date(), at=now)
    undone = housing.accept(hold_id=held_again.pk, at=now, reason=told("Run", "decision_reason"))
    housing.cancel_stay(stay_id=undone.pk, reason=told("Stay", "cancel_reason"), at=now)
    held_again = housing.hold(request_id=placed.pk, unit_id=units[0].pk, from_on=now.date(), at=now)
    stay = housing.accept(hold_id=held_again.pk, at=now, reason=told("Run", "decision_reason"))
    housing.check_in(stay_id=stay.pk, on=now.date(), at=now)
    other = housing.hold(request_id=ended.pk, unit_id=units[2].pk, from_on=now.date(), at=now)
    housing.release_hold(hold_id=other.pk, at=now, reason=told("Hold", "end_reason"))
    housing.withdraw_request(
        request_id=ended.pk, reason=told("HousingRequest", "withdraw_reason"), at=now
    )
    made.ids |= {
        "request_id": waiting.pk,
        "hold_id": keep.pk,
        "stay_id": stay.pk,
        "run_id": run.pk,
    }
    made.more["request_id"] = [one.pk for one in requests]
