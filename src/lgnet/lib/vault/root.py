"""The root key: 32 random bytes in hexadecimal, in a file outside the database.

The file's first line wraps the municipalities' keys. A second line, there since the first rotation,
is what everything else derives from (search tokens, audit chains): it stays when the first changes,
because an audit chain cannot be linked again and an index of tokens holds no texts to make it anew.
While a rotation is under way the next file stands beside it, and both open.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lgnet.lib.errors import Unavailable

KEY_BYTES = 32
_WRAPPING = "wrap:municipality"


def root_file() -> Path:
    """Return where the root key is."""
    return Path(settings.LGNET_ROOT_KEY_FILE)


def next_file() -> Path:
    """Return where the next root key is while a rotation is under way."""
    return root_file().with_name(root_file().name + ".next")


@lru_cache(maxsize=4)
def _read(path: Path, stamp: tuple[int, int]) -> tuple[bytes, bytes]:
    """Return the wrapping key and the deriving key of a file; ``stamp`` tells a new file apart."""
    try:
        keys = [bytes.fromhex(line) for line in path.read_text().split()]
    except (OSError, ValueError) as error:
        raise Unavailable(f"root key file {path} cannot be read") from error
    if len(keys) not in {1, 2} or any(len(key) != KEY_BYTES for key in keys):
        raise Unavailable(f"root key file {path} does not hold {KEY_BYTES} bytes in hexadecimal")
    return keys[0], keys[-1]


def _read_now(path: Path) -> tuple[bytes, bytes]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise Unavailable(f"root key file {path} cannot be read") from error
    return _read(path, (found.st_ino, found.st_mtime_ns))


def root_key() -> bytes:
    """Return the root key, or raise :class:`Unavailable`: without it nothing is served."""
    return _read_now(root_file())[0]


def deriving_key() -> bytes:
    """Return what tokens and chains derive from; no rotation changes it."""
    return _read_now(root_file())[1]


@lru_cache(maxsize=512)
def _derive(root: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=b"lgnet", info=purpose.encode()).derive(root)


def derived_key(purpose: str) -> bytes:
    """Return a key for one purpose (HKDF-SHA256, RFC 5869); purposes never share keys."""
    return _derive(deriving_key(), purpose)


def wrapping_keys() -> list[bytes]:
    """Return what municipality keys open with, the one new keys are wrapped with first.

    The next file is looked for first: it goes away only by taking the other's place.
    """
    keys = [_read_now(next_file())[0]] if next_file().exists() else []
    return [_derive(root, _WRAPPING) for root in [*keys, root_key()]]
