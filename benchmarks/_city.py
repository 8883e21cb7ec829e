"""One city with many persons, made in minutes: the same rows as the operations write, in bulk.

Names are drawn like the demonstration's, sealed and indexed by the code that registers people;
case files carry actions, facts and audit events. Beds come from the importer of facilities, the
waiting households from `open_request`; stays are written in bulk.
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any
from uuid import UUID

import django

CHUNK = 1000
PROCESSES = 2
ACTIONS_PER_CASE = 3
CASES_PER_WORKER = 60
BEDS = 2000
NIGHTS = 30
WAITING = 60
WORDS = "Colloquio di orientamento: situazione abitativa, documenti, corso di italiano. " * 2


def fill(*, persons: int, at: datetime, user_id: UUID, note: Any = lambda text: None) -> None:
    """Fill Firenze in the current database."""
    starts = range(0, persons, CHUNK)
    jobs = [(first, min(CHUNK, persons - first), at, user_id) for first in starts]
    with ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("spawn"), initializer=django.setup
    ) as pool:
        for done, _ in enumerate(pool.map(_people, jobs), start=1):
            if done % 10 == 0 or done == len(jobs):
                note(f"{min(done * CHUNK, persons)} persons")
    _settle_numbers(persons, year=at.year)
    note("beds and stays")
    _housing(at=at)


def _actor(user_id: UUID) -> Any:
    from django.utils import timezone

    from lgnet.domain.security.models import User
    from lgnet.domain.security.queries import actor_for, system_actor
    from lgnet.lib.actor import act_as

    with act_as(system_actor(municipality_id=None, job="bench")):
        actor = actor_for(User.objects.get(pk=user_id), on=timezone.localdate())
    assert actor is not None
    return actor


# People, cases, actions, reports


def _people(job: tuple[int, int, datetime, UUID]) -> None:
    from lgnet.domain.cases.models import Action, CaseAction, CaseFile
    from lgnet.domain.ledger.operations import record
    from lgnet.domain.people.models import Person
    from lgnet.domain.response.models import Report
    from lgnet.lib import audit
    from lgnet.lib.actor import act_as
    from lgnet.lib.vault.keys import new_keys

    first, count, at, user_id = job
    dice = random.Random(first)
    with act_as(_actor(user_id)):
        people = [_person(dice, key, at) for key in new_keys(count)]
        Person.objects.bulk_create(people)
        cases = [_case(dice, person, first + n, at, user_id) for n, person in enumerate(people)]
        CaseFile.objects.bulk_create(cases)
        _index(zip(people, cases, strict=True))
        acts = [pair for case in cases for pair in _actions(dice, case, at)]
        Action.objects.bulk_create([action for action, _ in acts])
        CaseAction.objects.bulk_create([part for _, part in acts])
        record(*[fact for pair in zip(people, cases, strict=True) for fact in _facts(*pair)])
        # A fifth as many reports; the last weeks' are still open, as in a working office.
        keys = new_keys(count // 5)
        Report.objects.bulk_create(
            [_report(dice, key, first // 5 + n, at) for n, key in enumerate(keys)]
        )
        for person, case in zip(people, cases, strict=True):
            audit.record("people.registered", person, at=person.registered_at, subject=person)
            audit.record("cases.case_opened", case, at=case.opened_at, subject=person)


def _person(dice: random.Random, key: UUID, at: datetime) -> Any:
    from lgnet.domain.people.models import Person
    from lgnet.flows.demo import names

    sex, pool = dice.choice("FMM"), dice.choice(names.POOL_KEYS)
    name = names.draw_name(dice, pool, sex=sex, shared=names.draw_family(dice, pool))
    born = at.date() - timedelta(days=dice.randrange(18 * 365, 60 * 365))
    return Person(
        vault_key=key,
        stage="DECLARED",
        given_name=name.given,
        family_name=name.family,
        native_name=f"{name.given_script} {name.family_script}"[:80],
        phone=f"+39320{dice.randrange(10**6, 10**7)}",
        sex=sex,
        birth_on=born,
        birth_to=born,
        birth_precision="DAY",
        languages=["fr", "it"],
        registered_at=at - timedelta(minutes=dice.randrange(5, 365 * 24 * 60)),
    )


def _case(dice: random.Random, person: Any, number: int, at: datetime, user_id: UUID) -> Any:
    from lgnet.domain.cases.models import CaseFile

    opened = person.registered_at
    closed = dice.random() < 0.3
    # The first belong to whoever measures; the others to colleagues, so many to each.
    worker = user_id if number < CASES_PER_WORKER else UUID(int=number // CASES_PER_WORKER)
    return CaseFile(
        vault_key=person.vault_key,
        code=f"FI-{at.year}-{number + 1:04d}",
        person=person,
        state="CLOSED" if closed else "OPEN",
        origin=dice.choice(["STREET", "SELF", "SOCIAL"]),
        opened_at=opened,
        opened_by=worker,
        case_worker=worker,
        closed_at=at if closed else None,
        state_reason="MOVED" if closed else "",
        next_review_on=None if closed else (at + timedelta(days=dice.randrange(1, 90))).date(),
        summary=WORDS,
    )


def _index(pairs: Any) -> None:
    from django.db import connection

    from lgnet.domain.people import bridge, numbers
    from lgnet.lib.actor import current_municipality

    persons: list[UUID] = []
    kinds: list[str] = []
    tokens: list[bytes] = []
    for person, case in pairs:
        found = bridge.tokens_of_person(person, [])
        found |= bridge.code_tokens(numbers.code_forms(case.code))
        persons += [person.pk] * len(found)
        kinds += [kind for kind, _ in found]
        tokens += [token for _, token in found]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_searchtoken (municipality_id, person_id, kind, token)"
            " SELECT %s, * FROM unnest(%s::uuid[], %s::text[], %s::bytea[])",
            [current_municipality(), persons, kinds, tokens],
        )


def _actions(dice: random.Random, case: Any, at: datetime) -> Iterator[tuple[Any, Any]]:
    from lgnet.domain.cases.models import Action, CaseAction

    for _ in range(ACTIONS_PER_CASE):
        when = case.opened_at + (at - case.opened_at) * dice.random()
        action = Action(kind="INTERVIEW", at=when, minutes=30, by=case.case_worker)
        yield (
            action,
            CaseAction(action=action, case=case, at=when, vault_key=case.vault_key, note=WORDS),
        )


def _facts(person: Any, case: Any) -> Iterator[Any]:
    from lgnet.domain.ledger.enums import FactKind
    from lgnet.domain.ledger.operations import NewFact

    seen = {"age": "18-60", "sex": person.sex, "vulnerable": False}
    on = case.opened_at.date()
    yield NewFact(
        FactKind.CASE_OPENED,
        f"{FactKind.CASE_OPENED}:{case.pk}",
        on,
        3,
        subject=person.pseudonym,
        object_id=case.pk,
        dimensions=seen,
    )
    for number in range(ACTIONS_PER_CASE):
        yield NewFact(
            FactKind.ACTION_LOGGED,
            f"{FactKind.ACTION_LOGGED}:{case.pk}:{number}",
            on,
            3,
            subject=person.pseudonym,
            object_id=case.pk,
            dimensions={**seen, "kind": "INTERVIEW", "minutes": 30, "people": 1},
        )


def _report(dice: random.Random, key: UUID, number: int, at: datetime) -> Any:
    from lgnet.domain.response.models import Report

    waiting = number < 40
    received = at - timedelta(minutes=dice.randrange(1, 60 if waiting else 365 * 24 * 60))
    return Report(
        vault_key=key,
        code=f"S-{at.year}-{number + 1:04d}",
        channel="PHONE",
        received_at=received,
        what=WORDS,
        place="Novoli, portico dietro il mercato",
        reporter_name="Una volontaria",
        latitude=43.77 + dice.uniform(-0.03, 0.03),
        longitude=11.25 + dice.uniform(-0.03, 0.03),
        persons=dice.randrange(1, 5),
        signs=["OUTDOORS"],
        state="RECEIVED" if waiting else "CLOSED",
        urgency=dice.choice(["P2", "P3"]),
        answer_by=received + timedelta(hours=4),
        answered_at=None if waiting else received,
        closed_at=None if waiting else received,
        close_reason="" if waiting else "RESOLVED",
    )


def _settle_numbers(persons: int, *, year: int) -> None:
    """Let the counters go on where the codes written end."""
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as
    from lgnet.lib.numbering.models import Counter
    from tests.builders import FIRENZE

    with act_as(system_actor(municipality_id=FIRENZE, job="bench")):
        for kind, last in (("case", persons), ("report", persons // 5)):
            Counter.objects.update_or_create(
                municipality_id=FIRENZE, kind=kind, year=year, defaults={"last": last}
            )


# Beds and who sleeps in them


def _housing(*, at: datetime) -> None:
    from django.utils import timezone

    from lgnet.domain.cases.models import CaseFile
    from lgnet.domain.housing import operations
    from lgnet.domain.housing.models import Bed, Facility, Occupancy
    from lgnet.domain.security.queries import system_actor
    from lgnet.lib.actor import act_as
    from tests.builders import FIRENZE
    from tests.housing_builders import a_row

    today, dice = timezone.localdate(at), random.Random(500)
    with act_as(system_actor(municipality_id=FIRENZE, job="bench")):
        operations.import_facilities(
            rows=[
                a_row(
                    codice_struttura=f"C{house:03d}",
                    struttura=f"Casa {house}",
                    codice_camera=str(room),
                    camera=f"Camera {room}",
                    posti=2,
                )
                for house in range(BEDS // 20)
                for room in range(10)
            ],
            at=at,
        )
        for facility in Facility.objects.order_by("name"):
            operations.confirm_facility(facility_id=facility.pk, at=at)
        beds = list(Bed.objects.select_related("unit").order_by("id"))
        assert len(beds) == BEDS
        spans = [span for bed in beds for span in _spans(dice, bed, today)]
        open_cases = CaseFile.objects.filter(state="OPEN").select_related("person")
        cases = list(open_cases.defer("summary").order_by("code")[: len(spans) + WAITING])
        households = _households(cases, today)
        occupancies = _stays(spans, cases, households, at)
        Occupancy.objects.bulk_create(occupancies)
        for case, household in zip(cases[len(spans) :], households[len(spans) :], strict=True):
            operations.open_request(
                case_id=case.pk,
                household_id=household.pk,
                at=at - timedelta(days=dice.randrange(1, 60)),
                priority_class=dice.choice("0123"),
                class_reason="ospitalità in scadenza",
                from_on=today,
            )


def _spans(dice: random.Random, bed: Any, today: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Two people after each other in most beds, across the nights shown and those before."""
    change = today + timedelta(days=dice.randrange(-20, NIGHTS))
    yield bed, change - timedelta(days=dice.randrange(40, 120)), change
    if dice.random() < 0.8:
        begin = change + timedelta(days=dice.randrange(0, 6))
        yield bed, begin, begin + timedelta(days=dice.randrange(20, 200))


def _households(cases: Sequence[Any], today: Any) -> list[Any]:
    from lgnet.domain.people.models import Household, HouseholdMember

    formed = today - timedelta(days=400)
    households = Household.objects.bulk_create(
        [Household(code=f"FI-N-{n:04d}", formed_on=formed) for n in range(1, len(cases) + 1)]
    )
    HouseholdMember.objects.bulk_create(
        [
            HouseholdMember(household=household, person=case.person, role="HEAD", from_on=formed)
            for household, case in zip(households, cases, strict=True)
        ]
    )
    return list(households)


def _stays(
    spans: Sequence[tuple[Any, Any, Any]],
    cases: Sequence[Any],
    households: Sequence[Any],
    at: datetime,
) -> list[Any]:
    from lgnet.domain.housing.models import HousingRequest, Occupancy, Stay

    requests, stays, occupancies = [], [], []
    for (bed, from_on, to_on), case, household in zip(spans, cases, households, strict=False):
        request = HousingRequest(
            vault_key=case.vault_key,
            case=case,
            household=household,
            state="PLACED",
            opened_at=at - timedelta(days=130),
            persons=1,
            priority_class="2",
            class_reason="ospitalità in scadenza",
            from_on=from_on,
            decided_at=at,
        )
        ended = to_on <= at.date()
        stay = Stay(
            vault_key=case.vault_key,
            request=request,
            household=household,
            unit=bed.unit,
            state="ENDED" if ended else "ACTIVE",
            from_on=from_on,
            to_on=to_on if ended else None,
            expected_to_on=to_on,
            started_at=at,
            days_waited=10,
            ended_at=at if ended else None,
            destination="FAMILY" if ended else "",
        )
        requests.append(request)
        stays.append(stay)
        occupancies.append(
            Occupancy(
                bed=bed, kind="STAY", person=case.person, from_on=from_on, to_on=to_on, stay=stay
            )
        )
    HousingRequest.objects.bulk_create(requests)
    Stay.objects.bulk_create(stays)
    return occupancies
