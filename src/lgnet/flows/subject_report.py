"""All that is held about one person, gathered from every room; words are the web's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.cases import queries as cases
from lgnet.domain.housing import queries as housing
from lgnet.domain.matching import queries as matching
from lgnet.domain.people import queries as people
from lgnet.domain.people.register_queries import acts_of
from lgnet.domain.privacy import queries as privacy
from lgnet.domain.privacy.access import check_can_report
from lgnet.flows.timeline import course_of
from lgnet.lib import audit
from lgnet.lib.audit.queries import Look, looks_at, sightings
from lgnet.lib.timeline import Item

MOST_LOOKS = 20_000
MOST_PAGES, SIZE = 20, 5000


@dataclass(frozen=True, slots=True)
class Held:
    """What the municipality holds about a person; of whoever else is in it, nothing but a count.

    Attributes
    ----------
    records
        Other records of the same person, merged into this one.
    people_at_home
        How many live in the household now, the person included; None when in none.
    nights
        Nights of the household recorded in stays.
    acts
        What was done to the person's records: joined, parted, split.
    requests
        Every request of a place of the person's files, with its proposals, holds and stays.
    looks
        Every act and consultation of the file and every list it came up in, newest first.
    looks_cut
        Whether there are older ones still.
    """

    person: Any
    earlier: Sequence[Any]
    records: Sequence[Any]
    identifiers: Sequence[Any]
    titles: Sequence[Any]
    vulnerabilities: Sequence[Any]
    earlier_places: Sequence[Any]
    acts: Sequence[Any]
    people_at_home: int | None
    cases: Sequence[Any]
    items: Sequence[Item]
    requests: Sequence[Any]
    nights: int
    seclusion: Any
    readers: Sequence[Any]
    emergencies: Sequence[Any]
    holds: Sequence[Any]
    erasures: Sequence[Any]
    hints: Sequence[Any]
    inquiries: Sequence[Any]
    looks: Sequence[Look]
    looks_cut: bool


def gather(*, person_id: UUID, at: datetime, lists: Sequence[str]) -> Held:
    """Return what is held about a person this actor sees, and write down that it was given.

    Parameters
    ----------
    lists
        Names of the reads that show many people at once.

    Raises
    ------
    NotFound
        Absent, hidden from this actor, or another municipality's.
    """
    check_can_report()
    on = localdate(at)
    person = people.get_person(person_id=person_id, purpose="art. 15")
    audit.record("privacy.report_read", person, subject=person, purpose="art. 15")
    titles = people.titles_of(person_ids=[person_id])
    home = people.household_of(person_id=person_id, on=on)
    files = cases.cases_of(person_id=person_id)
    records = people.merged_into(person_id=person_id)
    looks, cut = _looks([person, *records], lists)
    hints, inquiries = matching.held_about(person_id=person_id)
    stays = housing.list_stays_of(household_id=home.pk) if home else []
    return Held(
        person=person,
        records=records,
        earlier=people.earlier_identities(person_id=person_id),
        identifiers=people.identifiers_of(person_id=person_id),
        titles=titles,
        vulnerabilities=people.vulnerabilities_of(person_id=person_id, on=None),
        earlier_places=people.earlier_places(person_id=person_id, withdrawn=True),
        acts=acts_of(person_id=person_id),
        people_at_home=len(people.member_ids(household_id=home.pk, on=on)) if home else None,
        cases=files,
        items=_items(files, titles, home.pk if home else None, at),
        requests=housing.requests_of_cases(case_ids=[case.pk for case in files]),
        nights=housing.count_nights(stay_ids=[stay.pk for stay in stays]),
        seclusion=privacy.seclusion_of(person_id=person_id),
        readers=privacy.readers_of(person_id=person_id),
        emergencies=privacy.emergencies_about(person_id=person_id),
        holds=privacy.holds_of(person_id=person_id),
        erasures=privacy.erasures_of(person_id=person_id),
        hints=hints,
        inquiries=inquiries,
        looks=looks,
        looks_cut=cut,
    )


def _looks(records: Sequence[Any], lists: Sequence[str]) -> tuple[list[Look], bool]:
    """Return who saw some records and in which lists they came up, and whether that is not all."""
    ids, since = [row.pk for row in records], min(row.registered_at for row in records)
    found = (
        looks_at(subject_ids=ids, limit=MOST_LOOKS),
        sightings(subject_ids=ids, actions=lists, since=since, limit=MOST_LOOKS),
    )
    looks = [look for reads in found for look in reads]
    looks.sort(key=lambda look: look.seq, reverse=True)
    return looks, any(len(reads) == MOST_LOOKS for reads in found)


def _items(
    files: Sequence[Any], titles: Sequence[Any], household_id: UUID | None, at: datetime
) -> list[Item]:
    """Return the whole course of every case, newest first, each thing once."""
    found: dict[tuple[str, UUID], Item] = {}
    for case in files:
        needs, cursor = cases.needs_of(case_id=case.pk), ""
        for _page in range(MOST_PAGES):
            course = course_of(
                case=case,
                at=at,
                needs=needs,
                titles=titles,
                household_id=household_id,
                cursor=cursor,
                size=SIZE,
            )
            found |= {(item.code, item.key): item for item in course.items}
            cursor = course.next_cursor
            if not cursor:
                break
    return sorted(found.values(), key=lambda item: (item.at, item.key), reverse=True)
