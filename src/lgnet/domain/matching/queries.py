"""Reads of matching, each inside one city: what it was told, what it asked, what it was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from lgnet.domain.matching import access
from lgnet.domain.matching.enums import Band, InquiryState, Side
from lgnet.domain.matching.models import Handle, Hint, Inquiry
from lgnet.domain.people.enums import ErasureState, HoldReason
from lgnet.domain.people.families import family_of
from lgnet.domain.people.models import Erasure, Person, RetentionHold
from lgnet.domain.privacy.models import Seclusion
from lgnet.lib import audit
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import NotFound

MOST = 200
ASK_AGAIN_AFTER = timedelta(days=30)
A_DAY_EACH, A_DAY_CITY = 5, 40
"""Questions a day: of one person at work, and of their whole city."""

_OPEN = (InquiryState.WAITING, InquiryState.ACCEPTED)


def set_aside(person_ids: Iterable[UUID]) -> set[UUID]:
    """Return those among people of whom no partner learns anything.

    Restricted (*riservata*), with their processing limited (GDPR art. 18), erased or about to be.
    """
    of_person = {"person_id": OuterRef("pk"), "ended_at": None}
    limited = RetentionHold.objects.filter(**of_person, reason=HoldReason.RESTRICTION)
    going = Erasure.objects.filter(person_id=OuterRef("pk"), state=ErasureState.PROPOSED)
    found = Person.objects.filter(
        ~Q(erased_at=None)
        | Exists(Seclusion.objects.filter(**of_person))
        | Exists(limited)
        | Exists(going),
        id__in=list(person_ids),
    )
    return set(found.order_by().values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class Partner:
    """What a city knows of one partner and one of its own people."""

    partner_id: str
    band: Band
    hint_id: UUID | None
    inquiry: Inquiry | None
    again_on: date | None = None


def hints_of(person_ids: Iterable[UUID]) -> QuerySet[Hint]:
    """Return what the city was told of some of its records; of hidden ones it finds no handle."""
    handles = Handle.objects.filter(person_id__in=list(person_ids)).values("id")
    return Hint.objects.filter(handle__in=handles).order_by("partner_id", "-band", "id")


def partners_of(*, person_id: UUID, on: date) -> list[Partner]:
    """Return the partners that may know a person, one line each, and what was asked of them."""
    if not access.can_ask():
        return []
    records = list(family_of([person_id]))
    asked: dict[str, Inquiry] = {}
    rows = Inquiry.objects.filter(person_id__in=records).exclude(state=InquiryState.DECLINED)
    for row in rows.order_by("asked_at", "id"):
        if row.side == Side.SENT or row.state == InquiryState.ACCEPTED:
            asked[row.partner_id] = row
    told: dict[str, Hint] = {}
    for hint in hints_of(records):
        if hint.partner_id not in told or hint.band == Band.LIKELY:
            told[hint.partner_id] = hint
    aside = person_id in set_aside([person_id])
    found = [
        _line(partner, None if aside else told.get(partner), asked.get(partner), on)
        for partner in sorted({*told, *asked})
    ]
    if found:
        audit.record("matching.partners_read", subject=person_id, fields=["partner", "band"])
    return [line for line in found if line.hint_id or line.inquiry]


def _line(partner: str, hint: Hint | None, row: Inquiry | None, on: date) -> Partner:
    closed = row is not None and row.state not in _OPEN
    again = again_on(row) if row is not None and closed else None
    return Partner(
        partner_id=partner,
        band=Band(hint.band) if hint else Band.POSSIBLE,
        hint_id=hint.pk if hint else None,
        inquiry=row,
        again_on=again if again and again > on else None,
    )


def again_on(row: Inquiry) -> date:
    """Return the first day on which the same may be asked again; the same whatever came of it."""
    return localdate(row.asked_at) + ASK_AGAIN_AFTER


def get_hint(*, hint_id: UUID) -> tuple[Hint, Person]:
    """Return what the city was told, with its own person.

    Raises
    ------
    NotFound
        Absent, another city's, or about somebody hidden from this actor or set aside.
    """
    access.check_can_ask()
    hint = Hint.objects.filter(pk=hint_id).first()
    handle = Handle.objects.filter(pk=hint.handle).first() if hint else None
    if hint is None or handle is None:
        raise NotFound("matching.no_such_hint")
    records = family_of([handle.person_id])
    person = Person.objects.filter(pk=records.get(handle.person_id)).first()
    if person is None or set_aside(records):
        raise NotFound("matching.no_such_hint")
    return hint, person


def asked_today(*, at: datetime) -> tuple[int, int]:
    """Return how many questions the actor, and their whole city, sent on a day."""
    rows = Inquiry.objects.filter(side=Side.SENT, asked_at__date=localdate(at))
    return rows.filter(asked_by=current_actor().user_id).count(), rows.count()


def held_about(*, person_id: UUID) -> tuple[list[Hint], list[Inquiry]]:
    """Return all that is held between cities about one person: hints, and every question."""
    records = list(family_of([person_id]))
    rows = Inquiry.objects.filter(person_id__in=records).order_by("asked_at", "id")
    return list(hints_of(records)), list(rows)


def list_inquiries(*, side: str) -> list[Inquiry]:
    """Return the questions of one side: those that wait first, the oldest first; then the latest."""
    access.check_can_answer()
    rows = Inquiry.objects.filter(side=side).select_related("person")
    waiting = rows.filter(state=InquiryState.WAITING).order_by("asked_at", "id")[:MOST]
    rest = rows.exclude(state=InquiryState.WAITING).order_by("-asked_at", "-id")[:MOST]
    found = [*waiting, *rest]
    if found:
        audit.record("matching.inquiries_read", ids=[row.pk for row in found], fields=["partner"])
    return found


def waiting_since() -> tuple[int, datetime | None]:
    """Return how many partners wait for an answer, and since when the first does."""
    rows = Inquiry.objects.filter(side=Side.RECEIVED, state=InquiryState.WAITING)
    moments = sorted(rows.values_list("asked_at", flat=True))
    return len(moments), moments[0] if moments else None


def get_inquiry(*, inquiry_id: UUID) -> Inquiry:
    """Return one half of a question, the actor's own city's, or raise :class:`NotFound`."""
    access.check_can_answer()
    row = Inquiry.objects.filter(pk=inquiry_id).select_related("person").first()
    if row is None:
        raise NotFound("matching.no_such_inquiry")
    audit.record("matching.inquiry_read", row, subject=row.person_id, fields=["text", "contact"])
    return row
