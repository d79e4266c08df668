"""The runs of a week added up, and its strength work."""

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


@dataclass(frozen=True, slots=True)
class WeekDone:
    """The strength work of the seven days from `first_day`: what was planned, and what was done.

    Sets are hard sets (science G): working sets with at most 4 repetitions in reserve, or where that is not
    known. `leg_effort` is effort x minutes (session RPE 0-10) of sessions with leg work: never to be added to run
    load. `without_effort` counts those for which nobody said how hard they were.
    """

    first_day: date
    last_day: date
    planned_sessions: int
    done_sessions: int
    planned_sets: int
    done_sets: int
    lower_sets: int
    upper_sets: int
    core_sets: int
    foot_contacts: int
    leg_effort: float
    without_effort: int
