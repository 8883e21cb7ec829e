"""A city before its year begins: accounts, facilities with their beds, teams."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing.queries import list_facilities
from lgnet.domain.response import operations as response
from lgnet.domain.security.enums import Role
from lgnet.flows.demo.calendar import DAYS
from lgnet.flows.demo.cities import City
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.facilities import FacilityDraft, facilities_of
from lgnet.flows.demo.play.accounts import Logins, employers_of, make_city_users
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.register import keep_facts
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.flows.demo.staff import staff_of
from lgnet.lib.actor import speak_as
from lgnet.lib.sheets import ROW

_OWN_BATHROOM = {"FLAT": 1.0, "SECOND": 0.4, "PROTECTED": 0.6, "COHOUSING": 0.3}
_OWN_KITCHEN = {"FLAT": 1.0, "SECOND": 0.2, "PROTECTED": 0.4}
_VEHICLES = ("Furgone bianco", "Auto di servizio", "A piedi e in bicicletta", "Furgone con pedana")


def set_up(city: City, memory: Memory, *, seed: object, scale: float, logins: Logins) -> None:
    """Make everything a year of life needs; called as the job for this city."""
    begin = aware(memory.until - timedelta(days=DAYS + 1))
    staff = list(staff_of(city, seed=seed, scale=scale))
    memory.users = make_city_users(
        city, staff, logins, since=begin.date() - timedelta(days=30), at=begin
    )
    troupe = Troupe(city, seed=seed, scale=scale, users=memory.users)
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        drafts = facilities_of(city, seed=seed, scale=scale)
        rows = list(rows_of(drafts, seed=seed))
        told = housing.import_facilities(rows=rows, at=begin)
        if told.problems:
            raise ValueError(f"facilities of {city.name}: {told.problems[0]}")
        facilities = [card.facility for card in list_facilities(at=begin)]
        memory.facilities = [str(one.pk) for one in facilities]
        runs = {draft.key: draft.body_key for draft in drafts}
        employers = employers_of(city)
        for one in facilities:
            body = employers[runs[one.external_id]]
            housing.entrust_facility(facility_id=one.pk, body_id=body, at=begin)
    keep_facts(troupe, memory, seed=seed)
    with speak_as(troupe.actor(troupe.first(Role.CASE_WORKER))):
        for number, team in enumerate(troupe.teams.values()):
            members = troupe.members_of(team.key)
            memory.teams[team.key] = str(
                response.form_team(
                    name=team.name,
                    languages=_once(code for who in members for code in who.languages),
                    skills=_once(skill for who in members for skill in who.skills),
                    vehicle=_VEHICLES[number % len(_VEHICLES)],
                ).pk
            )
    with speak_as(troupe.actor(troupe.first(Role.CITY_MANAGER))):
        for kind, from_on, last_on, celsius in seasons(begin.date(), memory.until.date()):
            opened = aware(datetime.combine(from_on, time(9)))
            response.open_plan(
                kind=kind, from_on=from_on, last_on=last_on, celsius=celsius, at=opened
            )
    memory.set_up = True


def seasons(begin: date, until: date) -> list[tuple[str, date, date, int]]:
    """Return the cold and heat plans of the time between two days, as far as it saw them begin.

    Assumption of the scenario: every Comune keeps both, mid November to mid March and mid June to
    the end of August.
    """
    found = []
    for year in range(begin.year - 1, until.year + 1):
        found += [
            ("COLD", date(year, 11, 15), date(year + 1, 3, 15), 1),
            ("HEAT", date(year, 6, 15), date(year, 8, 31), 37),
        ]
    return [
        (kind, max(first, begin), last, celsius)
        for kind, first, last, celsius in found
        if first <= until and last >= begin
    ]


def _once(values: Any) -> list[str]:
    return list(dict.fromkeys(values))


def rows_of(facilities: Sequence[FacilityDraft], *, seed: object) -> list[dict[str, Any]]:
    """Return the drafts as rows of the table of facilities, a unit each."""
    rows: list[dict[str, Any]] = []
    for facility in facilities:
        rng = stream(seed, "rooms", facility.key)
        phone = f"+39 399 {rng.randrange(1_000_000, 9_999_999)}"
        for unit in facility.units:
            rows.append(
                {
                    ROW: len(rows) + 2,
                    "codice_struttura": facility.key,
                    "struttura": facility.name,
                    "tipo": facility.kind,
                    "chi": "ANY",
                    "indirizzo": facility.address,
                    "telefono": phone,
                    "latitudine": facility.latitude,
                    "longitudine": facility.longitude,
                    "senza_gradini": False,
                    "indirizzo_riservato": facility.secret_address,
                    "notti_massime": facility.longest_stay_days,
                    "codice_camera": unit.key,
                    "camera": unit.name,
                    "tipo_camera": unit.kind,
                    "uso_esclusivo": unit.exclusive,
                    "chi_camera": unit.sex_rule,
                    "camera_senza_gradini": unit.accessible,
                    "bagno_proprio": rng.random() < _OWN_BATHROOM.get(facility.kind, 0.0),
                    "cucina_propria": rng.random() < _OWN_KITCHEN.get(facility.kind, 0.0),
                    "posti": unit.beds,
                }
            )
    return rows
