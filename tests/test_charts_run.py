"""The figure of one run."""

import numpy as np
import pytest

from runstrong.charts.run import run_chart
from runstrong.charts.theme import Chart
from runstrong.charts.thinning import MOST_POINTS
from tests.made_up import columns


def _drawn(
    made: dict[str, np.ndarray], stretch: np.ndarray, units: str = "metric", over: str = "distance"
) -> Chart:
    chart = run_chart(made, stretch, units, over)  # type: ignore[arg-type]
    assert chart is not None
    return chart


def test_pace_heart_rate_and_elevation_share_their_distance() -> None:
    figure = _drawn(*columns(40)).figure
    assert [trace.name for trace in figure.data] == ["pace, min/km", "heart rate, bpm", "elevation, m"]
    assert all(np.allclose(figure.data[0].x, trace.x, equal_nan=True) for trace in figure.data)
    assert np.nanmax(figure.data[0].x) == pytest.approx(7.2, abs=0.05)


def test_a_steady_run_is_a_steady_line() -> None:
    pace = _drawn(*columns(40)).figure.data[0].y
    assert np.nanmin(pace) == np.nanmax(pace) == pytest.approx(333.33, abs=0.01)


@pytest.mark.parametrize("minutes", [1, 60, 24 * 60])
def test_no_line_has_more_points_than_a_phone_can_draw(minutes: int) -> None:
    for trace in _drawn(*columns(minutes)).figure.data:
        assert len(trace.x) <= MOST_POINTS


def test_five_thousand_pauses_make_no_line_longer() -> None:
    made, stretch = columns(12 * 60, gaps=dict.fromkeys(range(5, 43_000, 8), 3))
    for trace in _drawn(made, stretch).figure.data:
        assert len(trace.x) <= MOST_POINTS
        assert np.isnan(trace.y).any()


@pytest.mark.parametrize("over", ["distance", "time"])
def test_the_extremes_of_twelve_hours_are_drawn(over: str) -> None:
    made, stretch = columns(12 * 60)
    made["hr_bpm"][20_000:20_005], made["hr_bpm"][30_001:30_011] = 191.0, 88.0
    made["elevation_m"][41_000:41_005] = 2_713.0
    figure = _drawn(made, stretch, over=over).figure
    assert (figure.data[1].y.min(), figure.data[1].y.max()) == (88.0, 191.0)
    assert figure.data[2].y.max() == 2_713.0
    [peak] = figure.data[1].x[figure.data[1].y == 191.0]
    assert peak == pytest.approx(60 if over == "distance" else 20_000 / 60, abs=0.1)


def test_the_pauses_of_twelve_hours_are_gaps() -> None:
    figure = _drawn(*columns(12 * 60, gaps={9_000: 600, 30_000: 60}), over="time").figure
    for trace in figure.data:
        for start, length in ((9_000, 600), (30_600, 60)):
            minutes = start / 60, (start + length) / 60
            inside = (trace.x > minutes[0]) & (trace.x < minutes[1])
            assert not inside.any()
            after = np.flatnonzero(trace.x >= minutes[1])[0]
            assert np.isnan(trace.y[after - 1])


def test_a_pause_is_a_gap() -> None:
    figure = _drawn(*columns(20, gaps={600: 300}), over="time").figure
    gap = np.flatnonzero(np.isnan(figure.data[1].y))
    assert len(gap) == 1
    assert figure.data[1].x[gap[0] - 1] < 10.1
    assert figure.data[1].x[gap[0] + 1] >= 15


def test_nothing_is_averaged_across_a_pause() -> None:
    made, stretch = columns(20, gaps={602: 2})
    made["hr_bpm"][:602], made["hr_bpm"][602:] = 120, 180
    beats = _drawn(made, stretch).figure.data[1].y
    assert set(beats[~np.isnan(beats)]) == {120.0, 180.0}


def test_what_was_written_while_the_timer_stood_is_not_drawn() -> None:
    made, stretch = columns(20)
    made["hr_bpm"][600:660], stretch[600:660], stretch[660:] = 90, -1, 1
    figure = _drawn(made, stretch, over="time").figure
    assert 90 not in figure.data[1].y
    assert np.isnan(figure.data[1].y).sum() == 1


def test_standing_is_a_gap_in_the_pace_only() -> None:
    made, stretch = columns(20)
    made["speed_mps"][300:420] = 0.0
    figure = _drawn(made, stretch, over="time").figure
    assert np.isnan(figure.data[0].y).sum() == pytest.approx(24, abs=1)
    assert not np.isnan(figure.data[1].y).any()


def test_missing_streams_leave_no_empty_panel() -> None:
    made, stretch = columns(20)
    del made["elevation_m"]
    made["hr_bpm"][:] = np.nan
    assert [trace.name for trace in _drawn(made, stretch).figure.data] == ["pace, min/km"]


def test_nothing_to_draw_is_no_chart() -> None:
    made, stretch = columns(20)
    assert run_chart({"t_s": made["t_s"]}, stretch, "metric", "time") is None
    assert run_chart({"t_s": made["t_s"], "hr_bpm": made["hr_bpm"]}, stretch, "metric", "distance") is None
    assert run_chart({"t_s": np.empty(0)}, np.empty(0, dtype=np.int64), "metric", "time") is None


def test_a_flat_run_looks_flat() -> None:
    made, stretch = columns(20)
    low, high = _drawn(made, stretch).figure.layout.yaxis3.range
    assert high - low == pytest.approx(40)


def test_miles_and_feet_where_the_runner_wants_them() -> None:
    figure = _drawn(*columns(40), units="imperial").figure
    assert [trace.name for trace in figure.data] == ["pace, min/mi", "heart rate, bpm", "elevation, ft"]
    assert figure.layout.xaxis3.title.text == "distance, mi"
    assert np.nanmax(figure.data[0].x) == pytest.approx(4.47, abs=0.05)


def test_the_words_say_what_is_drawn() -> None:
    alt = _drawn(*columns(40)).alt
    assert alt.startswith("The run over 7.2 km: pace, min/km mostly 5:33 to 5:33; heart rate, bpm mostly 150 bpm")
