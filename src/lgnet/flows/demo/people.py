"""Draw households: who they are, how they are known, what they carry.

A draft is what a careful operator could end up writing after months; how much of it is
known at each meeting is decided by `calendar`. Mixes come from `origins`; what is not in
its sources is an assumption, named in the constants here.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from lgnet.flows.demo import identifiers as ids
from lgnet.flows.demo.dice import binomial, pick, stream
from lgnet.flows.demo.names import Name, PersonName, draw_alias, draw_family, draw_name, mishear
from lgnet.flows.demo.origins import WEIGHTS, Origin
from lgnet.flows.demo.status import StatusDraft, draw_status
from lgnet.flows.demo.vulnerability import draw_vulnerabilities

PHONE_SHARE = 0.45
CUI_SHARE = 0.45
BANDS = ((0, 13), (14, 17), (18, 25), (26, 40), (41, 60), (61, 120))
HOUSEHOLD_KINDS = ("SINGLE", "MINOR_ALONE", "COUPLE", "FAMILY", "LONE_PARENT", "RELATIVES")
BIRTH_PRECISIONS = ("DAY", "YEAR", "BAND")


@dataclass(frozen=True)
class IdentifierDraft:
    """A number on a document; `kind` is one of `identifiers.KINDS`."""

    kind: str
    value: str


@dataclass(frozen=True)
class PersonDraft:
    """One invented person.

    Parameters
    ----------
    role : "HEAD", "PARTNER", "CHILD" or "RELATIVE" in the household
    birth_on, birth_year, age_band : what is known of the birth, by `birth_precision`:
        "DAY" fills all three, "YEAR" the last two, "BAND" only the band such as "18-25"
    age : the drawn age at arrival, for the generator's own use
    languages : ISO 639 codes, best spoken first
    reception : "NONE", "CAS", "CAS_EXIT" or "SAI_EXIT": where the person stands with it
    vulnerabilities : codes of art. 17 c. 1 d.lgs. 142/2015 (`vulnerability.CODES`)
    """

    sex: str
    role: str
    origin: str
    age: int
    birth_on: date | None
    birth_year: int | None
    age_band: str
    birth_precision: str
    name: PersonName
    alias: str | None
    languages: tuple[str, ...]
    phone: str | None
    identifiers: tuple[IdentifierDraft, ...]
    status: StatusDraft
    reception: str
    vulnerabilities: tuple[str, ...]
    pregnant: bool

    @property
    def is_minor(self) -> bool:
        return self.age < 18


@dataclass(frozen=True)
class HouseholdDraft:
    """People who move together; the first member is the one who speaks for them."""

    key: str
    kind: str
    origin: str
    members: tuple[PersonDraft, ...]
    secret_address: bool
    needs_accessible: bool

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class _Meeting:
    """What the members of one household have in common when they are drawn."""

    kind: str
    origin: Origin
    shared: tuple[Name, ...]
    reception: str
    on: date
    province: str


def draw_household(
    key: str, *, seed: object, on: date, province: str, smallest: int = 1
) -> HouseholdDraft:
    """Draw the household of this key, as met on a date in a province; the same every time.

    `smallest` asks for a household of at least so many persons, at most seven.
    """
    rng = stream(seed, "household", key)
    origin, (kind, sketch) = _origin_and_sketch(rng)
    while len(sketch) < min(smallest, 7):
        origin, (kind, sketch) = _origin_and_sketch(rng)
    meeting = _Meeting(
        kind=kind,
        origin=origin,
        shared=draw_family(rng, origin.family),
        reception=_draw_reception(rng, origin),
        on=on,
        province=province,
    )
    members = tuple(
        _draw_person(rng, meeting, role=role, sex=sex, age=age) for role, sex, age in sketch
    )
    codes = {code for member in members for code in member.vulnerabilities}
    women = any(member.sex == "F" and not member.is_minor for member in members)
    secret = "TRATTA" in codes or (women and "VIOL" in codes and rng.random() < 0.8)
    return HouseholdDraft(
        key=key,
        kind=kind,
        origin=origin.iso3,
        members=members,
        secret_address=secret,
        needs_accessible="DIS" in codes and rng.random() < 0.7,
    )


def as_heard_again(person: PersonDraft, rng: Random) -> PersonDraft:
    """Return the same person as another office would register them: errors and all."""
    name = mishear(rng, person.name)
    born, precision, year = person.birth_on, person.birth_precision, person.birth_year
    if born is not None and rng.random() < 0.2:
        born = date(born.year, 1, 1)
    elif born is not None and rng.random() < 0.15:
        born, precision = None, "YEAR"
    sex = person.sex if rng.random() > 0.01 else {"F": "M", "M": "F"}[person.sex]
    return replace(
        person,
        name=name,
        sex=sex,
        birth_on=born,
        birth_year=year,
        birth_precision=precision,
        phone=person.phone if rng.random() < PHONE_SHARE else None,
        identifiers=tuple(item for item in person.identifiers if rng.random() < 0.5),
    )


def _origin_and_sketch(rng: Random) -> tuple[Origin, tuple[str, list[tuple[str, str, int]]]]:
    origin = pick(rng, WEIGHTS)
    return origin, _sketch(rng, origin)


def _sketch(rng: Random, origin: Origin) -> tuple[str, list[tuple[str, str, int]]]:
    """Choose kind of household and (role, sex, age) of its members."""
    if rng.random() < origin.alone:
        if rng.random() < origin.minors:
            return "MINOR_ALONE", [("HEAD", _sex(rng, 0.05), pick(rng, _MINOR_ALONE_AGES))]
        return "SINGLE", [("HEAD", _sex(rng, origin.women), _adult_age(rng))]
    size = 2 + binomial(rng, 5, 0.28)
    kind = pick(rng, _PAIRS if size == 2 else _LARGER)
    if kind == "RELATIVES":
        people = [("HEAD", "M", _adult_age(rng))]
        people += [("RELATIVE", _sex(rng, 0.10), _adult_age(rng)) for _ in range(size - 1)]
        return kind, people
    head_sex = "M" if kind != "LONE_PARENT" else _sex(rng, 0.68)
    age = min(62, 21 + int(rng.gammavariate(2.7, 4.0)))
    people = [("HEAD", head_sex, age)]
    if kind != "LONE_PARENT":
        people.append(("PARTNER", "F", max(18, age - rng.randrange(0, 8))))
    eldest = min(17, people[-1][2] - 18)
    for _ in range(size - len(people)):
        people.append(("CHILD", _sex(rng, 0.36), rng.randrange(0, max(1, eldest) + 1)))
    return kind, people


_PAIRS = (("COUPLE", 0.38), ("LONE_PARENT", 0.36), ("RELATIVES", 0.26))
_LARGER = (("FAMILY", 0.62), ("LONE_PARENT", 0.19), ("RELATIVES", 0.19))
_MINOR_ALONE_AGES = ((17, 0.55), (16, 0.28), (15, 0.10), (14, 0.05), (13, 0.02))
_ADULT_BANDS = (((18, 25), 0.475), ((26, 40), 0.39), ((41, 60), 0.12), ((61, 78), 0.015))


def _sex(rng: Random, women: float) -> str:
    return "F" if rng.random() < women else "M"


def _adult_age(rng: Random) -> int:
    low, high = pick(rng, _ADULT_BANDS)
    return rng.randint(low, high)


def _draw_reception(rng: Random, origin: Origin) -> str:
    if origin.iso3 == "UKR":
        return pick(rng, (("NONE", 0.8), ("CAS_EXIT", 0.1), ("SAI_EXIT", 0.1)))
    return pick(rng, (("CAS_EXIT", 0.34), ("SAI_EXIT", 0.24), ("NONE", 0.34), ("CAS", 0.08)))


def _draw_person(rng: Random, meeting: _Meeting, *, role: str, sex: str, age: int) -> PersonDraft:
    origin, kind, on = meeting.origin, meeting.kind, meeting.on
    born = _birth(rng, age, on, origin)
    precision = pick(rng, (("DAY", 0.86), ("YEAR", 0.10), ("BAND", 0.04)))
    name = draw_name(rng, origin.family, sex=sex, shared=meeting.shared)
    status = draw_status(rng, age=age, kind=kind, origin=origin.iso3, on=on)
    pregnant = sex == "F" and 18 <= age <= 42 and rng.random() < 0.10
    fiscal_code = (
        ids.make_fiscal_code(name, sex=sex, birth_on=born, origin=origin)
        if precision == "DAY"
        else None
    )
    return PersonDraft(
        sex=sex,
        role=role,
        origin=origin.iso3,
        age=age,
        birth_on=born if precision == "DAY" else None,
        birth_year=born.year if precision != "BAND" else None,
        age_band=band_of(age),
        birth_precision=precision,
        name=name,
        alias=draw_alias(rng, sex) if role == "HEAD" and rng.random() < 0.22 else None,
        languages=_languages(rng, origin, age),
        phone=ids.make_phone(rng) if age >= 14 and rng.random() < PHONE_SHARE else None,
        identifiers=_identifiers(rng, status.code, fiscal_code, meeting.province),
        status=status,
        reception=meeting.reception,
        vulnerabilities=draw_vulnerabilities(
            rng,
            sex=sex,
            age=age,
            kind=kind,
            role=role,
            origin=origin.iso3,
            pregnant=pregnant,
            on=on,
        ),
        pregnant=pregnant,
    )


def band_of(age: int) -> str:
    """Return the band a team would tick for this age, such as "18-25" or "61+"."""
    low, high = next(band for band in BANDS if band[0] <= age <= band[1])
    return f"{low}+" if high == BANDS[-1][1] else f"{low}-{high}"


def _birth(rng: Random, age: int, on: date, origin: Origin) -> date:
    """Draw a birth date of this age on `on`; 1 January as often as the origin's registers."""
    if rng.random() < origin.first_january:
        return date(on.year - age, 1, 1)
    latest = _years_before(on, age)
    return latest - timedelta(days=rng.randrange(0, 365))


def _years_before(on: date, years: int) -> date:
    if (on.month, on.day) == (2, 29):
        on -= timedelta(days=1)
    return on.replace(year=on.year - years)


def _languages(rng: Random, origin: Origin, age: int) -> tuple[str, ...]:
    spoken = [code for code, chance in origin.languages if rng.random() < chance]
    spoken = spoken or [origin.languages[0][0]]
    if age >= 5 and "it" not in spoken and rng.random() < 0.34:
        spoken.append("it")
    return tuple(spoken[:4])


def _identifiers(
    rng: Random, status_code: str, fiscal_code: str | None, province: str
) -> tuple[IdentifierDraft, ...]:
    found = []
    if rng.random() < CUI_SHARE:
        found.append(IdentifierDraft(ids.CUI, ids.make_cui(rng)))
    if status_code == "NESSUNO":
        return tuple(found)
    if status_code == "RICH_ASILO":
        if rng.random() < 0.55:
            found.append(IdentifierDraft(ids.VESTANET, ids.make_vestanet(rng, province)))
        if rng.random() < 0.35:
            code = ids.make_provisional_fiscal_code(rng)
            found.append(IdentifierDraft(ids.FISCAL_CODE, code))
        return tuple(found)
    if fiscal_code is not None and rng.random() < 0.6:
        found.append(IdentifierDraft(ids.FISCAL_CODE, fiscal_code))
    if status_code.startswith("RIC_"):
        found.append(IdentifierDraft(ids.RECEIPT, ids.make_receipt(rng)))
    elif rng.random() < 0.6:
        found.append(IdentifierDraft(ids.PERMIT, ids.make_permit(rng)))
    return tuple(found)
