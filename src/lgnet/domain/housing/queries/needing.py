"""What else a household needs, for who may read it."""

from datetime import datetime
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.models import EarlierClass, HousingRequest, RequestNeed
from lgnet.domain.housing.needs import SPECIAL
from lgnet.lib import audit
from lgnet.lib.errors import NotFound


def needs_of(*, request_id: UUID) -> tuple[list[RequestNeed], int]:
    """Return the needs that hold of a request and are not of the special categories, and how many
    are: how many, not which.
    """
    rows = RequestNeed.objects.filter(request_id=request_id, ended_at=None)
    found = list(rows.order_by("noted_at", "id"))
    shown = [row for row in found if row.kind not in SPECIAL]
    return shown, len(found) - len(shown)


def special_needs_of(*, request: HousingRequest, at: datetime) -> list[RequestNeed]:
    """Return the needs of a request that are of the special categories; that is written down.

    Raises
    ------
    NotAllowed
        The actor may not read them.
    """
    access.check_can_read_special()
    rows = RequestNeed.objects.filter(request=request, ended_at=None, kind__in=SPECIAL)
    found = list(rows.order_by("noted_at", "id"))
    if found:
        audit.record(
            "housing.special_needs_read",
            request,
            at=at,
            subject=request.case.person_id,
            fields=sorted({row.kind.lower() for row in found}),
        )
    return found


def earlier_classes(*, request_id: UUID) -> list[EarlierClass]:
    """Return what the class of a request was before, the latest first."""
    rows = EarlierClass.objects.filter(request_id=request_id)
    return list(rows.order_by("-ended_at", "-id"))


def get_need(*, need_id: UUID, request_id: UUID) -> RequestNeed:
    """Return a need of a request, or raise :class:`NotFound`."""
    found = RequestNeed.objects.filter(pk=need_id, request_id=request_id).first()
    if found is None:
        raise NotFound("housing.no_such_need")
    return found
