"""Which runs of a span can be compared, and which windows of theirs (real-runners.md section 6.1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from runstrong.model.arrays import BoolArray, FloatArray, IntArray
from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.model.trend import LeftOutRun
from runstrong.trend.rows import Rows, means, medians, weeks_since_epoch
from runstrong.trend.within import within_runs

WARM_UP_MIN: Final = 7.0
HALF_WINDOW_MIN: Final = 0.5
HR_BAND: Final = (0.50, 0.95)
ENOUGH_WINDOWS: Final = 3
USUAL_SPAN: Final = timedelta(days=365)
"""The usual speed is a year's: over several, runners outgrow the band around it."""

SPEED_BAND_MPS: Final = 0.4
"""Near the usual speed only: optical sensors under-read in fast running (real-runners.md section 2)."""

JOINED_RUNS: Final = 4
"""A sensor with fewer runs in a span says nothing beyond its own offset."""

Series = tuple[str | None, str | None]
"""Heart-rate sensor and watch: levels from different ones are compared only across an offset."""


@dataclass(frozen=True, slots=True)
class Steady:
    """One run's windows that pass a gate, (k,) each; `minute` goes on from a file that ended just before.

    `unhurried` are the windows that tell how heart rate follows pace inside the run, fast ones left out.
    """

    run: Run
    minute: FloatArray
    speed_mps: FloatArray
    hr_bpm: FloatArray
    unhurried: "Steady | None" = None

    def where(self, keep: BoolArray) -> "Steady":
        """The windows for which `keep` holds."""
        # Most runs keep all of theirs, and a history has thousands of runs.
        if keep.all():
            return self
        return Steady(self.run, self.minute[keep], self.speed_mps[keep], self.hr_bpm[keep])

    @property
    def is_enough(self) -> bool:
        """Whether the run can stand for a day."""
        return len(self.minute) >= ENOUGH_WINDOWS


@dataclass(frozen=True, slots=True)
class Selection:
    """What a span is compared on: its rows, the same sensors' rows before it, and the span's runs left out.

    `usual_mps` is the usual speed at the span's end; NaN without any steady window.
    """

    history: Rows
    span: Rows
    usual_mps: float
    left_out: tuple[LeftOutRun, ...]


def select(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    from_day: date,
    to_day: date,
    hr_max_on: Callable[[date], float | None],
) -> Selection:
    """The comparable runs of the span's sensors, and why each other run of the span is left out.

    `runs` is the whole history in any order. Runs after the span are not looked at: they never change its result.
    """
    known = sorted((r for r in runs if r.summary.local_day <= to_day), key=_start)
    in_span = [run for run in known if run.summary.local_day >= from_day]
    entering = [_steady(run, windows, hr_max_on) for run in known if run.score.left_out is None]
    enough = [steady for steady in entering if steady.is_enough]
    series = joined(steady.run for steady in enough if steady.run.summary.local_day >= from_day)
    same = [steady for steady in enough if series_of(steady.run) in series]
    usual = usual_speed(same)
    rows = rows_of([s for s in (near_speed(steady, usual) for steady in same) if s.is_enough], series)
    inside = np.array([day >= from_day for day in rows.days], dtype=np.bool_)
    left_out = _left_out(in_span, {s.run.summary.id for s in enough}, series, set(rows.ids))
    return Selection(rows.where(~inside), rows.where(inside), usual, left_out)


def _start(run: Run) -> tuple[float, str]:
    return weeks_since_epoch(run.summary.start_utc), run.summary.id


def _steady(run: Run, windows: Mapping[str, Windows], hr_max_on: Callable[[date], float | None]) -> Steady:
    found = windows.get(run.summary.id)
    if found is None:
        return Steady(run, np.empty(0), np.empty(0), np.empty(0))
    return steady_windows(run, found, hr_max_on(run.summary.local_day))


def steady_windows(run: Run, windows: Windows, hr_max: float | None) -> Steady:
    """The windows after the warm-up, within 50-95 % of the maximum heart rate where one is known."""
    minute = windows.minute + run.score.carried_min
    keep = (minute - HALF_WINDOW_MIN >= WARM_UP_MIN) & np.isfinite(windows.speed_mps) & np.isfinite(windows.hr_bpm)
    if hr_max is not None:
        keep &= (windows.hr_bpm >= HR_BAND[0] * hr_max) & (windows.hr_bpm <= HR_BAND[1] * hr_max)
    return Steady(run, minute, windows.speed_mps, windows.hr_bpm).where(keep)


def usual_speed(steady: Sequence[Steady]) -> float:
    """The median window speed in m/s of the year up to the last run; NaN without any. Runs ascend by start."""
    if not steady:
        return float("nan")
    since = steady[-1].run.summary.local_day - USUAL_SPAN
    return float(np.median(np.concatenate([s.speed_mps for s in steady if s.run.summary.local_day > since])))


def near_speed(steady: Steady, usual_mps: float) -> Steady:
    """The windows within the band around the usual speed. Slower ones too tell how heart rate follows pace."""
    slower = steady.where(steady.speed_mps <= usual_mps + SPEED_BAND_MPS)
    near = steady.where(np.abs(steady.speed_mps - usual_mps) <= SPEED_BAND_MPS)
    return replace(near, unhurried=slower)


def series_of(run: Run) -> Series:
    """Which sensor and watch measured a run, as far as its file says."""
    return run.summary.hr_source, run.summary.device


def most_used(runs: Iterable[Run]) -> Series | None:
    """The series of most runs, of two equal ones the more recent; None without runs, which ascend by start."""
    series = [series_of(run) for run in runs]
    return Counter(reversed(series)).most_common(1)[0][0] if series else None


def joined(runs: Iterable[Run]) -> tuple[Series, ...]:
    """The most used series, then every other one of enough runs to be joined by an offset."""
    known = list(runs)
    first = most_used(known)
    often = Counter(series_of(run) for run in known).most_common()
    return () if first is None else (first, *(s for s, n in often if s != first and n >= JOINED_RUNS))


def rows_of(steady: Sequence[Steady], series: Sequence[Series] = ()) -> Rows:
    """One row per run: median heart rate, mean speed and mean minute of its windows. `series` numbers sensors."""
    summaries = [s.run.summary for s in steady]
    return Rows(
        ids=tuple(summary.id for summary in summaries),
        days=tuple(summary.local_day for summary in summaries),
        week=np.array([weeks_since_epoch(summary.start_utc) for summary in summaries]),
        hr_bpm=medians([s.hr_bpm for s in steady]),
        speed_mps=means([s.speed_mps for s in steady]),
        minute=means([s.minute for s in steady]),
        windows=np.array([float(len(s.minute)) for s in steady]),
        temperature_c=np.array([_celsius(summary.facts.temperature_c) for summary in summaries]),
        hour=np.array([start.hour + start.minute / 60 for start in (one.local_start for one in summaries)]),
        sensor=_sensors(steady, series),
        within=_within([s.unhurried or s for s in steady]),
        calm=np.ones(len(steady)),
    )


def _within(steady: Sequence[Steady]) -> FloatArray:
    """How heart rate follows pace inside each run, (n, 2)."""
    if not steady:
        return np.empty((0, 2))
    run = np.repeat(np.arange(len(steady)), [len(s.minute) for s in steady])
    columns = ([getattr(s, name) for s in steady] for name in ("minute", "speed_mps", "hr_bpm"))
    return within_runs(run, *(np.concatenate(column) for column in columns))


def _sensors(steady: Sequence[Steady], series: Sequence[Series]) -> IntArray:
    """Each run's place in `series`; 0 for all where sensors are not told apart."""
    places = {one: place for place, one in enumerate(series)}
    return np.array([places.get(series_of(s.run), 0) for s in steady], dtype=np.int64)


def _celsius(temperature: float | None) -> float:
    return float("nan") if temperature is None else temperature


def _left_out(
    runs: Sequence[Run], enough: set[str], series: Sequence[Series], used: set[str]
) -> tuple[LeftOutRun, ...]:
    def reason(run: Run) -> LeftOut:
        if run.score.left_out is not None:
            return run.score.left_out
        if run.summary.id not in enough:
            return LeftOut.NOT_STEADY
        return LeftOut.OTHER_PACE if series_of(run) in series else LeftOut.OTHER_SENSOR

    return tuple(
        LeftOutRun(run.summary.id, run.summary.local_day, reason(run))
        for run in runs
        if run.summary.id not in used
    )
