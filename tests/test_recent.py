"""How the running of late compares with the usual."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from runstrong.metrics.recent import cap_notice, recent_load
from runstrong.model.diary import RecentLoad
from runstrong.model.facts import Run
from runstrong.model.plan import PlannedRun
from tests.runners import run

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)


def ago(days: int, km: float | None = 10.0, load: float = 50.0, hour: float = 7) -> Run:
    made = run(TODAY - days * DAY, hour=hour, distance_m=None if km is None else km * 1000)
    return replace(made, score=replace(made.score, load=replace(made.score.load, value=load)))


def steady(days: int, every: int = 2, km: float = 10.0) -> list[Run]:
    """A run every other day, from `days` ago up to yesterday."""
    return [ago(back, km) for back in range(days, 0, -every)]


def test_without_a_run_nothing_is_known() -> None:
    assert recent_load([], TODAY) == RecentLoad()
    assert recent_load([ago(-3)], TODAY) == RecentLoad()


@pytest.mark.parametrize(("km", "spiked"), [(10.9, False), (11.0, False), (11.1, True), (25.0, True)])
def test_a_run_over_a_tenth_longer_than_the_longest_of_thirty_days_is_a_spike(km: float, *, spiked: bool) -> None:
    recent = recent_load([ago(20), ago(15), ago(10), ago(2, km, hour=8.5)], TODAY)
    assert [(s.day, s.start_hour, round(s.ratio, 2)) for s in recent.spikes] == (
        [(TODAY - 2 * DAY, 8.5, round(km / 10, 2))] if spiked else []
    )


def test_two_runs_before_are_no_baseline_for_a_spike() -> None:
    assert recent_load([ago(20), ago(15), ago(2, 20)], TODAY).spikes == ()
    assert recent_load([ago(40), ago(20), ago(15), ago(2, 20)], TODAY).spikes == ()
    assert recent_load([ago(20, None), ago(18), ago(15), ago(2, 20)], TODAY).spikes == ()


def test_a_double_day_is_two_single_runs_and_not_one_long_one() -> None:
    assert recent_load([ago(20), ago(15), ago(10), ago(2, 8), ago(2, 8, hour=18)], TODAY).spikes == ()


def test_a_spike_of_three_weeks_ago_is_over() -> None:
    assert recent_load([ago(40), ago(35), ago(30), ago(15, 20)], TODAY).spikes == ()


def test_the_usual_ratio_is_the_last_week_against_the_three_before() -> None:
    runs = [ago(back) for back in range(27, 6, -3)] + [ago(back, load=100) for back in (6, 3, 1)]
    ratio = recent_load(runs, TODAY).usual_ratio
    assert ratio == pytest.approx((300 / 7) / (350 / 21))


def test_the_usual_ratio_needs_three_known_weeks_and_six_runs() -> None:
    assert recent_load(steady(26), TODAY).usual_ratio is None
    assert recent_load(steady(27), TODAY).usual_ratio is not None
    assert recent_load([ago(200), ago(20), ago(15), ago(10), ago(1)], TODAY).usual_ratio is None


def test_the_peak_is_the_largest_seven_days_of_the_twelve_weeks_before() -> None:
    big = [ago(60, load=100), ago(58, load=100), ago(54, load=100)]
    runs = [ago(80), *big, ago(40), ago(3, load=240), ago(1, load=120)]
    assert recent_load(runs, TODAY).peak_ratio == pytest.approx(360 / 300)
    outside = [ago(95, load=900), *runs]
    assert recent_load(outside, TODAY).peak_ratio == pytest.approx(360 / 300)


def test_ten_days_of_history_have_no_peak() -> None:
    assert recent_load(steady(10), TODAY).peak_ratio is None


@pytest.mark.parametrize("days", [0, 1, 29, 400])
def test_the_gap_counts_days_since_the_last_run(days: int) -> None:
    assert recent_load([ago(days + 5), ago(days)], TODAY).gap_days == days


def test_what_lies_ahead_other_sports_and_repeats_do_not_count() -> None:
    runs = steady(60)
    bike = replace(runs[-1], summary=replace(runs[-1].summary, sport="cycling"))
    twice = replace(runs[-1], summary=replace(runs[-1].summary, duplicate_of="x-0"))
    assert recent_load([*runs, bike, twice, ago(-1, 60)], TODAY) == recent_load(runs, TODAY)


def test_any_history_gives_finite_numbers_and_only_spikes_above_a_tenth() -> None:
    rng = np.random.default_rng(4)
    for _ in range(100):
        days = sorted(rng.integers(0, 120, size=rng.integers(0, 60)).tolist(), reverse=True)
        runs = [ago(back, float(rng.uniform(2, 30)), float(rng.uniform(0, 150))) for back in days]
        recent = recent_load(runs, TODAY)
        assert all(spike.ratio > 1.10 for spike in recent.spikes)
        assert all(number is None or 0 <= number < 1e6 for number in (recent.usual_ratio, recent.peak_ratio))


def long(minutes: float | None = None) -> PlannedRun:
    return PlannedRun(TODAY + DAY, "long", "planned", 1.0, minutes, 8.0)


def test_a_long_run_to_come_is_offered_a_cap() -> None:
    runs = [ago(70, 25), ago(25, 8), ago(20, 12), ago(10, 18)]
    assert cap_notice(long(), runs, TODAY, "metric").startswith(
        "Your longest run of the last 30 days was 18.00 km, of the last 90 days 25.00 km. Up to 19.80 km is"
    )
    assert "not a prediction for you" in cap_notice(long(), runs, TODAY, "imperial")


def test_no_cap_is_offered_where_none_is_needed_or_known() -> None:
    runs = [ago(25, 8), ago(20, 12), ago(10, 18)]
    assert cap_notice(long(minutes=49), runs, TODAY, "metric") == ""
    assert cap_notice(long(minutes=50), runs, TODAY, "metric") != ""
    assert cap_notice(replace(long(), kind="easy"), runs, TODAY, "metric") == ""
    assert cap_notice(replace(long(), source="recorded"), runs, TODAY, "metric") == ""
    assert cap_notice(long(), runs[:2], TODAY, "metric") == ""
