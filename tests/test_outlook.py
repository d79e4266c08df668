"""What the coming days of running look like, from what was run."""

from datetime import timedelta

import pytest

from runstrong.model.plan import PlannedRun
from runstrong.strength.runs.outlook import outlook
from tests.runners import FOUR_RUNS, FRI, MON, MONDAY, SUN, TUE, WED, Habit, lift, run, weeks_of

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def on(runs: tuple[PlannedRun, ...], weekday: int) -> list[PlannedRun]:
    return [planned for planned in runs if planned.day == MONDAY + weekday * DAY]


def test_a_steady_habit_is_forecast_with_its_kind_length_and_hour() -> None:
    ahead = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY)
    (sunday,) = on(ahead.runs, SUN)
    assert (sunday.kind, sunday.minutes, sunday.start_hour, sunday.source) == ("long", 105.0, 8.0, "expected")
    assert on(ahead.runs, MON) == []


def test_the_probability_follows_the_stated_formula() -> None:
    habit: Habit = {TUE: ("easy", 45, 7), FRI: ("easy", 45, 7)}
    runs = [r for r in weeks_of(habit) if r.summary.local_day not in (MONDAY + TUE * DAY - 2 * WEEK,)]
    weights = [0.5 ** (age / 3) for age in range(10)]
    expected = (sum(weights) - weights[1] + 0.5) / (sum(weights) + 1)
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert tuesday.probability == pytest.approx(expected, abs=0.001)


def test_what_was_run_takes_the_place_of_what_was_expected() -> None:
    runs = [*weeks_of(FOUR_RUNS), run(MONDAY + TUE * DAY, "quality", 62, 18)]
    seen = outlook(runs, MONDAY, MONDAY + WED * DAY).runs
    assert [(r.kind, r.source, r.start_hour) for r in on(seen, TUE)] == [("quality", "recorded", 18.0)]
    assert [(r.kind, r.source) for r in on(seen, WED)] == [("quality", "expected")]


def test_a_missed_run_leaves_its_day_empty_once_the_day_is_over() -> None:
    seen = outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY + WED * DAY).runs
    assert on(seen, TUE) == []


def test_a_run_recorded_today_settles_today() -> None:
    runs = [*weeks_of(FOUR_RUNS), run(MONDAY + WED * DAY, "easy", 30, 12)]
    assert [r.kind for r in on(outlook(runs, MONDAY, MONDAY + WED * DAY).runs, WED)] == ["easy"]


def test_it_looks_beyond_both_ends_of_the_week() -> None:
    days = {planned.day for planned in outlook(weeks_of(FOUR_RUNS), MONDAY, MONDAY).runs}
    assert MONDAY - DAY in days
    assert MONDAY + WEEK + WED * DAY in days


@pytest.mark.parametrize(("runs", "enough"), [(5, False), (6, True)])
def test_fewer_than_six_runs_are_no_habit(runs: int, *, enough: bool) -> None:
    history = [run(MONDAY - 28 * DAY + 4 * n * DAY) for n in range(runs)]
    assert outlook(history, MONDAY, MONDAY).enough_history is enough


@pytest.mark.parametrize(("days", "enough"), [(20, False), (21, True)])
def test_less_than_three_weeks_are_no_habit(days: int, *, enough: bool) -> None:
    history = [run(MONDAY - (days - n) * DAY) for n in range(8)]
    seen = outlook(history, MONDAY, MONDAY)
    assert seen.enough_history is enough
    assert bool(seen.note) is not enough
    assert enough or {r.source for r in seen.runs} <= {"recorded"}


def test_a_habit_of_years_ago_is_no_habit() -> None:
    assert not outlook(weeks_of(FOUR_RUNS, until=MONDAY - 100 * DAY), MONDAY, MONDAY).enough_history


def test_days_before_the_first_run_are_unknown_and_not_rest() -> None:
    runs = weeks_of({TUE: ("easy", 45, 7), FRI: ("easy", 45, 7)}, weeks=4)
    weights = [0.5 ** (age / 3) for age in range(4)]
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert tuesday.probability == pytest.approx((sum(weights) + 0.5) / (sum(weights) + 1), abs=0.001)


def test_a_week_of_illness_hardly_changes_the_habit() -> None:
    whole = weeks_of(FOUR_RUNS)
    ill = [r for r in whole if r.summary.local_day < MONDAY - WEEK]
    rested = [r for r in ill if r.summary.local_day.weekday() != TUE or r.summary.local_day < MONDAY - 4 * WEEK]
    (after_illness,) = on(outlook(ill, MONDAY, MONDAY).runs, TUE)
    assert after_illness.probability > 0.8
    assert all(r.probability < 0.5 for r in on(outlook(rested, MONDAY, MONDAY).runs, TUE))


def test_two_runs_a_day_are_two_habits() -> None:
    runs = weeks_of({TUE: ("easy", 30, 7)}) + weeks_of({TUE: ("quality", 60, 18)})
    assert [(r.kind, r.start_hour) for r in on(outlook(runs, MONDAY, MONDAY).runs, TUE)] == [
        ("easy", 7.0),
        ("quality", 18.0),
    ]


def test_a_run_that_may_turn_out_hard_says_so() -> None:
    kinds = ["easy", "quality", "easy", "easy", "quality", "quality", "easy", "easy", "quality", "easy"]
    runs = [run(MONDAY + TUE * DAY - (10 - n) * WEEK, kind) for n, kind in enumerate(kinds)]
    (tuesday,) = on(outlook(runs, MONDAY, MONDAY).runs, TUE)
    assert (tuesday.kind, tuesday.may_be) == ("easy", "quality")


def test_a_habitual_race_is_forecast_as_quality_and_never_as_a_race() -> None:
    parkruns = weeks_of({5: ("race", 24, 9)})
    assert {r.kind for r in outlook(parkruns, MONDAY, MONDAY).runs if r.source == "expected"} == {"quality"}


def test_the_usual_hour_is_found_on_the_round_of_the_clock() -> None:
    hours = [23.5, 0.5] * 5
    runs = [run(MONDAY + TUE * DAY - (10 - n) * WEEK, hour=h) for n, h in enumerate(hours)]
    found = [r.start_hour for r in outlook(runs, MONDAY, MONDAY).runs if r.source == "expected"]
    assert found
    assert all(hour > 23 or hour < 1 for hour in found)


def test_a_wrong_clock_and_other_sports_are_no_runs() -> None:
    strangers = [run(MONDAY - n * DAY, clock_ok=False) for n in range(1, 30)]
    strangers += [run(MONDAY - n * DAY, sport="cycling") for n in range(1, 30)]
    assert outlook(strangers, MONDAY, MONDAY).runs == ()


def test_recorded_strength_sessions_are_told_apart() -> None:
    seen = outlook([*weeks_of(FOUR_RUNS), lift(MONDAY, hour=19)], MONDAY, MONDAY + DAY)
    assert [(r.day, r.start_hour) for r in seen.lifts] == [(MONDAY, 19.0)]
    assert on(seen.runs, MON) == []


def test_a_week_far_ahead_is_forecast_from_the_last_weeks_known() -> None:
    far = MONDAY + 8 * WEEK
    days = {r.day.weekday() for r in outlook(weeks_of(FOUR_RUNS), far, MONDAY).runs}
    assert days == set(FOUR_RUNS)


def test_what_comes_after_today_is_not_known_today() -> None:
    later = run(MONDAY + FRI * DAY, "race", 60, 9)
    seen = outlook([*weeks_of(FOUR_RUNS), later], MONDAY, MONDAY)
    assert {r.source for r in on(seen.runs, FRI)} == {"expected"}


@pytest.mark.parametrize(("runs", "said"), [(0, "are no runs"), (1, "is 1 run in"), (2, "are 2 runs in")])
def test_too_little_history_is_said_in_whole_sentences(runs: int, said: str) -> None:
    history = [run(MONDAY - (day + 1) * DAY, "easy", 40, 7) for day in reversed(range(runs))]
    assert f"There {said}" in outlook(history, MONDAY, MONDAY).note
