"""Keyed tokens: a way to find a text by equality without keeping the text.

HMAC with a key derived from the root key per municipality and purpose, so a stolen table alone
answers no dictionary (attacks.md S08).
"""

import hmac
from collections.abc import Iterable
from hashlib import blake2b

from lgnet.lib.actor import current_municipality
from lgnet.lib.vault.root import derived_key

TOKEN_BYTES = 16


def token(purpose: str, text: str) -> bytes:
    """Return the 16-byte token of a normalised text for the current municipality."""
    return tokens(purpose, [text])[0]


def tokens(purpose: str, texts: Iterable[str]) -> list[bytes]:
    """Return the token of each of many texts; the key is looked up once for all."""
    key = derived_key(f"token:{purpose}:{current_municipality()}")
    return [blake2b(text.encode(), digest_size=TOKEN_BYTES, key=key).digest() for text in texts]


def same(left: bytes, right: bytes) -> bool:
    """Compare two tokens in constant time."""
    return hmac.compare_digest(left, right)
