"""The figure of two spans side by side."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrong.charts.compare import MOST_RUNS, compare_chart
from runstrong.model.trend import BlockComparison, ComparedSpan, TrendPoint

A = ComparedSpan(
    date(2025, 9, 1), date(2025, 11, 9), ("a", "b"), 362.0, (355.0, 370.0),
    points=(TrendPoint("a", date(2025, 9, 1), 365.0, 20), TrendPoint("b", date(2025, 11, 9), 360.0, 20)),
)  # fmt: skip
B = ComparedSpan(
    date(2025, 11, 10), date(2026, 1, 18), ("c",), 351.0, (345.0, 358.0),
    points=(TrendPoint("c", date(2025, 12, 15), 351.0, 20),),
)  # fmt: skip
FOUND = BlockComparison(A, B, "likely_faster", "Likely faster.", "m", True, (), reference_hr_bpm=145.0)


def test_runs_and_both_means_are_drawn() -> None:
    runs_a, runs_b, means = compare_chart(FOUND, "metric").figure.data
    assert list(runs_a.x) == pytest.approx([-0.32, 0.32])
    assert list(runs_b.x) == pytest.approx([1.0], abs=0.05)
    assert list(means.y) == [362.0, 351.0]
    assert means.y[0] + means.error_y.array[0] == pytest.approx(370)
    assert means.y[1] - means.error_y.arrayminus[1] == pytest.approx(345)


@pytest.mark.parametrize(("units", "unit"), [("metric", "min/km"), ("imperial", "min/mi")])
def test_faster_is_up_and_the_title_names_unit_and_heart_rate(units, unit: str) -> None:
    figure = compare_chart(FOUND, units).figure
    bottom, top = figure.layout.yaxis.range
    assert bottom > top
    assert unit in figure.layout.annotations[0].text
    assert "145 bpm" in figure.layout.annotations[0].text


def test_the_words_name_both_spans_and_the_verdict() -> None:
    alt = compare_chart(FOUND, "metric").alt
    for part in ("145 beats per minute", "6:02 /km", "5:51 /km", "10 Nov 2025 to 18 Jan 2026", "Likely faster."):
        assert part in alt


def test_nothing_to_compare_still_draws() -> None:
    empty = BlockComparison(
        *(ComparedSpan(s.from_day, s.to_day) for s in (A, B)),
        "not_enough_data",
        "No runs.",
        "",
        False,
        ("No runs.",),
    )
    chart = compare_chart(empty, "metric")
    assert "nothing to compare" in chart.alt
    assert "each span" not in [trace.name for trace in chart.figure.data]


def test_a_span_of_one_day_draws() -> None:
    day = replace(B, from_day=date(2025, 12, 15), to_day=date(2025, 12, 15))
    assert compare_chart(replace(FOUND, b=day), "metric").figure.data[1].x[0] == pytest.approx(0.68)


def test_years_of_dots_stay_few_and_the_extremes_are_among_them() -> None:
    paces = [360.0 + (number * 7_919) % 41 for number in range(3_000)]
    paces[1_500] = 240.0
    first = A.to_day - timedelta(days=2_999)
    days = [first + timedelta(days=number) for number in range(3_000)]
    points = tuple(TrendPoint(f"{day}", day, pace, 20) for day, pace in zip(days, paces, strict=True))
    runs_a, *_ = compare_chart(replace(FOUND, a=replace(A, from_day=first, points=points)), "metric").figure.data
    assert len(runs_a.x) == len(runs_a.y) == len(runs_a.text) <= MOST_RUNS
    assert min(runs_a.y) == 240.0
    assert (min(runs_a.x), max(runs_a.x)) == pytest.approx((-0.32, 0.32))
