"""What is measured about one run, and what is judged from it for one athlete.

Two steps, kept apart on purpose. `RunFacts` depend on the files of the run: computed once, at import, and stored.
`RunScore` depends on the athlete's dated settings too: derived when read, so that a corrected heart rate or
a "heart rate is wrong" mark needs no second pass over the samples and can never leave stale numbers behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.caption import NO_CAPTION, Caption
from runstrong.model.recording import Format

GradeSource = Literal["barometric", "gps", "none"]
LoadMethod = Literal["pace", "hr", "effort", "duration"]
RunKind = Literal["easy", "quality", "long", "race"]

HR_BINS = 256
"""Length of a heart-rate histogram: seconds at 0..255 beats/min."""

SPEED_BINS = 121
SPEED_BIN_MPS = 0.1
"""A grade-adjusted speed histogram: seconds at 0.0..12.0 m/s in steps of 0.1."""

BEST_EFFORT_S: tuple[int, ...] = (180, 300, 600, 1200, 1800)
"""Durations in s for which the fastest mean grade-adjusted speed is kept."""


class Missing(StrEnum):
    """Why a number is not there: a closed list, put into words by `units`."""

    NO_HEART_RATE = "no_heart_rate"
    NO_CLEAN_HEART_RATE = "no_clean_heart_rate"
    NO_SPEED = "no_speed"
    NO_DISTANCE = "no_distance"
    NO_ELEVATION = "no_elevation"
    NO_TEMPERATURE = "no_temperature"
    NO_MOVEMENT = "no_movement"
    TOO_SHORT = "too_short"
    NO_THRESHOLD = "no_threshold"
    NOT_STATED = "not_stated"
    NOT_ON_FOOT = "not_on_foot"


class LeftOut(StrEnum):
    """Why a run is not in the trend: a closed list, put into words by `units`."""

    NOT_A_RUN = "not_a_run"
    DUPLICATE = "duplicate"
    CLOCK_WRONG = "clock_wrong"
    NO_HEART_RATE = "no_heart_rate"
    HEART_RATE_MARKED_WRONG = "heart_rate_marked_wrong"
    HEART_RATE_POOR = "heart_rate_poor"
    NO_SPEED = "no_speed"
    TREADMILL = "treadmill"
    RACE = "race"
    ILL = "ill"
    TOO_SHORT = "too_short"
    NOT_STEADY = "not_steady"
    OTHER_PACE = "other_pace"
    OTHER_SENSOR = "other_sensor"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True)
class Windows:
    """Steady 60-s windows of one run, (k,) each: real-runners.md section 6.1 without warm-up, HRmax and band.

    Those three need the athlete or the runner's other files and are applied when a trend is read.
    `minute` is the window's middle in minutes of moving time; `speed_mps` the 55-s-lagged speed, grade-adjusted
    only where altitude is barometric; `hr_bpm` the median; `failed` counts windows lost to each gate.
    """

    minute: FloatArray
    speed_mps: FloatArray
    hr_bpm: FloatArray
    failed: Mapping[str, int]
    considered: int


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Figures of one activity that its files alone decide. s, m, m/s, beats/min; None with a reason in `missing`.

    `timer_s`, `distance_m` and `avg_hr_bpm` are the watch's own where it states them (`methods` says which).
    `gap_mps` is the mean grade-adjusted speed while moving, `norm_gap_mps` its 30-s fourth-power mean (A.4).
    `hr_quality` is the clean share of moving time, 0-1; `locked_share` the share that looks like cadence.
    `hr_seconds` (HR_BINS,) and `gap_seconds` (SPEED_BINS,) are histograms of clean moving seconds.
    `best_gap_mps` follows BEST_EFFORT_S, NaN where the run is shorter. `temperature_c` is the watch's own
    (10th percentile after minute 15, biased warm). `steep_share` is the share of moving time beyond 15 %.
    """

    elapsed_s: float | None
    timer_s: float | None
    moving_s: float | None
    distance_m: float | None
    ascent_m: float | None
    avg_hr_bpm: float | None
    max_hr_bpm: float | None
    avg_speed_mps: float | None
    gap_mps: float | None
    norm_gap_mps: float | None
    walking_share: float | None
    steep_share: float | None
    hr_quality: float | None
    locked_share: float | None
    temperature_c: float | None
    mean_elevation_m: float | None
    grade_source: GradeSource
    hr_seconds: IntArray
    gap_seconds: IntArray
    best_gap_mps: FloatArray
    windows: Windows
    methods: Mapping[str, str]
    missing: Mapping[str, Missing]


@dataclass(frozen=True, slots=True)
class Load:
    """A run's load on the scale "100 = one hour at threshold", with the method that gave it (A.5).

    `others` holds every other method's value that could be computed, for showing beside it; never averaged.
    """

    value: float | None
    method: LoadMethod | None
    why: str
    others: Mapping[LoadMethod, float]
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A stream, or with `whole` False its holes, that came from another file of the same run: activity `source`.

    `stream` is a column's name, `movement` for distance and speed, or `position`; `seconds` is how much it gave.
    """

    stream: str
    source: str
    seconds: float
    whole: bool


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One activity as stored: identity, facts and the runner's own marks on it. `facts.windows` is empty here.

    `caption` is what was written about it elsewhere; its title is in `name` where the file has no better one.
    `filled` says which streams came from the other files of the same run; `hr_source` follows the heart rate.

    `marks` are the runner's corrections, e.g. {"heart_rate_wrong": "yes", "race": "yes", "taken_out": "yes"}.
    """

    id: str
    format: Format
    sport: str
    sub_sport: str | None
    name: str | None
    start_utc: datetime
    local_start: datetime
    local_day: date
    time_zone: str
    clock_ok: bool
    files: tuple[str, ...]
    device: str | None
    hr_source: str | None
    samples: int
    laps: int
    duplicate_of: str | None
    possible_duplicate_of: str | None
    warnings: tuple[str, ...]
    marks: Mapping[str, str]
    facts: RunFacts
    caption: Caption = NO_CAPTION
    filled: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class RunScore:
    """What a run means for this athlete: load, kind, and whether it may enter the trend.

    `left_out` is None for a run that may; a block can still leave it out (other pace, other sensor).
    `carried_min` are minutes of running in files that ended less than 20 min before: its warm-up goes on there.
    """

    load: Load
    kind: RunKind
    left_out: LeftOut | None
    carried_min: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """A run as pages and the command line show it."""

    summary: RunSummary
    score: RunScore
