"""Stored runs made up for tests of what they mean: minutes at a heart rate, minutes at a speed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np

from runstrong.model.athlete import Physiology, Sex, Sourced
from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, SPEED_BIN_MPS, SPEED_BINS, RunFacts, RunSummary, Windows

NO_WINDOWS = Windows(np.empty(0), np.empty(0), np.empty(0), {}, 0)
MONDAY = date(2024, 1, 1)


def on(number: int) -> date:
    """The day so many days after a Monday."""
    return MONDAY + timedelta(days=number)


def histogram(minutes_at: Mapping[float, float], bins: int, width: float = 1.0) -> np.ndarray:
    """Seconds per bin from minutes at each value."""
    seconds = np.zeros(bins, dtype=np.int64)
    for value, minutes in minutes_at.items():
        seconds[round(value / width)] += round(60 * minutes)
    return seconds


def facts(
    hr: Mapping[float, float] | None = None,
    speed: Mapping[float, float] | None = None,
    **changes: object,
) -> RunFacts:
    """A flat outdoor run of minutes at each heart rate (beats/min) and speed (m/s); by default 60 min easy."""
    hr = {140: 60} if hr is None else hr
    speed = {2.8: sum(hr.values()) or 60} if speed is None else speed
    minutes = sum(speed.values()) or sum(hr.values())
    mean = sum(v * m for v, m in speed.items()) / minutes if speed else None
    made = RunFacts(
        elapsed_s=60.0 * minutes + 60,
        timer_s=60.0 * minutes,
        moving_s=60.0 * minutes if speed else None,
        distance_m=None if mean is None else 60 * minutes * mean,
        ascent_m=10.0,
        avg_hr_bpm=sum(v * m for v, m in hr.items()) / sum(hr.values()) if hr else None,
        max_hr_bpm=float(max(hr)) if hr else None,
        avg_speed_mps=mean,
        gap_mps=mean,
        norm_gap_mps=mean,
        walking_share=0.0 if speed else None,
        steep_share=0.0,
        hr_quality=1.0 if hr else None,
        locked_share=0.0 if hr else None,
        temperature_c=12.0,
        mean_elevation_m=100.0,
        grade_source="barometric",
        hr_seconds=histogram(hr, HR_BINS),
        gap_seconds=histogram(speed, SPEED_BINS, SPEED_BIN_MPS),
        best_gap_mps=_best(speed),
        windows=NO_WINDOWS,
        methods={},
        missing={},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _best(speed: Mapping[float, float]) -> np.ndarray:
    """Best means when the fast minutes are run in one piece, NaN beyond the run's length."""
    seconds = np.repeat(sorted(speed, reverse=True), [round(60 * speed[v]) for v in sorted(speed, reverse=True)])
    return np.array([seconds[:s].mean() if len(seconds) >= s else np.nan for s in BEST_EFFORT_S])


def summary(
    number: int = 0, hour: float = 7.0, /, *, made: RunFacts | None = None, **changes: object
) -> RunSummary:
    """A run on the day `number` days after a Monday, at a local hour that is also UTC."""
    start = datetime.combine(on(number), time()) + timedelta(hours=hour)
    stored = RunSummary(
        id=f"{number:05d}-{hour:05.2f}",
        format="fit",
        sport="running",
        sub_sport="generic",
        name=None,
        start_utc=start,
        local_start=start,
        local_day=start.date(),
        time_zone="UTC",
        clock_ok=True,
        files=("run.fit",),
        device="Watch",
        hr_source="chest strap",
        samples=3600,
        laps=1,
        duplicate_of=None,
        possible_duplicate_of=None,
        warnings=(),
        marks={},
        facts=facts() if made is None else made,
    )
    return replace(stored, **changes)  # type: ignore[arg-type]


def body(
    hr_max: float | None = 190.0,
    hr_rest: float = 50.0,
    threshold_mps: float | None = 3.6,
    sex: Sex = "male",
    *,
    hr_threshold: float = 170.0,
) -> Physiology:
    """An athlete who typed everything in."""
    typed = [Sourced(value, "you", "your answer") for value in (hr_max, hr_rest, hr_threshold)]
    return Physiology(*typed, Sourced(threshold_mps, "you" if threshold_mps else "default", ""), sex)
