"""The address of a confirmation link: a city and a row, signed; nothing else opens it.

The signature stands for the row, so the address itself is kept nowhere and can be made again for
whoever may see it. Whether the row still counts is asked of the row.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

_SALT = "lgnet.housing.confirm"
_CITY = 6


def _signer() -> Signer:
    return Signer(salt=_SALT, sep=".")


def token_of(*, municipality_id: str, link_id: UUID) -> str:
    """Return what stands in the address of a link."""
    return _signer().sign(f"{municipality_id}{link_id.hex}")


def read_token(token: str) -> tuple[str, UUID] | None:
    """Return the city and the row a token was made for; None for one nobody made."""
    try:
        told = _signer().unsign(token)
        return told[:_CITY], UUID(hex=told[_CITY:])
    except (BadSignature, ValueError):
        return None
