"""The runs of a week added up, and how the last days compare with the usual."""

from dataclasses import dataclass
from datetime import date

from runstrong.model.facts import LoadMethod


@dataclass(frozen=True, slots=True)
class WeekTotals:
    """The runs of one calendar week from `first_day` to `last_day` (today, for the week in progress).

    `load` adds runs whose load is known (100 = one hour at threshold); `without_load` counts the others.
    """

    first_day: date
    last_day: date
    runs: int
    load: float
    minutes: float
    distance_m: float
    without_load: int
    methods: tuple[LoadMethod, ...]


@dataclass(frozen=True, slots=True)
class LoadChange:
    """The last seven days' run load beside the usual load of seven days in the three weeks before them."""

    load: float
    usual: float

    @property
    def change_pct(self) -> float:
        """How much more (or less, negative) than usual, in percent."""
        return 100 * (self.load / self.usual - 1)
