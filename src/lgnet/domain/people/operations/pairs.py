"""The queue of pairs that look alike: filled here, emptied by who decides."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lgnet.domain.people import access
from lgnet.domain.people.models import LookAlike, Person
from lgnet.domain.people.pairing import meetings
from lgnet.lib import audit
from lgnet.lib.actor import operation


@operation
def note_look_alikes(*, person_ids: Iterable[UUID], at: datetime) -> int:
    """Look for who may be the same person as some records, and queue the pairs; return how many.

    Nothing is merged. A pair that waits already keeps its place and the day it was put off to.
    """
    access.check_can_register()
    ids = list(person_ids)
    found = meetings(ids, files=Person.objects.filter(merged_into=None).count()) if ids else []
    LookAlike.objects.bulk_create(
        [
            LookAlike(
                first_id=one.first,
                second_id=one.second,
                bits=one.bits,
                reasons=list(one.codes),
                found_at=at,
            )
            for one in found
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["bits", "reasons"],
    )
    if found:
        shown = {key for one in found for key in (one.first, one.second)}
        audit.record("people.look_alikes_found", at=at, ids=sorted(shown))
    return len(found)


@operation
def note_recent(*, since: datetime, at: datetime) -> int:
    """Queue the look-alikes of everybody registered or changed since a moment."""
    access.check_can_register()
    recent = Person.objects.filter(updated_at__gte=since, merged_into=None, erased_at=None)
    return note_look_alikes(
        person_ids=list(recent.order_by("id").values_list("id", flat=True)), at=at
    )
