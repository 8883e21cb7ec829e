"""Seeded randomness: the same seed and labels give the same numbers on every machine."""

from __future__ import annotations

import hashlib
import random


def seeded(seed: int, *labels: str | int) -> random.Random:
    """Return a generator that depends on the seed and the labels only.

    Parameters
    ----------
    seed : int
        The seed recorded with the result.
    labels : str or int
        Names of the use, so that two uses of one seed do not share a stream.

    Returns
    -------
    random.Random
        A generator for reproducible choices; never for secrets.
    """
    text = "\x1f".join([str(seed), *(f"{type(label).__name__}:{label}" for label in labels)])
    digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
    return random.Random(int.from_bytes(digest, "big"))  # noqa: S311 - reproducible, not secret
