"""The runs of a week added up."""

from dataclasses import dataclass
from datetime import date

from runstrong.model.facts import LoadMethod


@dataclass(frozen=True, slots=True)
class WeekTotals:
    """The runs from `first_day` to `last_day`: a calendar week (so far), or the last seven days.

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
