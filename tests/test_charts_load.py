"""The figure of the weekly load."""

from datetime import date, timedelta

from runstrong.charts.load import load_chart
from runstrong.metrics.weeks import week_totals
from tests.made_up import run

TODAY = date(2025, 11, 19)
WEEKS = week_totals([run(TODAY - timedelta(days=days), 40.0 + days) for days in (23, 16, 9, 1)], "monday", TODAY)


def test_one_bar_per_week_with_the_week_in_progress_lighter() -> None:
    bars = load_chart(WEEKS, "metric").figure.data[0]
    assert list(bars.x) == ["2025-10-27", "2025-11-03", "2025-11-10", "2025-11-17"]
    assert list(bars.y) == [63, 56, 49, 41]
    assert bars.marker.color[-1].startswith("rgba")
    assert not any(fill.startswith("rgba") for fill in bars.marker.color[:-1])


def test_a_bar_says_its_days_runs_and_distance() -> None:
    bars = load_chart(WEEKS, "imperial").figure.data[0]
    assert bars.text[-1] == "17 Nov – 19 Nov<br>load 41: 1 run, 47 min, 6.23 mi"


def test_the_words_give_range_and_week_in_progress() -> None:
    assert load_chart(WEEKS, "metric").alt == (
        "Run load of 3 whole weeks, between 49 and 63; 41 so far this week."
    )
    assert load_chart(WEEKS[-1:], "metric").alt == "Run load per week: 41 so far this week."
