"""The figure of pace at heart rate."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from runstrong.charts.trend import MOST_RUNS, trend_chart
from runstrong.model.trend import BlockTrend
from tests.made_up import trend

FIRST = date(2025, 9, 1)


def _trace(made: BlockTrend, name: str, units: str = "metric"):
    return next(t for t in trend_chart(made, units).figure.data if t.name == name)  # type: ignore[arg-type]


def test_runs_weeks_line_and_fan_are_drawn() -> None:
    names = [trace.name for trace in trend_chart(trend(FIRST), "metric").figure.data]
    assert names == ["90 % interval of the change", "one run", "straight line", "one week"]


def test_the_line_runs_from_the_first_pace_to_the_last() -> None:
    line = _trace(trend(FIRST), "straight line")
    assert line.y == pytest.approx([362, 351], abs=0.5)


def test_neither_line_nor_fan_reaches_beyond_the_runs() -> None:
    long = replace(trend(FIRST), from_day=date(2025, 3, 1), to_day=date(2026, 3, 1))
    days = [point.day.isoformat() for point in long.points]
    for name in ("straight line", "90 % interval of the change"):
        drawn = sorted(_trace(long, name).x)
        assert (drawn[0][:10], drawn[-1][:10]) == (min(days), max(days))


def test_the_fan_holds_the_line_and_is_narrowest_in_the_middle() -> None:
    fan = np.array(_trace(trend(FIRST), "90 % interval of the change").y)
    one, other = fan[: len(fan) // 2], fan[len(fan) // 2 :][::-1]
    width = np.abs(one - other)
    assert width.argmin() == len(width) // 2
    assert min(one[-1], other[-1]) < 351 < max(one[-1], other[-1])


def test_a_week_of_one_run_is_hollow() -> None:
    fills = _trace(trend(FIRST), "one week").marker.color
    assert [i for i, fill in enumerate(fills) if fill.startswith("rgba")] == [4]


def test_intervals_reach_as_far_as_they_are() -> None:
    weeks = _trace(trend(FIRST), "one week")
    assert weeks.y[0] + weeks.error_y.array[0] == pytest.approx(369)
    assert weeks.y[0] - weeks.error_y.arrayminus[0] == pytest.approx(345)


def test_faster_is_up_in_either_unit() -> None:
    for units in ("metric", "imperial"):
        bottom, top = trend_chart(trend(FIRST), units).figure.layout.yaxis.range
        assert bottom > top


def test_miles_are_said_and_drawn() -> None:
    assert _trace(trend(FIRST), "one run", "imperial").text[0] == "9:43 /mi"
    assert "min/mi" in trend_chart(trend(FIRST), "imperial").figure.layout.annotations[0].text


def test_the_words_name_span_paces_and_verdict() -> None:
    alt = trend_chart(trend(FIRST), "metric").alt
    for part in ("145 beats per minute", "1 Sep to 9 Nov 2025", "6:02 /km", "5:51 /km", "No clear change"):
        assert part in alt


def test_too_few_runs_give_dots_without_a_line() -> None:
    full = trend(FIRST)
    few = replace(
        full,
        verdict="not_enough_data",
        reference_hr_bpm=None,
        pace_start_s_per_km=None,
        pace_end_s_per_km=None,
        change_pct=None,
        interval90_pct=None,
        points=full.points[:4],
        weeks=(),
    )
    chart = trend_chart(few, "metric")
    assert "straight line" not in [trace.name for trace in chart.figure.data]
    assert "not enough for a trend" in chart.alt


def test_no_run_at_all_still_draws() -> None:
    empty = BlockTrend(FIRST, date(2025, 11, 9), "not_enough_data", "No runs.", "", (), ())
    assert "0 runs" in trend_chart(empty, "metric").alt


def test_ten_years_of_dots_are_a_thousand_and_the_extremes_are_among_them() -> None:
    made = trend(FIRST, weeks=1_000)
    points = list(made.points)
    points[1_234] = replace(points[1_234], pace_s_per_km=200.0)
    points[2_345] = replace(points[2_345], pace_s_per_km=900.0)
    dots = _trace(replace(made, points=tuple(points)), "one run")
    assert len(dots.x) == len(dots.y) == len(dots.text) <= MOST_RUNS
    assert (min(dots.y), max(dots.y)) == (200.0, 900.0)
    assert dots.text[list(dots.y).index(200.0)] == "3:20 /km"
    assert list(dots.x) == sorted(dots.x)


def test_a_block_is_drawn_with_every_run() -> None:
    assert len(_trace(trend(FIRST, weeks=26), "one run").x) == 78
