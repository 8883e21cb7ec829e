"""Text that only an actor of its municipality can read."""

import secrets
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from lgnet.lib.actor import actor_or_none, current_frame
from lgnet.lib.errors import Refused, Unavailable
from lgnet.lib.vault.keys import NONCE_BYTES, subject_key

VERSION = b"\x01"
_HEADER = len(VERSION) + 16


class Sealed:
    """Ciphertext as it came from the database: version, key id, nonce, ciphertext, tag."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data
        if actor_or_none() is not None and data[:1] == VERSION:
            current_frame().wanted_keys.add(self.key_id)

    @property
    def key_id(self) -> UUID:
        """The subject key this was sealed with."""
        return UUID(bytes=self.data[1:_HEADER])


class Erased(str):
    """What is left of a text whose key was destroyed: nothing, and it says so."""

    __slots__ = ()

    def __new__(cls) -> "Erased":
        return super().__new__(cls, "")


def _bound_to(instance: models.Model, column: str) -> bytes:
    return f"{instance._meta.db_table}.{column}.{instance.pk}".encode()


def seal(text: str, *, key_id: UUID, bound_to: bytes) -> bytes:
    """Encrypt a text with a subject's key (AES-256-GCM, NIST SP 800-38D).

    Raises
    ------
    Refused
        ``vault.erased``: the key was destroyed, nothing is written about this subject any more.
    """
    key = subject_key(key_id)
    if key is None:
        raise Refused("vault.erased")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key_id.bytes + nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to)


def unseal(sealed: Sealed, *, bound_to: bytes) -> str:
    """Decrypt a text; an :class:`Erased` one if its key is gone.

    Raises
    ------
    Unavailable
        The bytes were changed, or moved from another row or column.
    """
    if sealed.data[:1] != VERSION:
        raise Unavailable("sealed text of an unknown version")
    key = subject_key(sealed.key_id)
    if key is None:
        return Erased()
    nonce, body = sealed.data[_HEADER : _HEADER + NONCE_BYTES], sealed.data[_HEADER + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to).decode()
    except InvalidTag as error:
        raise Unavailable("sealed text does not open: it was changed or moved") from error


class _Opening(DeferredAttribute):
    """Opens the text when it is read, and keeps what was opened on the instance."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = unseal(value, bound_to=_bound_to(instance, self.field.column))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # A data descriptor, so that reading always passes through __get__.
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.BinaryField):
    """A text sealed with the key named by the row's ``vault_key``.

    Unknown is None, empty is ''. There are no lookups: people are found through keyed tokens.
    """

    descriptor_class = _Opening

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def get_lookup(self, name: str) -> Any:
        """Allow only ``isnull``: ciphertext never equals anything."""
        return super().get_lookup(name) if name == "isnull" else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.data
        key_id = getattr(model_instance, "vault_key", None)
        if key_id is None:
            raise Unavailable(f"{model_instance._meta.label} has no vault_key to seal with")
        return seal(str(value), key_id=key_id, bound_to=_bound_to(model_instance, self.column))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Refuse a text that did not pass through :meth:`pre_save`, as with ``update()``."""
        if isinstance(value, str):
            raise Unavailable(f"{self.model._meta.label}.{self.name} is sealed by saving its row")
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return ""


class VaultModel(models.Model):
    """A row with sealed texts and the id of the key that seals them."""

    vault_key = models.UUIDField(editable=False)

    class Meta:
        abstract = True
