"""How often the forecast was right in weeks it had not seen."""

from datetime import timedelta

import numpy as np

from runstrong.strength.runs.hits import hits
from tests.runners import FOUR_RUNS, MONDAY, TUE, lift, run, weeks_of

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def test_a_steady_runner_is_guessed_right_every_day() -> None:
    found = hits(weeks_of(FOUR_RUNS, weeks=20), MONDAY)
    assert (found.days_right, found.days, found.same_weekday_right, found.weeks) == (70, 70, 70, 10)
    assert found.text == "Your week was guessed right on 7 of 7 days, on average over the last 10 weeks."


def test_one_missed_run_is_one_wrong_guess_and_two_wrong_copies() -> None:
    runs = [r for r in weeks_of(FOUR_RUNS, weeks=20) if r.summary.local_day != MONDAY - 5 * WEEK + TUE * DAY]
    found = hits(runs, MONDAY)
    assert (found.days_right, found.same_weekday_right) == (69, 68)


def test_too_little_history_is_not_guessed_from() -> None:
    assert hits([], MONDAY).text == ""
    assert hits(weeks_of(FOUR_RUNS, weeks=3), MONDAY).days == 0
    assert (hits(weeks_of(FOUR_RUNS, weeks=5), MONDAY).weeks) == 1
    assert "in the one week" in hits(weeks_of(FOUR_RUNS, weeks=5), MONDAY).text


def test_a_week_is_guessed_from_the_weeks_before_it_alone() -> None:
    before = weeks_of({TUE: ("easy", 45, 7), 4: ("easy", 45, 7)}, weeks=15, until=MONDAY - WEEK)
    other_days = [run(MONDAY - WEEK + offset * DAY) for offset in (0, 2, 3)]
    found = hits([*before, *other_days], MONDAY)
    assert found.days - found.days_right == 5


def test_other_sport_is_no_run_to_guess() -> None:
    runs = weeks_of(FOUR_RUNS, weeks=20)
    assert hits([*runs, *(lift(MONDAY - n * WEEK) for n in range(9))], MONDAY) == hits(runs, MONDAY)


def test_the_forecast_beats_the_same_weekday_for_runners_who_miss_and_add_runs() -> None:
    dice = np.random.default_rng(3)
    ours = theirs = 0
    for _ in range(6):
        runs = [r for r in weeks_of(FOUR_RUNS, weeks=24) if dice.random() > 0.2]
        found = hits(runs, MONDAY)
        ours, theirs = ours + found.days_right, theirs + found.same_weekday_right
    assert ours > 1.05 * theirs
