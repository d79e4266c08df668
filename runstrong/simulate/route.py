"""Loops to run on: a bent closed line that starts at home, with hills that close too."""

from dataclasses import dataclass

import numpy as np

from runstrong.model.arrays import FloatArray

METRES_PER_DEGREE = 111_195.0
TABLE_POINTS = 1440
BENDS = (2, 3, 5, 8)
HILLS = (1, 3, 7)
HILL_SHARES = (0.25, 0.5, 0.3)


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed route of `length_m`; tables over one lap of east, north and height above home in m."""

    length_m: float
    along_m: FloatArray
    east_m: FloatArray
    north_m: FloatArray
    hill_m: FloatArray
    hill_phase: FloatArray

    def elevation_m(self, distance_m: FloatArray) -> FloatArray:
        """Height above home at `distance_m` (n,) along the loop, lap after lap."""
        angle = np.outer(distance_m * (2 * np.pi / self.length_m), HILLS) + self.hill_phase
        return (np.sin(angle) - np.sin(self.hill_phase)) @ self.hill_m

    def grade(self, distance_m: FloatArray) -> FloatArray:
        """Rise over run at `distance_m` (n,): the exact slope of `elevation_m`."""
        turns = np.array(HILLS) * (2 * np.pi / self.length_m)
        return np.cos(np.outer(distance_m, turns) + self.hill_phase) @ (self.hill_m * turns)

    def offsets_m(self, distance_m: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Metres east and north of home at `distance_m` (n,)."""
        at = distance_m % self.length_m
        return np.interp(at, self.along_m, self.east_m), np.interp(at, self.along_m, self.north_m)


def make_loop(rng: np.random.Generator, length_m: float, hilliness: float) -> Loop:
    """A loop of `length_m` whose grades have a standard deviation of `hilliness` (rise over run)."""
    angle = np.linspace(0, 2 * np.pi, TABLE_POINTS)
    radius = np.ones(TABLE_POINTS)
    for bend in BENDS:
        radius += 0.42 / bend * rng.uniform(0.3, 1) * np.cos(bend * angle + rng.uniform(0, 2 * np.pi))
    east, north = 1.3 * radius * np.cos(angle), radius * np.sin(angle)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(east), np.diff(north)))])
    scale = length_m / along[-1]
    shares = np.sqrt(2 * np.array(HILL_SHARES) / sum(HILL_SHARES)) * hilliness
    hill_m = shares * length_m / (2 * np.pi * np.array(HILLS))
    east, north = (east - east[0]) * scale, (north - north[0]) * scale
    return Loop(length_m, along * scale, east, north, hill_m, rng.uniform(0, 2 * np.pi, len(HILLS)))


def to_degrees(
    home: tuple[float, float], east_m: FloatArray, north_m: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Latitudes and longitudes of points `east_m`, `north_m` away from `home` (lat, lon in degrees)."""
    lat = home[0] + north_m / METRES_PER_DEGREE
    lon = home[1] + east_m / (METRES_PER_DEGREE * np.cos(np.radians(home[0])))
    return lat, lon
