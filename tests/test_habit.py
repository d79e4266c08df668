"""What habit lets expect, and by what turn a runner's days come back."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from runstrong.model.facts import Run
from runstrong.strength.runs.habit import Habit
from runstrong.strength.runs.rhythm import NEW_DAYS, WEEK, Rest, Rhythm, Turn, in_words, rhythm
from tests.runners import FOUR_RUNS, FRI, MONDAY, SAT, SUN, THU, TUE, WED, run, weeks_of

DAY = timedelta(days=1)


def on_days(when: Callable[[int], bool], days: int = 140) -> list[Run]:
    """Runs on the days, counted from the first of `days`, that `when` names; all before the Monday."""
    return [run(MONDAY - DAY * (days - number)) for number in range(days) if when(number)]


def habit(runs: list[Run], today: date = MONDAY) -> Habit:
    return Habit.of(runs, MONDAY, today)


def expected(read: Habit, days: int = 8) -> list[int]:
    return [
        ahead
        for ahead in range(days)
        if any(r.probability >= 0.5 for r in read.forecast(read.today + ahead * DAY))
    ]


def ran(*turn: int, days: int = 140) -> list[bool]:
    return [bool(turn[number % len(turn)]) for number in range(days)]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (ran(0, 1, 1, 0, 1, 0, 1), WEEK),
        (ran(1, 1, 1, 1, 1, 1, 1), WEEK),
        (ran(0, 0, 1, 0, 1, 1, 0, 1), Turn(8)),
        (ran(0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0), Turn(14)),
        (ran(1, 0), Rest()),
        (ran(1, 0, 0), Rest()),
        (ran(0, 1, 0, 1, 0, 1, 1, days=119) + ran(1, 0, 1, 0, 1, 0, 0, days=21), NEW_DAYS),
    ],
)
def test_the_turn_of_a_runners_days_is_found(days: list[bool], found: Rhythm) -> None:
    assert rhythm(days) == found
    assert bool(in_words(found)) is (found != WEEK)


def test_a_week_stays_a_week_for_runners_who_miss_runs() -> None:
    dice = np.random.default_rng(1)
    week = ran(0, 1, 1, 0, 1, 0, 1)
    for _ in range(30):
        missed = dice.random(len(week)) < 0.15
        assert rhythm([held and not out for held, out in zip(week, missed, strict=True)]) == WEEK


def test_a_short_history_is_read_by_the_week() -> None:
    assert rhythm(ran(1, 0, days=20)) == WEEK
    assert rhythm([]) == WEEK


def test_every_other_day_goes_on_from_the_last_run() -> None:
    runs = on_days(lambda day: day % 2 == 1)
    assert expected(habit(runs)) == [1, 3, 5, 7]
    assert expected(habit([*runs, run(MONDAY)])) == [2, 4, 6]


def test_a_shift_plan_is_followed_across_weeks() -> None:
    shifts = habit(on_days(lambda day: (day - 140) % 8 in (1, 2, 5)))
    assert expected(shifts, days=10) == [1, 2, 5, 9]


def test_a_second_run_on_shift_days_keeps_its_kind() -> None:
    runs = [
        run(one.summary.local_day, "long", 100, 9) for one in on_days(lambda day: (day - 140) % 8 in (1, 2, 5))
    ]
    (tomorrow,) = habit(runs).forecast(MONDAY + DAY)
    assert (tomorrow.kind, tomorrow.minutes, tomorrow.start_hour) == ("long", 100.0, 9.0)


def test_the_hour_of_an_expected_run_lies_in_its_own_half_of_the_day() -> None:
    double = habit(weeks_of({TUE: ("easy", 30, 7)}) + weeks_of({TUE: ("easy", 60, 18)}))
    assert [r.start_hour for r in double.forecast(MONDAY + TUE * DAY)] == [7.0, 18.0]


def test_the_usual_start_is_that_of_the_kind_then_of_the_weekday_then_seven() -> None:
    read = habit(weeks_of({**FOUR_RUNS, WED: ("quality", 60, 18.5), SAT: ("easy", 40, 10)}))
    assert read.usual_start("quality", MONDAY + THU * DAY) == 18.5
    assert read.usual_start("easy", MONDAY + SAT * DAY) == 10.0
    assert read.usual_start("race", MONDAY + WED * DAY) == 7.0
    no_quality = habit(weeks_of({FRI: ("easy", 45, 17)}))
    assert no_quality.usual_start("quality", MONDAY + FRI * DAY) == 17.0
    assert no_quality.usual_start("quality", MONDAY + SUN * DAY) == 7.0


def test_between_morning_and_evening_lies_no_usual_hour() -> None:
    read = habit(weeks_of({TUE: ("easy", 45, 18), FRI: ("easy", 45, 18), SAT: ("easy", 45, 9)}))
    assert read.usual_start("easy", MONDAY + WED * DAY) == 18.0


def test_the_usual_minutes_are_those_of_the_kind_then_of_the_weekday() -> None:
    read = habit(weeks_of(FOUR_RUNS))
    assert read.usual_minutes("long", MONDAY + SAT * DAY) == 105.0
    assert habit(weeks_of({FRI: ("easy", 45, 17)})).usual_minutes("long", MONDAY + FRI * DAY) == 45.0
    assert habit([]).usual_minutes("easy", MONDAY) is None


def test_any_days_give_chances_between_none_and_certain() -> None:
    dice = np.random.default_rng(7)
    for _ in range(60):
        share, days = dice.random(), int(dice.integers(1, 250))
        read = habit(on_days(lambda _day, share=share: dice.random() < share, days))  # type: ignore[misc]
        chances = [read.chance(MONDAY + ahead * DAY) for ahead in range(20)]
        assert all(0 <= chance <= 1 for chance in chances)
        forecast = [r for ahead in range(20) for r in read.forecast(MONDAY + ahead * DAY)]
        assert all(0 < r.probability <= 1 and 0 <= r.start_hour < 24 for r in forecast)


def test_two_weeks_off_do_not_change_the_habit() -> None:
    runs = [r for r in weeks_of(FOUR_RUNS, weeks=20) if r.summary.local_day < MONDAY - 14 * DAY]
    assert habit(runs).rhythm == WEEK
    assert expected(habit(runs), days=7) == sorted(FOUR_RUNS)


def test_new_days_are_learnt_within_two_weeks() -> None:
    old = weeks_of(FOUR_RUNS, weeks=20, until=MONDAY - 14 * DAY)
    new = weeks_of({0: ("easy", 45, 7), THU: ("easy", 45, 7), SAT: ("long", 100, 8)}, weeks=2)
    assert expected(habit([*old, *new]), days=7) == [0, THU, SAT]
