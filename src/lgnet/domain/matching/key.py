"""The network's key: 32 random bytes in hexadecimal, in a file of its own beside the root key.

Who writes fingerprints holds it; who compares them must not. It is named by its epoch, which says
nothing of it; fingerprints of two epochs are never compared. The key of an epoch that is over is not
kept: nothing is ever read with it again.
"""

import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from django.conf import settings

from lgnet.lib.errors import Invalid, Unavailable

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class NetworkKey:
    """What people are fingerprinted with; its name can be shown, the secret is not printed."""

    secret: bytes = field(repr=False)

    @property
    def epoch(self) -> str:
        """Return the name of the key: 16 letters made of it by a one-way function."""
        return blake2b(self.secret, digest_size=8, person=b"lgnet epoch").hexdigest()


def key_file() -> Path:
    """Return where the network's key is."""
    return Path(settings.LGNET_NETWORK_KEY_FILE)


def network_key() -> NetworkKey:
    """Return the network's key, or raise :class:`Unavailable`: nobody is fingerprinted without."""
    try:
        secret = bytes.fromhex(key_file().read_text().strip())
    except (OSError, ValueError) as error:
        raise Unavailable(f"network key file {key_file()} cannot be read") from error
    if len(secret) != KEY_BYTES:
        raise Unavailable(f"network key file {key_file()} does not hold {KEY_BYTES} bytes")
    return NetworkKey(secret)


def new_network_key() -> NetworkKey:
    """Put a new key in the place of the present one, if there is one; return it."""
    return keep_network_key(NetworkKey(token_bytes(KEY_BYTES)))


def keep_network_key(key: NetworkKey) -> NetworkKey:
    """Write a key to its file, whole or not at all, for its owner alone; return it."""
    path = key_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(key.secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return key


# Two of three holders


def envelopes(key: NetworkKey) -> list[str]:
    """Return three texts of which any two make the key, and one alone says nothing of it.

    Three pieces add up (bit by bit) to the key; each envelope holds the two that are not its own
    (M. Ito, A. Saito, T. Nishizeki, "Secret sharing scheme realizing general access structure",
    GLOBECOM 1987).
    """
    first, second = token_bytes(KEY_BYTES), token_bytes(KEY_BYTES)
    pieces = (first, second, _added(key.secret, first, second))
    return [
        " ".join(f"{key.epoch}:{at}:{piece.hex()}" for at, piece in enumerate(pieces) if at != own)
        for own in range(3)
    ]


def from_envelopes(one: str, other: str) -> NetworkKey:
    """Return the key of two different envelopes.

    Raises
    ------
    Invalid
        ``matching.envelopes``: they are not two of one key.
    """
    pieces: dict[str, bytes] = {}
    try:
        for part in (*one.split(), *other.split()):
            epoch, at, text = part.split(":")
            pieces[at] = bytes.fromhex(text)
        key = NetworkKey(_added(*(pieces[at] for at in ("0", "1", "2"))))
    except (KeyError, ValueError) as error:
        raise Invalid("matching.envelopes") from error
    if key.epoch != epoch:
        raise Invalid("matching.envelopes")
    return key


def _added(*texts: bytes) -> bytes:
    return bytes(a ^ b ^ c for a, b, c in zip(*texts, strict=True))
