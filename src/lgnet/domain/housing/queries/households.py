"""What a room must know about the people of a household; never who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import HouseholdMember, Vulnerability


@dataclass(frozen=True, slots=True)
class MemberShape:
    """One person as far as placement and counting go.

    Parameters
    ----------
    person_id, pseudonym
        The row and the name in facts.
    vulnerable
        Whether a category of art. 17 d.lgs. 142/2015 was assessed and has not ended.
    """

    person_id: UUID
    pseudonym: UUID
    role: str
    sex: str
    birth: Birth
    languages: tuple[str, ...]
    vulnerable: bool

    def dimensions(self, *, on: date) -> dict[str, str | bool]:
        """Return what figures are broken down by, as it is on a day."""
        return {
            "age": self.birth.bracket(on=on),
            "sex": self.sex,
            "vulnerable": self.vulnerable,
        }


def members_of(*, household_ids: Iterable[UUID], on: date) -> dict[UUID, tuple[MemberShape, ...]]:
    """Return who belongs to each household on a day, in two statements."""
    ids = list(household_ids)
    rows = list(
        HouseholdMember.objects.filter(household_id__in=ids, from_on__lte=on)
        .filter(Q(to_on=None) | Q(to_on__gt=on))
        .order_by("household_id", "person_id")
        .values_list(
            "household_id",
            "person_id",
            "role",
            "person__pseudonym",
            "person__sex",
            "person__birth_on",
            "person__birth_to",
            "person__birth_precision",
            "person__languages",
        )
    )
    vulnerable = set(
        Vulnerability.objects.filter(person_id__in=[row[1] for row in rows], assessed_on__lte=on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=on))
        .values_list("person_id", flat=True)
    )
    found: dict[UUID, list[MemberShape]] = {household_id: [] for household_id in ids}
    for household_id, person_id, role, pseudonym, sex, born, born_to, precision, languages in rows:
        found[household_id].append(
            MemberShape(
                person_id=person_id,
                pseudonym=pseudonym,
                role=role,
                sex=sex,
                birth=Birth(born, born_to, precision),
                languages=tuple(languages),
                vulnerable=person_id in vulnerable,
            )
        )
    return {household_id: tuple(members) for household_id, members in found.items()}
