"""Runs, trends and plans made up for tests of what is drawn and said about them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import numpy as np

from runstrong.model.facts import BEST_EFFORT_S, HR_BINS, SPEED_BINS, LeftOut, Load, Run, RunFacts, RunScore
from runstrong.model.trend import BlockTrend, LeftOutRun, TrendPoint, TrendWeek
from tests.scored_runs import NO_WINDOWS
from tests.scored_runs import summary as stored

FACTS = RunFacts(
    elapsed_s=3000.0,
    timer_s=2832.0,
    moving_s=2820.0,
    distance_m=10_020.0,
    ascent_m=57.0,
    avg_hr_bpm=152.0,
    max_hr_bpm=171.0,
    avg_speed_mps=3.54,
    gap_mps=3.6,
    norm_gap_mps=3.61,
    walking_share=0.01,
    steep_share=0.0,
    hr_quality=0.98,
    locked_share=0.0,
    temperature_c=14.0,
    mean_elevation_m=120.0,
    grade_source="barometric",
    hr_seconds=np.zeros(HR_BINS, dtype=np.int64),
    gap_seconds=np.zeros(SPEED_BINS, dtype=np.int64),
    best_gap_mps=np.full(len(BEST_EFFORT_S), 3.6),
    windows=NO_WINDOWS,
    methods={"distance_m": "as the watch states it"},
    missing={},
)


def run(day: date, load: float | None = 60.0, *, left_out: LeftOut | None = None, **summary: object) -> Run:
    """A run of 10 km on the morning of `day`."""
    start = datetime.combine(day, time(7, 12))
    made = stored(
        made=FACTS,
        **{
            "id": f"{day:%Y%m%d}-0",
            "start_utc": start,
            "local_start": start,
            "local_day": day,
            "time_zone": "Europe/Berlin",
            "files": (f"{day}.fit",),
            "samples": 2832,
            "laps": 10,
            **summary,
        },
    )
    return Run(made, RunScore(Load(load, "pace" if load is not None else None, "because", {}), "easy", left_out))


def trend(first: date, weeks: int = 10) -> BlockTrend:
    """A block that became faster: three runs a week from 6:02 to 5:51 per km at 145 bpm."""
    last = first + timedelta(days=7 * weeks - 1)
    days = [first + timedelta(days=7 * week + offset) for week in range(weeks) for offset in (1, 3, 6)]
    paces = np.linspace(362, 351, len(days))
    points = tuple(
        TrendPoint(f"{day:%Y%m%d}-0", day, float(pace), 20) for day, pace in zip(days, paces, strict=True)
    )
    return BlockTrend(
        from_day=first,
        to_day=last,
        verdict="no_clear_change",
        verdict_text="No clear change: between -1.9 % and +8.2 %.",
        method="A line through steady minutes.",
        runs_used=tuple(point.id for point in points),
        left_out=(LeftOutRun("x-0", first, LeftOut.TREADMILL),),
        temperature_adjusted=True,
        reference_hr_bpm=145.0,
        pace_start_s_per_km=362.0,
        pace_end_s_per_km=351.0,
        change_pct=3.1,
        interval90_pct=(-1.9, 8.2),
        p_faster=0.84,
        min_detectable_change_pct=8.0,
        points=points,
        weeks=tuple(
            TrendWeek(
                first + timedelta(days=7 * week), float(paces[3 * week]), (345.0, 369.0), 3 - 2 * (week == 4)
            )
            for week in range(weeks)
        ),
    )


def columns(minutes: int, *, gaps: Mapping[int, int] | None = None) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """A track recorded every second at 3 m/s and 150 bpm; `gaps` maps a second to the length of a pause there."""
    seconds = np.arange(60.0 * minutes)
    stretch = np.zeros(len(seconds), dtype=np.int64)
    t_s = seconds.copy()
    for second, length in (gaps or {}).items():
        t_s[second:] += length
        stretch[second:] += 1
    made = {
        "t_s": t_s,
        "distance_m": 3.0 * seconds,
        "speed_mps": np.full(len(seconds), 3.0),
        "hr_bpm": np.full(len(seconds), 150.0),
        "elevation_m": 100 + 5 * np.sin(seconds / 300),
    }
    return made, stretch
