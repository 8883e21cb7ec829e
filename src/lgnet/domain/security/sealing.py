"""What opens an account, kept so that the database alone opens none.

Sealed or hashed under keys derived from the root key: a user may belong to no municipality, and
their secret is needed before they are known, so the keys of municipalities do not serve here.
"""

import secrets
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lgnet.lib.errors import Unavailable
from lgnet.lib.vault.root import derived_key

_NONCE = 12


def digest(purpose: str, *parts: object) -> bytes:
    """Return the keyed hash by which something is found without being kept."""
    text = "\0".join(map(str, parts))
    return blake2b(text.encode(), digest_size=32, key=derived_key(f"access:{purpose}")).digest()


def seal(data: bytes, *, bound_to: str) -> bytes:
    """Encrypt a secret (AES-256-GCM), useless anywhere but where it is bound to."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, data, bound_to.encode())


def unseal(sealed: bytes, *, bound_to: str) -> bytes:
    """Open a secret, or raise :class:`Unavailable`: changed, moved, or of another root key."""
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
    except InvalidTag as error:
        raise Unavailable("a sealed second factor does not open") from error


def _cipher() -> AESGCM:
    return AESGCM(derived_key("access:seal"))
