"""Which beds are taken, when, by whom: the one place that says what counts as taken."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lgnet.domain.housing.enums import BlockReason, HoldState, OccupancyKind, StayState
from lgnet.domain.housing.models import Occupancy
from lgnet.lib.reads import Read, among


class Taken(NamedTuple):
    """One bed taken for half-open nights.

    Parameters
    ----------
    to_on
        None when no end is known: an open block, or a stay whose expected exit has passed.
    overdue
        The expected exit has passed and nobody recorded the exit: the bed is not free.
    """

    bed_id: UUID
    unit_id: UUID
    kind: str
    from_on: date
    to_on: date | None
    expected_to_on: date | None
    person_id: UUID | None
    hold_id: UUID | None
    stay_id: UUID | None
    request_id: UUID | None
    reason: str
    expires_at: datetime | None
    household_code: str
    case_code: str
    persons: int
    overdue: bool
    occupancy_id: UUID

    def on(self, night: date) -> bool:
        """Tell whether the bed is taken on a night."""
        return self.from_on <= night and (self.to_on is None or night < self.to_on)

    @property
    def away(self) -> bool:
        """Tell whether nobody has the bed: it is an extra one that is not there."""
        return self.reason == BlockReason.AWAY

    def overlaps(self, from_on: date, to_on: date | None) -> bool:
        """Tell whether it shares a night with a span."""
        return (to_on is None or self.from_on < to_on) and (
            self.to_on is None or from_on < self.to_on
        )


_COLUMNS = (
    "bed_id",
    "bed__unit_id",
    "kind",
    "from_on",
    "to_on",
    "person_id",
    "hold_id",
    "stay_id",
    "hold__request_id",
    "reason",
    "hold__expires_at",
    "hold__request__household__code",
    "hold__request__case__code",
    "hold__request__persons",
    "stay__state",
    "hold__state",
    "id",
)


def _rows(*conditions: Any) -> QuerySet[Occupancy, tuple[Any, ...]]:
    rows = Occupancy.objects.filter(*conditions, released=False)
    return rows.order_by("bed_id", "from_on").values_list(*_COLUMNS)


def current(from_on: Any, to_on: Any) -> Q:
    """Return the condition that a taking shares a night with a span."""
    return Q(from_on__lt=to_on) & (Q(to_on=None) | Q(to_on__gt=from_on))


def overdue(until: Any) -> Q:
    """Return the condition that an expected exit is past and nobody recorded it."""
    return Q(to_on__lte=until, kind=OccupancyKind.STAY, stay__state=StayState.ACTIVE)


_CURRENT = Read[tuple[Any, ...]](lambda from_on, to_on: _rows(current(from_on, to_on)))
_CURRENT_OF = Read[tuple[Any, ...]](
    lambda from_on, to_on, unit_ids: _rows(current(from_on, to_on), among("bed__unit_id", unit_ids))
)
_OVERDUE = Read[tuple[Any, ...]](lambda until: _rows(overdue(until)))
_OVERDUE_OF = Read[tuple[Any, ...]](
    lambda until, unit_ids: _rows(overdue(until), among("bed__unit_id", unit_ids))
)


def taken(
    *, from_on: date, to_on: date | None, at: datetime, unit_ids: Iterable[UUID] | None = None
) -> list[Taken]:
    """Return what takes beds on nights of a span, in two statements.

    A hold past its hour takes nothing, whether or not a job has noticed. A stay whose expected
    exit has passed goes on until somebody records the exit.
    """
    today = timezone.localdate(at)
    until, end = min(from_on, today), to_on or date.max
    if unit_ids is None:
        rows = [*_CURRENT(from_on=from_on, to_on=end), *_OVERDUE(until=until)]
    else:
        ids = list(unit_ids)
        rows = _CURRENT_OF(from_on=from_on, to_on=end, unit_ids=ids)
        rows += _OVERDUE_OF(until=until, unit_ids=ids)
    return list(_read(rows, at=at, today=today))


def _read(rows: Iterable[tuple[Any, ...]], *, at: datetime, today: date) -> Iterator[Taken]:
    for row in rows:
        expires_at = row[10]
        if row[2] == OccupancyKind.HOLD and (expires_at <= at or row[15] != HoldState.ACTIVE):
            continue
        stayed_on = (
            row[2] == OccupancyKind.STAY
            and row[14] == StayState.ACTIVE
            and row[4] is not None
            and row[4] <= today
        )
        yield Taken(
            bed_id=row[0],
            unit_id=row[1],
            kind=row[2],
            from_on=row[3],
            to_on=None if stayed_on else row[4],
            expected_to_on=row[4],
            person_id=row[5],
            hold_id=row[6],
            stay_id=row[7],
            request_id=row[8],
            reason=row[9],
            expires_at=expires_at,
            household_code=row[11] or "",
            case_code=row[12] or "",
            persons=row[13] or 0,
            overdue=stayed_on,
            occupancy_id=row[16],
        )
