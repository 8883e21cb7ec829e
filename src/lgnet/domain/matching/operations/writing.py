"""Fingerprints of a city's people, written by the city itself, and again only when they change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lgnet.domain.matching import access
from lgnet.domain.matching.bridge import Writer, content_of
from lgnet.domain.matching.key import NetworkKey
from lgnet.domain.matching.models import Handle, Print
from lgnet.domain.matching.queries import set_aside
from lgnet.domain.people.bridge import Record, with_numbers
from lgnet.domain.people.models import Identifier, Person
from lgnet.domain.people.pairing import records_of
from lgnet.lib import audit
from lgnet.lib.actor import Scope, operation
from lgnet.lib.vault.tokens import token


@dataclass(frozen=True, slots=True)
class Done:
    """What writing a city's fingerprints did."""

    written: int
    gone: int


@operation
def write_prints(*, key: NetworkKey, at: datetime, only: frozenset[UUID] | None = None) -> Done:
    """Bring the fingerprints of the current city up to date with its people.

    Who no longer stands (joined to another record, erased) or is set aside has none from now on.
    Somebody of whom nothing changed keeps the one they have: each writing flips other bits, and
    who saw many of one person would see through them. Under a new key all are written anew.

    Parameters
    ----------
    only
        These people and nobody else, as a demonstration needs; the others stay as they are.
    """
    access.check_is(Scope.SYSTEM)
    records = _records(only)
    aside = set_aside(records)
    handles = {row.person_id: row for row in Handle.objects.order_by("id")}
    writer, written = Writer(key), []
    for person_id, record in records.items():
        if person_id in aside:
            continue
        row = handles.get(person_id) or Handle(person_id=person_id)
        digest = token("matching:content", content_of(record))
        if (row.epoch, bytes(row.digest or b"")) != (key.epoch, digest):
            row.epoch, row.digest, row.written_at = key.epoch, digest, at
            bits, numbers = writer.write(record)
            written.append((row, bits, numbers))
    Handle.objects.bulk_create(
        [row for row, _bits, _numbers in written],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["epoch", "digest", "written_at"],
    )
    Print.objects.bulk_create(
        [
            Print(handle=row.pk, epoch=key.epoch, bits=bits, numbers=numbers, written_at=at)
            for row, bits, numbers in written
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["handle"],
        update_fields=["epoch", "bits", "numbers", "written_at"],
    )
    gone = [
        row.pk
        for person_id, row in handles.items()
        if person_id in aside or (only is None and person_id not in records)
    ]
    drop_handles(gone)
    if written or gone:
        ids = sorted(str(row.person_id) for row, _bits, _numbers in written)
        audit.record("matching.prints_written", at=at, ids=ids, fields=[key.epoch])
    return Done(len(written), len(gone))


def drop_handles(handles: list[UUID]) -> None:
    """Take fingerprints away with their handles; hints of them go at the next comparison."""
    Print.objects.filter(handle__in=handles).delete()
    Handle.objects.filter(pk__in=handles).delete()


def _records(only: frozenset[UUID] | None) -> dict[UUID, Record]:
    """Return everybody of the city who stands, with the numbers of all their records."""
    rows = Person.objects.filter(erased_at=None)
    if only is not None:
        rows = rows.filter(id__in=only)
    roots = {
        person_id: merged_into or person_id
        for person_id, merged_into in rows.order_by("id").values_list("id", "merged_into_id")
    }
    numbers: dict[UUID, list[tuple[str, str]]] = {}
    for row in Identifier.objects.filter(person_id__in=roots).order_by("id"):
        if row.value:
            numbers.setdefault(roots[row.person_id], []).append((row.kind, str(row.value)))
    return {
        person_id: with_numbers(record, numbers.get(person_id, ()))
        for person_id, record in records_of(roots).items()
    }
