"""Years as smooth levels: the truth lies in the band, gaps stay gaps, every new sensor is named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.model.trend import LongView
from runstrong.trend.longview import long_view
from runstrong.trend.smooth import smoothed
from tests.scored_runs import MONDAY, on, summary
from tests.steady_runs import USUAL_BPM, USUAL_MPS, Truth, block, every_other_day, scored, steady, the_same_for_all

WEEKS = 100


def seen(runs: Sequence[Run], windows: Mapping[str, Windows]) -> LongView:
    return long_view(runs, windows, hr_max_on=lambda day: 195.0)


def years(truth: Truth, seed: int = 1, weeks: int = WEEKS) -> tuple[list[Run], dict[str, Windows]]:
    return block(np.random.default_rng([17, seed]), truth, weeks=weeks, per_week=3)


def wearing(run: Run, sensor: str) -> Run:
    return replace(run, summary=replace(run.summary, hr_source=sensor))


def test_the_truth_lies_in_the_band_through_all_the_years() -> None:
    truth, inside = Truth(gain=0.12), []
    for seed in range(6):
        found = seen(*years(truth, seed))
        assert found.reference_hr_bpm is not None
        for point in found.pieces[0].points:
            progress = (point.day - MONDAY).days / (7 * WEEKS - 1)
            speed = (1 + truth.gain) ** progress * (USUAL_MPS + (found.reference_hr_bpm - USUAL_BPM) / truth.slope)
            inside.append(point.interval90_s_per_km[0] <= 1000 / speed <= point.interval90_s_per_km[1])
    assert 0.8 <= np.mean(inside) <= 1


def test_points_come_weekly_and_end_with_the_last_run() -> None:
    runs, windows = years(Truth())
    (piece,) = seen(runs, windows).pieces
    days = [point.day for point in piece.points]
    assert days[0] == runs[0].summary.local_day
    assert days[-1] == runs[-1].summary.local_day
    assert {b - a for a, b in pairwise(days[:-1])} == {timedelta(weeks=1)}
    assert piece.sensor == "chest strap with Watch"


def test_ten_years_are_drawn_with_a_few_hundred_points() -> None:
    runs, windows = years(Truth(), weeks=520)
    turns = [wearing(run, "wrist") if place % 2 else run for place, run in enumerate(runs)]
    for each in (runs, turns):
        assert 250 < sum(len(piece.points) for piece in seen(each, windows).pieces) <= 610


def test_a_gap_of_more_than_four_weeks_is_a_gap() -> None:
    runs, windows = years(Truth())
    missing = range(30 * 7, 60 * 7)
    found = seen([run for run in runs if (run.summary.local_day - MONDAY).days not in missing], windows)
    before, after = found.pieces
    assert before.points[-1].day < on(30 * 7) < on(60 * 7) <= after.points[0].day
    assert before.runs + after.runs <= len(runs)


def test_the_band_widens_where_runs_are_few() -> None:
    runs, windows = years(Truth(wander_bpm=1.0))
    few = [run for place, run in enumerate(runs) if run.summary.local_day < on(350) or place % 8 == 0]
    points = seen(few, windows).pieces[0].points
    widths = [(p.day < on(350), p.interval90_s_per_km[1] - p.interval90_s_per_km[0]) for p in points]
    assert np.mean([w for early, w in widths if not early]) > 1.2 * np.mean([w for early, w in widths if early])


def test_a_new_sensor_is_named_and_drawn_apart() -> None:
    runs, windows = years(Truth())
    changed = [wearing(run, "wrist") if run.summary.local_day >= on(400) else run for run in runs]
    lower = {
        run.summary.id: replace(windows[run.summary.id], hr_bpm=windows[run.summary.id].hr_bpm - 12)
        for run in changed
        if run.summary.hr_source == "wrist"
    }
    found = seen(changed, {**windows, **lower})
    assert [piece.sensor for piece in found.pieces] == ["chest strap with Watch", "wrist with Watch"]
    assert [(change.day >= on(400), change.sensor) for change in found.changes] == [(True, "wrist with Watch")]


def test_a_stretch_of_a_few_runs_is_a_gap_and_its_runs_are_not_counted() -> None:
    runs, windows = years(Truth())
    lone = [run for run in runs if on(7 * 30) <= run.summary.local_day < on(7 * 31)]
    few = [run for run in runs if not on(7 * 24) <= run.summary.local_day < on(7 * 37)] + lone[:3]
    found = seen(few, windows)
    assert [piece.runs >= 4 for piece in found.pieces] == [True, True]
    assert f"{sum(piece.runs for piece in found.pieces)} usable runs" in found.text


def test_nothing_but_short_stretches_is_told_and_not_drawn() -> None:
    runs = [scored(summary(60 * n + day)) for n in range(6) for day in (0, 3)]
    found = seen(runs, the_same_for_all(runs, steady()))
    assert found.pieces == ()
    assert "chest strap with Watch" in found.text


@pytest.mark.parametrize(("weeks", "when"), [(40, "in 2024"), (100, "from 2024 to 2025")])
def test_the_years_are_told_as_one_would(weeks: int, when: str) -> None:
    assert f"usable runs {when} as pace" in seen(*years(Truth(), weeks=weeks)).text


def test_faster_is_told_as_faster() -> None:
    points = seen(*years(Truth(gain=0.25, scatter_bpm=2))).pieces[0].points
    assert points[-1].pace_s_per_km < points[0].pace_s_per_km - 20


def test_every_interval_holds_its_pace_and_is_at_least_two_seconds_wide() -> None:
    runs = every_other_day(60)
    for point in seen(runs, the_same_for_all(runs, steady(100))).pieces[0].points:
        assert point.interval90_s_per_km[0] < point.pace_s_per_km < point.interval90_s_per_km[1]
        assert point.interval90_s_per_km[1] - point.interval90_s_per_km[0] >= 2


@pytest.mark.parametrize("count", [0, 1, 7])
def test_too_few_runs_are_a_sentence(count: int) -> None:
    runs = every_other_day(count)
    found = seen(runs, the_same_for_all(runs, steady()))
    assert (found.pieces, found.changes, found.reference_hr_bpm) == ((), (), None)
    assert "a long view needs 8 usable runs" in found.text


def test_runs_that_may_not_enter_are_not_looked_at() -> None:
    runs = [scored(summary(2 * n), left_out=LeftOut.TREADMILL) for n in range(40)]
    assert seen(runs, the_same_for_all(runs, steady())).pieces == ()


def test_a_sensor_that_ignores_pace_is_named_and_not_drawn() -> None:
    found = seen(*years(Truth(slope=2.0)))
    assert found.pieces == ()
    assert "chest strap with Watch" in found.text


def test_the_words_claim_no_change() -> None:
    found = seen(*years(Truth(gain=0.3)))
    assert "never at the ends of a smooth curve" in found.text
    assert "faster" not in found.text


def test_smoothing_knows_where_it_knows_little() -> None:
    rng = np.random.default_rng(4)
    week = np.sort(rng.uniform(0, 50, 120))
    level = np.cumsum(rng.standard_normal(51))
    y = np.interp(week, np.arange(51), level) + 2 * rng.standard_normal(120)
    asked = np.array([60.0, 25.0, 70.0, 5.0])
    mean, variance = smoothed(week, y, np.full(120, 4.0), 1.0, asked)
    assert variance[2] > variance[0] > variance[1]
    assert variance[2] - variance[0] == pytest.approx(10, rel=1e-6)
    assert mean[0] == mean[2]
    assert abs(mean[1] - level[25]) < 4 * np.sqrt(variance[1])


def test_one_wild_day_hardly_moves_the_level() -> None:
    week, y, variance = np.arange(40.0), np.full(40, 150.0), np.full(40, 20.0)
    y[20] += 50
    assert abs(smoothed(week, y, variance, 1.0, np.array([20.0]))[0][0] - 150) < 1.5


def test_the_dates_of_the_points_are_days() -> None:
    runs = every_other_day(20)
    assert isinstance(seen(runs, the_same_for_all(runs, steady())).pieces[0].points[0].day, date)
