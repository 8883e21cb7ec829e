"""Hard rules: one file each. All of them run, and every one that fails is told.

A rule answers ``None`` when it holds, or a ``BLOCKS`` reason with what the sentence needs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lgnet.cores.kernel import Reason
from lgnet.cores.placement.rules.avoided_facility import avoided_facility
from lgnet.cores.placement.rules.blocked_nights import blocked_nights
from lgnet.cores.placement.rules.capacity import capacity
from lgnet.cores.placement.rules.confirmed import confirmed
from lgnet.cores.placement.rules.daily_way import daily_way
from lgnet.cores.placement.rules.families_only import families_only
from lgnet.cores.placement.rules.free_beds import free_beds
from lgnet.cores.placement.rules.maximum_stay import maximum_stay
from lgnet.cores.placement.rules.minors_with_adults import minors_with_adults
from lgnet.cores.placement.rules.municipality import municipality
from lgnet.cores.placement.rules.private_bathroom import private_bathroom
from lgnet.cores.placement.rules.private_kitchen import private_kitchen
from lgnet.cores.placement.rules.protected_address import protected_address
from lgnet.cores.placement.rules.roommates_sex import roommates_sex
from lgnet.cores.placement.rules.step_free import step_free
from lgnet.cores.placement.rules.transfer import transfer
from lgnet.cores.placement.rules.unit_open import unit_open
from lgnet.cores.placement.rules.unit_sex import unit_sex
from lgnet.cores.placement.rules.women_setting import women_setting
from lgnet.cores.placement.types import Candidate, PlacementParams

HARD_RULES_VERSION = "placement-2"


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule of the book: its identifier, its test, whether the nights matter to it."""

    id: str
    check: Callable[[Candidate, PlacementParams], Reason | None]
    depends_on_nights: bool = False


HARD_RULES: tuple[HardRule, ...] = (
    HardRule("capacity", capacity),
    HardRule("unit_sex", unit_sex),
    HardRule("families_only", families_only),
    HardRule("women_setting", women_setting),
    HardRule("step_free", step_free),
    HardRule("protected_address", protected_address),
    HardRule("avoided_facility", avoided_facility),
    HardRule("municipality", municipality),
    HardRule("transfer", transfer),
    HardRule("private_bathroom", private_bathroom),
    HardRule("private_kitchen", private_kitchen),
    HardRule("daily_way", daily_way),
    HardRule("maximum_stay", maximum_stay),
    HardRule("confirmed", confirmed),
    HardRule("unit_open", unit_open, depends_on_nights=True),
    HardRule("blocked_nights", blocked_nights, depends_on_nights=True),
    HardRule("free_beds", free_beds, depends_on_nights=True),
    HardRule("roommates_sex", roommates_sex, depends_on_nights=True),
    HardRule("minors_with_adults", minors_with_adults, depends_on_nights=True),
)
RULES_ON_NIGHTS = tuple(rule for rule in HARD_RULES if rule.depends_on_nights)
RULES_ON_UNITS = tuple(rule for rule in HARD_RULES if not rule.depends_on_nights)
