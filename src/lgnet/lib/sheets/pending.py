"""Keeping an upload sealed until its sender says yes."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import NotFound, Unavailable
from lgnet.lib.ids import new_id
from lgnet.lib.sheets.models import PendingUpload
from lgnet.lib.vault.root import derived_key

LIFETIME = timedelta(hours=1)
_NONCE = 12


@operation
def keep(
    *, slug: str, filename: str, data: bytes, outcome: Mapping[str, Any], at: datetime
) -> UUID:
    """Seal and keep an upload for its sender; older ones of the same sender go."""
    user = current_actor().user_id
    PendingUpload.objects.filter(user_id=user, at__lt=at - LIFETIME).delete()
    PendingUpload.objects.filter(user_id=user, slug=slug).delete()
    key, nonce = new_id(), secrets.token_bytes(_NONCE)
    sealed = AESGCM(derived_key("pending-upload")).encrypt(nonce, data, _bound(key, slug))
    PendingUpload.objects.create(
        id=key,
        user_id=user,
        slug=slug,
        filename=filename[:120],
        content=nonce + sealed,
        outcome=dict(outcome),
        at=at,
    )
    return key


def get(*, upload_id: UUID, slug: str, at: datetime) -> PendingUpload:
    """Return the actor's own upload, or raise :class:`NotFound` when it is gone."""
    found = PendingUpload.objects.filter(
        pk=upload_id, slug=slug, user_id=current_actor().user_id, at__gte=at - LIFETIME
    ).first()
    if found is None:
        raise NotFound("import.gone")
    return found


def content(upload: PendingUpload) -> bytes:
    """Return the file as it was sent, or raise :class:`Unavailable` when it was tampered with."""
    sealed = bytes(upload.content)
    try:
        return AESGCM(derived_key("pending-upload")).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], _bound(upload.id, upload.slug)
        )
    except InvalidTag as error:
        raise Unavailable("a pending upload does not open") from error


@operation
def forget(*, upload_id: UUID) -> None:
    """Drop an upload that was imported or given up."""
    PendingUpload.objects.filter(pk=upload_id, user_id=current_actor().user_id).delete()


def _bound(key: UUID, slug: str) -> bytes:
    return f"pending-upload:{key}:{slug}".encode()
