"""Which runs of a span can be compared, and which windows of theirs (real-runners.md section 6.1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.model.trend import LeftOutRun
from runstrong.trend.rows import Rows
from runstrong.trend.steady import Series, Steady, near_speed, rows_of, series_of, steady_windows

USUAL_SPAN: Final = timedelta(days=365)
"""The usual speed is a year's: over several, runners outgrow the band around it."""

JOINED_RUNS: Final = 4
"""A sensor with fewer runs in a span says nothing beyond its own offset."""


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
    known = sorted((r for r in runs if r.summary.local_day <= to_day), key=by_start)
    in_span = [run for run in known if run.summary.local_day >= from_day]
    entering = steady_windows([run for run in known if run.score.left_out is None], windows, hr_max_on)
    enough = entering.of(entering.is_enough)
    series = joined(run for run in enough.runs if run.summary.local_day >= from_day)
    same = enough.of([series_of(run) in series for run in enough.runs])
    usual = usual_speed(same)
    near = near_speed(same, usual)
    rows = rows_of(near.of(near.is_enough), series)
    inside = np.array([day >= from_day for day in rows.days], dtype=np.bool_)
    left_out = left_out_runs(in_span, {run.summary.id for run in enough.runs}, series, set(rows.ids))
    return Selection(rows.where(~inside), rows.where(inside), usual, left_out)


def by_start(run: Run) -> tuple[datetime, str]:
    """A key to sort runs by."""
    return run.summary.start_utc, run.summary.id


def usual_speed(steady: Steady) -> float:
    """The median window speed in m/s of the year up to the last run; NaN without any. Runs ascend by start."""
    if not steady.runs:
        return float("nan")
    since = steady.runs[-1].summary.local_day - USUAL_SPAN
    lately = steady.of([run.summary.local_day > since for run in steady.runs])
    return float(np.median(lately.speed_mps))


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


def left_out_runs(
    runs: Sequence[Run], enough: set[str], series: Sequence[Series], used: set[str]
) -> tuple[LeftOutRun, ...]:
    """The runs that are not used, and why: judged so, not steady for long enough, or of another sensor or pace."""

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
