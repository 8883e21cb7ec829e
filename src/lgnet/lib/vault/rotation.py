"""Keys made anew, level by level; every text reads the same before and after.

Each level can be interrupted at any moment and run again: it goes on where it stood.
"""

import os
import secrets
from datetime import date
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from lgnet.lib import audit
from lgnet.lib.actor import Actor, Scope, act_as, current_frame, current_municipality
from lgnet.lib.errors import Refused, Unavailable
from lgnet.lib.tenancy.tenants import all_places
from lgnet.lib.vault.fields import EncryptedText, VaultModel
from lgnet.lib.vault.keys import (
    ROOT_LOCK,
    destroy_key,
    make_holder,
    new_key,
    newest_holder,
    open_holder,
    subject_key,
    unwrap,
    wrap,
)
from lgnet.lib.vault.models import MunicipalityKey, SubjectKey
from lgnet.lib.vault.root import (
    KEY_BYTES,
    deriving_key,
    next_file,
    root_file,
    root_key,
    wrapping_keys,
)

BATCH = 500
JOB = "rotate_keys"


def rotate_root(*, on: date) -> Path:
    """Wrap every municipality's key with a new root key; return where the old one was laid aside.

    The next key is written beside the present one, all municipality keys are wrapped with it in
    one transaction, then its file takes the place of the old. Tokens and chains do not change:
    what they derive from is carried over to the new file.
    """
    if not next_file().exists():
        _write(next_file(), secrets.token_bytes(KEY_BYTES), deriving_key())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROOT_LOCK])
        for place in all_places():
            with act_as(Actor(Scope.SYSTEM, place, role=JOB)):
                _wrap_with_next_root()
    aside = _free_name(on)
    _write(aside, root_key(), deriving_key())
    next_file().replace(root_file())
    _keep(root_file().parent)
    return aside


def _wrap_with_next_root() -> None:
    newest = wrapping_keys()[0]
    rows = list(MunicipalityKey.objects.select_for_update().order_by("id"))
    for row in rows:
        place = f"municipality:{row.id}"
        row.wrapped = wrap(open_holder(row.id, row.wrapped), by=newest, bound_to=place)
        unwrap(row.wrapped, by=newest, bound_to=place)
    if rows:
        MunicipalityKey.objects.bulk_update(rows, ["wrapped"])
        audit.record("vault.root_rotated", ids=[row.id for row in rows])


def _free_name(on: date) -> Path:
    """Return a name for the old root key that no earlier rotation took."""
    wanted = root_file().with_name(f"{root_file().name}.until-{on.isoformat()}")
    number = 1
    while wanted.exists():
        number += 1
        wanted = wanted.with_name(f"{root_file().name}.until-{on.isoformat()}-{number}")
    return wanted


def _write(path: Path, wrapping: bytes, deriving: bytes) -> None:
    """Write a root key file whole or not at all, for its owner only."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{wrapping.hex()}\n{deriving.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _keep(path.parent)


def _keep(folder: Path) -> None:
    """Make sure that a folder's new names survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def begin_municipality() -> bool:
    """Make the next version of the municipality's key; False where an earlier rotation goes on."""
    newest = newest_holder()
    if SubjectKey.objects.exclude(wrapped_by=newest).exists():
        return False
    version = MunicipalityKey.objects.get(pk=newest).version + 1
    make_holder(version=version)
    current_frame().newest_key = None
    audit.record("vault.municipality_key_made", fields=[f"version {version}"])
    return True


def wrap_some(*, size: int = BATCH) -> int:
    """Wrap some subject keys with the municipality's newest key; 0 when none is left.

    A key made by a transaction that began before the new version keeps the old one, which stays
    and opens it; the next rotation begins with it.
    """
    newest = newest_holder()
    by = current_frame().holder_keys[newest]
    stale = SubjectKey.objects.exclude(wrapped_by=newest).select_for_update().order_by("id")
    rows = list(stale[:size])
    holders = _holders({row.wrapped_by for row in rows})
    for row in rows:
        place = f"subject:{row.id}"
        key = unwrap(bytes(row.wrapped), by=holders[row.wrapped_by], bound_to=place)
        row.wrapped, row.wrapped_by = wrap(key, by=by, bound_to=place), newest
    if rows:
        SubjectKey.objects.bulk_update(rows, ["wrapped", "wrapped_by"])
        audit.record("vault.subject_keys_wrapped", ids=[row.id for row in rows])
    return len(rows)


def _holders(wanted: set[UUID]) -> dict[UUID, bytes]:
    found = MunicipalityKey.objects.filter(id__in=wanted, municipality_id=current_municipality())
    opened = {row.id: open_holder(row.id, row.wrapped) for row in found.order_by("id")}
    for missing in wanted - set(opened):
        raise Unavailable(f"municipality key {missing} is not available")
    return opened


def keys_left() -> int:
    """Return how many subject keys the municipality's newest key does not wrap yet."""
    return SubjectKey.objects.exclude(wrapped_by=newest_holder()).count()


def renew_subject(key_id: UUID) -> UUID:
    """Seal everything one key sealed again under a new one, and destroy the old; return the new.

    All in the caller's transaction, which must be the system's for one municipality. A text bound to
    its place reads the same. Copies of the data made before open no more beside today's keys: what
    was said in them of this subject is in today's data.

    Raises
    ------
    Refused
        ``vault.erased``: the key is not there.
    """
    if subject_key(key_id) is None:
        raise Refused("vault.erased")
    fresh, rows = new_key(), 0
    for model in apps.get_models():
        if issubclass(model, VaultModel):
            rows += _seal_again(model, key_id, fresh)
    destroy_key(key_id)
    audit.record("vault.subject_key_renewed", ids=[key_id, fresh], fields=[f"{rows} rows"])
    return fresh


def _seal_again(model: type[VaultModel], old: UUID, fresh: UUID) -> int:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, EncryptedText)]
    rows = list(model._default_manager.filter(vault_key=old).select_for_update().order_by("pk"))
    for row in rows:
        for field in sealed:
            getattr(row, field.attname)  # opened under the old key, to be sealed under the new
        row.vault_key = fresh
        row.save(update_fields=["vault_key", *(field.attname for field in sealed)])
    if model._default_manager.filter(vault_key=old).exists():
        raise Unavailable(f"{model._meta.label} kept rows under the old key")
    return len(rows)
