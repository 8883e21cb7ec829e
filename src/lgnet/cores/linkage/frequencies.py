"""How common names are. Agreement on a rare name says more than agreement on a common one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lgnet.cores.linkage.folding import skeletons
from lgnet.cores.linkage.frequency_table import DEFAULT_SHARE, SHARES


@dataclass(frozen=True)
class Frequencies:
    """Share of people who bear a name, by the sound of the name.

    Attributes
    ----------
    shares : mapping of skeleton to share
        In the group of origin in which the name is most common: two people of one origin share it
        more easily than two people of any, so this errs towards caution.
    default : float
        Of names not in the table.
    """

    shares: Mapping[str, float]
    default: float

    def share(self, word: str) -> float:
        """Return the share of people who bear a name that sounds like a word."""
        return max((self.shares.get(one, 0.0) for one in skeletons(word)), default=0.0) or (
            self.default
        )


PUBLIC = Frequencies(SHARES, DEFAULT_SHARE)
"""The table every city shares; it holds no datum of a person, see ``frequency_table``."""


@lru_cache(maxsize=1 << 16)
def public_share(word: str) -> float:
    """Return the share of a word in the shared table."""
    return PUBLIC.share(word)
