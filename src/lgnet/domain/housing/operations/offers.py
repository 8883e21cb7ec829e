"""Putting what is kept to the household, and noting what it says.

An answer by the link only notes it: a no lets the beds go, a yes waits for a person to decide.
Neither touches the class or the clock of the wait.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import (
    OFFER_MOVES,
    AnsweredBy,
    DeclineReason,
    HoldState,
    OfferState,
)
from lgnet.domain.housing.models import Offer
from lgnet.domain.housing.operations.holds import end_hold, get_locked_hold
from lgnet.domain.housing.queries.offers import LANGUAGES
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.states import move
from lgnet.lib.texts import short

MOST_WORDS = 300


@operation
def make_offer(
    *, hold_id: UUID, language: str, at: datetime, request_id: UUID | None = None
) -> Offer:
    """Offer what a hold keeps, in a language of the household, until the hold ends.

    Raises
    ------
    Invalid
        ``housing.offer_language``: the text is not there in that language.
    NotFound
        No such hold.
    Refused
        ``housing.hold_expired``, ``housing.hold_ended``; ``housing.offered``: it was offered.
    """
    access.check_can_hold()
    if language not in LANGUAGES:
        raise Invalid("housing.offer_language", field="language")
    held = get_locked_hold(hold_id=hold_id, at=at, request_id=request_id)
    made = Offer(
        vault_key=held.vault_key,
        hold=held,
        language=language,
        made_at=at,
        made_by=current_actor().user_id,
        until=held.expires_at,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("housing.offered") from error
    audit.record("housing.offer", made, at=at, subject=held.request.case.person_id)
    return made


def _found(offer_id: UUID) -> Offer:
    found = Offer.objects.select_related("hold__request__case").filter(pk=offer_id).first()
    if found is None:
        raise NotFound("housing.no_such_offer")
    return found


@operation
def answer_offer(
    *,
    offer_id: UUID,
    accepted: bool,
    how: str,
    at: datetime,
    reason: str = "",
    words: str = "",
) -> Offer:
    """Note what a household says of an offer; said again, nothing changes.

    A yes is noted and the place decided by a person. A no lets the beds go: the request waits on
    with its class and its clock as they were.

    Parameters
    ----------
    how
        By the link, or said at the desk, where a yes may still become a no.
    reason
        One of the list, required for a no.
    words
        What they add, sealed; never required.

    Raises
    ------
    Invalid
        ``housing.decline_reason``.
    NotFound
        No such offer.
    Refused
        ``housing.offer_over``: withdrawn, or the hold ended; ``housing.offer_answered``.
    """
    access.check_can_answer_offer()
    if how not in AnsweredBy.values or (how == AnsweredBy.DESK and not _is_staff()):
        raise Invalid("housing.answered_how", field="how")
    if not accepted and reason not in DeclineReason.values:
        raise Invalid("housing.decline_reason", field="reason")
    to = OfferState.ACCEPTED if accepted else OfferState.DECLINED
    if _found(offer_id).state == to:
        return _found(offer_id)
    try:
        held = get_locked_hold(hold_id=_found(offer_id).hold_id, at=at)
    except Refused as error:
        raise Refused("housing.offer_over") from error
    offer = _found(offer_id)
    if offer.state == to:
        return offer
    if offer.state == OfferState.WITHDRAWN or offer.until <= at:
        raise Refused("housing.offer_over")
    if offer.state != OfferState.OPEN and how == AnsweredBy.LINK:
        raise Refused("housing.offer_answered")
    also = {
        "answered_at": at,
        "answered_how": how,
        "answered_by": current_actor().user_id,
        "decline_reason": "" if accepted else reason,
        "words": short(words, most=MOST_WORDS) or None,
    }
    move(offer, to, moves=OFFER_MOVES, at=at, also=also)
    if not accepted:
        end_hold(held, HoldState.RELEASED, at, "")  # why stands with the offer
    return offer


def _is_staff() -> bool:
    return current_actor().user_id is not None or current_actor().may(access.HOLD)


@operation
def withdraw_offer(*, offer_id: UUID, at: datetime) -> Offer:
    """Take an offer back: its link says so from now on; the hold stays as it is.

    Raises
    ------
    NotFound
        No such offer.
    Refused
        It was refused or withdrawn already.
    """
    access.check_can_hold()
    offer = _found(offer_id)
    move(offer, OfferState.WITHDRAWN, moves=OFFER_MOVES, at=at)
    return offer
