"""Pace at heart rate over a span of days, with how far it can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from runstrong.model.facts import LeftOut

Verdict = Literal["likely_faster", "likely_slower", "steady", "no_clear_change", "not_enough_data"]
Interval = tuple[float, float]
Span = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One run in the trend: its pace in s/km at the reference heart rate, adjusted to minute 20."""

    id: str
    day: date
    pace_s_per_km: float
    windows: int


@dataclass(frozen=True, slots=True)
class TrendWeek:
    """The runs of one week together: pace in s/km at the reference heart rate with its 90 % interval."""

    week_start: date
    pace_s_per_km: float
    interval90_s_per_km: Interval
    runs: int


@dataclass(frozen=True, slots=True)
class LeftOutRun:
    """A run that is not in the trend, and why."""

    id: str
    day: date
    reason: LeftOut


@dataclass(frozen=True, slots=True)
class BlockTrend:
    """The straight line of pace at one heart rate through a span, end against start.

    `change_pct` is positive when the runner became faster at the same heart rate. Paces in s/km, percentages
    of speed, slope in beats/min per m/s. Everything but the span, the runs and the words is None under
    `not_enough_data`. `verdict_text` is one or two plain sentences that carry the interval.
    """

    from_day: date
    to_day: date
    verdict: Verdict
    verdict_text: str
    method: str
    runs_used: tuple[str, ...]
    left_out: tuple[LeftOutRun, ...]
    temperature_adjusted: bool = False
    reference_hr_bpm: float | None = None
    pace_start_s_per_km: float | None = None
    pace_end_s_per_km: float | None = None
    change_pct: float | None = None
    interval90_pct: Interval | None = None
    p_faster: float | None = None
    min_detectable_change_pct: float | None = None
    slope_bpm_per_mps: float | None = None
    usual_wander_pct: float | None = None
    unusual: bool | None = None
    points: tuple[TrendPoint, ...] = ()
    weeks: tuple[TrendWeek, ...] = ()

    @property
    def covered(self) -> Span:
        """Days of the first and the last run used: the paces are those of these, not of the span's ends."""
        days = [point.day for point in self.points]
        return min(days, default=self.from_day), max(days, default=self.to_day)


@dataclass(frozen=True, slots=True)
class ComparedSpan:
    """One of two spans set side by side: its pace in s/km at the shared reference heart rate.

    `hard_sets` counts recorded working sets by region. Paces are None where the two cannot be compared.
    """

    from_day: date
    to_day: date
    runs_used: tuple[str, ...] = ()
    pace_s_per_km: float | None = None
    interval90_s_per_km: Interval | None = None
    strength_sessions: int = 0
    hard_sets: Mapping[str, float] = field(default_factory=dict)
    points: tuple[TrendPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockComparison:
    """Span b against span a; `difference_pct` is positive when b was faster at the same heart rate.

    Numbers are None under `not_enough_data`. `comparable` is False where sensor, heart rate, heat or the spans
    themselves differ too much for a verdict; `caveats` say why, in whole sentences. `caption` says what else
    differed, as something that went together with the difference.
    """

    a: ComparedSpan
    b: ComparedSpan
    verdict: Verdict
    verdict_text: str
    method: str
    comparable: bool
    caveats: tuple[str, ...]
    left_out: tuple[LeftOutRun, ...] = ()
    caption: str = ""
    temperature_adjusted: bool = False
    reference_hr_bpm: float | None = None
    difference_pct: float | None = None
    interval90_pct: Interval | None = None
    p_faster: float | None = None
    min_detectable_change_pct: float | None = None
    usual_wander_pct: float | None = None
    unusual: bool | None = None


class SuggestedComparison(NamedTuple):
    """Two spans worth setting side by side, both of which hold runs, and what that is called."""

    name: str
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class LongPoint:
    """Pace in s/km at the long view's heart rate on one day, with its 90 % band."""

    day: date
    pace_s_per_km: float
    interval90_s_per_km: Interval


@dataclass(frozen=True, slots=True)
class LongPiece:
    """A stretch of running with one sensor and no gap over four weeks; `sensor` names sensor and watch."""

    sensor: str
    runs: int
    points: tuple[LongPoint, ...]


@dataclass(frozen=True, slots=True)
class SensorChange:
    """The day on which a sensor or watch was first used, and its name."""

    day: date
    sensor: str


@dataclass(frozen=True, slots=True)
class LongView:
    """Years of pace at one heart rate as smooth levels; `text` says what is seen, or why nothing is."""

    reference_hr_bpm: float | None
    pieces: tuple[LongPiece, ...]
    changes: tuple[SensorChange, ...]
    text: str


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Runs over about the same route at about the same pace: a measurement the runner repeats anyway.

    `scatter_bpm` is how far their heart rate strays from one to the next, `other_scatter_bpm` that of the other
    runs in the same weeks (None where too few); both SDs at the usual pace.
    """

    runs: tuple[str, ...]
    distance_m: float
    pace_s_per_km: float
    scatter_bpm: float
    other_scatter_bpm: float | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would lower the change a block can show, to `min_detectable_change_pct` where that can be told."""

    what: Literal["chest_strap", "temperature", "check_run", "more_runs"]
    text: str
    min_detectable_change_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Precision:
    """The least change in % that a block of `weeks` weeks will show in four of five cases, before it is run."""

    weeks: int
    runs_per_week: float
    min_detectable_change_pct: float | None
    scatter_bpm: float
    own_scatter: bool
    text: str
    remedies: tuple[Remedy, ...] = ()
    check_run: CheckRun | None = None
