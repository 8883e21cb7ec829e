"""The root key: 32 random bytes in a file outside the database."""

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lgnet.lib.errors import Unavailable

KEY_BYTES = 32


@lru_cache(maxsize=2)
def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise Unavailable(f"root key file {path} cannot be read") from error
    if len(key) != KEY_BYTES:
        raise Unavailable(f"root key file {path} does not hold {KEY_BYTES} bytes in hexadecimal")
    return key


def root_key() -> bytes:
    """Return the root key, or raise :class:`Unavailable`: without it nothing is served."""
    return _read(Path(settings.LGNET_ROOT_KEY_FILE))


@lru_cache(maxsize=512)
def _derive(root: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=b"lgnet", info=purpose.encode()).derive(root)


def derived_key(purpose: str) -> bytes:
    """Return a key for one purpose (HKDF-SHA256, RFC 5869); purposes never share keys."""
    return _derive(root_key(), purpose)
