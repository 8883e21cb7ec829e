"""The register's upkeep in the cities of the walks: a pair that waits, merges, a list read in."""

from datetime import datetime
from typing import Any

from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Person


def fill_register(made: Any, persons: list[Person], told: Any, now: datetime) -> None:
    """Let records wait as a pair, be merged, and be taken apart."""
    twin = {"family_name": told("Twin", "family_name"), "phone": f"06{made.city}77"}
    alike = [
        people.register(at=now, stage="DECLARED", given_name="Ahmed", birth=None, **twin)
        for _ in range(3)
    ]
    people.note_look_alikes(person_ids=[alike[0].pk], at=now)
    made.ids["other_id"] = persons[1].pk
    made.ids["act_id"] = _merge(persons[0], alike[2], told, now).pk
    undone = _merge(alike[0], alike[1], told, now)
    people.unmerge(act_id=undone.pk, reason=told("Act", "reason"), at=now, different=False)
    people.note_look_alikes(person_ids=[alike[0].pk], at=now)
    made.ids["place_id"] = people.add_place(
        person_id=persons[0].pk,
        kind="CAS",
        place=told("EarlierPlace", "place"),
        source=told("EarlierPlace", "source"),
        begun=(now.year - 1, None, None),
        at=now,
    ).pk
    line = {"family_name": told("Listed", "family_name"), "given_name": "Amina"}
    people.read_list(
        rows=[{"row": 2, "code": "L1", "line": "", "told": line, "numbers": {}, "title": None}],
        dry_run=False,
        at=now,
    )
    made.more["alike"] = [one.pk for one in alike]


def _merge(kept: Person, other: Person, told: Any, now: datetime) -> Any:
    return people.merge(
        survivor_id=kept.pk, absorbed_id=other.pk, reason=told("Act", "reason"), at=now
    )
