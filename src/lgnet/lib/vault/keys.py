"""Making, wrapping and fetching keys."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from lgnet.lib.actor import current_frame, current_municipality
from lgnet.lib.errors import Unavailable
from lgnet.lib.ids import new_id
from lgnet.lib.vault.models import MunicipalityKey, SubjectKey
from lgnet.lib.vault.root import KEY_BYTES, wrapping_keys

NONCE_BYTES = 12
ROOT_LOCK = 0x6C676E65740001  # an advisory lock: 'lgnet' and a number
_KEYS = """SELECT subject.id, subject.wrapped, subject.wrapped_by, holder.wrapped
FROM keys.subject_key subject LEFT JOIN keys.municipality_key holder ON holder.id = wrapped_by
WHERE subject.id = ANY(%s)
"""


def wrap(key: bytes, *, by: bytes, bound_to: str) -> bytes:
    """Seal one key with another; ``bound_to`` makes the result useless in any other place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(by).encrypt(nonce, key, bound_to.encode())


def unwrap(wrapped: bytes, *, by: bytes, bound_to: str) -> bytes:
    """Open a wrapped key, or raise :class:`Unavailable` when it was made with another one."""
    try:
        return AESGCM(by).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound_to.encode())
    except InvalidTag as error:
        raise Unavailable(f"key {bound_to} does not open with the keys at hand") from error


@lru_cache(maxsize=256)
def _municipality_key(key_id: UUID, wrapped: bytes, root: bytes) -> bytes:
    return unwrap(wrapped, by=root, bound_to=f"municipality:{key_id}")


def open_holder(key_id: UUID, wrapped: bytes) -> bytes:
    """Open a municipality's key and keep it as long as the actor's transaction."""
    kept = current_frame().holder_keys
    if key_id not in kept:
        kept[key_id] = _with_any_root(key_id, bytes(wrapped))
    return kept[key_id]


def _with_any_root(key_id: UUID, wrapped: bytes) -> bytes:
    *newer, last = wrapping_keys()
    for root in newer:
        with suppress(Unavailable):
            return _municipality_key(key_id, wrapped, root)
    return _municipality_key(key_id, wrapped, last)


def make_holder(*, version: int) -> None:
    """Make a version of the current municipality's key, unless somebody just made it."""
    key_id = new_id()
    with connection.cursor() as cursor:  # a rotation of the root waits for those being made
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ROOT_LOCK])
    row = MunicipalityKey(
        id=key_id,
        municipality_id=current_municipality(),
        version=version,
        wrapped=wrap(
            secrets.token_bytes(KEY_BYTES),
            by=wrapping_keys()[0],
            bound_to=f"municipality:{key_id}",
        ),
    )
    MunicipalityKey.objects.bulk_create([row], ignore_conflicts=True)


def newest_holder() -> UUID:
    """Return the id of the key that new keys of the current municipality are wrapped with."""
    frame, municipality_id = current_frame(), current_municipality()
    if frame.newest_key is not None:
        return frame.newest_key
    newest = MunicipalityKey.objects.filter(municipality_id=municipality_id).order_by("-version")
    row = newest.first()
    if row is None:
        make_holder(version=1)
        row = newest[:1].get()
    open_holder(row.id, row.wrapped)
    frame.newest_key = row.id
    return row.id


def new_keys(count: int = 1) -> list[UUID]:
    """Make subject keys for the current municipality in one statement; return their ids."""
    holder, frame, rows = newest_holder(), current_frame(), []
    opened, municipality_id = frame.holder_keys[holder], current_municipality()
    for _ in range(count):
        key_id, key = new_id(), secrets.token_bytes(KEY_BYTES)
        rows.append(
            SubjectKey(
                id=key_id,
                municipality_id=municipality_id,
                wrapped_by=holder,
                wrapped=wrap(key, by=opened, bound_to=f"subject:{key_id}"),
            )
        )
        frame.data_keys[key_id] = key
    SubjectKey.objects.bulk_create(rows)
    return [row.id for row in rows]


def new_key() -> UUID:
    """Make one subject key and return its id."""
    return new_keys(1)[0]


def destroy_key(key_id: UUID) -> None:
    """Destroy a subject's key: what it sealed is erased, in every copy of the data."""
    SubjectKey.objects.filter(pk=key_id).delete()
    current_frame().data_keys.pop(key_id, None)


def want(key_ids: Iterable[UUID]) -> None:
    """Say which keys will be needed, so that the first use opens them all in one statement."""
    current_frame().wanted_keys.update(key_ids)


def subject_key(key_id: UUID) -> bytes | None:
    """Return a subject's key, or None when it was destroyed or belongs to another municipality.

    The first call opens at once every key that rows read so far will need.
    """
    frame = current_frame()
    if key_id not in frame.data_keys:
        frame.wanted_keys.add(key_id)
        wanted = [key for key in frame.wanted_keys if key not in frame.data_keys]
        with connection.cursor() as cursor:
            cursor.execute(_KEYS, [wanted])
            for found, wrapped, holder, wrapped_holder in cursor.fetchall():
                if wrapped_holder is None:
                    raise Unavailable(f"municipality key {holder} is not available")
                opened = open_holder(holder, wrapped_holder)
                frame.data_keys[found] = unwrap(
                    bytes(wrapped), by=opened, bound_to=f"subject:{found}"
                )
        frame.wanted_keys.clear()
    return frame.data_keys.get(key_id)
