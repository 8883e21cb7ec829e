"""Offers: as the desk follows them, and as the household sees its own by the link."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lgnet.domain.housing.enums import HoldState, OfferState
from lgnet.domain.housing.models import MOST_EXTENSIONS, HoldExtension, Offer
from lgnet.lib.errors import NotFound

__all__ = [
    "LANGUAGES",
    "MOST_EXTENSIONS",
    "OfferSeen",
    "extensions_of",
    "get_offer",
    "language_for",
    "offer_of_hold",
    "see_offer",
]

LANGUAGES = ("it", "en", "fr", "es", "ar", "ur", "bn", "ti", "am", "uk", "so")
"""Languages the text of an offer is there in; web has the words, a test compares."""

_OF_PEOPLE = {
    "ita": "it",
    "eng": "en",
    "fra": "fr",
    "spa": "es",
    "ara": "ar",
    "urd": "ur",
    "ben": "bn",
    "tir": "ti",
    "amh": "am",
    "ukr": "uk",
    "som": "so",
}


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """What an offer says: of the place what may be told by a link, of the people how many.

    Parameters
    ----------
    state
        As it counts now: an open offer past its hour is ``WITHDRAWN``.
    place, address
        '' where the address is protected: that is told at the desk, never by a link.
    """

    id: UUID
    language: str
    state: str
    place: str
    address: str
    from_on: date
    to_on: date | None
    persons: int
    until: datetime

    @property
    def is_open(self) -> bool:
        """Whether it may be answered."""
        return self.state == OfferState.OPEN


def language_for(codes: tuple[str, ...] | list[str]) -> str:
    """Return the language of an offer for people who speak these, Italian when none is there."""
    short = [_OF_PEOPLE.get(code, code) for code in codes]
    return next((code for code in short if code in LANGUAGES), "it")


def see_offer(*, offer_id: UUID, at: datetime) -> OfferSeen:
    """Return what an offer tells the household, or raise :class:`NotFound`.

    Nothing here says who they are, so opening the link is no reading of a person.
    """
    found = (
        Offer.objects.select_related("hold__unit__facility", "hold__request")
        .filter(pk=offer_id)
        .first()
    )
    if found is None:
        raise NotFound("housing.no_such_offer")
    held = found.hold
    facility = held.unit.facility
    protected = facility.secret or held.request.secret_address
    live = held.state == HoldState.ACTIVE and held.expires_at > at
    state = found.state
    if state == OfferState.OPEN and not live:
        state = OfferState.WITHDRAWN
    return OfferSeen(
        id=found.pk,
        language=found.language,
        state=state,
        place="" if protected else facility.name,
        address="" if protected else facility.address or "",
        from_on=held.from_on,
        to_on=held.to_on,
        persons=held.request.persons,
        until=held.expires_at,
    )


def offer_of_hold(*, hold_id: UUID) -> Offer | None:
    """Return the latest offer of a hold."""
    return Offer.objects.filter(hold_id=hold_id).order_by("-made_at", "-id").first()


def get_offer(*, offer_id: UUID, request_id: UUID) -> Offer:
    """Return an offer of a request, or raise :class:`NotFound`."""
    found = Offer.objects.filter(pk=offer_id, hold__request_id=request_id).first()
    if found is None:
        raise NotFound("housing.no_such_offer")
    return found


def extensions_of(*, hold_id: UUID) -> list[HoldExtension]:
    """Return why a hold was kept longer, each time."""
    return list(HoldExtension.objects.filter(hold_id=hold_id).order_by("number"))
