"""Fewer points and the same picture."""

from itertools import pairwise

import numpy as np
import pytest

from runstrong.charts.thinning import MOST_POINTS, telling


def _wander(n: int, seed: int) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).standard_normal(n))


@pytest.mark.parametrize("n", [0, 1, 2, MOST_POINTS])
def test_what_is_few_is_drawn_whole(n: int) -> None:
    assert list(telling(_wander(n, 1))) == list(range(n))


@pytest.mark.parametrize("n", [MOST_POINTS + 1, 2 * MOST_POINTS, 36_000, 1_000_003])
def test_what_is_many_becomes_few_in_its_own_order(n: int) -> None:
    kept = telling(_wander(n, 2))
    assert MOST_POINTS / 3 < len(kept) <= MOST_POINTS
    assert (np.diff(kept) > 0).all()
    assert (kept[0], kept[-1]) == (0, n - 1)


@pytest.mark.parametrize("seed", range(20))
def test_every_peak_is_still_reached(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = _wander(int(rng.integers(2_000, 50_000)), seed)
    spike = int(rng.integers(len(values)))
    values[spike] += 1_000
    kept = telling(values)
    assert spike in kept
    assert values[kept].min() == values.min()
    # Wherever one looks, the line is no further from the extremes than a part is wide.
    width = -(-len(values) // ((MOST_POINTS - 2) // 2)) + 1
    for first in rng.integers(0, len(values) - 3 * width, 10):
        here = kept[(kept >= first) & (kept < first + 3 * width)]
        middle = values[first + width : first + 2 * width]
        assert values[here].max() >= middle.max()
        assert values[here].min() <= middle.min()


@pytest.mark.parametrize("seed", range(20))
def test_no_line_is_drawn_across_a_gap(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = _wander(30_000, seed)
    for first in rng.integers(1, 29_000, 12 * (seed + 1)):
        values[first : first + rng.integers(1, 900 // (seed + 1))] = np.nan
    kept = telling(values)
    assert len(kept) <= MOST_POINTS
    for before, after in pairwise(kept):
        if not np.isnan(values[[before, after]]).any():
            assert not np.isnan(values[before:after]).any()


def test_a_line_of_more_gaps_than_points_stays_small() -> None:
    values = _wander(40_000, 5)
    values[::2] = np.nan
    kept = telling(values)
    assert len(kept) <= MOST_POINTS
    assert np.nanmax(values) == np.nanmax(values[kept])


def test_nothing_but_gaps_is_a_gap() -> None:
    assert np.isnan(np.full(9_000, np.nan)[telling(np.full(9_000, np.nan))]).all()
