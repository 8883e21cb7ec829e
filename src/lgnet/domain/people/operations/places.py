"""Where a person was received before, as it is told."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people import access, values
from lgnet.domain.people.enums import PlaceKind
from lgnet.domain.people.models import EarlierPlace
from lgnet.domain.people.operations.common import choice, existing
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid, NotFound

Told = tuple[int, int | None, int | None]
"""A day as far as it is known: the year, and perhaps the month and the day."""


@operation
def add_place(
    *,
    person_id: UUID,
    kind: str,
    at: datetime,
    place: str = "",
    source: str = "",
    begun: Told | None = None,
    ended: Told | None = None,
) -> EarlierPlace:
    """Write down a place of reception before this network's own, with the dates that are known.

    Parameters
    ----------
    begun, ended
        As precise as they are known; None when nothing is.

    Raises
    ------
    Invalid
        ``people.date_absurd``, ``people.date_to_come``, ``people.place_ends_first``.
    """
    access.check_can_register()
    choice(kind, PlaceKind, field="kind")
    today = localdate(at)
    first = values.told_span(begun, field="begun", on=today)
    last = values.told_span(ended, field="ended", on=today)
    if first and last and last[1] < first[0]:
        raise Invalid("people.place_ends_first", field="ended")
    person = existing(person_id)
    row = EarlierPlace.objects.create(
        person=person,
        vault_key=person.vault_key,
        kind=kind,
        place=values.name(place, field="place") or None,
        source=values.name(source, field="source") or None,
        from_on=first and first[0],
        from_to=first and first[1],
        to_on=last and last[0],
        to_to=last and last[1],
        recorded_at=at,
    )
    audit.record("people.place_added", row, at=at, subject=person, fields=["kind"])
    return row


@operation
def withdraw_place(*, place_id: UUID, person_id: UUID, at: datetime) -> None:
    """Take back a place that was written by mistake; it stays in the history of the table.

    Raises
    ------
    NotFound
        ``people.no_such_place``: absent, withdrawn, or somebody else's.
    """
    access.check_can_register()
    rows = EarlierPlace.objects.select_for_update(of=("self",))
    row = rows.filter(pk=place_id, person_id=person_id, withdrawn_at=None).first()
    if row is None:
        raise NotFound("people.no_such_place")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record("people.place_withdrawn", row, at=at, subject=person_id)
