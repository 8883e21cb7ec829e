"""The signed link of an offer: which city, which offer, and nothing about anybody.

How long it counts stands with the offer and is judged at use, so a link ends with the hold it is
about, and sooner when somebody withdraws it.
"""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.urls import reverse

from lgnet.domain.housing.access import ANSWER_OFFER
from lgnet.lib.actor import Actor, Scope, current_municipality

_SALT = "lgnet.housing.offer"
_ISTAT = 6


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link says, once its signature was found good."""

    municipality_id: str
    offer_id: UUID


def token_of(offer_id: UUID) -> str:
    """Return the signed part of the address of an offer of the current municipality."""
    packed = base64.urlsafe_b64encode(offer_id.bytes).decode().rstrip("=")
    return signing.Signer(salt=_SALT, sep=".").sign(f"{current_municipality()}{packed}")


def path_of_offer(offer_id: UUID) -> str:
    """Return the address of an offer."""
    return reverse("public:offer", args=[token_of(offer_id)])


def read_token(token: str) -> Linked | None:
    """Return what a link says, or None when we did not sign it."""
    try:
        told = signing.Signer(salt=_SALT, sep=".").unsign(token)
        packed = base64.urlsafe_b64decode(told[_ISTAT:] + "==")
        return Linked(told[:_ISTAT], UUID(bytes=packed))
    except (signing.BadSignature, ValueError, binascii.Error):
        return None


def bearer(linked: Linked) -> Actor:
    """Return whoever has the link: may answer that offer in its city, and nothing else.

    The system's reach, because what an offer shows is of five tables of which nothing may be open
    to anybody; one permission, and one read made for it.
    """
    return Actor(
        Scope.SYSTEM,
        linked.municipality_id,
        role="OFFER_LINK",
        permissions=frozenset({ANSWER_OFFER}),
    )
