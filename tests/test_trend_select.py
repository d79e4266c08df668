"""Which runs and windows are compared: after the warm-up, near the usual speed, from one sensor."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from runstrong.model.facts import LeftOut, Run, Windows
from runstrong.trend.select import Selection, select
from tests.scored_runs import on, summary
from tests.steady_runs import every_other_day, scored, steady, the_same_for_all

HR_MAX = 190.0


def chosen(
    runs: Sequence[Run],
    windows: Mapping[str, Windows],
    first: int = 0,
    last: int = 400,
    hr_max: float | None = HR_MAX,
) -> Selection:
    return select(runs, windows, on(first), on(last), lambda day: hr_max)


def reasons(selection: Selection) -> dict[str, LeftOut]:
    return {out.id: out.reason for out in selection.left_out}


def one(windows: Windows, *, carried_min: float = 0.0, hr_max: float | None = HR_MAX) -> Selection:
    """A single run among nothing else."""
    run = scored(summary(0), carried_min=carried_min)
    return chosen([run], {run.summary.id: windows}, hr_max=hr_max)


def test_a_row_is_the_median_heart_rate_at_the_mean_speed_and_minute() -> None:
    windows = Windows(
        np.array([8.5, 10.5, 12.5]), np.array([2.8, 2.9, 3.0]), np.array([140.0, 150.0, 151.0]), {}, 5
    )
    rows = one(windows).span
    assert (rows.hr_bpm[0], rows.windows[0]) == (150.0, 3.0)
    assert rows.speed_mps[0] == pytest.approx(2.9)
    assert rows.minute[0] == pytest.approx(10.5)


def test_the_first_seven_minutes_are_never_steady() -> None:
    assert one(steady(10, first_minute=0.5)).span.windows.tolist() == [3.0]
    assert reasons(one(steady(9, first_minute=0.5))) == {summary(0).id: LeftOut.NOT_STEADY}


def test_a_warm_up_in_the_file_before_carries_over() -> None:
    rows = one(steady(9, first_minute=0.5), carried_min=12).span
    assert rows.windows.tolist() == [9.0]
    assert rows.minute[0] == pytest.approx(12 + 4.5)


@pytest.mark.parametrize(("bpm", "kept"), [(94, 0), (95, 1), (180, 1), (181, 0)])
def test_windows_lie_between_half_and_95_percent_of_the_maximum_heart_rate(bpm: float, kept: int) -> None:
    assert len(one(steady(bpm=bpm)).span) == kept


def test_without_a_maximum_heart_rate_no_window_is_lost_to_it() -> None:
    assert len(one(steady(bpm=60), hr_max=None).span) == 1


def test_only_windows_near_the_usual_speed_count() -> None:
    runs = every_other_day(10)
    windows = the_same_for_all(runs, steady(mps=2.9))
    fast, mixed = runs[3].summary.id, runs[4].summary.id
    windows[fast] = steady(mps=3.35)
    windows[mixed] = Windows(np.arange(9) + 8.5, np.repeat([2.6, 3.2, 3.5], 3), np.full(9, 150.0), {}, 9)
    selection = chosen(runs, windows)
    assert selection.usual_mps == pytest.approx(2.9)
    assert reasons(selection) == {fast: LeftOut.OTHER_PACE}
    assert selection.span.windows[selection.span.ids.index(mixed)] == 6


def test_the_usual_speed_comes_from_the_history_up_to_the_spans_end() -> None:
    runs = every_other_day(30)
    windows = {run.summary.id: steady(mps=2.8 if i < 20 else 3.1) for i, run in enumerate(runs)}
    assert chosen(runs, windows, first=40).usual_mps == pytest.approx(2.8)
    assert chosen(runs, windows, first=40).span.speed_mps == pytest.approx(np.full(10, 3.1))


def test_a_usual_speed_of_long_ago_is_forgotten() -> None:
    runs = [scored(summary(n)) for n in (*range(0, 200, 2), *range(600, 640, 2))]
    windows = {run.summary.id: steady(mps=2.5 if i < 100 else 3.1) for i, run in enumerate(runs)}
    selection = chosen(runs, windows, 600, 640)
    assert selection.usual_mps == pytest.approx(3.1)
    assert (len(selection.span), len(selection.history)) == (20, 0)


def test_runs_after_the_span_are_not_looked_at() -> None:
    runs = every_other_day(30)
    windows = {run.summary.id: steady(mps=2.8 if i < 10 else 3.4) for i, run in enumerate(runs)}
    until = chosen(runs, windows, 0, 19)
    assert until.usual_mps == pytest.approx(2.8)
    assert len(until.span) == 10
    assert until.left_out == ()


def test_earlier_runs_are_history_and_not_part_of_the_span() -> None:
    runs = every_other_day(20)
    selection = chosen(runs, the_same_for_all(runs, steady()), first=20, last=30)
    assert (len(selection.history), len(selection.span)) == (10, 6)
    assert selection.left_out == ()


@pytest.mark.parametrize("change", [{"hr_source": "wrist"}, {"device": "Old watch"}, {"hr_source": None}])
def test_a_few_runs_of_another_sensor_or_watch_are_left_out(change: dict[str, object]) -> None:
    runs = every_other_day(10)
    runs[3:6] = [Run(replace(run.summary, **change), run.score) for run in runs[3:6]]
    selection = chosen(runs, the_same_for_all(runs, steady()))
    assert reasons(selection) == {run.summary.id: LeftOut.OTHER_SENSOR for run in runs[3:6]}
    assert len(selection.span) == 7


def test_the_spans_sensor_counts_and_not_the_historys() -> None:
    runs = every_other_day(30)
    runs[:20] = [Run(replace(run.summary, device="Old watch"), run.score) for run in runs[:20]]
    selection = chosen(runs, the_same_for_all(runs, steady()), first=36)
    assert len(selection.span) == 10
    assert len(selection.history) == 0
    assert set(reasons(selection).values()) == {LeftOut.OTHER_SENSOR}


def test_a_sensor_of_enough_runs_is_joined_and_told_apart() -> None:
    runs = every_other_day(12)
    runs[8:] = [Run(replace(run.summary, hr_source="wrist"), run.score) for run in runs[8:]]
    selection = chosen(runs, the_same_for_all(runs, steady()))
    assert selection.span.sensor.tolist() == [0] * 8 + [1] * 4
    assert selection.left_out == ()


def test_of_two_equally_used_sensors_the_newer_one_is_the_measure() -> None:
    runs = every_other_day(10)
    runs[:5] = [Run(replace(run.summary, device="Old watch"), run.score) for run in runs[:5]]
    assert chosen(runs, the_same_for_all(runs, steady())).span.sensor.tolist() == [1] * 5 + [0] * 5


def test_a_run_that_may_not_enter_keeps_its_own_reason() -> None:
    runs = every_other_day(5)
    runs[1] = Run(runs[1].summary, replace(runs[1].score, left_out=LeftOut.RACE))
    selection = chosen(runs, the_same_for_all(runs, steady()))
    assert reasons(selection) == {runs[1].summary.id: LeftOut.RACE}


def test_a_run_without_windows_is_not_steady() -> None:
    runs = every_other_day(2)
    selection = chosen(runs, {runs[0].summary.id: steady()})
    assert reasons(selection) == {runs[1].summary.id: LeftOut.NOT_STEADY}


def test_every_run_of_the_span_is_used_or_left_out_once() -> None:
    runs = every_other_day(12)
    windows = the_same_for_all(runs, steady())
    windows[runs[2].summary.id] = steady(2)
    windows[runs[7].summary.id] = steady(mps=4.5)
    selection = chosen(runs, windows, 4, 20)
    told = sorted([*selection.span.ids, *reasons(selection)])
    assert told == [run.summary.id for run in runs if on(4) <= run.summary.local_day <= on(20)]


def test_the_order_of_the_runs_does_not_matter() -> None:
    runs = every_other_day(12)
    windows = {run.summary.id: steady(bpm=140.0 + i) for i, run in enumerate(runs)}
    assert chosen(runs[::-1], windows).span.hr_bpm.tolist() == chosen(runs, windows).span.hr_bpm.tolist()


def test_nothing_gives_nothing() -> None:
    selection = select([], {}, date(2024, 1, 1), date(2024, 3, 1), lambda day: None)
    assert (len(selection.span), len(selection.history), selection.left_out) == (0, 0, ())
    assert np.isnan(selection.usual_mps)
