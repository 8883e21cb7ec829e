"""Keeping an upload sealed until its sender says yes."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Upload:
    """A file kept for its sender: its name, what its trial said, and the sealed content."""

    id: UUID
    slug: str
    filename: str
    outcome: dict[str, Any]
    sealed: bytes


@operation
def keep(
    *, slug: str, filename: str, data: bytes, outcome: Mapping[str, Any], at: datetime
) -> UUID:
    """Seal and keep an upload for its sender; older ones of the same sender go."""
    user = current_actor().user_id
    PendingUpload.objects.filter(user_id=user, at__lt=at - LIFETIME).delete()
    PendingUpload.objects.filter(user_id=user, slug=slug).delete()
    key = new_id()
    about = json.dumps({"filename": filename[:120], "outcome": dict(outcome)}).encode()
    PendingUpload.objects.create(
        id=key,
        user_id=user,
        slug=slug,
        content=_seal(data, f"{key}:{slug}:content"),
        about=_seal(about, f"{key}:{slug}:about"),
        at=at,
    )
    return key


def get(*, upload_id: UUID, slug: str, at: datetime) -> Upload:
    """Return the actor's own upload, or raise :class:`NotFound` when it is gone."""
    found = PendingUpload.objects.filter(
        pk=upload_id, slug=slug, user_id=current_actor().user_id, at__gte=at - LIFETIME
    ).first()
    if found is None:
        raise NotFound("import.gone")
    about = json.loads(_open(bytes(found.about), f"{found.id}:{slug}:about"))
    return Upload(found.id, slug, about["filename"], about["outcome"], bytes(found.content))


def content(upload: Upload) -> bytes:
    """Return the file as it was sent, or raise :class:`Unavailable` when it was tampered with."""
    return _open(upload.sealed, f"{upload.id}:{upload.slug}:content")


@operation
def forget(*, upload_id: UUID) -> None:
    """Drop an upload that was imported or given up."""
    PendingUpload.objects.filter(pk=upload_id, user_id=current_actor().user_id).delete()


def _cipher() -> AESGCM:
    return AESGCM(derived_key("pending-upload"))


def _seal(data: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, data, bound_to.encode())


def _open(sealed: bytes, bound_to: str) -> bytes:
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
    except InvalidTag as error:
        raise Unavailable("a pending upload does not open") from error
