"""Pace at heart rate over a span of days, with how far it can be trusted."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from runstrong.model.facts import LeftOut

Verdict = Literal["likely_faster", "likely_slower", "steady", "no_clear_change", "not_enough_data"]
Interval = tuple[float, float]


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
