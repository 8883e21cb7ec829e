"""Units × households as sets of nights and arrays: which first nights are open to whom.

The rules are asked only about what is shown; this view answers the same for everything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lgnet.cores.placement.candidates import planned_nights
from lgnet.cores.placement.kinds import Kind, Traits
from lgnet.cores.placement.nights import Calendar, Guests, Nights, bad_nights, starts_of
from lgnet.cores.placement.types import Household, Occupancy, PlacementParams, Unit, ordered_units

NEVER = -1
"""First night of a unit that has none within the horizon."""
_WORD = (1 << 64) - 1


class View:
    """Units as they stand on a day, asked about many households."""

    def __init__(
        self,
        *,
        units: Sequence[Unit],
        households: Iterable[Household],
        on: date,
        params: PlacementParams,
    ) -> None:
        """Read units and households once; units are sorted by id."""
        units = ordered_units(units)
        self.units = units
        self.on = on
        self.index = {unit.id: i for i, unit in enumerate(units)}
        longest = max((household.nights for household in households), default=1)
        self.calendar = Calendar.over(on=on, horizon=params.horizon_nights, longest=longest)
        self.traits = Traits(units, params, on)
        self._most = max((unit.capacity for unit in units), default=1)
        self.nights = [
            Nights.of(unit, calendar=self.calendar, most=self._most) for unit in self.units
        ]
        self._joined = Nights.joined(self.nights, self.calendar.width)
        self._full = (1 << (self.calendar.width * len(self.units))) - 1
        self._window = (1 << self.calendar.horizon) - 1
        self._inside: dict[str, set[int]] = defaultdict(set)
        for i, unit in enumerate(self.units):
            for other in unit.occupancies:
                self._inside[other.household_id].add(i)
        # Units by longest stay: the planned stay is the shorter of the two.
        self._by_stay = {
            stay: self._at([i for i, u in enumerate(self.units) if u.max_stay_nights == stay])
            for stay in {unit.max_stay_nights for unit in self.units}
        }
        self._free: dict[Guests, int] = {}
        self._runs: dict[tuple[Guests, int, int], int] = {}
        self._admitted: dict[Kind, NDArray[np.bool_]] = {}

    def _at(self, units: Iterable[int]) -> int:
        """Return all nights of some units."""
        full = b"\xff" * (self.calendar.width // 8)
        empty = bytes(self.calendar.width // 8)
        chosen = set(units)
        parts = (full if i in chosen else empty for i in range(len(self.units)))
        return int.from_bytes(b"".join(parts), "little")

    def kind(self, household: Household) -> Kind:
        """Return the kind of a household as this view sees it."""
        return Kind.of(household, on=self.on, own=household.id in self._inside)

    def admitted(self, kind: Kind) -> NDArray[np.bool_]:
        """Return which units pass every rule that does not look at nights."""
        if kind not in self._admitted:
            self._admitted[kind] = self.traits.admit(kind)
        return self._admitted[kind]

    def first_nights(self, kind: Kind) -> NDArray[np.int64]:
        """Return the first night of the earliest stay in each unit, or ``NEVER``."""
        found = np.full(len(self.units), NEVER, dtype=np.int64)
        words = self._words(self._starts_everywhere(kind))
        window = self._window >> kind.wanted << kind.wanted
        for word in reversed(range(words.shape[1])):
            bits = words[:, word] & np.uint64(window >> 64 * word & _WORD)
            some = bits != 0
            lowest = bits[some] & (~bits[some] + np.uint64(1))
            found[some] = 64 * word + np.log2(lowest.astype(np.float64)).astype(np.int64)
        for i in self._inside.get(kind.own, ()):
            found[i] = self.first_night(kind, i, self.own_nights(kind, i))
        return np.where(self.admitted(kind), found, NEVER)

    def _words(self, everywhere: int) -> NDArray[np.uint64]:
        """Return the nights of the horizon, 64 a word: units × words."""
        stride, count = self.calendar.width // 8, -(-self.calendar.horizon // 64)
        raw = np.frombuffer(everywhere.to_bytes(stride * len(self.units), "little"), np.uint8)
        padded = np.zeros((len(self.units), 8 * count), dtype=np.uint8)
        used = min(stride, 8 * count)
        padded[:, :used] = raw.reshape(len(self.units), stride)[:, :used]
        return padded.view("<u8")

    def starts(self, kind: Kind) -> NDArray[np.uint8]:
        """Return 1 where a stay may begin: units × nights of the horizon, nights alone judged."""
        bits = self._unpacked(self._starts_everywhere(kind))
        bits[:, : kind.wanted] = 0
        for i in self._inside.get(kind.own, ()):
            row = self._starts_in(kind, i, self.own_nights(kind, i))
            bits[i] = [row >> night & 1 for night in range(self.calendar.horizon)]
        return bits

    def _unpacked(self, everywhere: int) -> NDArray[np.uint8]:
        stride, horizon = self.calendar.width // 8, self.calendar.horizon
        raw = np.frombuffer(everywhere.to_bytes(stride * len(self.units), "little"), np.uint8)
        raw = raw.reshape(len(self.units), stride)[:, : -(-horizon // 8)]
        return np.unpackbits(raw, axis=1, bitorder="little")[:, :horizon]

    def _starts_everywhere(self, kind: Kind) -> int:
        guests = kind.guests
        if guests not in self._free:
            self._free[guests] = self._full ^ (bad_nights(guests, self._joined) & self._full)
        lengths: dict[int, int] = defaultdict(int)
        for stay, where in self._by_stay.items():
            lengths[planned_nights(kind.nights, stay)] |= where
        found = 0
        for length, where in lengths.items():
            key = (guests, length, kind.min_stay)
            if key not in self._runs:
                self._runs[key] = self._fitting(
                    self._free[guests], self._joined.after, length, kind.min_stay, self._full
                )
            found |= self._runs[key] & where
        return found

    @staticmethod
    def _fitting(free: int, after: int, length: int, shortest: int, full: int) -> int:
        """Return where a stay fits; one that passes the last open night is cut, not refused."""
        if not after:
            return starts_of(free, length)
        open_long_enough = starts_of(full ^ after, shortest)
        return starts_of(free | after, length) & open_long_enough

    def _starts_in(self, kind: Kind, unit: int, nights: Nights) -> int:
        full = (1 << self.calendar.width) - 1
        free = full ^ bad_nights(kind.guests, nights)
        length = planned_nights(kind.nights, self.units[unit].max_stay_nights)
        found = self._fitting(free, nights.after, length, kind.min_stay, full)
        return found & self._window >> kind.wanted << kind.wanted

    def first_night(self, kind: Kind, unit: int, nights: Nights) -> int:
        """Return the first night of the earliest stay in a unit as it would stand, or ``NEVER``.

        The rules that do not look at nights are not asked again.
        """
        found = self._starts_in(kind, unit, nights)
        return (found & -found).bit_length() - 1 if found else NEVER

    def own_nights(self, kind: Kind, unit: int, extra: Sequence[Occupancy] = ()) -> Nights:
        """Return a unit's nights as a kind meets them: its own sleepers are no obstacle."""
        nights = self.nights[unit]
        if unit in self._inside.get(kind.own, ()):
            nights = Nights.of(
                self.units[unit], calendar=self.calendar, most=self._most, but=kind.own
            )
        return nights.with_occupancies(extra, self.calendar)

    def freed(self, guests: Guests, *, was: Nights, now: Nights) -> bool:
        """Say whether guests could enter within the horizon, and some night was not free before."""
        bad = bad_nights(guests, now)
        return bool(self._window & ~bad) and bool(bad_nights(guests, was) & ~bad)

    def could_enter(self, nights: Nights) -> bool:
        """Say whether anybody at all might begin a stay within the horizon."""
        taken = nights.closed | nights.after | nights.alone | (nights.present & nights.exclusive)
        return bool(self._window & ~(taken | nights.short[0]))
