"""What two cities agreed on, and what households consented to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from lgnet.domain.housing.enums import Direction
from lgnet.domain.housing.models import TransferConsent, TransferTerm
from lgnet.lib.actor import current_municipality

OTHER_SIDE = {Direction.SENDS: Direction.RECEIVES, Direction.RECEIVES: Direction.SENDS}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the current city and a partner say of one direction.

    Parameters
    ----------
    direction
        As the current city sees it.
    ours, theirs
        The two standing terms, None where one has said nothing.
    """

    partner_id: str
    direction: Direction
    ours: TransferTerm | None
    theirs: TransferTerm | None

    @property
    def persons(self) -> int:
        """How many persons both are ready for; 0 while one is silent."""
        return min(self.ours.persons, self.theirs.persons) if self.ours and self.theirs else 0


def list_agreements(*, on: date) -> list[Agreement]:
    """Return what stands on a day with every partner, by partner and direction, in one statement."""
    here = current_municipality()
    standing = TransferTerm.objects.filter(from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gt=on))
    rows = standing.filter(Q(municipality=here) | Q(partner=here)).order_by("partner_id", "id")
    said: dict[tuple[str, Direction], list[TransferTerm | None]] = {}
    for row in rows:
        mine = row.municipality_id == here
        way = Direction(row.direction)
        key = (row.partner_id, way) if mine else (row.municipality_id, OTHER_SIDE[way])
        said.setdefault(key, [None, None])[0 if mine else 1] = row
    return [
        Agreement(partner, way, ours, theirs)
        for (partner, way), (ours, theirs) in sorted(said.items(), key=lambda item: item[0])
    ]


def sends_to(agreements: Sequence[Agreement]) -> dict[str, int]:
    """Return how many persons each partner is ready to receive from the current city."""
    ways = [one for one in agreements if one.direction == Direction.SENDS and one.persons]
    return {one.partner_id: one.persons for one in ways}


def consents_of(*, request_ids: Iterable[UUID]) -> dict[UUID, TransferConsent]:
    """Return the standing consent of each request that has one, in one statement."""
    rows = TransferConsent.objects.filter(request_id__in=list(request_ids), withdrawn_at=None)
    return {row.request_id: row for row in rows}
