"""What opens an account, kept so that the database alone opens none.

Sealed or hashed under keys derived from the root key: a user may belong to no municipality, and
their secret is needed before they are known, so the keys of municipalities do not serve here.
"""

from hashlib import blake2b

from lgnet.lib.vault.keys import unwrap, wrap
from lgnet.lib.vault.root import derived_key


def digest(purpose: str, *parts: object) -> bytes:
    """Return the keyed hash by which something is found without being kept."""
    text = "\0".join(map(str, parts))
    return blake2b(text.encode(), digest_size=32, key=derived_key(f"access:{purpose}")).digest()


def seal(data: bytes, *, bound_to: str) -> bytes:
    """Encrypt a secret, useless anywhere but where it is bound to."""
    return wrap(data, by=derived_key("access:seal"), bound_to=bound_to)


def unseal(sealed: bytes, *, bound_to: str) -> bytes:
    """Open a secret, or raise :class:`Unavailable`: changed, moved, or of another root key."""
    return unwrap(sealed, by=derived_key("access:seal"), bound_to=bound_to)
