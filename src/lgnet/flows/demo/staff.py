"""Draw the invented people who work in a city: desk, housing, teams, mediators, manager."""

from dataclasses import dataclass
from random import Random

from lgnet.flows.demo.cities import City, persons_for
from lgnet.flows.demo.cities_data import housing
from lgnet.flows.demo.dice import stream
from lgnet.flows.demo.facilities import bodies_of

ROLES = ("CASE_WORKER", "HOUSING_COORDINATOR", "TEAM_MEMBER", "CITY_MANAGER")
SKILLS = ("NURSE", "MEDIATOR", "PSYCHOLOGIST", "LEGAL", "EDUCATOR", "WOMAN")


@dataclass(frozen=True)
class StaffDraft:
    """An invented operator. `body_key` is None for employees of the Comune."""

    key: str
    role: str
    given: str
    family: str
    sex: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    body_key: str | None


@dataclass(frozen=True)
class TeamDraft:
    """A mobile team and its usual members."""

    key: str
    name: str
    member_keys: tuple[str, ...]


def staff_of(city: City, *, seed: object, scale: float = 1.0) -> tuple[StaffDraft, ...]:
    """Draw the staff of a city: a manager first, then by role; names unique in the city."""
    rng = stream(seed, "staff", city.istat)
    persons = persons_for(city, scale=scale)
    counts = {
        "CITY_MANAGER": 1,
        "HOUSING_COORDINATOR": min(12, 1 + persons // 140),
        "CASE_WORKER": min(60, 2 + persons // 45),
        "TEAM_MEMBER": 3 * count_teams(city, scale=scale),
    }
    taken: set[tuple[str, str]] = set()
    people: list[StaffDraft] = []
    for role, count in counts.items():
        for _ in range(count):
            people.append(_draw(rng, city, role, len(people) + 1, taken))
    return tuple(people)


def count_teams(city: City, *, scale: float = 1.0) -> int:
    """Return how many mobile teams a city sends out."""
    return min(12, 1 + persons_for(city, scale=scale) // 90)


def teams_of(city: City, *, seed: object, scale: float = 1.0) -> tuple[TeamDraft, ...]:
    """Group the team members by three, in order."""
    members = [
        person.key
        for person in staff_of(city, seed=seed, scale=scale)
        if person.role == "TEAM_MEMBER"
    ]
    return tuple(
        TeamDraft(f"{city.code}-T{number + 1}", f"Unità {number + 1}", tuple(members[at : at + 3]))
        for number, at in enumerate(range(0, len(members), 3))
    )


def _draw(
    rng: Random, city: City, role: str, number: int, taken: set[tuple[str, str]]
) -> StaffDraft:
    mediators = sorted(housing.MEDIATOR_FAMILY)
    turn = number % 3
    while True:
        sex = "F" if turn == 0 or rng.random() < 0.55 else "M"
        given = rng.choice(housing.STAFF_WOMEN if sex == "F" else housing.STAFF_MEN)
        if role == "TEAM_MEMBER" and turn == 2:
            given = rng.choice(mediators)
            sex = "F" if given in housing.STAFF_WOMEN else "M"
        elif given in housing.MEDIATOR_FAMILY:
            continue
        family = rng.choice(housing.STAFF_FAMILY)
        if given in housing.MEDIATOR_FAMILY and (given, "") not in taken:
            taken.add((given, ""))
            family = housing.MEDIATOR_FAMILY[given]
        if (given, family) not in taken:
            break
    taken.add((given, family))
    spoken = housing.MEDIATOR_LANGUAGES.get(given)
    languages = ("it", *spoken) if spoken else ("it", *rng.sample(("en", "fr", "es"), 1))
    skills: tuple[str, ...] = ()
    if role == "TEAM_MEMBER":
        trade = "MEDIATOR" if spoken else ("NURSE", "EDUCATOR", "PSYCHOLOGIST", "LEGAL")[turn % 4]
        skills = (trade, "WOMAN") if sex == "F" else (trade,)
    municipal = role in {"CITY_MANAGER", "HOUSING_COORDINATOR"} or rng.random() < 0.25
    body = None if municipal else rng.choice(bodies_of(city)).key
    return StaffDraft(
        key=f"{city.code}-O{number:02d}",
        role=role,
        given=given,
        family=family,
        sex=sex,
        languages=languages,
        skills=skills,
        body_key=body,
    )
