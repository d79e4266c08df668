"""Pace at one heart rate through a block: from stored runs and windows to the answer a page shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.model.athlete import Units
from runstrong.model.facts import Run, Windows
from runstrong.model.trend import BlockTrend, TrendPoint, TrendWeek
from runstrong.trend import words
from runstrong.trend.answer import change, half_width, log_change, reference_speed, wander
from runstrong.trend.beliefs import Centre, covariates
from runstrong.trend.check_run import Places, Position, places_of, recognised, with_check_runs
from runstrong.trend.line import HEAT, LEVEL, MIDDAY, SLOPE, Line, time_of
from runstrong.trend.rows import Rows, together
from runstrong.trend.select import Selection, select
from runstrong.trend.slope import Fitted, fit, refit
from runstrong.trend.weather import rise
from runstrong.units import pace_s

LEAST_HALF_WIDTH_S = 1.0
"""No interval of pace is narrower than 2 s/km (science section H.11)."""


def block_trend(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    from_day: date,
    to_day: date,
    *,
    hr_max_on: Callable[[date], float | None],
    starts: Mapping[str, Position] | None = None,
    units: Units = "metric",
) -> BlockTrend:
    """Pace at heart rate from one day to another, both included (real-runners.md section 6).

    `runs` is the whole history in any order: runs before the span teach how heart rate follows pace, runs after
    it are not looked at. Several sensors are joined by an offset; paces are those of the most used one. `starts`
    holds where runs began, for finding check runs; `units` are those of the sentences.
    """
    chosen = select(runs, windows, from_day, to_day, hr_max_on)
    missing = words.too_few_text(len(chosen.span), words.days_covered(chosen.span.days))
    if missing is not None:
        return _nothing(chosen, from_day, to_day, missing)
    centre = centre_of(chosen.span, chosen.usual_mps)
    fitted = fit(chosen.history, chosen.span, centre, also=chosen.span)
    if not fitted.follows_pace:
        text = words.no_slope_text(float(fitted.line.coefficients[SLOPE]), len(chosen.history) + len(chosen.span))
        return _nothing(chosen, from_day, to_day, text)
    span, fitted = _weighed(chosen, centre, fitted, places_of(runs, starts or {}))
    return _answer(chosen, from_day, to_day, _Block(span, centre, fitted), units)


def _weighed(chosen: Selection, centre: Centre, fitted: Fitted, places: Places) -> tuple[Rows, Fitted]:
    """The span and its line once more, the runner's check runs counting for as much as they tell."""
    slopes = fitted.line.coefficients[SLOPE:-1]
    found = recognised(together(chosen.history, chosen.span), centre, slopes, fitted.wander_bpm, places)
    span = with_check_runs(chosen.span, found)
    if span is chosen.span:
        return span, fitted
    return span, refit(fitted, span, centre)


def centre_of(span: Rows, usual_mps: float) -> Centre:
    """The usual speed, and the span's mean temperature where most of its runs have one."""
    measured = span.temperature_c[np.isfinite(span.temperature_c)]
    temperature = float(measured.mean()) if 2 * len(measured) > len(span) else None
    return Centre(usual_mps, temperature, sensors=int(span.sensor.max()) + 1)


@dataclass(frozen=True, slots=True)
class _Block:
    """A span with everything that was learned about it."""

    rows: Rows
    centre: Centre
    fitted: Fitted

    @property
    def line(self) -> Line:
        """Heart rate through the span."""
        return self.fitted.line

    @property
    def is_adjusted(self) -> bool:
        """Whether the change is free of the heat that was measured."""
        return self.centre.temperature_c is not None

    @property
    def is_capped(self) -> bool:
        """Whether weather nobody measured forbids a verdict."""
        return words.weather_unknown(self.rows.days, temperature_adjusted=self.is_adjusted)

    @property
    def reference_hr(self) -> float:
        """The line's heart rate at the usual speed at the middle of the span, rounded to 5 beats/min."""
        return 5.0 * round(float(self.line.coefficients[LEVEL]) / 5)

    def speed_at_reference(self, adjusted_bpm: FloatArray) -> FloatArray:
        """Speeds in m/s at the reference heart rate on days with these heart rates at the usual speed."""
        offset: FloatArray = (self.reference_hr - adjusted_bpm) / self.line.coefficients[SLOPE]
        return np.maximum(self.centre.speed_mps + offset, 0.5)


def _nothing(chosen: Selection, from_day: date, to_day: date, text: str) -> BlockTrend:
    return BlockTrend(from_day, to_day, "not_enough_data", text, words.METHOD, chosen.span.ids, chosen.left_out)


def _answer(chosen: Selection, from_day: date, to_day: date, block: _Block, units: Units) -> BlockTrend:
    rows, line = block.rows, block.line
    speed = reference_speed(line, block.centre.speed_mps, block.reference_hr)
    found, half = change(line, speed), log_change(line, speed) / 2
    usual = wander(line, block.fitted.wander_bpm, float(np.ptp(rows.week)), speed)
    start, end = (float(round(pace_s(speed * np.exp(way)))) for way in (-half, half))
    said = words.verdict(found, len(rows), words.days_covered(rows.days), capped=block.is_capped)
    headline = words.headline(start, end, block.reference_hr, units)
    return BlockTrend(
        from_day=from_day,
        to_day=to_day,
        verdict=said,
        verdict_text=words.verdict_text(
            said, found, headline, rows.days, capped=block.is_capped, usual=usual, moved=tuple(_moved(block))
        ),
        method=_method(block),
        runs_used=rows.ids,
        left_out=chosen.left_out,
        temperature_adjusted=block.is_adjusted,
        reference_hr_bpm=block.reference_hr,
        pace_start_s_per_km=start,
        pace_end_s_per_km=end,
        change_pct=found.percent,
        interval90_pct=found.interval90,
        p_faster=found.p_faster,
        min_detectable_change_pct=found.min_detectable,
        slope_bpm_per_mps=float(line.coefficients[SLOPE]),
        usual_wander_pct=None if usual is None else usual[0],
        unusual=None if usual is None else usual[1],
        points=tuple(_points(block)),
        weeks=tuple(_weeks(block)),
    )


def _method(block: _Block) -> str:
    return words.method(
        own_slope=block.fitted.own_slope,
        temperature_adjusted=block.is_adjusted,
        sensors=block.centre.sensors,
        check_runs=int((block.rows.calm < 1).sum()),
    )


def _moved(block: _Block) -> Iterator[str]:
    heat, midday = (covariates(block.rows, block.centre)[:, one - SLOPE] for one in (HEAT, MIDDAY))
    tau = time_of(block.rows)
    return words.with_the_weeks(rise(tau, heat), rise(tau, midday))


def _points(block: _Block) -> Iterator[TrendPoint]:
    """Each run's pace at the reference heart rate, at minute 20 and the span's mean temperature."""
    rows, speeds = block.rows, block.speed_at_reference(block.line.adjusted_bpm)
    for run_id, day, speed, windows in zip(rows.ids, rows.days, speeds, rows.windows, strict=True):
        yield TrendPoint(run_id, day, float(round(pace_s(speed))), int(windows))


def _weeks(block: _Block) -> Iterator[TrendWeek]:
    """Each Monday-to-Sunday week's mean pace at the reference heart rate with its 90 % interval."""
    mondays = [day - timedelta(days=day.weekday()) for day in block.rows.days]
    for monday, group in groupby(range(len(mondays)), key=mondays.__getitem__):
        yield _week(block, monday, list(group))


def _week(block: _Block, monday: date, chosen: list[int]) -> TrendWeek:
    weight = 1 / block.line.variance_bpm2[chosen]
    mean = float(block.line.adjusted_bpm[chosen] @ weight / weight.sum())
    half = half_width(block.line, float(1 / weight.sum()))
    speed = float(block.speed_at_reference(np.array([mean]))[0])
    pace, fast, slow = (pace_s(max(s, 0.5)) for s in (speed, speed + half, speed - half))
    interval = min(fast, pace - LEAST_HALF_WIDTH_S), max(slow, pace + LEAST_HALF_WIDTH_S)
    return TrendWeek(
        monday, float(round(pace)), (float(round(interval[0])), float(round(interval[1]))), len(chosen)
    )
