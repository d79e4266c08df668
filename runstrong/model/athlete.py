"""The athlete: settings that hold from a day on, and where each value came from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["female", "male", "unset"]
Units = Literal["metric", "imperial"]
InboxMode = Literal["offer", "import"]
Source = Literal["you", "your files", "estimate", "default"]

DATED_KEYS: tuple[str, ...] = ("hr_max", "hr_rest", "hr_threshold", "threshold_pace")
"""Settings that hold from a day on; the first value of a key holds for all earlier days too."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A number with where it came from, in words: `note` is shown beside it."""

    value: float | None
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Physiology:
    """The athlete's heart rates (beats/min) and threshold speed (m/s) as they hold on one day."""

    hr_max: Sourced
    hr_rest: Sourced
    hr_threshold: Sourced
    threshold_mps: Sourced
    sex: Sex


@dataclass(frozen=True, slots=True)
class Preferences:
    """Settings without a date. `days` are weekday numbers (Monday 0) on which strength is possible.

    `screening` holds the health questions answered with yes, None as long as none was answered; `cleared` is the
    day on which the runner said that a professional agreed. `inbox` is the folder in which new files are noticed,
    empty for none.
    """

    sex: Sex = "unset"
    birth_year: int | None = None
    units: Units = "metric"
    week_start: Literal["monday", "sunday"] = "monday"
    time_zone: str | None = None
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    sessions_per_week: int = 2
    minutes: int = 30
    equipment: tuple[str, ...] = ()
    level: Literal["novice", "intermediate", "advanced"] = "novice"
    hard_days: Literal["stack", "spread"] = "stack"
    block_start: date | None = None
    block_weeks: int = 10
    race_date: date | None = None
    race_distance_m: float | None = None
    niggles: tuple[tuple[str, int], ...] = ()
    screening: tuple[str, ...] | None = None
    cleared: date | None = None
    inbox: str = ""
    inbox_mode: InboxMode = "offer"


@dataclass(frozen=True, slots=True)
class Setting:
    """One stored answer: `value` as typed (normalised text), from `from_day` on; None for undated keys."""

    key: str
    value: str
    from_day: date | None
