"""Who is about to leave SAI and CAS, as the centres' list says."""

from datetime import date
from uuid import UUID

from lgnet.domain.housing.enums import ReceptionState
from lgnet.domain.housing.models import ReceptionExit
from lgnet.lib.errors import NotFound
from lgnet.lib.paging import PAGE_SIZE, Page, page


def get_reception_exit(*, exit_id: UUID) -> ReceptionExit:
    """Return a household of the list, or raise :class:`NotFound`."""
    found = ReceptionExit.objects.filter(pk=exit_id).first()
    if found is None:
        raise NotFound("housing.no_such_reception_exit")
    return found


def list_reception_exits(
    *, state: str = ReceptionState.WAITING, cursor: str = "", size: int = PAGE_SIZE
) -> Page[ReceptionExit]:
    """Return a page of the list in a state, the first to leave first."""
    rows = ReceptionExit.objects.filter(state=state)
    return page(rows, by=("exit_on", "id"), cursor=cursor, size=size)


def count_reception_exits(*, state: str = ReceptionState.WAITING) -> int:
    """Return how many households of the list are in a state."""
    return ReceptionExit.objects.filter(state=state).count()


def soonest_reception_exit(*, until: date) -> tuple[int, date | None]:
    """Return how many wait for a look and leave by a day, and when the first does."""
    rows = ReceptionExit.objects.filter(state=ReceptionState.WAITING, exit_on__lte=until)
    days = list(rows.order_by("exit_on").values_list("exit_on", flat=True)[:1000])
    return len(days), days[0] if days else None
