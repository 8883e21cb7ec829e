"""Points on the ground, distances in metres, and travel times from visible assumptions."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS_METRES = 6_371_008.8
"""Mean radius R1 of the reference ellipsoid, IUGG 1980."""


class GeoError(ValueError):
    """The numbers are not a place on Earth or not a travel assumption."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in WGS 84 degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """Refuse coordinates that are not finite or not on Earth."""
        if not (math.isfinite(self.lat) and math.isfinite(self.lon)):
            raise GeoError("coordinates must be finite")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise GeoError("latitude is within ±90, longitude within ±180 degrees")


def haversine_metres(a: Point, b: Point) -> float:
    """Return the great-circle distance in metres.

    References
    ----------
    R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159.
    """
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2)
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2)
    h = half_lat**2 + math.cos(lat_a) * math.cos(lat_b) * half_lon**2
    return 2 * EARTH_RADIUS_METRES * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True)
class TravelModel:
    """Assumptions that turn a straight line into minutes; every figure can be replaced.

    Attributes
    ----------
    street_factor : float
        Length of the way over length of the straight line (assumption: 1.3).
    walking_kmh, transit_kmh, driving_kmh : float
        Speeds door to door, km/h (assumptions: 4.5, 15, 22).
    transit_wait_minutes : float
        Minutes to reach the stop and wait, once per trip (assumption: 8).
    """

    street_factor: float = 1.3
    walking_kmh: float = 4.5
    transit_kmh: float = 15.0
    driving_kmh: float = 22.0
    transit_wait_minutes: float = 8.0

    def __post_init__(self) -> None:
        """Refuse factors and speeds that are not positive and finite."""
        speeds = (self.walking_kmh, self.transit_kmh, self.driving_kmh)
        if not all(math.isfinite(speed) and speed > 0 for speed in speeds):
            raise GeoError("speeds must be positive")
        if not math.isfinite(self.street_factor) or self.street_factor < 1:
            raise GeoError("a way is never shorter than the straight line")
        if not math.isfinite(self.transit_wait_minutes) or self.transit_wait_minutes < 0:
            raise GeoError("waiting minutes cannot be negative")

    def _minutes(self, a: Point, b: Point, kmh: float) -> float:
        return haversine_metres(a, b) * self.street_factor / 1000 / kmh * 60

    def walking_minutes(self, a: Point, b: Point) -> float:
        """Return the minutes on foot between two points."""
        return self._minutes(a, b, self.walking_kmh)

    def transit_minutes(self, a: Point, b: Point) -> float:
        """Return the minutes by public transport, never more than on foot."""
        ride = self._minutes(a, b, self.transit_kmh) + self.transit_wait_minutes
        return min(ride, self.walking_minutes(a, b))

    def driving_minutes(self, a: Point, b: Point) -> float:
        """Return the minutes by vehicle between two points."""
        return self._minutes(a, b, self.driving_kmh)
