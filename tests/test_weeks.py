"""Runs added up by week."""

from datetime import date, timedelta

import pytest

from runstrong.metrics.weeks import first_day_of_week, last_seven_days, usual_load, week_totals
from tests.made_up import run

WEDNESDAY = date(2025, 11, 19)


def _days_ago(*days: int) -> list[date]:
    return [WEDNESDAY - timedelta(days=ago) for ago in sorted(days, reverse=True)]


@pytest.mark.parametrize(("week_start", "first"), [("monday", date(2025, 11, 17)), ("sunday", date(2025, 11, 16))])
def test_a_week_starts_where_the_runner_says(week_start: str, first: date) -> None:
    assert first_day_of_week(WEDNESDAY, week_start) == first  # type: ignore[arg-type]
    assert first_day_of_week(first, week_start) == first  # type: ignore[arg-type]


def test_weeks_without_a_run_are_rest_and_weeks_before_the_first_are_unknown() -> None:
    weeks = week_totals([run(day) for day in _days_ago(20, 1)], "monday", WEDNESDAY)
    assert [week.first_day for week in weeks] == [date(2025, 10, 27) + timedelta(days=7 * i) for i in range(4)]
    assert [week.runs for week in weeks] == [1, 0, 0, 1]
    assert [week.load for week in weeks] == [60, 0, 0, 60]


def test_the_week_in_progress_ends_today() -> None:
    assert week_totals([run(WEDNESDAY)], "monday", WEDNESDAY)[-1].last_day == WEDNESDAY


def test_a_run_without_a_load_is_counted_as_such() -> None:
    [week] = week_totals([run(WEDNESDAY), run(WEDNESDAY, None)], "monday", WEDNESDAY)
    assert (week.load, week.runs, week.without_load, week.methods) == (60, 2, 1, ("pace",))


def test_a_wrong_clock_and_the_future_count_in_no_week() -> None:
    runs = [run(WEDNESDAY, clock_ok=False), run(WEDNESDAY + timedelta(days=1))]
    assert week_totals(runs, "monday", WEDNESDAY) == []


def test_the_last_seven_days_hold_today_and_six_before() -> None:
    week = last_seven_days([run(day) for day in _days_ago(0, 6, 7)], WEDNESDAY)
    assert (week.first_day, week.last_day, week.runs, week.load) == (date(2025, 11, 13), WEDNESDAY, 2, 120)


def test_the_usual_load_is_that_of_the_three_weeks_before_the_last_seven_days() -> None:
    runs = [run(day) for day in _days_ago(0, 3, 7, 10, 12, 15, 17, 20, 27, 28)]
    assert usual_load(runs, WEDNESDAY) == pytest.approx(7 * 60 * 7 / 21)


def test_the_usual_needs_three_known_weeks_and_six_runs() -> None:
    too_short = [run(day) for day in _days_ago(0, 7, 8, 9, 10, 11, 12, 26)]
    too_few = [run(day) for day in _days_ago(0, 8, 9, 10, 11, 12, 40)]
    assert usual_load(too_short, WEDNESDAY) is None
    assert usual_load(too_few, WEDNESDAY) is None
    assert usual_load([], WEDNESDAY) is None
