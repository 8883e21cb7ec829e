"""What else a household needs, for who may read it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lgnet.domain.housing import access
from lgnet.domain.housing.models import EarlierClass, HousingRequest, RequestNeed
from lgnet.domain.housing.needs import SPECIAL
from lgnet.lib import audit


def needs_of(*, request_ids: Iterable[UUID]) -> list[RequestNeed]:
    """Return the needs that hold of some requests, without those of the special categories."""
    rows = RequestNeed.objects.filter(request_id__in=list(request_ids), ended_at=None)
    return list(rows.exclude(kind__in=SPECIAL).order_by("noted_at", "id"))


def count_special(*, request_id: UUID) -> int:
    """Return how many needs of a request are of the special categories; not which."""
    return RequestNeed.objects.filter(
        request_id=request_id, ended_at=None, kind__in=SPECIAL
    ).count()


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
