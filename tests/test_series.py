"""Small tools on one value a second."""

import numpy as np
import pytest

from runstrong.metrics.series import around, bounds, carried, covered, lagged, lasting, spans, steps, widened

TWO = np.repeat([0, 1], [5, 5])


def _mask(text: str) -> np.ndarray:
    return np.array([letter == "x" for letter in text])


def test_a_break_ends_a_span() -> None:
    assert spans(_mask(".xxxxxxx.x"), TWO).tolist() == [[1, 5], [5, 8], [9, 10]]


def test_nothing_has_no_spans() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert spans(nothing > 0, nothing).shape == (0, 2)
    assert [len(ends) for ends in bounds(nothing)] == [0, 0]


def test_short_runs_do_not_last() -> None:
    assert lasting(_mask("xx..xxx.xx"), np.zeros(10, int), 3).tolist() == _mask("....xxx...").tolist()


def test_a_wider_mask_stays_inside_the_series() -> None:
    assert widened(_mask("x.......x."), 2).tolist() == _mask("xxx...xxxx").tolist()


def test_overlapping_bounds_cover_once() -> None:
    assert covered(np.array([[-3, 2], [1, 4], [8, 20]]), 10).tolist() == _mask("xxxx....xx").tolist()


def test_no_change_is_seen_across_a_break() -> None:
    assert steps(np.array([1.0, 2, 3, 4, 5, 50, 51, 52, 53, 54]), TWO).tolist() == [0, 1, 1, 1, 1, 0, 1, 1, 1, 1]


def test_each_second_knows_the_ends_of_its_stretch() -> None:
    first, last = bounds(TWO)
    assert (first.tolist(), last.tolist()) == ([0] * 5 + [5] * 5, [4] * 5 + [9] * 5)


def test_a_gap_carries_the_last_value() -> None:
    assert carried(np.array([np.nan, 1, np.nan, np.nan, 2]))[1:].tolist() == [1, 1, 1, 2]


def test_means_around_leave_missing_values_out() -> None:
    values = np.array([1.0, np.nan, 3.0, 5.0, np.nan])
    assert around(values, np.array([0, 1, 1, 1, 0]))[:4].tolist() == [1, 2, 4, 4]


def test_lag_reaches_63_percent_of_a_step_after_its_time_constant() -> None:
    step = np.concatenate([np.zeros(10), np.ones(200)])
    assert lagged(step, np.zeros(210, int), 55.0)[9 + 55] == pytest.approx(1 - np.exp(-1))


def test_lag_begins_anew_after_a_break_and_holds_over_a_gap() -> None:
    values = np.array([1.0, 1, np.nan, 1, 1, 9, 9, 9, 9, 9])
    assert lagged(values, TWO, 55.0).tolist() == [1] * 5 + [9] * 5


def test_lag_of_an_hour_is_that_of_going_second_by_second() -> None:
    rng = np.random.default_rng(4)
    values = np.where(rng.random(3600) < 0.05, np.nan, rng.normal(3, 1, 3600))
    stretch = np.repeat([0, 1, 2], [1, 2999, 600])
    expected = np.full(3600, np.nan)
    for i, value in enumerate(values):
        before = np.nan if i == 0 or stretch[i] != stretch[i - 1] else expected[i - 1]
        followed = value if np.isnan(before) else before + (value - before) * (1 - np.exp(-1 / 55))
        expected[i] = before if np.isnan(value) else followed
    assert lagged(values, stretch, 55.0) == pytest.approx(expected, rel=1e-12, nan_ok=True)
