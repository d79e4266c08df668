"""Which runs of two spans can be set against each other: a sensor they share, others joined to it, one pace."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.model.facts import Run, Windows
from runstrong.model.trend import LeftOutRun, Span
from runstrong.trend.beliefs import Centre
from runstrong.trend.rows import Rows, together
from runstrong.trend.select import JOINED_RUNS, by_start, left_out_runs, most_used
from runstrong.trend.steady import Series, Steady, near_speed, rows_of, series_of, steady_windows

CREEP: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Pair:
    """Comparable rows of spans a and b, and all of their sensors' rows before the later span.

    Sensor 0 is the one they share most of; others are joined to it by an offset. `hr_a` and `hr_b` are the used
    windows' heart rates; `usual_series` is each span's own most used sensor.
    """

    history: Rows
    a: Rows
    b: Rows
    hr_a: FloatArray
    hr_b: FloatArray
    usual_mps: float
    usual_series: tuple[Series | None, Series | None]
    left_out: tuple[LeftOutRun, ...]

    @property
    def same_sensor(self) -> bool:
        """Whether both spans were run mostly with the same sensor and watch."""
        return self.usual_series[0] == self.usual_series[1]

    @property
    def is_joined(self) -> bool:
        """Whether both spans hold enough runs with the sensor they share."""
        return all(int((rows.sensor == 0).sum()) >= JOINED_RUNS for rows in (self.a, self.b))


def pair(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    a: Span,
    b: Span,
    hr_max_on: Callable[[date], float | None],
) -> Pair:
    """The rows of the two spans. `runs` is the whole history; runs after the later span are not looked at."""
    last = max(a[1], b[1])
    known = sorted((r for r in runs if r.summary.local_day <= last), key=by_start)
    entering = steady_windows([run for run in known if run.score.left_out is None], windows, hr_max_on)
    enough = entering.of(entering.is_enough)
    in_a, in_b = (_inside(enough, span) for span in (a, b))
    series = joined_series(in_a.runs, in_b.runs)
    same = enough.of([series_of(run) in series for run in enough.runs])
    usual = _usual(same, a, b)
    everywhere = near_speed(same, usual)
    near = everywhere.of(everywhere.is_enough)
    of_a, of_b = (_inside(near, span) for span in (a, b))
    later = max(a[0], b[0])
    used = {run.summary.id for run in (*of_a.runs, *of_b.runs)}
    asked = [run for run in known if within(run, a) or within(run, b)]
    return Pair(
        history=rows_of(near.of([run.summary.local_day < later for run in near.runs]), series),
        a=rows_of(of_a, series),
        b=rows_of(of_b, series),
        hr_a=of_a.hr_bpm,
        hr_b=of_b.hr_bpm,
        usual_mps=usual,
        usual_series=(most_used(in_a.runs), most_used(in_b.runs)),
        left_out=left_out_runs(asked, {run.summary.id for run in enough.runs}, series, used),
    )


def within(run: Run, span: Span) -> bool:
    """Whether a run belongs to a span."""
    return span[0] <= run.summary.local_day <= span[1]


def _inside(steady: Steady, span: Span) -> Steady:
    return steady.of([within(run, span) for run in steady.runs])


def shared_series(in_a: Sequence[Run], in_b: Sequence[Run]) -> Series | None:
    """The sensor that the span with fewer of its runs has most of; None without runs."""
    a, b = (Counter(series_of(run) for run in runs) for runs in (in_a, in_b))
    # Sensors of equal standing are told apart by name, so that the order of imports never matters.
    return max(
        a | b, key=lambda series: (min(a[series], b[series]), a[series] + b[series], str(series)), default=None
    )


def joined_series(in_a: Sequence[Run], in_b: Sequence[Run]) -> tuple[Series, ...]:
    """The sensor the spans share, and where both hold enough of it every other one that it can be joined to."""
    first = shared_series(in_a, in_b)
    if first is None:
        return ()
    both = Counter(series_of(run) for run in (*in_a, *in_b))
    shared = min(sum(series_of(run) == first for run in runs) for runs in (in_a, in_b))
    often = sorted((-n, str(s), s) for s, n in both.items() if s != first and n >= JOINED_RUNS)
    return (first, *(s for _, _, s in often)) if shared >= JOINED_RUNS else (first,)


def _usual(same: Steady, a: Span, b: Span) -> float:
    """Midway between the median window speeds in m/s of the two spans: a runner may have got faster in between."""
    found = [one for one in (_inside(same, span) for span in (a, b)) if one.runs]
    return float(np.mean([float(np.median(one.speed_mps)) for one in found])) if found else float("nan")


def centre_of_both(pair: Pair) -> Centre:
    """The usual speed, and the spans' mean temperature where most runs of either have one."""
    measured = [rows.temperature_c[np.isfinite(rows.temperature_c)] for rows in (pair.a, pair.b)]
    known = all(2 * len(found) > len(rows) for found, rows in zip(measured, (pair.a, pair.b), strict=True))
    celsius = float(np.mean([found.mean() for found in measured])) if known else None
    return Centre(pair.usual_mps, celsius, sensors=1 + max(int(rows.sensor.max()) for rows in (pair.a, pair.b)))


def as_step(pair: Pair) -> Rows:
    """Both spans as one table whose time stands at 0 in span a and at 1 in b: its line is the difference."""
    # Time creeps on inside a span: a missing temperature is looked up between its neighbours.
    a, b = (
        replace(rows, week=moment + CREEP * (rows.week - rows.week[0]))
        for rows, moment in ((pair.a, 0.0), (pair.b, 1.0))
    )
    return together(a, b)


def levelled(pair: Pair) -> Rows:
    """The later span's rows moved to the earlier one's pace and heart rate: what a slope may be learned from.

    The step between the two is what is asked for; taken along, a faster runner would look like a sensor that does
    not follow pace.
    """
    early, late = sorted((pair.a, pair.b), key=lambda rows: float(rows.week[0]))
    return replace(
        late,
        hr_bpm=late.hr_bpm + np.median(early.hr_bpm) - np.median(late.hr_bpm),
        speed_mps=late.speed_mps + np.median(early.speed_mps) - np.median(late.speed_mps),
    )
