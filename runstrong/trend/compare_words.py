"""When two spans can be set against each other, and the plain sentences about it (science sections B.7 and H)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray
from runstrong.model.trend import Span, Verdict
from runstrong.trend.answer import Change
from runstrong.trend.pair import Pair
from runstrong.trend.rows import Rows
from runstrong.trend.steady import Series
from runstrong.trend.words import SAID, beside, days_covered, interval_text
from runstrong.units import day_text

ENOUGH_RUNS: Final = 8
ENOUGH_DAYS: Final = 14
"""Eight runs of one week share its weather and its tiredness; from two weeks on a verdict is possible [ours]."""

MIDDLE: Final = (10, 90)
SHARED_C: Final = 3.0
SEASON_DAYS: Final = 42
"""Six weeks of the year apart, weather alone moves heart rate."""

METHOD: Final = (
    "One step of heart rate at one speed between the two spans, read as speed at one heart rate: steady minutes"
    " within 0.4 m/s of the usual speed, one point a run"
)
NO_CAUSE: Final = "What caused a difference, two spans side by side cannot say"


def misfit(a: Span, b: Span) -> str | None:
    """What is wrong with the days asked for, None if nothing is."""
    for name, (first, last) in (("a", a), ("b", b)):
        if last < first:
            return f"Span {name} ends before it starts: give its first day first."
    if a == b:
        return "Both spans are the same days: there is nothing to compare."
    if a[0] <= b[1] and b[0] <= a[1]:
        return "The two spans share days: choose spans that do not overlap."
    return None


def too_few(pair: Pair) -> str | None:
    """What is missing for a comparison, None if enough is there."""
    short = [(name, len(rows)) for name, rows in (("a", pair.a), ("b", pair.b)) if len(rows) < ENOUGH_RUNS]
    if not short and pair.is_joined:
        return None
    if not pair.is_joined and not pair.same_sensor and None not in pair.usual_series:
        return f"{_sensors(pair)} Heart rates of different sensors cannot be compared."
    have = " and ".join(f"span {name} has {count}" for name, count in short)
    return f"Not enough data yet: {have} of the {ENOUGH_RUNS} usable runs a comparison needs in each span."


def series_text(series: Series) -> str:
    """A sensor and its watch, as far as their names are known."""
    sensor, watch = series
    return f"{sensor or 'unnamed sensor'} with {watch or 'unnamed watch'}"


def _sensors(pair: Pair) -> str:
    a, b = ("no sensor" if series is None else series_text(series) for series in pair.usual_series)
    return f"Span a was run mostly with {a}, span b mostly with {b}."


def apart(pair: Pair) -> Iterator[str]:
    """Why the two are not alike enough for a verdict: heart rates or temperatures that do not overlap."""
    if _overlap(pair.hr_a, pair.hr_b) < 0:
        yield "The heart rates of the two spans do not overlap, so no heart rate was seen in both."
    heat = [rows.temperature_c[np.isfinite(rows.temperature_c)] for rows in (pair.a, pair.b)]
    if all(len(found) for found in heat) and not _same_weather(*heat):
        yield (
            f"One span was run in other weather than the other (typically {np.median(heat[0]):.0f} and"
            f" {np.median(heat[1]):.0f} °C on the watch): heat alone may explain a difference."
        )


def _overlap(a: FloatArray, b: FloatArray) -> float:
    """How far the middle 80 % of two samples overlap; negative is a gap."""
    (low_a, high_a), (low_b, high_b) = np.percentile(a, MIDDLE), np.percentile(b, MIDDLE)
    return float(min(high_a, high_b) - max(low_a, low_b))


def _same_weather(a: FloatArray, b: FloatArray) -> bool:
    """3 degC of overlap, or medians within 3 degC where it is always alike."""
    return _overlap(a, b) >= SHARED_C or abs(float(np.median(a) - np.median(b))) < SHARED_C


def thin(pair: Pair, *, temperature_adjusted: bool) -> Iterator[str]:
    """Why no verdict is given although the two can be set against each other."""
    for name, rows in (("a", pair.a), ("b", pair.b)):
        covered = days_covered(rows.days)
        if covered < ENOUGH_DAYS:
            yield f"The runs of span {name} cover {covered} of the {ENOUGH_DAYS} days a verdict needs."
    if not temperature_adjusted and _season_apart(_middle(pair.a), _middle(pair.b)) > SEASON_DAYS:
        yield "The spans lie in different seasons and temperatures are unknown: heat may explain a difference."


def _middle(rows: Rows) -> date:
    return min(rows.days) + (max(rows.days) - min(rows.days)) / 2


def _season_apart(one: date, other: date) -> int:
    days = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(days, 365 - days)


def aside(pair: Pair) -> Iterator[str]:
    """What a reader should know although it does not stand in the way."""
    sensors = len({*pair.a.sensor.tolist(), *pair.b.sensor.tolist()})
    if sensors > 1:
        yield f"{sensors} sensors or watches are joined by an offset, which the interval allows for."
    elif not pair.same_sensor:
        yield f"{_sensors(pair)} Only runs with the sensor they share are compared."


def verdict_text(
    said: Verdict,
    change: Change,
    spans: tuple[Span, Span],
    runs: tuple[int, int],
    *,
    usual: tuple[float, bool] | None,
    caveats: Sequence[str],
) -> str:
    """The difference with its interval, what may be said of it, the usual wander, then the caveats."""
    (a, b), (runs_a, runs_b) = (span_text(span) for span in spans), runs
    found = f"{b} ({runs_b} runs) against {a} ({runs_a} runs): {interval_text(change)}."
    judged = SAID[said].removesuffix(" yet") + beside(usual, "wander between spans so far apart")
    sentences = [found, f"{judged}."]
    if said in {"likely_faster", "likely_slower"}:
        sentences.append(f"{NO_CAUSE}.")
    return " ".join([*sentences, *caveats])


def span_text(span: Span) -> str:
    """A span's days, with the year."""
    return f"{day_text(span[0])} {span[0].year} to {day_text(span[1])} {span[1].year}"
