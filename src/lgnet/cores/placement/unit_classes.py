"""Units that are alike to any household: prices and bounds count their beds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.placement.types import Unit, UnitSex


@dataclass(frozen=True, slots=True)
class UnitClass:
    """What a class of places is: for a manager to read, and to compare units by."""

    exclusive: bool
    capacity: int
    step_free: bool
    protected_address: bool
    sex: UnitSex
    municipality: str

    @classmethod
    def of(cls, unit: Unit) -> UnitClass:
        """Return the class of a unit."""
        return cls(
            unit.exclusive,
            unit.capacity,
            unit.step_free,
            unit.protected_address,
            unit.sex,
            unit.municipality,
        )


@dataclass(frozen=True, slots=True)
class UnitClasses:
    """Classes, their units, and of each unit its class.

    Attributes
    ----------
    keys : tuple of UnitClass
    members : tuple of array of int
        Places of the units of each class.
    of_unit : array of int
    beds : array of float
        Beds of each class.
    """

    keys: tuple[UnitClass, ...]
    members: tuple[NDArray[np.int64], ...]
    of_unit: NDArray[np.int64]
    beds: NDArray[np.float64]


def unit_classes(units: Sequence[Unit]) -> UnitClasses:
    """Return the classes of some units, in the order of their first unit."""
    index: dict[UnitClass, int] = {}
    of_unit = np.array(
        [index.setdefault(UnitClass.of(unit), len(index)) for unit in units], dtype=np.int64
    )
    members = tuple(np.flatnonzero(of_unit == c) for c in range(len(index)))
    capacity = np.array([unit.capacity for unit in units], dtype=np.float64)
    return UnitClasses(
        tuple(index), members, of_unit, np.array([capacity[m].sum() for m in members])
    )
