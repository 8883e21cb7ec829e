"""Comparing: by somebody who reads fingerprints of all cities, nothing else, and needs no key."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID, uuid4

from lgnet.domain.matching import access
from lgnet.domain.matching.bridge import Pairs, Written, pairs_among
from lgnet.domain.matching.models import Hint, Print
from lgnet.lib.actor import Scope, operation

_COLUMNS = ("handle", "municipality_id", "epoch", "bits", "numbers")


@operation
def compare(*, since: datetime | None, at: datetime) -> tuple[int, int]:
    """Tell each two cities of the handles that may be one person; return how many came and went.

    A hint whose fingerprint is gone, or changed so that it is no longer worth a question, is taken
    from both.

    Parameters
    ----------
    since
        Only what was written since is compared anew, with everything; all of it for None.
    """
    access.check_is(Scope.MATCHER)
    rows = Print.objects.order_by("handle").values_list(*_COLUMNS)
    prints = {
        handle: Written(handle, city, epoch, bytes(bits), tuple(map(bytes, numbers)))
        for handle, city, epoch, bits, numbers in rows
    }
    recent = Print.objects.filter(written_at__gte=since) if since else Print.objects.all()
    fresh = set(recent.values_list("handle", flat=True))
    found = pairs_among(list(prints.values()), fresh)
    gone = _take_back(prints, fresh, found)
    return _tell(prints, found, at), gone


def _known() -> dict[frozenset[UUID], list[Hint]]:
    """Return the pairs cities were told of, each with the rows of both."""
    meetings: dict[UUID, list[Hint]] = defaultdict(list)
    for hint in Hint.objects.order_by("id"):
        meetings[hint.meeting].append(hint)
    return {frozenset(one.handle for one in both): both for both in meetings.values()}


def _take_back(prints: dict[UUID, Written], fresh: set[UUID], found: Pairs) -> int:
    """Delete hints that no longer hold; those of two epochs wait until both are written anew."""
    gone = []
    for pair, both in _known().items():
        here = [prints[handle] for handle in pair if handle in prints]
        comparable = len(here) == 2 and here[0].epoch == here[1].epoch
        if len(here) < 2 or (comparable and pair & fresh and pair not in found):
            gone += [hint.pk for hint in both]
    Hint.objects.filter(pk__in=gone).delete()
    return len(gone)


def _tell(prints: dict[UUID, Written], found: Pairs, at: datetime) -> int:
    known, made = _known(), []
    for pair, band in found.items():
        if pair in known:
            Hint.objects.filter(meeting=known[pair][0].meeting).update(band=band)
            continue
        meeting = uuid4()
        for handle in pair:
            (other,) = pair - {handle}
            made.append(
                Hint(
                    municipality_id=prints[handle].city,
                    meeting=meeting,
                    handle=handle,
                    partner_id=prints[other].city,
                    band=band,
                    found_at=at,
                )
            )
    Hint.objects.bulk_create(made, batch_size=1000)
    return len(made)
