"""Estimates in versions: one per fixed 28-day raster day, made from the runs before it.

A version never changes when a later run comes in, and the order of imports changes nothing. Where a raster day has
too little to go on, the version before it holds; days before the first version have the first one. Until the first
version exists, a provisional one is made from all runs there are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

import numpy as np

from runstrong.model.arrays import IntArray

RASTER_DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Version:
    """One estimate: its value, the day it was made for, and on what basis."""

    value: float
    day: date
    basis: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Raster:
    """One raster day and the days of all runs (ascending ordinals), of which only those before it may be used."""

    ordinal: int
    run_days: IntArray

    @property
    def day(self) -> date:
        """The raster day as a date."""
        return date.fromordinal(self.ordinal)

    def last(self, days: int | None = None) -> slice:
        """The runs of so many days before the raster day, of all days by default."""
        first = 0 if days is None else int(np.searchsorted(self.run_days, self.ordinal - days))
        return slice(first, int(np.searchsorted(self.run_days, self.ordinal)))


def versioned(
    run_days: IntArray, estimate: Callable[[Raster], Version | None], holds: int | None = None
) -> Callable[[date], Version | None]:
    """The version that holds on a day, given the runs' days and what makes a raster day's version.

    With nothing newer a version holds for `holds` days, for ever by default.
    """
    if not len(run_days):
        return lambda day: None
    first, last = (int(run_days[i]) // RASTER_DAYS * RASTER_DAYS for i in (0, -1))

    @cache
    def made(ordinal: int) -> Version | None:
        return estimate(Raster(ordinal, run_days))

    @cache
    def held(own: int) -> Version | None:
        before = range(own, first if holds is None else max(first, own - holds), -RASTER_DAYS)
        after = range(max(own, first) + RASTER_DAYS, last + 1, RASTER_DAYS)
        version = next(filter(None, map(made, (*before, *after))), None)
        return version or _provisional(made(last + RASTER_DAYS))

    return lambda day: held(day.toordinal() // RASTER_DAYS * RASTER_DAYS)


def _provisional(version: Version | None) -> Version | None:
    return None if version is None else replace(version, provisional=True)
