"""The open register of a city: rules and contacts, conventions, applications, beds that come and go."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from lgnet.domain.housing import operations as housing
from lgnet.domain.housing import queries
from lgnet.domain.housing.enums import SexRule
from lgnet.domain.housing.links import token_of
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor
from lgnet.flows.demo.calendar import DAYS
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.play.memory import Memory
from lgnet.flows.demo.play.troupe import Troupe, aware
from lgnet.lib.actor import act_as, speak_as
from lgnet.lib.errors import Refused
from lgnet.lib.sheets import ROW

_RATES = {
    "SHELTER": "24.50",
    "FIRST": "31.00",
    "SECOND": "36.80",
    "FLAT": "22.40",
    "COHOUSING": "19.90",
    "PROTECTED": "58.00",
    "HOST": "15.00",
    "HOTEL": "42.00",
}
_LANGUAGES = ("eng", "fra", "ara", "urd", "ukr", "spa")
_HEX = "0123456789ABCDEF"
_APPLICANTS = (
    ("Casa Ulivo", "HOST", "Famiglia ospitante", 2, "ACCREDITED"),
    ("Albergo Stazione Vecchia", "HOTEL", "Albergo Stazione Vecchia s.n.c.", 10, "ACCREDITED"),
    ("Residenza Il Noce", "SECOND", "Associazione Il Noce", 14, "EXAMINED"),
    ("Casa Fiordaliso", "HOST", "Famiglia ospitante", 1, "APPLIED"),
    ("Ostello La Rampa", "SHELTER", "La Rampa soc. coop.", 24, "REFUSED"),
)
_LISTED = (
    ("9001", "CAS Le Piane", "Centro di accoglienza straordinaria", "28", "31"),
    ("9002", "", "Struttura mista", "12", ""),
)


def keep_facts(troupe: Troupe, memory: Memory, *, seed: object) -> None:
    """Write down rules, contacts and conventions of the facilities the year begins with."""
    begin = aware(memory.until - timedelta(days=DAYS + 1))
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        cards = queries.list_facilities(at=begin)
        for number, card in enumerate(cards):
            rng = stream(seed, "register", card.facility.external_id)
            facility = card.facility
            shelter = facility.kind in ("SHELTER", "FIRST")
            housing.keep_facts(
                facility_id=facility.pk,
                at=begin,
                contact_email=f"posti.{facility.external_id.lower()}@ente.example"
                if number % 4 != 3
                else None,
                declared_places=card.beds,
                languages=["ita", *rng.sample(_LANGUAGES, 2)],
                age_from=None if facility.kind == "FLAT" else 18 if shelter else None,
                pets=rng.choice((True, False, None)),
                smoking=False if rng.random() < 0.8 else None,
                enters_from=time(18) if shelter else None,
                enters_to=time(22, 30) if shelter else None,
                contribution_eur=None if shelter else Decimal(rng.choice((0, 40, 60, 90))),
            )
            _conventions(facility, card.beds, number, rng, begin)


def _conventions(facility: Any, beds: int, number: int, rng: Random, at: datetime) -> None:
    """One of a year and its renewal; some end soon, one ended and nothing followed."""
    begin = at.date()
    rate = Decimal(_RATES[facility.kind]) + Decimal(rng.randrange(-200, 400)) / 100
    terms = {
        "facility_id": facility.pk,
        "places": beds,
        "daily_rate": rate,
        "pays_empty": facility.kind in ("FLAT", "SECOND", "PROTECTED"),
        "at": at,
    }
    middle = begin + timedelta(days=200 + rng.randrange(60))
    first = housing.sign_convention(
        cig=_cig(rng), from_on=begin - timedelta(days=60), to_on=middle, **terms
    )
    today = begin + timedelta(days=DAYS + 1)
    if number % 6 == 4:
        return  # nobody renewed it
    ends = today + timedelta(days=25 + rng.randrange(40) if number % 6 == 1 else 200)
    housing.sign_convention(cig=_cig(rng), from_on=middle, to_on=ends, renews_id=first.pk, **terms)


def _cig(rng: Random) -> str:
    return "B" + "".join(rng.choice(_HEX) for _ in range(9))


def take_applications(troupe: Troupe, memory: Memory) -> None:
    """Let some apply: two accredited with rooms, one being examined, one new, one refused."""
    desk, manager = Role.HOUSING_COORDINATOR, Role.CITY_MANAGER
    for number, (name, kind, applicant, places, state) in enumerate(_APPLICANTS):
        at = aware(memory.until - timedelta(days=40 - 6 * number))
        with speak_as(troupe.actor(troupe.first(desk))):
            made = housing.apply_facility(
                name=name, kind=kind, applicant=applicant, declared_places=places, at=at
            )
            if state == "APPLIED":
                continue
            housing.examine_facility(facility_id=made.pk, at=at + timedelta(days=3))
        with speak_as(troupe.actor(troupe.first(manager))):
            decided = at + timedelta(days=5)
            if state == "REFUSED":
                housing.refuse_facility(
                    facility_id=made.pk,
                    reason="Manca una seconda uscita: si può ripresentare dopo i lavori",
                    at=decided,
                )
            elif state == "ACCREDITED":
                housing.accredit_facility(facility_id=made.pk, at=decided)
        if state == "ACCREDITED":
            with speak_as(troupe.actor(troupe.first(desk))):
                _furnish(made, places, memory)
    with speak_as(troupe.actor(troupe.first(desk))):
        housing.import_centres(rows=_listed(troupe.city.istat, memory), at=aware(memory.until))


def _furnish(facility: Any, places: int, memory: Memory) -> None:
    at = aware(memory.until - timedelta(days=2))
    beds = 2 if places > 1 else 1
    for number in range(1, max(2, places // beds) + 1 if places > 2 else 2):
        housing.add_unit(
            facility_id=facility.pk,
            name=f"Camera {number}",
            beds=beds,
            exclusive=facility.kind == "HOST",
            sex_rule=SexRule.ANY,
            own_bathroom=facility.kind == "HOTEL",
            at=at,
        )
    today = memory.until.date()
    if facility.kind == "HOTEL":
        housing.sign_convention(
            facility_id=facility.pk,
            cig="B7A1C0F2E9",
            places=places,
            daily_rate=Decimal(_RATES["HOTEL"]),
            from_on=today - timedelta(days=2),
            to_on=today + timedelta(days=120),
            at=at,
        )
    housing.confirm_facility(facility_id=facility.pk, at=aware(memory.until - timedelta(hours=3)))


def _listed(city: str, memory: Memory) -> list[dict[str, Any]]:
    return [
        {
            ROW: number,
            "rilevazione_data": f"{memory.until.date() - timedelta(days=30):%d/%m/%Y}",
            "centro_id": key,
            "centro_denominazione": name,
            "comune_codice_istat": city,
            "ente_gestore": "Consorzio di prova",
            "capienza": places,
            "presenze_giornaliere": present,
            "tipologia_centro": kind,
            "tipologia_ospiti": "uomini",
        }
        for number, (key, name, kind, places, present) in enumerate(_LISTED, 2)
    ]


def touch(troupe: Troupe, memory: Memory) -> None:
    """Leave the register as a working week does: a bed added, an inspection, something to clear up."""
    now = aware(memory.until)
    today = memory.until.date()
    with speak_as(troupe.actor(troupe.first(Role.HOUSING_COORDINATOR))):
        cards = [card for card in queries.list_facilities(at=now) if card.units > 1]
        shelter = next((card for card in cards if card.facility.kind == "SHELTER"), cards[0])
        rooms = queries.list_units(facility_id=shelter.facility.pk)
        housing.add_bed(
            facility_id=shelter.facility.pk,
            unit_id=rooms[0].pk,
            from_on=today,
            to_on=today + timedelta(days=12),
            at=now,
        )
        for number, card in enumerate(cards[:3]):
            seen = housing.open_upkeep(
                facility_id=card.facility.pk,
                kind="INSPECT",
                from_on=today - timedelta(days=30 + number),
                to_on=today - timedelta(days=29 + number),
                at=now - timedelta(days=20),
            )
            housing.close_upkeep(
                facility_id=card.facility.pk,
                upkeep_id=seen.pk,
                outcome=("FINE", "TO_MEND", "DONE")[number],
                at=now - timedelta(days=19),
            )
        told = cards[-1].facility
        link = housing.make_link(facility_id=told.pk, at=now - timedelta(hours=5))
    _answer(told.pk, link, now - timedelta(minutes=50))


def _answer(facility_id: UUID, link: Any, at: datetime) -> None:
    """The facility says by its link that a room has one place less, and asks to be called."""
    token = token_of(municipality_id=link.municipality_id, link_id=link.pk)
    picture = queries.picture_of(facility=queries.get_facility(facility_id=facility_id), at=at)
    room = next((room for room in picture.rooms if room.free), None)
    with act_as(public_actor()):
        try:
            housing.answer_link(
                token=token,
                seen=picture.mark,
                told={room.unit_id: room.free - 1} if room else None,
                call=room is None,
                at=at,
            )
        except Refused:
            return
