"""Normalised speed and best efforts."""

import numpy as np
import pytest

from runstrong.metrics.effort import best_means, normalised
from runstrong.model.facts import BEST_EFFORT_S

HOUR = np.arange(3600.0)


def test_an_even_run_is_as_fast_as_it_is() -> None:
    assert normalised(np.full(3600, 3.0)) == pytest.approx(3.0)


def test_surges_weigh_more_than_their_time() -> None:
    surges = np.where(np.arange(3600) % 600 < 300, 2.5, 3.5)
    assert 3.0 < normalised(surges) < 3.3


def test_a_short_run_is_a_plain_mean() -> None:
    assert normalised(np.where(np.arange(500) < 250, 2.0, 4.0)) == pytest.approx(3.0)


def test_standing_is_no_part_of_it() -> None:
    speed = np.full(3600, 3.0)
    speed[1000:1500] = np.nan
    assert normalised(speed) == pytest.approx(3.0)
    assert normalised(np.full(100, np.nan)) is None


def test_the_best_minutes_are_found_wherever_they_are() -> None:
    speed = np.full(3600, 3.0)
    speed[1234 : 1234 + 300] = 4.0
    best = dict(zip(BEST_EFFORT_S, best_means(HOUR, speed), strict=True))
    assert best[180] == pytest.approx(4.0)
    assert best[300] == pytest.approx(4.0)
    assert best[600] == pytest.approx(3.5)
    assert best[1800] == pytest.approx(3 + 300 / 1800)


def test_a_run_has_no_effort_longer_than_itself() -> None:
    best = best_means(HOUR[:600], np.full(600, 3.0))
    assert np.isfinite(best).tolist() == [True, True, True, False, False]
    assert np.isnan(best_means(HOUR, np.full(3600, np.nan))).all()


def test_rests_between_repetitions_count() -> None:
    clock = np.concatenate([HOUR[:180], 240 + HOUR[:180]])
    best = best_means(clock, np.full(360, 5.0))
    assert best[0] == pytest.approx(5.0)
    assert best[1] == pytest.approx(5.0 * 240 / 300, rel=0.01)
