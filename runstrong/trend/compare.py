"""Pace at one heart rate in two spans: from stored runs and windows to the difference a page shows (B.7)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from runstrong.model.facts import Run, Windows
from runstrong.model.trend import BlockComparison, ComparedSpan, Interval, Span, TrendPoint
from runstrong.trend import compare_words as words
from runstrong.trend.answer import change, half_width, log_change, reference_speed, wander
from runstrong.trend.beliefs import Centre
from runstrong.trend.check_run import Places, Position, places_of, recognised, with_check_runs
from runstrong.trend.line import CHANGE, LEVEL, SLOPE, Line
from runstrong.trend.pair import Pair, as_step, centre_of_both, levelled, pair
from runstrong.trend.rows import Rows, together
from runstrong.trend.slope import Fitted, fit, refit
from runstrong.trend.words import days_covered, no_slope_text, verdict
from runstrong.units import pace_s

SLOWEST_MPS: Final = 0.5


def block_comparison(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    a: Span,
    b: Span,
    *,
    hr_max_on: Callable[[date], float | None],
    starts: Mapping[str, Position] | None = None,
) -> BlockComparison:
    """Span b against span a at one heart rate; `runs` is the whole history in any order.

    `starts` holds where runs began, for finding check runs.

    How heart rate follows pace, minute and heat is shared by both spans and believed as the runs before the later
    span have taught it.
    """
    wrong = words.misfit(a, b)
    if wrong is not None:
        return _nothing(a, b, wrong)
    both = pair(runs, windows, a, b, hr_max_on)
    missing = words.too_few(both)
    if missing is not None:
        return _nothing(a, b, missing, both)
    centre = centre_of_both(both)
    later = levelled(both)
    fitted = fit(both.history, as_step(both), centre, also=later)
    if not fitted.follows_pace:
        text = no_slope_text(float(fitted.line.coefficients[SLOPE]), len(both.history) + len(later))
        return _nothing(a, b, text, both)
    places = places_of(runs, starts or {})
    return _answer(a, b, _weighed(_Step(both, centre, fitted), places))


def _nothing(a: Span, b: Span, text: str, both: Pair | None = None) -> BlockComparison:
    return BlockComparison(
        a=ComparedSpan(*a, runs_used=() if both is None else both.a.ids),
        b=ComparedSpan(*b, runs_used=() if both is None else both.b.ids),
        verdict="not_enough_data",
        verdict_text=text,
        method=words.METHOD,
        comparable=False,
        caveats=(text,),
        left_out=() if both is None else both.left_out,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """Two spans with everything that was learned about them; time is -1/2 in span a and +1/2 in span b."""

    both: Pair
    centre: Centre
    fitted: Fitted

    @property
    def line(self) -> Line:
        """Heart rate in both spans."""
        return self.fitted.line

    @property
    def reference_hr(self) -> float:
        """Heart rate at the usual speed halfway between the spans, rounded to 5 beats/min."""
        return 5.0 * round(float(self.line.coefficients[LEVEL]) / 5)

    @property
    def speed_mps(self) -> float:
        """Speed at the reference heart rate halfway between the spans."""
        return reference_speed(self.line, self.centre.speed_mps, self.reference_hr)

    @property
    def weeks_between(self) -> float:
        """Over so many weeks a random walk changes as much as between the means of these two spans."""
        early, late = sorted((self.both.a.week, self.both.b.week), key=lambda week: float(week[0]))
        return float((np.ptp(early) + np.ptp(late)) / 3 + late[0] - early[-1])


def _weighed(step: _Step, places: Places) -> _Step:
    """The step once more, the runner's check runs counting for as much as they tell."""
    both, later = step.both, levelled(step.both)
    slopes = step.line.coefficients[SLOPE:-1]
    found = recognised(together(both.history, later), step.centre, slopes, step.fitted.wander_bpm, places)
    if found is None:
        return step
    both = replace(both, a=with_check_runs(both.a, found), b=with_check_runs(both.b, found))
    return replace(step, both=both, fitted=refit(step.fitted, as_step(both), step.centre))


def _answer(a: Span, b: Span, step: _Step) -> BlockComparison:
    line, both = step.line, step.both
    found, adjusted = change(line, step.speed_mps), step.centre.temperature_c is not None
    usual = wander(line, step.fitted.wander_bpm, step.weeks_between, step.speed_mps)
    apart, thin = tuple(words.apart(both)), tuple(words.thin(both, temperature_adjusted=adjusted))
    caveats = (*apart, *thin, *words.aside(both))
    counts = len(both.a), len(both.b)
    said = verdict(found, sum(counts), days_covered((*both.a.days, *both.b.days)), capped=bool(apart or thin))
    text = words.verdict_text(said, found, (a, b), counts, usual=usual, caveats=caveats)
    return BlockComparison(
        a=_span(a, step, both.a, -0.5),
        b=_span(b, step, both.b, 0.5),
        verdict=said,
        verdict_text=text,
        method=words.METHOD,
        comparable=not apart,
        caveats=caveats,
        left_out=both.left_out,
        temperature_adjusted=adjusted,
        reference_hr_bpm=step.reference_hr,
        difference_pct=found.percent,
        interval90_pct=found.interval90,
        p_faster=found.p_faster,
        min_detectable_change_pct=found.min_detectable,
        usual_wander_pct=None if usual is None else usual[0],
        unusual=None if usual is None else usual[1],
    )


def _span(span: Span, step: _Step, rows: Rows, side: float) -> ComparedSpan:
    speed = step.speed_mps * float(np.exp(side * log_change(step.line, step.speed_mps)))
    return ComparedSpan(
        *span,
        runs_used=rows.ids,
        pace_s_per_km=float(round(pace_s(speed))),
        interval90_s_per_km=_interval(step, speed, side),
        points=tuple(_points(step, rows, side)),
    )


def _interval(step: _Step, speed_mps: float, side: float) -> Interval:
    """The 90 % interval of one span's pace, in s/km and at least 2 s wide."""
    direction = np.zeros(len(step.line.coefficients))
    direction[[LEVEL, CHANGE, SLOPE]] = 1.0, side, speed_mps - step.centre.speed_mps
    half = half_width(step.line, float(direction @ step.line.covariance @ direction))
    pace, fast, slow = (pace_s(max(v, SLOWEST_MPS)) for v in (speed_mps, speed_mps + half, speed_mps - half))
    return float(round(min(fast, pace - 1))), float(round(max(slow, pace + 1)))


def _points(step: _Step, rows: Rows, side: float) -> Iterator[TrendPoint]:
    """Each run's pace at the reference heart rate, at minute 20 and the spans' mean temperature."""
    first = 0 if side < 0 else len(step.both.a)
    adjusted = step.line.adjusted_bpm[first : first + len(rows)]
    speeds = step.centre.speed_mps + (step.reference_hr - adjusted) / step.line.coefficients[SLOPE]
    for run_id, day, speed, count in zip(rows.ids, rows.days, speeds, rows.windows, strict=True):
        yield TrendPoint(run_id, day, float(round(pace_s(max(float(speed), SLOWEST_MPS)))), int(count))
