"""How a facility's picture stays true: confirmed at the desk or by a link, and what is said is wrong."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import ConfirmationWay, DiscrepancyKind, DiscrepancyOutcome
from lgnet.domain.housing.links import read_token
from lgnet.domain.housing.models import Confirmation, ConfirmationLink, Discrepancy, Facility
from lgnet.domain.housing.queries.facilities import get_facility
from lgnet.domain.housing.queries.freshness import (
    Picture,
    facilities_to_nudge,
    link_actor,
    live_link,
    picture_of,
)
from lgnet.lib import audit
from lgnet.lib.actor import act_as, current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.outbox import defer

LINK_LASTS = timedelta(hours=48)
MOST_ANSWERS = 12
"""Of one link: who has more to say calls."""
SEND_TASK = "housing.send_link"


@operation
def confirm_facility(*, facility_id: UUID, at: datetime) -> Facility:
    """Note that a facility's picture was checked and is true now."""
    access.check_can_hold()
    return note_confirmation(get_facility(facility_id=facility_id), way=ConfirmationWay.DESK, at=at)


def note_confirmation(
    facility: Facility, *, way: str, at: datetime, link: ConfirmationLink | None = None
) -> Facility:
    """Keep a confirmation and make the picture as fresh as it; for the operations of this package."""
    user = current_actor().user_id
    Confirmation.objects.create(facility=facility, at=at, way=way, said_by=user, link=link)
    if facility.confirmed_at is None or facility.confirmed_at < at:
        facility.confirmed_at, facility.confirmed_by = at, user
        facility.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("housing.confirm_facility", facility, at=at, fields=["confirmed_at"], purpose=way)
    return facility


@operation
def make_link(*, facility_id: UUID, at: datetime) -> ConfirmationLink:
    """Make a link by which a facility can confirm its picture without an account.

    Raises
    ------
    Refused
        ``housing.not_accredited``: it has no beds to tell of.
    """
    access.check_can_keep_inventory()
    facility = get_facility(facility_id=facility_id)
    if not facility.active:
        raise Refused("housing.not_accredited")
    made = ConfirmationLink.objects.create(
        facility=facility,
        made_at=at,
        made_by=current_actor().user_id,
        expires_at=at + LINK_LASTS,
    )
    audit.record("housing.make_link", made, at=at, ids=[facility.pk])
    return made


@operation
def revoke_link(*, facility_id: UUID, link_id: UUID, at: datetime) -> ConfirmationLink:
    """Make a link useless from now on.

    Raises
    ------
    NotFound
        No such link of that facility.
    """
    access.check_can_keep_inventory()
    rows = ConfirmationLink.objects.select_for_update(of=("self",)).filter(pk=link_id)
    found = rows.filter(facility_id=facility_id).first()
    if found is None:
        raise NotFound("housing.no_such_link")
    if found.revoked_at is None:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        audit.record("housing.revoke_link", found, at=at, ids=[facility_id])
    return found


@operation
def nudge_facilities(*, at: datetime) -> int:
    """Ask, by e-mail, the facilities that faded and are needed; return how many.

    One a facility and day, whoever runs this how often; the e-mail leaves after the commit.
    """
    access.check_can_keep_inventory()
    on, made = timezone.localdate(at), 0
    for facility_id in facilities_to_nudge(at=at):
        link = ConfirmationLink(
            facility_id=facility_id, made_at=at, expires_at=at + LINK_LASTS, nudged_on=on
        )
        try:
            with transaction.atomic():
                link.save(force_insert=True)
        except IntegrityError:
            continue
        audit.record("housing.nudge_facility", link, at=at, ids=[facility_id])
        defer(SEND_TASK, link=link.pk, city=current_actor().municipality_id)
        made += 1
    return made


@operation
def note_sent(*, link_id: UUID, at: datetime) -> None:
    """Keep that the e-mail with a link left."""
    access.check_can_keep_inventory()
    ConfirmationLink.objects.filter(pk=link_id, sent_at=None).update(sent_at=at)


@operation
def answer_link(
    *,
    token: str,
    seen: str,
    at: datetime,
    told: Mapping[UUID, int] | None = None,
    call: bool = False,
) -> Picture:
    """Take a facility's answer: all is right, a room has another number free, or call us.

    It makes the picture fresh or gives the desk something to settle; it moves nobody and frees
    no bed. Answered again it says the same again.

    Parameters
    ----------
    seen
        The mark of the picture that was answered to.
    told
        Room → places free; None when all is as shown.

    Raises
    ------
    Invalid
        ``housing.free_places``: no number, or more than the room has.
    NotFound
        ``housing.link_over``: the link does not count, or no longer.
    Refused
        ``housing.link_tired``: it was answered too often; ``housing.picture_changed``.
    """
    access.check_can_confirm_by_link()
    known = read_token(token)
    if known is None:
        raise NotFound("housing.link_over")
    city, link_id = known
    with act_as(link_actor(city)):
        link = live_link(link_id=link_id, at=at, locked=True)
        picture = picture_of(facility=link.facility, at=at)
        if link.answers >= MOST_ANSWERS:
            raise Refused("housing.link_tired")
        if seen != picture.mark:
            raise Refused("housing.picture_changed")
        differs = _differences(picture, told or {})
        link.answers, link.answered_at = link.answers + 1, at
        link.save(update_fields=["answers", "answered_at"])
        about: dict[str, Any] = {"facility_id": link.facility_id, "link": link, "at": at}
        for unit_id, believed, said in differs:
            raise_discrepancy(
                kind=DiscrepancyKind.COUNT, unit_id=unit_id, believed=believed, told=said, **about
            )
        if call:
            raise_discrepancy(kind=DiscrepancyKind.CALL, **about)
        if not call and not differs:
            note_confirmation(link.facility, way=ConfirmationWay.LINK, at=at, link=link)
    return picture


def _differences(picture: Picture, told: Mapping[UUID, int]) -> list[tuple[UUID, int, int]]:
    rooms = {room.unit_id: room for room in picture.rooms}
    found = []
    for unit_id, said in told.items():
        room = rooms.get(unit_id)
        if room is None or not 0 <= said <= room.beds:
            raise Invalid("housing.free_places", field=str(unit_id))
        if said != room.free:
            found.append((unit_id, room.free, said))
    return found


def raise_discrepancy(
    *,
    facility_id: UUID,
    kind: str,
    at: datetime,
    link: ConfirmationLink | None = None,
    unit_id: UUID | None = None,
    believed: int | None = None,
    told: int | None = None,
) -> Discrepancy:
    """Leave something for the desk to settle; said again while open, the last word stands."""
    row, _made = Discrepancy.objects.update_or_create(
        facility_id=facility_id,
        unit_id=unit_id,
        kind=kind,
        settled_at=None,
        defaults={"link": link, "believed": believed, "told": told, "raised_at": at},
    )
    audit.record("housing.raise_discrepancy", row, at=at, ids=[facility_id], purpose=kind)
    return row


@operation
def settle_discrepancy(
    *, facility_id: UUID, discrepancy_id: UUID, outcome: str, at: datetime
) -> Discrepancy:
    """Say that somebody at the desk looked into what a facility told, and how it ended.

    Raises
    ------
    Invalid
        ``housing.discrepancy_outcome``.
    NotFound
        No such row of that facility.
    Refused
        ``housing.discrepancy_settled``.
    """
    access.check_can_hold()
    if outcome not in DiscrepancyOutcome.values:
        raise Invalid("housing.discrepancy_outcome", field="outcome")
    rows = Discrepancy.objects.select_for_update(of=("self",)).filter(facility_id=facility_id)
    found = rows.filter(pk=discrepancy_id).first()
    if found is None:
        raise NotFound("housing.no_such_discrepancy")
    if found.settled_at is not None:
        raise Refused("housing.discrepancy_settled")
    found.settled_at, found.settled_by, found.outcome = at, current_actor().user_id, outcome
    found.save(update_fields=["settled_at", "settled_by", "outcome"])
    audit.record("housing.settle_discrepancy", found, at=at, ids=[facility_id], purpose=outcome)
    return found
